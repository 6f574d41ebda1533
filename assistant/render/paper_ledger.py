"""The ledger of claims as CSV and as a document."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from assistant.domain.answers import PassageSource
from assistant.papers.ledger import Claim, ledger
from assistant.papers.paper import Figure, Made, Paper, RowRef
from assistant.render.document import source_url
from assistant.render.exports import inert
from assistant.render.paper_text import printable

Document = dict[str, Any]

COLUMNS = ("section", "place", "made", "by", "statement", "figures", "sources", "checked")
"""`checked` is left blank for the reviewer to tick."""
_SHOWN = 12
"""Rows named in one cell; a count over more names the query that counts them."""


def ledger_csv(paper: Paper) -> bytes:
    """Return one row a statement (UTF-8 with a mark, as spreadsheets expect)."""
    rows = {row.handle: row for row in paper.rows}
    titles = {report.id: report.title for report in paper.reports}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for claim in ledger(paper):
        sources = "; ".join(_named(claim, rows, titles) or _looked_through(claim, paper))
        figures = "; ".join(_figure(each) for each in claim.figures)
        cells = (
            claim.heading,
            claim.place,
            claim.made.value,
            claim.by or "",
            claim.text,
            figures,
            sources,
            "",
        )
        writer.writerow([inert(printable(cell)) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def ledger_document(paper: Paper) -> list[Document]:
    """Return one object a statement, with every source."""
    rows = {row.handle: row for row in paper.rows}
    titles = {report.id: report.title for report in paper.reports}
    return [_claim(claim, rows, titles, paper) for claim in ledger(paper)]


def _claim(claim: Claim, rows: dict[str, RowRef], titles: dict[str, str], paper: Paper) -> Document:
    return {
        "section": claim.section,
        "heading": claim.heading,
        "place": claim.place,
        "text": claim.text,
        "made": claim.made.value,
        "by": claim.by,
        "figures": [_figure_document(each) for each in claim.figures],
        "sources": [
            *(_quotation(each) for each in claim.quotes),
            *(_row(rows[handle]) for handle in claim.entries if handle in rows),
            *(_report(each, titles) for each in claim.reports),
            *([] if _has_source(claim) else [_whole(paper)]),
        ],
    }


def _has_source(claim: Claim) -> bool:
    return bool(claim.quotes or claim.entries or claim.reports) or claim.made in {
        Made.PERSON,
        Made.TEMPLATE,
    }


def _figure_document(figure: Figure) -> Document:
    return {
        "value": figure.value,
        "basis": figure.basis,
        "register_version": figure.version,
        "key": figure.key,
    }


def _quotation(source: PassageSource) -> Document:
    return {
        "kind": "passage",
        "report_id": source.report_id,
        "title": source.title,
        "source": source.source,
        "page": source.page,
        "page_label": source.page_label,
        "quote": source.quote,
        "url": source_url(source),
    }


def _row(row: RowRef) -> Document:
    return {
        "kind": "register",
        "ref": row.ref,
        "source": row.source,
        "sheet": row.sheet,
        "row": row.row,
        "version": row.version,
        "quote": row.quote,
    }


def _report(report_id: str, titles: dict[str, str]) -> Document:
    return {
        "kind": "report",
        "report_id": report_id,
        "title": titles.get(report_id, ""),
        "url": f"/sources/{report_id}?page=1",
    }


def _whole(paper: Paper) -> Document:
    """Return the source of what was looked for and isn't there: all that was looked through."""
    return {
        "kind": "register",
        "ref": None,
        "source": paper.versions[0].source,
        "sheet": None,
        "row": None,
        "version": paper.versions[0].id,
        "quote": "",
    }


def _looked_through(claim: Claim, paper: Paper) -> list[str]:
    """Return the register where a statement leans on no row of it: there is none such."""
    if _has_source(claim):
        return []
    version = paper.versions[0]
    return [f"{version.source} as at {version.as_at.isoformat()}"]


def _figure(figure: Figure) -> str:
    version = f" [register {figure.version}]" if figure.version else ""
    return f"{figure.value:,}: {figure.basis}{version}"


def _named(claim: Claim, rows: dict[str, RowRef], titles: dict[str, str]) -> list[str]:
    quoted = [
        f"{each.title}, page {each.page}: “{' '.join(each.quote.split())}”" for each in claim.quotes
    ]
    reports = [titles.get(each, each) for each in claim.reports]
    held = [rows[handle] for handle in claim.entries if handle in rows]
    return [*quoted, *reports, *_places(held)]


def _places(held: Sequence[RowRef]) -> list[str]:
    places = [f"{row.ref} ({row.source}, {row.sheet} row {row.row})" for row in held[:_SHOWN]]
    if len(held) > _SHOWN:
        places.append(f"and {len(held) - _SHOWN:,} more rows, as the figure's query counts them")
    return places
