"""How many requests are worked on and wait; the rest is turned away at once."""

import asyncio
from collections.abc import Callable
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.entrypoints.api.problems import problem
from assistant.service.figures import Figures
from assistant.settings import Settings

UNCOUNTED = ("/healthz", "/readyz", "/metrics", "/static/", "/slack/")
"""Served at any time: they cost next to nothing, and watching must not fail under load."""
SEND_WITHIN_S = 30.0
"""How long a client may leave a part of the answer unread."""
FULL = "Too many people are asking just now. Try again in a few seconds."
_SHARE = 0.6
"""How much of the longest wait may be expected: what lies ahead may take longer than usual."""
_AT_FIRST_S = 0.2
"""What a request is taken to need until some have been timed."""
_NEWEST = 0.1
"""Weight of the newest request in the usual time, which so follows the last twenty or so."""


class Capacity:
    """Works on some requests, lets some wait, and turns the others away.

    A request may wait if there is room and if, by what the last ones took, its turn comes in time:
    a fixed room is too large for long questions and on a slow machine.
    """

    def __init__(self, app: ASGIApp, settings: Settings, figures: Figures) -> None:
        self._app = app
        self._settings = settings
        self._figures = figures
        self._slots = asyncio.Semaphore(settings.at_once)
        self._working = 0
        self._waiting = 0
        self._usual_s = _AT_FIRST_S
        figures.watch_queue(lambda: self._working, lambda: self._waiting)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or _is_uncounted(scope):
            await self._app(scope, receive, send)
            return
        if not await self._enter():
            self._figures.turned_away("full")
            await problem(503, FULL)(scope, receive, send)
            return
        turn = _Turn(self._leave)
        self._working += 1
        try:
            await self._app(scope, receive, _within(send, turn))
        finally:
            turn.end()

    async def _enter(self) -> bool:
        """Take a slot, waiting for one if its turn will come; return whether it did."""
        if not self._slots.locked():
            return await self._slots.acquire()
        expected_s = (self._waiting + 1) * self._usual_s / self._settings.at_once
        longest_s = self._settings.waiting_s
        if self._waiting >= self._settings.waiting_room or expected_s > _SHARE * longest_s:
            return False
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._slots.acquire(), longest_s)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1

    def _leave(self, took_s: float) -> None:
        self._usual_s += _NEWEST * (took_s - self._usual_s)
        self._working -= 1
        self._slots.release()


class _Turn:
    """One request's hold on a slot."""

    def __init__(self, leave: Callable[[float], None]) -> None:
        self._leave = leave
        self._began = perf_counter()
        self._ended = False

    def end(self) -> None:
        """Let the next one have it."""
        if not self._ended:
            self._ended = True
            self._leave(perf_counter() - self._began)


def _is_uncounted(scope: Scope) -> bool:
    # A stream of the tools that only listens takes no work, and stays open.
    path = str(scope["path"])
    listens = path == "/mcp" and scope["method"] == "GET"
    return listens or path.startswith(UNCOUNTED)


def _within(send: Send, turn: _Turn) -> Send:
    async def timely(message: Message) -> None:
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            # The work is done; how slowly it is read must not keep the next one waiting.
            turn.end()
        await asyncio.wait_for(send(message), SEND_WITHIN_S)

    return timely
