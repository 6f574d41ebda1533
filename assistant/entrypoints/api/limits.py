"""A cap on request bodies, in size and in time, whatever their headers claim."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.entrypoints.api.problems import problem

MAX_BODY = 64 * 1024
"""Bytes; a question is short."""
MAX_CHAT = 1024 * 1024
"""Bytes, where whole conversations or messages with all their blocks are sent each time."""
BODY_WITHIN_S = 10.0
"""How long a client may take to send its body."""
TOO_SLOW = f"The request was not sent within {BODY_WITHIN_S:.0f} seconds."


class TooLarge(Exception):
    """The body is larger than it may be."""


class BodyLimit:
    """Read bodies before anything is done for them; answer 413 or 408 where they aren't fit."""

    def __init__(self, app: ASGIApp, within_s: float = BODY_WITHIN_S) -> None:
        self._app = app
        self._within_s = within_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = MAX_CHAT if scope["path"].startswith(("/v1/", "/slack/")) else MAX_BODY
        if _declared(scope) > most:
            await problem(413, _too_large(most))(scope, receive, send)
            return
        try:
            message = await asyncio.wait_for(_whole(receive, most), self._within_s)
        except TooLarge:
            await problem(413, _too_large(most))(scope, receive, send)
        except TimeoutError:
            await problem(408, TOO_SLOW)(scope, receive, send)
        else:
            await self._app(scope, _first(message, receive), send)


async def _whole(receive: Receive, most: int) -> Message:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return message
        body += message.get("body", b"")
        if len(body) > most:
            raise TooLarge
        if not message.get("more_body", False):
            return {"type": "http.request", "body": bytes(body), "more_body": False}


def _first(message: Message, receive: Receive) -> Receive:
    """Return a receive that gives this message, then whatever comes."""
    pending = [message]

    async def given() -> Message:
        return pending.pop() if pending else await receive()

    return given


def _too_large(most: int) -> str:
    return f"The request is larger than {most // 1024} KiB."


def _declared(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0
