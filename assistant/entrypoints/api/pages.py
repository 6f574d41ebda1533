"""`GET /`: a page a person can ask on."""

from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from assistant.domain.errors import LiaisonError
from assistant.domain.people import Asker
from assistant.entrypoints.api.html import render
from assistant.entrypoints.api.problems import said
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant
from assistant.render.document import answer_document
from assistant.render.sources import sources_document
from assistant.service import MAX_QUESTION, Assistant, Question

router = APIRouter(include_in_schema=False, dependencies=[allow()])


@router.get("/")
def home(assistant: TheAssistant, asker: TheAsker) -> HTMLResponse:
    """Show the question box and what is covered."""
    return _page(assistant, asker, "")


@router.post("/")
async def answer(request: Request, assistant: TheAssistant, asker: TheAsker) -> HTMLResponse:
    """Answer a question; posted, so that it doesn't stand in the address."""
    form = parse_qs((await request.body()).decode("utf-8", "replace"))
    question = form.get("question", [""])[0].strip()[:MAX_QUESTION]
    return await run_in_threadpool(_page, assistant, asker, question)


def _page(assistant: Assistant, asker: Asker, question: str) -> HTMLResponse:
    answered, fault = None, None
    if question:
        try:
            answered = answer_document(assistant.ask(Question(question, asker)))
        except LiaisonError as error:
            fault = said(error)
    library = sources_document(assistant.reports(asker), assistant.refusals(asker))
    return render("home.html", question=question, answer=answered, fault=fault, library=library)
