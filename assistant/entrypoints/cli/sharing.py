"""`liaison share` and `liaison take`: one node builds the index, the others answer from it."""

import typer
from rich.text import Text

from assistant import bootstrap
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, show
from assistant.settings import read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(share)
    app.command()(take)


def share(as_json: JsonOption = False) -> None:
    """Hand the current index out at LIAISON_SHARED_INDEX; run it after every ingest."""
    with errors_as_exit_codes(as_json):
        name = bootstrap.shared_index(read_settings()).hand_out()
        show({"shared": name}, as_json, lambda: Text(f"Generation {name} is handed out."))


def take(as_json: JsonOption = False) -> None:
    """Take the index that is handed out; a running service does so by itself."""
    with errors_as_exit_codes(as_json):
        name = bootstrap.shared_index(read_settings()).take()
        said = f"Now serving generation {name}." if name else "It is here already."
        show({"taken": name}, as_json, lambda: Text(said))
