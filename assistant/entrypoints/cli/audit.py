"""`liaison audit`: is the log whole, and what did someone ask."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from assistant import bootstrap
from assistant.domain.errors import InvalidUse
from assistant.entrypoints.cli.dates import Day
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, note, show
from assistant.language.wording import counted
from assistant.render.terminal import plain
from assistant.settings import LONDON, Settings, read_settings

OptionalDay = Annotated[date | None, typer.Option(parser=Day, metavar="D")]
Entry = dict[str, Any]


def build_app() -> typer.Typer:
    """Return the `audit` group."""
    app = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help="The log of who asked what and what was answered.",
    )
    app.command()(verify)
    app.command()(export)
    return app


def verify(as_json: JsonOption = False) -> None:
    """Check that the log is all there and as it was written."""
    with errors_as_exit_codes(as_json):
        from assistant.adapters.audit.verify import verify as check

        settings = read_settings()
        found = check(bootstrap.audit_store(settings), bootstrap.audit_checkpoints(settings))
        document = {
            "entries": found.entries,
            "vouched": found.vouched,
            "problems": found.problems,
        }
        show(document, as_json, lambda: Text(_verify_text(document)))
        if found.problems:
            raise typer.Exit(1)


def export(
    person: Annotated[
        str | None, typer.Option(metavar="X", help="Address or name; all people, if left out.")
    ] = None,
    since: OptionalDay = None,
    until: OptionalDay = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the entries to this file as JSON, one a line.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what someone did within a period, both days included."""
    with errors_as_exit_codes(as_json):
        found = list(_chosen(read_settings(), person, since, until))
        if out:
            _write(out, found)
            note(f"{counted(len(found), 'entry', 'entries')} written to {out}.")
        else:
            show({"count": len(found), "entries": found}, as_json, lambda: Text(_lines(found)))


def _chosen(
    settings: Settings, person: str | None, since: date | None, until: date | None
) -> Iterator[Entry]:
    from assistant.adapters.audit.verify import entries

    wanted = person.strip().casefold() if person else None
    for entry in entries(bootstrap.audit_store(settings)):
        day = datetime.fromisoformat(entry["at"]).astimezone(LONDON).date()
        names = {str(entry["who"]).casefold(), str(entry["name"]).casefold()}
        if (
            (wanted is None or wanted in names)
            and (since is None or day >= since)
            and (until is None or day <= until)
        ):
            yield entry


def _write(out: Path, found: list[Entry]) -> None:
    from assistant.adapters.audit.chain import canonical

    try:
        out.write_text("".join(canonical(each) + "\n" for each in found), encoding="utf-8")
    except OSError as error:
        raise InvalidUse(f"{out} can't be written: {error.strerror}.") from error


def _lines(found: list[Entry]) -> str:
    lines = [
        f"{each['at']}  {each['who']}  {each['channel']}  {each['action']}  "
        f"{each['facts'].get('outcome') or ''}  {' '.join(str(each['asked']).split())}"
        for each in found
    ]
    return plain("\n".join(lines)) or "Nothing was kept of that."


def _verify_text(document: dict[str, Any]) -> str:
    if document["problems"]:
        return plain("The audit log is not as it was written.\n" + "\n".join(document["problems"]))
    after = document["entries"] - document["vouched"]
    said = (
        f"{counted(document['entries'], 'entry', 'entries')}, and each is there and as it was "
        "written."
    )
    return f"{said} No checkpoint covers the last {after} yet." if after else said
