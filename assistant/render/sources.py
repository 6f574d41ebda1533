"""Reports, and pages of them with a quotation marked, as documents."""

from collections.abc import Sequence
from typing import Any

from assistant.domain.documents import Page
from assistant.domain.listings import ReportPage
from assistant.domain.sources import Report
from assistant.grounding.highlight import find_quote


def report_document(report: Report) -> dict[str, Any]:
    """Return a report as programs see it."""
    return {
        "id": report.id,
        "source": report.source,
        "title": report.title,
        "title_basis": report.title_basis.value,
        "published": report.published.isoformat() if report.published else None,
        "published_basis": report.published_basis.value,
        "inspectorate": report.inspectorate,
        "kind": report.kind,
        "place": report.place,
        "pages": report.pages,
        "media_type": report.media_type,
        "visibility": report.visibility.value,
        "withdrawn": report.withdrawn,
        "supersedes": report.supersedes,
        "notes": list(report.notes),
    }


def sources_document(
    reports: Sequence[Report], refused: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Return what is indexed and what could not be read."""
    return {
        "count": len(reports),
        "reports": [report_document(each) for each in reports],
        "refused": [{"file": file, "reason": reason} for file, reason in refused],
    }


def source_document(found: ReportPage, quote: str | None) -> dict[str, Any]:
    """Return a page, cut where the quotation begins and ends.

    `quote_found` says whether the quotation stands there; without it `before` is the whole page.
    """
    text = found.page.text
    place = find_quote(quote, text) if quote else None
    start, end = place or (len(text), len(text))
    return {
        "report": report_document(found.report),
        "page": found.page.number,
        "page_label": found.page.label,
        "pages": found.report.pages,
        "quote": quote,
        "quote_found": place is not None,
        "before": text[:start],
        "quoted": text[start:end],
        "after": text[end:],
        "boxes": _boxes(found.page, start, end) if place else [],
        "width": found.page.width,
        "height": found.page.height,
    }


def _boxes(page: Page, start: int, end: int) -> list[dict[str, float]]:
    return [
        {"x0": word.x0, "y0": word.y0, "x1": word.x1, "y1": word.y1}
        for word in page.words
        if word.start < end and start < word.end
    ]
