"""Gives every request an id, times it, logs it without what was asked, and hardens the reply."""

import logging
import re
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from assistant.entrypoints.api.problems import fault
from assistant.service.figures import Figures

_log = logging.getLogger(__name__)
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_HARDENED = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What a reply carries unless it says otherwise itself (OWASP secure headers)."""
_PROBES = ("/healthz", "/readyz", "/metrics", "/static")


class Watching:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else uuid4().hex
        with bound_contextvars(request=request_id):
            await self._watch(scope, receive, send, request_id)

    async def _watch(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        started, status = perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in _HARDENED.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if status:
                raise
            await fault(Request(scope), error)(scope, receive, noting)
        finally:
            self._note(scope, status, perf_counter() - started)

    def _note(self, scope: Scope, status: int, took_s: float) -> None:
        # The pattern of the route, never the address: that may hold what was asked.
        route = getattr(scope.get("route"), "path", None) or "none"
        self._figures.requested(scope["method"], route, status, took_s)
        if not scope["path"].startswith(_PROBES):
            took_ms = round(took_s * 1000, 1)
            about = {"method": scope["method"], "route": route, "status": status}
            _log.info("request", extra={**about, "took_ms": took_ms})
