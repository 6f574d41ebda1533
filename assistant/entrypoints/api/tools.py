"""`/mcp`: the tools for assistants of other makers, where the `mcp` package is installed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send

from assistant.entrypoints.api.problems import problem, said
from assistant.service import Assistant

if TYPE_CHECKING:
    from assistant.entrypoints.mcp.http import McpDoor


class ToolDoor:
    """Serves the tools while the service runs."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._door: McpDoor | None = None
        self.there = find_spec("mcp") is not None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve until the block ends; nothing, where the package isn't installed."""
        if not self.there:
            yield
            return
        from assistant.entrypoints.mcp.http import McpDoor

        door = McpDoor(self._assistant, said)
        async with door.open():
            self._door = door
            yield
        self._door = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if self._door is None:
            await problem(503, "The service is starting or stopping.")(scope, receive, send)
        else:
            await self._door(scope, receive, send)
