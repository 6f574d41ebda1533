"""The tools over HTTP, at `/mcp`: streamable HTTP without sessions, one reply a request."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mcp.server.mcpserver import Context
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import Receive, Scope, Send

from assistant.domain.errors import NotIdentified
from assistant.domain.people import Asker
from assistant.entrypoints.mcp.server import Said, build_server
from assistant.service import Assistant


class McpDoor:
    """Serves requests whose caller has been admitted, as `scope["state"]["asker"]` says."""

    def __init__(self, assistant: Assistant, said: Said) -> None:
        server = build_server(assistant, _caller, said)
        server.streamable_http_app(json_response=True, stateless_http=True, host="")
        self._manager: StreamableHTTPSessionManager = server.session_manager

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve until the block ends. A door is opened once."""
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self._manager.handle_request(scope, receive, send)


def _caller(context: Context[Any, Any]) -> Asker:
    request = context.request_context.request
    asker = request.scope.get("state", {}).get("asker") if request else None
    if not isinstance(asker, Asker):
        raise NotIdentified("It isn't known who calls.")
    return asker
