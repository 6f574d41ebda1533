"""`GET /sources` and `GET /sources/{id}`: what is indexed, and the page a quotation stands on."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from assistant.entrypoints.api.html import render
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.web.frame import page as framed
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant
from assistant.render.facsimile import drawn_words
from assistant.render.sources import source_document, sources_document

router = APIRouter(dependencies=[allow()])


@router.get("/sources")
def list_sources(assistant: TheAssistant, asker: TheAsker) -> dict[str, Any]:
    """List the reports that are indexed, and the files that could not be read."""
    return sources_document(assistant.reports(asker), assistant.refusals(asker))


@router.get("/sources/{report_id}", responses={200: {"content": {"text/html": {}}}})
def show_source(
    report_id: str,
    request: Request,
    assistant: TheAssistant,
    asker: TheAsker,
    page: Annotated[int, Query(ge=1, le=10**6)] = 1,
    quote: Annotated[str | None, Query(max_length=20_000)] = None,
) -> Response:
    """Show one page of a report, with the quotation highlighted.

    A page for people by default; the same as JSON where that is what the client accepts.
    """
    found = assistant.page(report_id, page, asker)
    document = source_document(found, quote)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(document)
    held = {**document, "drawn": drawn_words(found.page, quote)}
    if request.headers.get("x-part"):
        return render("source-part.html", **held)
    return framed(request, asker, "source.html", **held)
