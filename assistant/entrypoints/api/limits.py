"""A cap on request bodies, kept while they are read, whatever their headers claim."""

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 1024
"""Bytes; a question is short."""


class _TooLarge(Exception):
    """The body went over the cap."""


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
                raise _TooLarge
            return message

        if _declared(scope) > MAX_BODY:
            await _refuse(scope, receive, send)
            return
        try:
            await self._app(scope, counted, send)
        except _TooLarge:
            await _refuse(scope, receive, send)


def _declared(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    problem = {
        "type": "about:blank",
        "title": "Content Too Large",
        "status": 413,
        "detail": f"The request is larger than {MAX_BODY // 1024} KiB.",
    }
    response = JSONResponse(problem, status_code=413, media_type="application/problem+json")
    await response(scope, receive, send)
