"""`liaison serve`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints.cli.output import errors_as_exit_codes
from assistant.settings import Settings, read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(metavar="H", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(metavar="P", help="Port to listen on.")] = None,
    try_file: Annotated[
        Path | None,
        typer.Option(
            "--try-file",
            exists=True,
            dir_okay=False,
            help="Once up, show these questions, one a line, and the answer to the first.",
        ),
    ] = None,
) -> None:
    """Run the HTTP service."""
    with errors_as_exit_codes():
        chosen = {"host": host, "port": port}
        settings = read_settings(
            **{key: value for key, value in chosen.items() if value is not None}
        )
        _run(settings, try_file)


def _run(settings: Settings, try_file: Path | None) -> None:
    import uvicorn
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from assistant.bootstrap import build_assistant, identities
    from assistant.entrypoints.api.app import build_app, require_loopback
    from assistant.entrypoints.cli.greeting import greet
    from assistant.entrypoints.logs import configure_logs

    require_loopback(settings)
    configure_logs(settings.log_level)
    proof = identities(settings)
    app = build_app(build_assistant(settings), settings, proof)
    if proof is None:
        # A page elsewhere must not reach the local user's service under a name of its own.
        names = ["localhost", "127.0.0.1", settings.host, f"[{settings.host}]"]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=names)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            # Longer than a reader thinks: a connection that is closed as a question comes is lost.
            timeout_keep_alive=75,
            timeout_graceful_shutdown=20,
        )
    )
    questions = try_file.read_text(encoding="utf-8").splitlines() if try_file else []
    shown = questions if proof is None else []
    greeting = threading.Thread(target=greet, args=(server, settings, shown), daemon=True)
    greeting.start()
    with _following(settings):
        server.run()


@contextmanager
def _following(settings: Settings) -> Iterator[None]:
    """Take the index that nodes share, at once and whenever there is another."""
    if settings.shared_index is None:
        yield
        return
    from assistant.bootstrap import shared_index

    ended = threading.Event()
    threading.Thread(target=shared_index(settings).follow, args=(ended,), daemon=True).start()
    yield
    ended.set()
