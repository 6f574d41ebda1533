"""`/`: ask, and read the answer as it comes, with its sources beside it."""

import json
import secrets
from collections.abc import Iterator
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.domain.errors import LiaisonError
from assistant.domain.listings import Coverage
from assistant.domain.people import Asker
from assistant.entrypoints.api.html import fragment
from assistant.entrypoints.api.problems import said
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.streaming import events_of
from assistant.entrypoints.api.web.frame import TheForm, page
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant
from assistant.render.document import answer_document
from assistant.service import MAX_QUESTION, Assistant, Question

router = APIRouter(include_in_schema=False, dependencies=[allow()])

STEPS = {
    "understood": "The question is understood.",
    "counting": "Looking through the register.",
    "searching": "Looking through the reports.",
    "reading": "Reading what was found.",
}
EXAMPLES = (
    "Which recommendations are overdue?",
    "What is due in the next three months?",
    "How many entries are open, by owner?",
)
"""Offered to who hasn't asked anything yet, where a register is loaded."""


@router.get("/")
def home(request: Request, assistant: TheAssistant, asker: TheAsker) -> HTMLResponse:
    """Show the question box and what is covered."""
    return _page(request, assistant, asker, Question("", asker, thread=secrets.token_hex(16)))


@router.post("/")
def answer(
    request: Request, form: TheForm, assistant: TheAssistant, asker: TheAsker
) -> HTMLResponse:
    """Answer a question; posted, so that it doesn't stand in the address."""
    return _page(request, assistant, asker, _question(form, asker))


@router.post("/answer")
def answer_streamed(form: TheForm, assistant: TheAssistant, asker: TheAsker) -> EventSourceResponse:
    """Answer a question as pieces of the page, one event each."""
    question = _question(form, asker)

    def events() -> Iterator[ServerSentEvent]:
        for name, data in events_of(assistant, question):
            yield ServerSentEvent(data=_piece(name, data, question), event=name)

    return EventSourceResponse(events())


def _piece(name: str, data: str, question: Question) -> str:
    document = json.loads(data)
    if name == "progress":
        return json.dumps(STEPS.get(document["step"], ""))
    if name == "statement":
        return json.dumps(document["text"])
    if name == "problem":
        return json.dumps(document["detail"])
    return json.dumps(fragment("answer.html", answer=document, question=question.text))


def _question(form: dict[str, str], asker: Asker) -> Question:
    text = form.get("question", "").strip()[: MAX_QUESTION + 1]
    return Question(text, asker, thread=form.get("thread", "")[:100] or None)


def _page(request: Request, assistant: Assistant, asker: Asker, question: Question) -> HTMLResponse:
    answered, fault = None, None
    if question.text:
        try:
            answered = answer_document(assistant.ask(question))
        except LiaisonError as error:
            fault = said(error)
    covered = assistant.coverage(asker)
    return page(
        request,
        asker,
        "home.html",
        question=question.text,
        thread=question.thread,
        answer=answered,
        fault=fault,
        covered=covered,
        examples=_examples(covered),
    )


def _examples(covered: Coverage) -> list[str]:
    dated = [each for each in covered.reports if each.published and not each.withdrawn]
    newest = max(dated, key=lambda each: each.published or date.min, default=None)
    of_reports = [f"What does “{newest.title}” recommend?"] if newest else []
    return [*(EXAMPLES if covered.register_as_at else ()), *of_reports]
