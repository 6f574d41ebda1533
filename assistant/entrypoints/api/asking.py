"""`POST /ask` and `POST /ask/stream`."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.domain.people import Asker
from assistant.entrypoints.api.doorkeeper import Doorkeeper
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.streaming import events_of
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant, TheDoorkeeper
from assistant.register.filters import Day
from assistant.render.document import answer_document
from assistant.service import MAX_QUESTION, Question

router = APIRouter(dependencies=[allow()])


class AskRequest(BaseModel):
    """A question, and how it is asked."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "Which recommendations are overdue?", "today": "2026-10-01"}]
        },
    )

    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    as_: str | None = Field(default=None, alias="as", max_length=254)
    today: Day | None = None
    thread: str | None = Field(default=None, max_length=100)


@router.post("/ask", response_model=dict[str, Any])
def ask(
    request: AskRequest, assistant: TheAssistant, asker: TheAsker, doorkeeper: TheDoorkeeper
) -> JSONResponse:
    """Answer one question, with sources."""
    # Made into text here, where others needn't wait for it: an answer may hold a whole register.
    return JSONResponse(answer_document(assistant.ask(_question(request, asker, doorkeeper))))


@router.post("/ask/stream", response_class=EventSourceResponse)
def ask_stream(
    request: AskRequest, assistant: TheAssistant, asker: TheAsker, doorkeeper: TheDoorkeeper
) -> EventSourceResponse:
    """Answer one question as server-sent events.

    `progress` events say what is being done, `statement` events bring each grounded statement,
    and one `answer` event the whole answer document, or one `problem` event what went wrong.
    """
    question = _question(request, asker, doorkeeper)

    def events() -> Iterator[ServerSentEvent]:
        for name, data in events_of(assistant, question):
            yield ServerSentEvent(data=data, event=name)

    return EventSourceResponse(events())


def _question(request: AskRequest, asker: Asker, doorkeeper: Doorkeeper) -> Question:
    return Question(
        request.question,
        doorkeeper.asking_as(asker, request.as_),
        today=request.today,
        thread=request.thread,
    )
