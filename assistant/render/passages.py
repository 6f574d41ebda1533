"""Ranked passages as the document that search returns."""

from collections.abc import Sequence
from typing import Any

from assistant.domain.listings import RankedPassage


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
