"""Dates as command-line options take them."""

from datetime import date

import typer

from assistant.language.dates import find_dates


def Day(text: str) -> date:
    """Read "2021-09-30" or "30 September 2021"."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = find_dates(text)
    if len(found) == 1 and found[0].day and found[0].text == text.strip():
        return found[0].day
    raise typer.BadParameter(f"'{text}' is not a date; write it as 2021-09-30.")
