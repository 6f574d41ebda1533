"""The HTTP service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.domain.errors import InvalidUse
from assistant.entrypoints.api import asking, health, pages, register, search, sources
from assistant.entrypoints.api.limits import BodyLimit
from assistant.entrypoints.api.problems import add_handlers
from assistant.service import Assistant
from assistant.settings import Settings

STATIC = Path(__file__).parent / "static"


def build_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Return the application, with the assistant and the settings in its state."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        assistant.warm()
        yield
        assistant.close()

    app = FastAPI(
        title="Liaison",
        version="1",
        description="Answers about inspection reports and the register of recommendations, "
        "each sentence with a source that opens.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.assistant = assistant
    app.state.settings = settings
    app.add_middleware(BodyLimit)
    add_handlers(app)
    for part in (asking, search, register, sources, health, pages):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def require_loopback(settings: Settings) -> None:
    """Refuse to listen where others could reach a service that knows no one.

    Raises:
        InvalidUse: the host is not a loopback address.
    """
    host = settings.host
    if host == "localhost":
        return
    try:
        loopback = ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise InvalidUse(
            f"The service would listen on {host}, where others could reach it, and no way of "
            "proving who asks is set up. Serve on 127.0.0.1."
        )
