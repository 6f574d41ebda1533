"""Stretches of days that a name stands for: months, quarters, years, weeks."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from assistant.language.wording import say_day

DAY = timedelta(days=1)
Start = Literal["april", "january"]


class Stretch(NamedTuple):
    """Days from first to last, both included, and how to say it in an interpretation."""

    first: date
    last: date
    name: str = ""


def one_day(day: date, name: str = "") -> Stretch:
    """Return the stretch of a single day."""
    return Stretch(day, day, name)


def month(year: int, number: int) -> Stretch:
    """Return a calendar month; `number` may run over 12 or below 1."""
    first = date(year, 1, 1) + relativedelta(months=number - 1)
    return Stretch(first, first + relativedelta(months=1) - DAY, f"{first:%B %Y}")


def calendar_year(year: int) -> Stretch:
    """Return 1 January to 31 December."""
    return Stretch(date(year, 1, 1), date(year, 12, 31), f"the calendar year {year}")


def financial_year(starting: int) -> Stretch:
    """Return 1 April to 31 March, named by the year in which it starts."""
    name = f"the financial year {starting}/{(starting + 1) % 100:02d}"
    return Stretch(date(starting, 4, 1), date(starting + 1, 3, 31), name)


def financial_year_of(day: date) -> Stretch:
    """Return the financial year (from April) that a day is in."""
    return financial_year(day.year if day >= date(day.year, 4, 1) else day.year - 1)


def quarter_of(day: date, ahead: int = 0) -> Stretch:
    """Return the quarter that a day is in, or one so many quarters ahead (or back)."""
    start = month(day.year, 3 * ((day.month - 1) // 3) + 1 + 3 * ahead).first
    return _quarter(start)


def numbered_quarter(number: int, year: int, starts: Start) -> Stretch:
    """Return Q1 to Q4 of the year (financial: the year in which it starts)."""
    offset = 3 if starts == "april" else 0
    stretch = _quarter(month(year, 3 * (number - 1) + 1 + offset).first)
    kind = financial_year(year).name if starts == "april" else f"the calendar year {year}"
    return stretch._replace(name=f"Q{number} of {kind}, {stretch.name}")


def week_of(day: date, ahead: int = 0) -> Stretch:
    """Return Monday to Sunday of the week that a day is in, or of one so many weeks ahead."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)
    return Stretch(monday, monday + timedelta(days=6), f"the week of {say_day(monday)}")


JUST_GONE = timedelta(days=31)
"""How long ago a day or month without a year may lie to be meant rather than next year's."""


def nearest_month(number: int, today: date, *, back: bool) -> Stretch:
    """Return the next such month from today on, or the latest that has begun.

    A month that has only just gone by is meant rather than that of next year.
    """
    year = today.year - 1 if number > today.month else today.year
    latest = month(year, number)
    if back or latest.last >= today - JUST_GONE:
        return latest
    return month(year + 1, number)


def nearest_day(day: int, number: int, today: date, *, back: bool) -> date | None:
    """Return the next such day of the year from today on, or the latest one gone by.

    A day that has only just gone by is meant rather than that of next year. None where no year
    near has such a day.
    """
    if not back:
        gone = nearest_day(day, number, today, back=True)
        if gone and gone >= today - JUST_GONE:
            return gone
    years = range(today.year, today.year - 9, -1) if back else range(today.year, today.year + 9)
    for year in years:
        try:
            found = date(year, number, day)
        except ValueError:
            continue
        if (found <= today) if back else (found >= today):
            return found
    return None


def _quarter(first: date) -> Stretch:
    last = first + relativedelta(months=3) - DAY
    return Stretch(first, last, f"{first:%B} to {last:%B %Y}")
