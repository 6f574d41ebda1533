"""`liaison status`, `liaison verify` and `liaison rollback`."""

from typing import Any

import typer
from rich.text import Text

from assistant import bootstrap
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, show
from assistant.entrypoints.cli.status_view import status_text
from assistant.settings import read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(status)
    app.command()(verify)
    app.command()(rollback)


def status(as_json: JsonOption = False) -> None:
    """Show what is indexed, when, and by which versions and models."""
    with errors_as_exit_codes(as_json):
        document = bootstrap.status(read_settings())
        show(document, as_json, lambda: Text(status_text(document)))


def verify(as_json: JsonOption = False) -> None:
    """Check every store against its manifest; say what is damaged and how to repair it."""
    with errors_as_exit_codes(as_json):
        document = bootstrap.verify(read_settings())
        show(document, as_json, lambda: Text(_verify_text(document)))
        if document["damage"]:
            raise typer.Exit(1)


def rollback(as_json: JsonOption = False) -> None:
    """Go back to the generation before the current one."""
    with errors_as_exit_codes(as_json):
        name = bootstrap.rollback(read_settings())
        show({"current": name}, as_json, lambda: Text(f"Now serving generation {name}."))


def _verify_text(document: dict[str, Any]) -> str:
    if not document["damage"]:
        return f"All {document['files']} files are as their manifests say."
    lines = [f"{each['file']}: {each['problem']}" for each in document["damage"]]
    return "\n".join([*lines, "", *document["repair"]])
