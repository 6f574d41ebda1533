"""`liaison mcp`: the tools over standard input and output."""

from dataclasses import replace
from typing import Annotated

import typer

from assistant.bootstrap import build_assistant
from assistant.domain.errors import InvalidUse
from assistant.entrypoints.cli.asking import asker_from
from assistant.entrypoints.cli.output import errors_as_exit_codes
from assistant.entrypoints.logs import configure_logs
from assistant.settings import read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(mcp)


def mcp(
    as_: Annotated[
        str | None, typer.Option("--as", metavar="EMAIL", help="Ask as this person.")
    ] = None,
) -> None:
    """Offer ask, search, register and source tools to a program that starts this command (MCP).

    Whoever can start it sits at the machine, and asks as the local user.
    """
    with errors_as_exit_codes():
        try:
            from assistant.entrypoints.mcp.server import build_server
        except ImportError as error:
            raise InvalidUse("The package `mcp` is missing: pip install 'liaison[mcp]'.") from error
        settings = read_settings()
        configure_logs(settings.log_level)
        assistant = build_assistant(settings)
        asker = replace(asker_from(as_, settings), channel="mcp")
        build_server(assistant, lambda _: asker).run("stdio")
        assistant.close()
