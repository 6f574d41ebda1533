"""`liaison serve`."""

import threading
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

    from assistant.bootstrap import build_assistant
    from assistant.entrypoints.api.app import build_app, require_loopback
    from assistant.entrypoints.cli.greeting import greet

    require_loopback(settings)
    assistant = build_assistant(settings)
    server = uvicorn.Server(
        uvicorn.Config(
            build_app(assistant, settings),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            timeout_graceful_shutdown=20,
        )
    )
    questions = try_file.read_text(encoding="utf-8").splitlines() if try_file else []
    greeting = threading.Thread(target=greet, args=(server, settings, questions), daemon=True)
    greeting.start()
    server.run()
