"""How commands speak: answers on standard output, progress and errors on standard error."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

from assistant.domain.errors import LiaisonError

JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on standard output.")
]


def say(view: RenderableType) -> None:
    """Print something for a person on standard output."""
    Console(highlight=False, soft_wrap=True).print(view, markup=False)


def note(text: str) -> None:
    """Print a remark on standard error, where it can't mix with the answer."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False, style="dim")


def print_json(document: Any) -> None:
    """Print one JSON document on standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def show(document: Any, as_json: bool, view: Callable[[], RenderableType]) -> None:
    """Print the document as JSON, or the view for a person."""
    if as_json:
        print_json(document)
    else:
        say(view())


@contextmanager
def errors_as_exit_codes(as_json: bool = False) -> Iterator[None]:
    """Turn our errors into a sentence on standard error and the exit code of their kind."""
    try:
        yield
    except LiaisonError as error:
        if as_json:
            print_json({"error": {"kind": type(error).__name__, "message": str(error)}})
        Console(stderr=True, highlight=False, soft_wrap=True).print(
            f"liaison: {error}", markup=False
        )
        raise typer.Exit(error.exit_code) from error
