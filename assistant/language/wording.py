"""Small matters of British wording."""

from datetime import date


def say_day(day: date | str) -> str:
    """Return a day as "30 September 2021"."""
    value = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{value.day} {value:%B %Y}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "3 reports", "0 causes of concern"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_page(page: int, label: str | None) -> str:
    """Return "page 12", or "page 12 (printed 10)" where another number is printed on it."""
    return f"page {page} (printed {label})" if label and label != str(page) else f"page {page}"
