"""Small matters of British wording."""

from datetime import date


def say_day(day: date | str) -> str:
    """Return a day as "30 September 2021"."""
    value = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{value.day} {value:%B %Y}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "3 reports", "0 causes of concern"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
