"""An answer as a person reads it in a terminal."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.domain.answers import Answer
from assistant.language.wording import say_day, say_page
from assistant.render.document import answer_document

QUOTE_SHOWN = 300
"""Characters of a quotation shown beneath an answer; the whole is in the document."""


def answer_view(answer: Answer) -> RenderableType:
    """Return the answer, its table and its sources, ready to print.

    Everything from a source goes in as plain text, so that nothing in it is taken for markup.
    """
    return document_view(answer_document(answer))


def document_view(document: dict[str, Any]) -> RenderableType:
    """Return an answer document, ready to print."""
    return Group(*_parts(document))


def _parts(document: dict[str, Any]) -> Iterator[RenderableType]:
    yield Text(plain(document["text"]))
    if document["groups"]:
        yield _groups(document["groups"])
    if document["citations"]:
        yield Text("\nSources", style="bold")
        for citation in document["citations"]:
            yield Text(_source_line(citation))
            yield Text(f'    "{_short(plain(citation["quote"]))}"', style="dim")
    yield Text(f"\nUnderstood as: {plain(document['asked']['interpretation'])}", style="dim")


def _source_line(citation: dict[str, Any]) -> str:
    if citation["kind"] == "register":
        return plain(
            f"[{citation['key']}] {citation['ref']}: {citation['source']}, "
            f"sheet {citation['sheet']}, row {citation['row']}"
        )
    published = citation["published"]
    dated = f", {say_day(published)}" if published else ""
    return plain(
        f"[{citation['key']}] {citation['title']}{dated}, "
        f"{say_page(citation['page'], citation['page_label'])} ({citation['source']})"
    )


def _groups(groups: list[dict[str, Any]]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for name in groups[0]["key"]:
        table.add_column(name.capitalize())
    table.add_column("Number", justify="right")
    for group in groups:
        table.add_row(*(Text(plain(value)) for value in group["key"].values()), str(group["count"]))
    return table


def plain(text: str) -> str:
    """Return the text without control characters, which could drive the terminal."""
    return "".join(each for each in text if each == "\n" or each.isprintable())


def _short(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= QUOTE_SHOWN else folded[:QUOTE_SHOWN].rstrip() + " ..."
