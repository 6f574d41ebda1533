"""`liaison erase` and `liaison purge`."""

from typing import Annotated, Any

import typer
from rich.text import Text

from assistant import bootstrap
from assistant.adapters import erasing
from assistant.adapters.state.database import open_database
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.errors import InvalidUse
from assistant.domain.people import LOCAL
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, show
from assistant.render.terminal import plain
from assistant.settings import Settings, read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(erase)
    app.command()(purge)


def erase(
    person: Annotated[
        str | None, typer.Option(metavar="X", help="Address, or member id in Slack.")
    ] = None,
    earlier: Annotated[
        bool, typer.Option("--earlier", help="Every generation of the index but the current one.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase a person's conversations, keys and Slack traces, or earlier generations of the index.

    To erase a report: remove its file, ingest its folder, then `liaison erase --earlier`. The audit
    log stays for its time. Backups are not touched: they go when they expire.
    """
    with errors_as_exit_codes(as_json):
        if person is None and not earlier:
            raise InvalidUse("Say what to erase: --person X, --earlier, or both.")
        settings = read_settings()
        gone = _erase(bootstrap.reading_home(settings), person, earlier)
        log = bootstrap.audit_log(settings)
        log.record(AuditEvent(Action.ERASE, LOCAL, "a person" if person else "generations"))
        log.close()
        show(gone, as_json, lambda: Text(plain(_said(gone))))


def purge(
    yes: Annotated[bool, typer.Option("--yes", help="Really remove everything.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Remove the whole home folder: index, registers, conversations, keys and audit log.

    For giving Liaison up. Export the audit log first, if it has to be kept.
    """
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        if not yes:
            raise InvalidUse(f"This removes all of {settings.home}. Repeat it with --yes.")
        gone = erasing.purge(settings.home, bootstrap.milvus(settings))
        said = f"{gone['files']} files ({gone['bytes']} bytes) of {gone['home']} were removed."
        show(gone, as_json, lambda: Text(plain(said)))


def _erase(settings: Settings, person: str | None, earlier: bool) -> dict[str, Any]:
    gone: dict[str, Any] = {}
    if person is not None:
        state = open_database(settings.database_url, settings.home)
        gone["rows"] = erasing.erase_person(state, person)
    if earlier:
        gone["generations"] = erasing.erase_earlier(settings.home, bootstrap.milvus(settings))
    return gone


def _said(gone: dict[str, Any]) -> str:
    lines = [f"{kind}: {count} erased" for kind, count in gone.get("rows", {}).items()]
    if "generations" in gone:
        lines.append(f"{len(gone['generations'])} earlier generations removed")
    return "\n".join(lines)
