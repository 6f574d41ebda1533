"""The HTTP service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.routing import Route

from assistant.domain.errors import InvalidUse
from assistant.entrypoints.api import (
    asking,
    chat,
    drafts,
    health,
    register,
    search,
    sources,
    web,
)
from assistant.entrypoints.api.capacity import Capacity
from assistant.entrypoints.api.doorkeeper import Doorkeeper
from assistant.entrypoints.api.limits import BodyLimit
from assistant.entrypoints.api.problems import add_handlers, documented
from assistant.entrypoints.api.roles import Admitted, OpenMount, declared
from assistant.entrypoints.api.tools import ToolDoor
from assistant.entrypoints.api.watching import Watching
from assistant.ports import Identities
from assistant.service import Assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.entrypoints.slack.http import SlackEndpoint

STATIC = Path(__file__).parent / "static"


def build_app(
    assistant: Assistant, settings: Settings, identities: Identities | None = None
) -> FastAPI:
    """Return the application, with the assistant and the settings in its state.

    Args:
        assistant: What answers; it is warmed when the application starts and closed when it ends.
        settings: The settings.
        identities: Proves who asks; without it everyone is the one local user.

    Raises:
        InvalidUse: the settings ask for proof of identity, and there is nothing that proves it.
        TypeError: a route doesn't say who may use it.
    """
    if settings.proves_identity and identities is None:
        raise InvalidUse("The settings ask for proof of identity, and nothing proves it.")

    tools = ToolDoor(assistant)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        assistant.warm()
        async with tools.open(), slack.running() if slack else nullcontext():
            yield
        assistant.close()

    app = FastAPI(
        title="Liaison",
        version="1",
        description="Answers about inspection reports and the register of recommendations, "
        "each sentence with a source that opens.",
        lifespan=lifespan,
        responses=documented(),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.assistant = assistant
    app.state.settings = settings
    app.state.doorkeeper = Doorkeeper(identities, settings)
    app.add_middleware(Capacity, settings=settings, figures=assistant.figures)
    app.add_middleware(BodyLimit)
    app.add_middleware(Watching, figures=assistant.figures)
    add_handlers(app)
    for part in (asking, search, register, drafts, sources, chat, health, *web.PAGES):
        app.include_router(part.router)
    app.mount("/static", OpenMount(OurFiles(directory=STATIC)), name="static")
    slack = _slack(app, assistant, settings)
    if tools.there:
        methods = ["DELETE", "GET", "POST"]
        app.router.routes.append(Route("/mcp", Admitted(tools), methods=methods))
    list(declared(app.routes))
    return app


class OurFiles(StaticFiles):
    """Files of the page, which a browser keeps and fetches again only when they have changed."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        """Return the file, or that it is still the same."""
        response = super().file_response(*given, **named)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _slack(app: FastAPI, assistant: Assistant, settings: Settings) -> "SlackEndpoint | None":
    """Add the route that Slack calls, where a signing secret is set."""
    if not settings.slack_over_http:
        return None
    from assistant.entrypoints.slack.http import mount
    from assistant.entrypoints.slack.making import make_service

    return mount(app, make_service(settings, assistant))


def require_loopback(settings: Settings) -> None:
    """Refuse to listen where others could reach a service that knows no one.

    Raises:
        InvalidUse: nobody has to prove who they are, and the host is not a loopback address.
    """
    host = settings.host
    if settings.proves_identity or host == "localhost":
        return
    try:
        loopback = ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise InvalidUse(
            f"The service would listen on {host}, where others could reach it, and no way of "
            "proving who asks is set up. Serve on 127.0.0.1, or set LIAISON_AUTH_KEYS or "
            "LIAISON_OIDC_ISSUER."
        )
