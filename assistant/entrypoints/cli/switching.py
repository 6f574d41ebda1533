"""`liaison off` and `liaison on`: silence every channel, and let them speak again."""

from typing import Annotated

import typer
from rich.text import Text

from assistant import bootstrap
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.people import LOCAL
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, show
from assistant.settings import Settings, read_settings


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(off)
    app.command()(on)


def off(
    why: Annotated[str, typer.Option(help="Why, for the audit log.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Switch the service off: every channel says so, and answers nothing.

    Nodes that share a state database are all switched off, within a second.
    """
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        bootstrap.switch(settings).off(why)
        # Kept only after it works: being switched off must not depend on the log.
        _record(settings, f"off {why}".strip())
        show({"switched": "off"}, as_json, lambda: Text("Liaison is switched off."))


def on(as_json: JsonOption = False) -> None:
    """Switch the service on again."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        switch = bootstrap.switch(settings)
        if switch.is_off():
            _record(settings, "on")
        switch.on()
        show({"switched": "on"}, as_json, lambda: Text("Liaison is switched on."))


def _record(settings: Settings, what: str) -> None:
    log = bootstrap.audit_log(settings)
    log.record(AuditEvent(Action.SWITCH, LOCAL, what))
    log.close()
