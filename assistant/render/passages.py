"""Ranked passages as the document that search returns."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from assistant.domain.sources import Passage, Report


class RankedPassage(NamedTuple):
    """A passage that was found, with its report and its fused score (higher is better)."""

    passage: Passage
    report: Report
    score: float


def passages_document(query: str, found: Sequence[RankedPassage]) -> dict[str, Any]:
    """Return the search document of the public contract."""
    return {
        "query": query,
        "passages": [
            {
                "rank": rank,
                "score": round(each.score, 6),
                "id": each.passage.id,
                "report": each.report.id,
                "source": each.report.source,
                "title": each.report.title,
                "published": each.report.published.isoformat() if each.report.published else None,
                "page": each.passage.page,
                "page_end": each.passage.page_end,
                "heading": list(each.passage.heading),
                "text": each.passage.text,
            }
            for rank, each in enumerate(found, start=1)
        ],
    }
