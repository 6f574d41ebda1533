"""`GET /search`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from assistant.domain.errors import InvalidUse
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant
from assistant.render.passages import passages_document
from assistant.service import MAX_QUESTION

router = APIRouter(dependencies=[allow()])

Words = Annotated[str | None, Query(min_length=1, max_length=MAX_QUESTION)]


@router.get("/search")
def search(
    assistant: TheAssistant,
    asker: TheAsker,
    query: Words = None,
    q: Words = None,
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    report: Annotated[str | None, Query(max_length=300)] = None,
) -> dict[str, Any]:
    """Retrieval alone: passages ranked for `query` (or, for short, `q`)."""
    text = query or q
    if not text:
        raise InvalidUse("Nothing to search for: give the words as ?query=...")
    return passages_document(text, assistant.search(text, k=k, report=report, asker=asker))
