"""`POST /v1/chat/completions` and `GET /v1/models`: the door that existing chat programs know.

The last message of the user is the question; earlier ones are what it continues. Citations stand
in the text as [1], below it as a list, and in `annotations` with their places in the text.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from time import time
from typing import Annotated, Any, Literal
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.errors import InvalidUse
from assistant.domain.people import Asker
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.streaming import events_of
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant, TheSettings
from assistant.render.chat import annotations, sources_text
from assistant.render.document import answer_document
from assistant.service import Assistant, Question
from assistant.settings import Settings

router = APIRouter(dependencies=[allow()])

MODEL = "liaison"
MAX_MESSAGES = 500
Document = dict[str, Any]


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str = "text"
    text: str = Field(default="", max_length=100_000)


class Message(BaseModel):
    """A message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def words(self) -> str:
        """All text of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text").strip()
        return (self.content or "").strip()


class ChatRequest(BaseModel):
    """What chat programs send; settings of models such as `temperature` mean nothing here."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "Which recommendations are overdue?"}],
                }
            ]
        }
    )

    model: str = Field(default=MODEL, max_length=200)
    messages: Annotated[list[Message], Field(min_length=1, max_length=MAX_MESSAGES)]
    stream: bool = False


@router.get("/v1/models")
def list_models() -> Document:
    """Name the one model that there is."""
    return {"object": "list", "data": [_model()]}


@router.get("/v1/models/{name}")
def one_model(name: str) -> Document:
    """Describe a model; whatever it is called, it is the same."""
    return {**_model(), "id": name}


@router.post(
    "/v1/chat/completions",
    response_model=None,
    responses={200: {"content": {"application/json": {}, "text/event-stream": {}}}},
)
def complete(
    body: ChatRequest,
    request: Request,
    assistant: TheAssistant,
    asker: TheAsker,
    settings: TheSettings,
) -> Document | StreamingResponse:
    """Answer the last message of the user, with sources."""
    question = _question(body, asker)
    base = _base(settings, request)
    head = {"id": f"chatcmpl-{uuid4().hex}", "created": int(time()), "model": body.model}
    if body.stream:
        chunks = _chunks(assistant, question, base, head)
        return StreamingResponse(chunks, media_type="text/event-stream")
    return _completion(answer_document(assistant.ask(question)), base, head)


def _question(body: ChatRequest, asker: Asker) -> Question:
    """Return the last message as a question that continues those before it.

    The conversation is known by what was said in it, since programs send it whole each time.

    Raises:
        InvalidUse: the last message isn't the user's.
    """
    said = [message.words for message in body.messages if message.role == "user"]
    if not said or body.messages[-1].role != "user":
        raise InvalidUse("The last message has to be the user's question.")
    before = _thread(said[:-1]) if said[1:] else None
    return Question(said[-1], asker, thread=_thread(said), continues=before)


def _thread(said: list[str]) -> str:
    return f"chat {sha256(json.dumps(said).encode()).hexdigest()}"


def _base(settings: Settings, request: Request) -> str:
    """Return what addresses of sources begin with."""
    return (settings.public_base_url or str(request.base_url)).rstrip("/")


def _model() -> Document:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "liaison"}


def _completion(document: Document, base: str, head: Document) -> Document:
    text = document["text"] + sources_text(document, base)
    message = {
        "role": "assistant",
        "content": text,
        "refusal": None,
        "annotations": annotations(document, text, base),
    }
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    return {
        **head,
        "object": "chat.completion",
        "choices": [choice],
        "usage": usage,
        "liaison": document,
    }


def _chunks(assistant: Assistant, question: Question, base: str, head: Document) -> Iterator[str]:
    """Yield the answer as server-sent events, one statement at a time."""
    yield _chunk(head, {"role": "assistant", "content": ""})
    for name, data in events_of(assistant, question):
        event = json.loads(data)
        if name == "answer":
            yield from _told(event, base, head)
        elif name == "problem":
            error = {"message": event["detail"], "type": "server_error", "code": None}
            yield f"data: {json.dumps({'error': error})}\n\n"
    yield "data: [DONE]\n\n"


def _told(document: Document, base: str, head: Document) -> Iterator[str]:
    lines = document["text"].splitlines(keepends=True)
    for line in lines:
        yield _chunk(head, {"content": line})
    sources = sources_text(document, base)
    cited = annotations(document, document["text"] + sources, base)
    yield _chunk(head, {"content": sources, "annotations": cited})
    yield _chunk(head, {}, finish="stop", liaison=document)


def _chunk(head: Document, delta: Document, finish: str | None = None, **more: Any) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    document = {**head, "object": "chat.completion.chunk", "choices": [choice], **more}
    return f"data: {json.dumps(document, ensure_ascii=False)}\n\n"
