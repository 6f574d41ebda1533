"""`liaison ingest`."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.domain.errors import LiaisonError
from assistant.language.dates import read_day
from assistant.settings import read_settings


def _day(text: str) -> date:
    day = read_day(text)
    if day is None:
        raise typer.BadParameter(f"'{text}' is not a date; write it as 2021-09-30.")
    return day


def register_commands(app: typer.Typer) -> None:
    """Add this package's commands to the command line."""
    app.command("ingest")(ingest_command)


def ingest_command(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Documents or folders of them.")
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The register (.xlsx or .csv), loaded as a new version."),
    ] = None,
    as_at: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="DATE", help="The day the register shows (2026-09-30)."),
    ] = None,
    profile: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="How the register's columns and words are meant (YAML)."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every named file again.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; change nothing.")
    ] = False,
    accept_drop: Annotated[
        bool,
        typer.Option("--accept-drop", help="Let more than a fifth of what is indexed vanish."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document on standard output.")
    ] = False,
) -> None:
    """Index documents and load a register. What isn't named stays as it is.

    Repeating it reads only what changed, and removes what vanished from the named paths.
    """
    # Every command passes here to learn what there is; only this one needs the readers.
    from ingest.job import Request, ingest
    from ingest.progress import progress_bars
    from ingest.report_view import report_document, report_text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        request = Request(
            paths=tuple(paths or ()),
            register=register,
            as_at=as_at,
            profile=profile,
            full=full,
            dry_run=dry_run,
            accept_drop=accept_drop,
        )
        with progress_bars(console) as progress:
            report = ingest(request, read_settings(), progress)
    except LiaisonError as error:
        console.print(f"liaison: {error}", markup=False)
        if as_json:
            typer.echo(_json({"error": {"kind": type(error).__name__, "message": str(error)}}))
        raise typer.Exit(error.exit_code) from error
    typer.echo(_json(report_document(report)) if as_json else report_text(report))
    if report.exit_code:
        raise typer.Exit(report.exit_code)


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
