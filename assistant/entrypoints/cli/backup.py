"""`liaison backup` and `liaison restore`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from assistant import bootstrap
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, note, show
from assistant.render.terminal import plain
from assistant.settings import read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(backup)
    app.command()(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it: a .tar.gz file.")],
    as_json: JsonOption = False,
) -> None:
    """Back up the index, every register, conversations, keys and the audit log into one file.

    The service may go on answering. The file holds all that the home folder holds: guard it alike.
    """
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        document = bootstrap.back_up(settings, file)
        if settings.database_url:
            note("State is in LIAISON_DATABASE_URL: back that up with the database's own tools.")
        said = f"{len(document['files'])} files are backed up in {file}."
        show(document, as_json, lambda: Text(plain(said)))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `liaison backup` wrote.")],
    as_json: JsonOption = False,
) -> None:
    """Restore a backup into the home folder, which must be empty or not there."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        document = bootstrap.restore(settings, file)
        said = (
            f"{len(document['files'])} files are restored into {settings.home}, as they were at "
            f"{document['made']}. Check them with: liaison verify"
        )
        show(document, as_json, lambda: Text(plain(said)))
