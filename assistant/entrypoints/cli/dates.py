"""Dates as command-line options take them."""

from datetime import date

import typer

from assistant.language.dates import read_day


def Day(text: str) -> date:
    """Read "2021-09-30" or "30 September 2021"; Typer shows a parser by its name."""
    day = read_day(text)
    if day is None:
        raise typer.BadParameter(f"'{text}' is not a date; write it as 2021-09-30.")
    return day
