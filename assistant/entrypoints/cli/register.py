"""`liaison register list` and `liaison register check`."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from assistant.bootstrap import build_assistant
from assistant.domain.errors import InvalidUse
from assistant.entrypoints.cli.asking import asker_from
from assistant.entrypoints.cli.dates import Day
from assistant.entrypoints.cli.filtering import with_filters
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, note, show
from assistant.language.wording import counted
from assistant.register.filters import Filters
from assistant.render.exports import entries_csv, entries_xlsx
from assistant.render.register import check_document, register_document
from assistant.render.terminal import plain
from assistant.service import RegisterRequest
from assistant.settings import read_settings

OptionalDay = Annotated[date | None, typer.Option(parser=Day, metavar="D")]
SHOWN = 90
"""Characters of a recommendation shown in the table; JSON and exports hold the whole."""


def build_app() -> typer.Typer:
    """Return the `register` group."""
    app = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, help="The register, without natural language."
    )
    app.command("list")(list_entries)
    app.command()(check)
    return app


@with_filters
def list_entries(  # noqa: PLR0913, PLR0917 - one argument an option
    filters: Filters,
    /,
    sort: Annotated[
        str | None, typer.Option(metavar="FIELD", help='Such as "due"; "-due" for latest first.')
    ] = None,
    offset: Annotated[int, typer.Option(min=0)] = 0,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the entries to this .csv or .xlsx file.")
    ] = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="EMAIL")] = None,
    today: OptionalDay = None,
    as_json: JsonOption = False,
) -> None:
    """List the register by exact filters; text filters match whole words."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        listing = build_assistant(settings).register(
            RegisterRequest(filters, sort=sort, offset=offset, limit=limit, today=today),
            asker_from(as_, settings),
        )
        document = register_document(listing)
        if out:
            _write(out, listing.entries)
            note(f"{counted(len(listing.entries), 'entry', 'entries')} written to {out}.")
        show(document, as_json, lambda: _table(document))


def check(today: OptionalDay = None, as_json: JsonOption = False) -> None:
    """Compare the register with the published reports: what is missing, differs, is doubtful."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        found = build_assistant(settings).check_register(asker_from(None, settings), today=today)
        document = check_document(found)
        show(document, as_json, lambda: Text(_check_text(document)))
        if found:
            raise typer.Exit(1)


def _write(out: Path, entries: Any) -> None:
    writers = {".csv": entries_csv, ".xlsx": entries_xlsx}
    if out.suffix.lower() not in writers:
        raise InvalidUse(f"{out} should end in .csv or .xlsx, to say what to write.")
    try:
        out.write_bytes(writers[out.suffix.lower()](entries))
    except OSError as error:
        raise InvalidUse(f"{out} can't be written: {error.strerror}.") from error


def _table(document: dict[str, Any]) -> RenderableType:
    table = Table(
        title=f"{counted(document['count'], 'entry', 'entries')}, "
        f"register as at {document['register_as_at']}",
        title_justify="left",
    )
    for name in ("Ref", "Due", "Status", "Owner", "Recommendation"):
        table.add_column(name, overflow="fold")
    for entry in document["entries"]:
        text = plain(" ".join(entry["text"].split()))
        shown = text if len(text) <= SHOWN else text[:SHOWN].rstrip() + " ..."
        cells = (entry["ref"], entry["due"] or "no date", entry["status_detail"], entry["owner"])
        table.add_row(*(Text(plain(cell or "none")) for cell in cells), Text(shown))
    return table


def _check_text(document: dict[str, Any]) -> str:
    if not document["count"]:
        return "The register agrees with the reports."
    lines = []
    for kind, count in document["by_kind"].items():
        lines.append(f"\n{kind.capitalize()} ({count})")
        for each in document["discrepancies"]:
            if each["kind"] == kind:
                where = f" [row {each['row']}]" if each["row"] else ""
                page = f" [page {each['page']}]" if each["page"] else ""
                lines.append(f"  - {each['text']}{where}{page}")
    return plain("\n".join(lines).strip())
