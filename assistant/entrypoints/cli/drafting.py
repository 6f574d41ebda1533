"""`liaison draft`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from assistant.bootstrap import build_assistant
from assistant.domain.errors import InvalidUse
from assistant.entrypoints.cli.asking import asker_from
from assistant.entrypoints.cli.dates import Day
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, note, show
from assistant.papers.drafts import Draft
from assistant.render.paper_document import draft_document
from assistant.render.paper_ledger import ledger_csv
from assistant.render.paper_markdown import paper_markdown
from assistant.render.paper_word import paper_docx
from assistant.settings import Settings, read_settings

_ENDINGS = (".docx", ".md")


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(draft)


def draft(
    since: Annotated[
        date, typer.Option(parser=Day, metavar="DATE", help="First day of the period.")
    ],
    until: Annotated[
        date, typer.Option(parser=Day, metavar="DATE", help="Last day of the period.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the paper to this .docx or .md file, and its ledger beside it as "
            "FILE.ledger.csv; without it the paper is printed as Markdown.",
        ),
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="EMAIL", help="Draft as this person.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Draft the committee paper for a period, with a ledger of every statement's sources."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        if out and out.suffix.lower() not in _ENDINGS:
            raise InvalidUse(f"{out} should end in .docx or .md, to say what to write.")
        assistant = build_assistant(settings)
        made = assistant.drafts.make(since, until, asker_from(as_, settings))
        markdown = paper_markdown(made.paper, approved=made.approved)
        if out:
            _write(out, _content(out, made, markdown, settings), ledger_csv(made.paper))
        document = draft_document(made)
        said = f"Draft {made.id} written to {out}." if out else markdown
        show(document, as_json, lambda: Text(said.rstrip("\n")))


def _content(out: Path, made: Draft, markdown: str, settings: Settings) -> bytes:
    if out.suffix.lower() == ".md":
        return markdown.encode()
    return paper_docx(made, settings.paper_template)


def _write(out: Path, content: bytes, ledger: bytes) -> None:
    beside = out.with_name(f"{out.stem}.ledger.csv")
    try:
        out.write_bytes(content)
        beside.write_bytes(ledger)
    except OSError as error:
        raise InvalidUse(f"{out} can't be written: {error.strerror}.") from error
    note(f"The ledger of its statements is {beside}.")
