"""`liaison slack`: the Slack app in Socket Mode, its manifest, and reminders."""

import asyncio
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.entrypoints.cli.output import (
    JsonOption,
    errors_as_exit_codes,
    note,
    print_json,
    say,
)
from assistant.settings import Settings, read_settings

if TYPE_CHECKING:
    from assistant.entrypoints.slack.reminders import Planned


def build_app() -> typer.Typer:
    """Return the group of commands."""
    app = typer.Typer(
        help="Run the Slack app in Socket Mode (without a command): it connects to Slack, nothing "
        "connects to it. Or print its manifest, or send reminders."
    )
    app.callback(invoke_without_command=True)(run)
    app.command()(manifest)
    app.command()(remind)
    return app


def run(context: typer.Context) -> None:
    """Run the Slack app in Socket Mode: it connects to Slack, nothing connects to it."""
    if context.invoked_subcommand is None:
        with errors_as_exit_codes():
            asyncio.run(_run(read_settings()))


def manifest(
    http: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Have Slack send requests to this address instead."),
    ] = None,
    follow_ups: Annotated[
        bool,
        typer.Option(
            "--follow-ups",
            help="Let the app read the channels that it is in, to answer follow-ups there "
            "without a mention.",
        ),
    ] = False,
) -> None:
    """Print the manifest, to be pasted into Slack when the app is made."""
    from assistant.entrypoints.slack.manifest import manifest as make

    with errors_as_exit_codes():
        print_json(make(http, follow_ups=follow_ups))


def remind(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Send nothing; print who would get what.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Send the reminders that are due now, whether or not they are switched on."""
    with errors_as_exit_codes(as_json):
        plans, sent = asyncio.run(_remind(read_settings(), dry_run=dry_run))
        document = {"sent": sent, "owners": [_planned(each) for each in plans]}
        if as_json:
            print_json(document)
            return
        for each in plans:
            refs = ", ".join(entry.ref for entry in each.entries)
            say(f"{each.email}: {each.held_back or 'to be reminded'} ({refs})")
        say("Nothing was sent." if dry_run else f"Sent: {sent}.")


async def _run(settings: Settings) -> None:
    from assistant.entrypoints.logs import configure_logs
    from assistant.entrypoints.slack.making import make_service
    from assistant.entrypoints.slack.socket import run as run_socket

    configure_logs(settings.log_level)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    service = make_service(settings)
    note("Connecting to Slack ... (stop with Ctrl-C)")
    await run_socket(service, settings, stop)


async def _remind(settings: Settings, *, dry_run: bool) -> "tuple[list[Planned], int]":
    from assistant.entrypoints.slack.making import make_service
    from assistant.entrypoints.slack.reminders import Reminders

    service = make_service(settings)
    await service.start(alone=False)
    try:
        reminders = Reminders(service.desk)
        plans = await reminders.plan()
        return plans, 0 if dry_run else await reminders.send()
    finally:
        await service.stop()


def _planned(each: "Planned") -> dict[str, object]:
    return {
        "email": each.email,
        "user": each.user,
        "held_back": each.held_back,
        "refs": [entry.ref for entry in each.entries],
    }
