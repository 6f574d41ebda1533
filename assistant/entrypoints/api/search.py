"""`GET /search`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from assistant.domain.errors import InvalidUse
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant
from assistant.render.passages import passages_document
from assistant.reports.search.one_way import By
from assistant.service import MAX_QUESTION

router = APIRouter(dependencies=[allow()])

Words = Annotated[str | None, Query(min_length=1, max_length=MAX_QUESTION)]


def _searched_for(query: Words = None, q: Words = None) -> str:
    text = query or q
    if not text:
        raise InvalidUse("Nothing to search for: give the words as ?query=...")
    return text


@router.get("/search")
def search(
    assistant: TheAssistant,
    asker: TheAsker,
    query: Annotated[str, Depends(_searched_for)],
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    report: Annotated[str | None, Query(max_length=300)] = None,
    by: By = "both",
) -> dict[str, Any]:
    """Retrieval alone: passages ranked for `query` (or, for short, `q`).

    `by` finds them by meaning alone or by words alone, to compare with both together.
    """
    return passages_document(query, assistant.search(query, k=k, report=report, asker=asker, by=by))
