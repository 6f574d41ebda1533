"""How many requests are worked on and wait; the rest is turned away at once."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.entrypoints.api.problems import problem
from assistant.service.figures import Figures
from assistant.settings import Settings

UNCOUNTED = ("/healthz", "/readyz", "/metrics", "/static/", "/slack/")
"""Served at any time: they cost next to nothing, and watching must not fail under load."""
SEND_WITHIN_S = 30.0
"""How long a client may leave a part of the answer unread."""
FULL = "Too many people are asking just now. Try again in a few seconds."


class Capacity:
    """Works on some requests, lets some wait, and turns the others away."""

    def __init__(self, app: ASGIApp, settings: Settings, figures: Figures) -> None:
        self._app = app
        self._settings = settings
        self._figures = figures
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._working = 0
        self._waiting = 0
        figures.watch_queue(lambda: self._working, lambda: self._waiting)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(UNCOUNTED):
            await self._app(scope, receive, send)
            return
        if not await self._enter():
            self._figures.turned_away("full")
            await problem(503, FULL)(scope, receive, send)
            return
        self._working += 1
        try:
            await self._app(scope, receive, _within(send))
        finally:
            self._working -= 1
            self._slots.release()

    async def _enter(self) -> bool:
        """Take a slot, waiting for one if there is room to wait; return whether there was."""
        if not self._slots.locked():
            return await self._slots.acquire()
        if self._waiting >= self._settings.waiting_room:
            return False
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._slots.acquire(), self._settings.waiting_s)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1


def _within(send: Send) -> Send:
    async def timely(message: Message) -> None:
        await asyncio.wait_for(send(message), SEND_WITHIN_S)

    return timely
