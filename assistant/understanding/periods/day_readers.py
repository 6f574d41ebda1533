"""Reads days told in a roundabout way: feasts, "the 15th", "21/10", and days there are not."""

from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from assistant.language.dates import month_number
from assistant.language.numbers import number_word
from assistant.language.wording import say_day
from assistant.understanding.periods import calendar
from assistant.understanding.periods.calendar import DAY, Stretch, week_of
from assistant.understanding.periods.moments import Case, Moment, moment_of

_MONTHS_A_YEAR = 12


def read_feast(case: Case) -> Moment | None:
    """Read "Christmas", "the new year", "bonfire night", "Easter", "Christmas 2027"."""
    feast, year = case.said("feast"), case.said("year")
    named = case.match.group().lower().removesuffix(year).strip()
    if feast.startswith(("easter", "good")):
        found = _easter(case)
    else:
        day, number = next(day for name, day in _FEASTS if feast.startswith(name))
        day, number = (31, 12) if named.endswith("year's eve") else (day, number)
        if feast.startswith(("christmas", "xmas")) and named.endswith("eve"):
            day = 24
        near = calendar.nearest_day(day, number, case.today, back=case.back)
        if near is None:
            return None
        found = date(int(year), number, day) if year else near
    return moment_of(case, calendar.one_day(found), yearless=not year)


_FEASTS = (
    ("christmas", (25, 12)),
    ("xmas", (25, 12)),
    ("boxing", (26, 12)),
    ("new", (1, 1)),
    ("bonfire", (5, 11)),
    ("guy", (5, 11)),
    ("hallow", (31, 10)),
    ("st", (1, 3)),
)


def _easter(case: Case) -> date:
    """Return the Easter Sunday (or the Good Friday or Monday named) next to come."""
    said = case.match.group().lower()
    shift = -2 if said.startswith("good") else 1 if said.endswith("monday") else 0
    days = [easter(case.today.year + step) + shift * DAY for step in (-1, 0, 1)]
    if case.back:
        return max(day for day in days if day <= case.today)
    return min(day for day in days if day >= case.today)


def read_day_of_month(case: Case) -> Moment | None:
    """Read "the 15th", "the 14th of next month": of this month, or of the next if it has gone."""
    day, which = int(case.said("day")), case.said("which")
    first = case.today.replace(day=1)
    if which in {"next", "last", "this", "the"}:
        first += relativedelta(months={"next": 1, "last": -1}.get(which, 0))
    elif case.back and day > case.today.day:
        first -= relativedelta(months=1)
    elif not case.back and day < case.today.day:
        first += relativedelta(months=1)
    try:
        return moment_of(case, calendar.one_day(first.replace(day=day)))
    except ValueError:
        return _no_such_day(case)


def read_numbers(case: Case) -> Moment | None:
    """Read "21/10", "21.10.26" and "10/21/2026": day first; what has no such day is asked about."""
    day, month, year = int(case.said("day")), int(case.said("month")), case.said("year")
    if not year:
        if not 1 <= month <= _MONTHS_A_YEAR:
            return _no_such_day(case)
        near = calendar.nearest_day(day, month, case.today, back=case.back)
        return moment_of(case, calendar.one_day(near), yearless=True) if near else None
    whole = int(year) if len(year) == len("2026") else 2000 + int(year)
    try:
        return moment_of(case, calendar.one_day(date(whole, month, day)))
    except ValueError:
        return _no_such_day(case)


def read_impossible(case: Case) -> Moment | None:
    """Ask about "31 November" and "29 February 2027", which there are not."""
    month = month_number(case.said("month")) or 0
    year = case.said("year")
    day = int(case.said("day"))
    try:
        date(int(year) if year else 2024, month, day)  # A leap year, where none is said.
    except ValueError:
        return _no_such_day(case)
    return None


def read_part_of_month(case: Case) -> Moment:
    """Ask about "early December" and "mid-November", which everyone counts another way."""
    said = case.match.group()
    return moment_of(case, None, doubt=f"Which days are “{said}”? Please give a date.")


def read_week_on(case: Case) -> Moment:
    """Read "a week on Friday", "a fortnight on Monday"."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    gap = (names.index(case.said("weekday")) - case.today.weekday()) % 7 or 7
    weeks = {"week": 1, "fortnight": 2}[case.said("unit")]
    return moment_of(case, calendar.one_day(case.today + (gap + 7 * weeks) * DAY))


def read_late_between(case: Case) -> Moment | None:
    """Read "overdue by between 30 and 90 days"."""
    least, most = sorted(_number(case.said(name)) for name in ("least", "most"))
    unit = {"d": "days", "w": "weeks", "m": "months"}[case.said("unit")[0]]
    first = case.today - relativedelta(**{unit: most})  # type: ignore[arg-type]
    last = case.today - relativedelta(**{unit: least})  # type: ignore[arg-type]
    name = f"due between {say_day(first)} and {say_day(last)}"
    return moment_of(case, Stretch(first, last, name), "late")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else number_word(word) or 1


def read_weekend(case: Case) -> Moment:
    """Read "this weekend", "next weekend": Saturday and Sunday."""
    ahead = 1 if case.said("which") == "next" else -1 if case.said("which") == "last" else 0
    week = week_of(case.today, ahead)
    return moment_of(case, Stretch(week.last - timedelta(days=1), week.last))


def read_in_new_year(case: Case) -> Moment:
    """Ask about "in the new year", which has no end."""
    said = case.match.group()
    return moment_of(case, None, doubt=f"Until which day is “{said}”? Please give a date.")


def _no_such_day(case: Case) -> Moment:
    said = case.match.group().strip()
    return moment_of(case, None, doubt=f"There is no {said}. Which day do you mean?")
