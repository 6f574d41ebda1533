"""Turning sentences into statements whose quotations stand on their pages."""

import re
from collections.abc import Sequence

from assistant.domain.answers import PassageSource, Statement
from assistant.domain.documents import Block, Page
from assistant.domain.sources import Passage, PassageKind, Report
from assistant.grounding.quotations import quote_stands
from assistant.ports import Library
from assistant.reports.evidence.tables import Row, Table
from assistant.reports.evidence.units import Unit
from assistant.reports.search.trace import Trace

_CELL = re.compile(r"(?:(?! \| ).)+", re.DOTALL)


def cite(library: Library, unit: Unit, trace: Trace, mark: str | None = None) -> Statement | None:
    """Return a statement of a sentence, a source for each page it stands on.

    None where any part of it doesn't stand on the page that the passage names: then the sentence
    is not shown.
    """
    sources = []
    for page_number, quote in _whole_row(library, unit) or _quotes(
        unit.passage, unit.start, unit.end
    ):
        page = library.page(unit.report.id, page_number)
        if page is None or not quote_stands(quote, page.text):
            trace.add("dropped: quotation", unit.text, f"doesn't stand on page {page_number}")
            return None
        sources.append(source_of(unit.report, unit.passage, page, quote))
    if not sources:
        trace.add("dropped: quotation", unit.text, "stands on no page")
        return None
    return Statement(unit.text, tuple(sources), mark=mark or _list_mark(unit))


def cite_row(
    library: Library,
    table: Table,
    row: Row,
    columns: Sequence[int],
    trace: Trace,
    mark: str | None = None,
) -> Statement | None:
    """Return a row of a table, or some of its cells, as a line that reads without the table.

    Its sources are the row and the headings of the columns. None where they don't stand.
    """
    of_row = cite(library, row.unit, trace)
    of_head = cite(library, table.head, trace)
    if of_row is None or of_head is None:
        return None
    sources = tuple(dict.fromkeys((*of_row.sources, *of_head.sources)))
    return Statement(table.said(row, columns), sources, mark=mark)


def cite_heading(
    library: Library, report: Report, heading: Block, trace: Trace
) -> Statement | None:
    """Return a statement of a heading; none where it doesn't stand, or nothing stands under it."""
    page = library.page(report.id, heading.page)
    under = next(
        (each for each in library.passages_of(report.id) if heading.text in each.heading), None
    )
    if page is None or under is None or not quote_stands(heading.text, page.text):
        trace.add("dropped: quotation", heading.text, "stands on no page, or heads nothing")
        return None
    return Statement(heading.text, (source_of(report, under, page, heading.text),))


def _list_mark(unit: Unit) -> str | None:
    """Return the mark of a list's item; a paragraph's number ("2.5") is none."""
    return unit.marker if unit.listed else None


def source_of(report: Report, passage: Passage, page: Page, quote: str) -> PassageSource:
    """Return the source of a quotation. Everything but the quotation comes from the library."""
    return PassageSource(
        passage_id=passage.id,
        report_id=report.id,
        source=report.source,
        title=report.title,
        published=report.published,
        page=page.number,
        page_label=page.label,
        heading=passage.heading,
        quote=quote,
    )


def _quotes(passage: Passage, start: int, end: int) -> list[tuple[int, str]]:
    """Return (page, words) for each stretch of the sentence that stands on one page."""
    found = []
    for part in passage.parts:
        first, last = max(start, part.start), min(end, part.end)
        if first < last:
            found += [(part.page, text) for text in _stretches(passage, first, last)]
    return _joined(found, passage.text[start:end])


def _whole_row(library: Library, unit: Unit) -> list[tuple[int, str]]:
    """Return a table's row as one stretch, where it stands in one line on its page; else none."""
    if unit.passage.kind is not PassageKind.TABLE:
        return []
    quote = " ".join(_stretches(unit.passage, unit.start, unit.end))
    pages = {
        part.page
        for part in unit.passage.parts
        if max(unit.start, part.start) < min(unit.end, part.end)
    }
    page = library.page(unit.report.id, min(pages)) if len(pages) == 1 else None
    return [(page.number, quote)] if page and quote_stands(quote, page.text) else []


def _stretches(passage: Passage, start: int, end: int) -> list[str]:
    text = passage.text[start:end]
    if passage.kind is not PassageKind.TABLE:
        return [text.strip()] if text.strip() else []
    cells = [match.group().strip() for match in _CELL.finditer(text.replace("\n", " | "))]
    return [cell.removeprefix("| ").strip() for cell in cells if cell.strip(" |")]


def _joined(found: list[tuple[int, str]], whole: str) -> list[tuple[int, str]]:
    """Return one stretch where all of them are one run of words on one page."""
    pages = {page for page, _ in found}
    if len(pages) == 1 and len(found) > 1 and " | " not in whole:
        return [(found[0][0], whole)]
    return found
