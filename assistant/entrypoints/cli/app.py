"""The command line: one Typer application, joined by commands from outside the assistant."""

from importlib.metadata import entry_points

import typer

from assistant.entrypoints.cli import (
    asking,
    audit,
    backup,
    drafting,
    erasing,
    keys,
    mcp,
    register,
    serving,
    sharing,
    slack,
    stores,
    switching,
)

GROUP = "liaison.commands"
"""Entry points through which `ingest` and `eval` add their commands."""


def build_app() -> typer.Typer:
    """Return the whole command line."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Answers questions about inspection reports and the register of recommendations, "
        "with sources that open on the very words.",
    )
    asking.add_commands(app)
    app.add_typer(register.build_app(), name="register")
    drafting.add_commands(app)
    stores.add_commands(app)
    serving.add_commands(app)
    sharing.add_commands(app)
    switching.add_commands(app)
    backup.add_commands(app)
    erasing.add_commands(app)
    mcp.add_commands(app)
    app.add_typer(slack.build_app(), name="slack")
    app.add_typer(keys.build_app(), name="keys")
    app.add_typer(audit.build_app(), name="audit")
    for entry_point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        entry_point.load()(app)
    return app
