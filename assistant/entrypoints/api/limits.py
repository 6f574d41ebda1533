"""A cap on request bodies, kept while they are read, whatever their headers claim."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.entrypoints.api.problems import problem

MAX_BODY = 64 * 1024
"""Bytes; a question is short."""
TOO_LARGE = f"The request is larger than {MAX_BODY // 1024} KiB."


class BodyLimit:
    """Answer 413 to a request whose body is larger than MAX_BODY."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BODY:
                raise HTTPException(413, TOO_LARGE)
            return message

        if _declared(scope) > MAX_BODY:
            response = problem(413, TOO_LARGE)
            await response(scope, receive, send)
        else:
            await self._app(scope, counted, send)


def _declared(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0
