"""`liaison keys`: API keys for people and programs."""

from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from assistant import bootstrap
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.people import LOCAL, ApiKey, Role
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, note, show
from assistant.render.terminal import plain
from assistant.settings import Settings, read_settings

YEAR = 365


def build_app() -> typer.Typer:
    """Return the `keys` group."""
    app = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help="API keys, which the service asks for where LIAISON_AUTH_KEYS is true.",
    )
    app.command()(create)
    app.command("list")(list_keys)
    app.command()(revoke)
    return app


def create(
    label: Annotated[str, typer.Argument(help="What the key is for: a person, a program.")],
    role: Annotated[Role, typer.Option(help="The one role that the key carries.")] = Role.OFFICER,
    email: Annotated[
        str | None, typer.Option(metavar="EMAIL", help='Whom "me" means when asked with this key.')
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=2 * YEAR, help="Days until it expires.")] = YEAR,
    as_json: JsonOption = False,
) -> None:
    """Make a key and show it, this once."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        key, secret = bootstrap.api_keys(settings).create(label, role, days, email)
        _record(settings, f"create {key.prefix} {key.role.value} {key.email or ''}: {key.label}")
        if not settings.auth_keys:
            note("Keys are not asked for yet: set LIAISON_AUTH_KEYS=true and restart the service.")
        note("Keep this key now; it is not shown again.")
        show({**key_document(key), "key": secret}, as_json, lambda: Text(secret))


def list_keys(as_json: JsonOption = False) -> None:
    """Show every key ever made, by its prefix; the keys themselves are not kept."""
    with errors_as_exit_codes(as_json):
        keys = [key_document(key) for key in bootstrap.api_keys(read_settings()).all()]
        show({"keys": keys}, as_json, lambda: _table(keys))


def revoke(
    prefix: Annotated[str, typer.Argument(help="The key's prefix, as `keys list` shows it.")],
    as_json: JsonOption = False,
) -> None:
    """Revoke a key at once."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        bootstrap.api_keys(settings).revoke(prefix)
        _record(settings, f"revoke {prefix}")
        show({"revoked": prefix}, as_json, lambda: Text(f"The key {plain(prefix)} is revoked."))


def key_document(key: ApiKey) -> dict[str, Any]:
    """Return what is known of a key."""
    return {
        "prefix": key.prefix,
        "label": key.label,
        "role": key.role.value,
        "email": key.email,
        "made": key.made.isoformat(timespec="seconds"),
        "expires": key.expires.isoformat(timespec="seconds"),
        "revoked": key.revoked.isoformat(timespec="seconds") if key.revoked else None,
    }


def _record(settings: Settings, what: str) -> None:
    log = bootstrap.audit_log(settings)
    log.record(AuditEvent(Action.KEY, LOCAL, what))
    log.close()


def _table(keys: list[dict[str, Any]]) -> RenderableType:
    table = Table()
    names = ("prefix", "label", "role", "email", "made", "expires", "revoked")
    for name in names:
        table.add_column(name.capitalize(), overflow="fold")
    for key in keys:
        table.add_row(*(Text(plain(str(key[name] or ""))) for name in names))
    return table
