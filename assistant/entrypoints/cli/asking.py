"""`liaison ask` and `liaison search`."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from assistant.bootstrap import build_assistant
from assistant.domain.people import LOCAL, Asker
from assistant.entrypoints.cli.dates import Day
from assistant.entrypoints.cli.output import JsonOption, errors_as_exit_codes, show
from assistant.render.document import answer_document
from assistant.render.passages import passages_document
from assistant.render.terminal import answer_view, plain
from assistant.reports.search.one_way import By
from assistant.reports.search.trace import Trace
from assistant.service import Question
from assistant.settings import Settings, read_settings

EXCERPT = 400
"""Characters of a passage shown to a person; JSON holds the whole."""


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(ask)
    app.command()(search)


def ask(
    question: Annotated[str, typer.Argument(help="The question, in plain English.")],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="EMAIL", help="Ask as this person.")
    ] = None,
    today: Annotated[
        date | None, typer.Option(parser=Day, metavar="DATE", help="Answer as on this day.")
    ] = None,
    thread: Annotated[
        str | None, typer.Option(metavar="ID", help="Continue the conversation of this name.")
    ] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Also show what was considered and dropped.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Answer one question, with sources."""
    with errors_as_exit_codes(as_json):
        settings = read_settings()
        assistant = build_assistant(settings)
        steps = Trace()
        answer = assistant.ask(
            Question(question, asker_from(as_, settings), today=today, thread=thread), trace=steps
        )
        document = answer_document(answer)
        if trace:
            document["trace"] = [asdict(step) for step in steps.steps]
        show(document, as_json, lambda: Group(answer_view(answer), *_trace_view(document)))


def search(
    query: Annotated[str, typer.Argument(help="Words to search for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    report: Annotated[
        str | None, typer.Option(metavar="TITLE", help="Search inside this report only.")
    ] = None,
    by: Annotated[
        By, typer.Option(help="Find by meaning and words, as answers do, or by one alone.")
    ] = "both",
    as_json: JsonOption = False,
) -> None:
    """Retrieval alone: passages ranked for the query."""
    with errors_as_exit_codes(as_json):
        assistant = build_assistant(read_settings())
        found = assistant.search(query, k=k, report=report, asker=LOCAL, by=by)
        document = passages_document(query, found)
        show(document, as_json, lambda: Text(_passages_text(document)))


def asker_from(email: str | None, settings: Settings) -> Asker:
    """Return whoever sits at the machine, or the person that they ask as."""
    if email is None:
        return LOCAL
    return settings.asker(email, channel="cli")


def _passages_text(document: dict[str, list[dict[str, object]]]) -> str:
    lines = []
    for passage in document["passages"]:
        text = " ".join(str(passage["text"]).split())
        shown = text if len(text) <= EXCERPT else text[:EXCERPT] + " ..."
        lines.append(
            f"{passage['rank']}. {passage['title']}, page {passage['page']} "
            f"({passage['source']}; score {passage['score']})\n   {shown}"
        )
    return plain("\n".join(lines)) or "Nothing matches."


def _trace_view(document: dict[str, object]) -> list[Text]:
    trace = document.get("trace")
    if not isinstance(trace, list):
        return []
    return [
        Text("\nConsidered", style="bold"),
        *(Text(plain("  ".join(step.values()))) for step in trace),
    ]
