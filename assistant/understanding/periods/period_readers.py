"""Turns each form of words for a period into days."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.language.dates import month_number
from assistant.language.numbers import number_word
from assistant.language.wording import say_day
from assistant.understanding.periods import calendar
from assistant.understanding.periods.calendar import DAY, Stretch
from assistant.understanding.periods.moments import Case, Moment, moment_of


def read_relative_day(case: Case) -> Moment:
    """Read "today" and "tomorrow"."""
    shift = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}[case.said("day")]
    return moment_of(case, calendar.one_day(case.today + shift * DAY))


def read_relative_unit(case: Case) -> Moment:
    """Read "this week", "next quarter", "last financial year"."""
    steps = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "previous": -1}
    step = steps[case.said("which")]
    today, unit = case.today, case.said("unit").rstrip("s")
    if unit == "week":
        return moment_of(case, calendar.week_of(today, step))
    if unit == "month":
        return moment_of(case, calendar.month(today.year, today.month + step))
    if unit == "quarter":
        return moment_of(case, calendar.quarter_of(today, step))
    if unit == "fortnight":
        first = today + 14 * min(step, 0) * DAY
        return moment_of(case, Stretch(first, first + 14 * DAY), "ahead")
    if unit.startswith("financial") or unit in {"fy", "tax year", "fiscal year"}:
        year = calendar.financial_year_of(today).first.year + step
        return moment_of(case, calendar.financial_year(year))
    return moment_of(case, calendar.calendar_year(today.year + step))


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    if word.startswith("couple"):
        return 2
    return {"a": 1, "an": 1, "few": 0}.get(word, number_word(word) or 0)


def _span(number: int, unit: str) -> relativedelta | None:
    unit = unit.lower().rstrip("s")
    spans = {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "fortnight": relativedelta(weeks=2 * number),
        "month": relativedelta(months=number),
        "quarter": relativedelta(months=3 * number),
        "year": relativedelta(years=number),
    }
    return spans[unit] if 0 < number <= _MOST else None


_MOST = 4000


def read_ahead(case: Case) -> Moment | None:
    """Read "in the next 30 days", "within a fortnight": from today on."""
    span = _span(_count(case.said("number") or "a"), case.said("unit"))
    if span is None:
        return moment_of(case, None, doubt=f"How long is “{case.match.group()}”?")
    stretch = Stretch(case.today, case.today + span)
    return moment_of(case, stretch, "ahead")


def read_gone(case: Case) -> Moment | None:
    """Read "in the last 90 days": up to today."""
    span = _span(_count(case.said("number") or "a"), case.said("unit"))
    if span is None:
        return moment_of(case, None, doubt=f"How long is “{case.match.group()}”?")
    return moment_of(case, Stretch(case.today - span, case.today), "ahead")


def read_late(case: Case) -> Moment | None:
    """Read "overdue by more than 90 days"."""
    span = _span(_count(case.said("number")), case.said("unit"))
    if span is None:
        return moment_of(case, None, doubt=f"How long is “{case.match.group()}”?")
    if re.search(r"less|under|fewer|up to|no more", case.said("more")):
        return _late_less(case, span)
    at_least = "at least" in case.said("more") or bool(case.said("more2"))
    last = case.today - span - (0 if at_least else 1) * DAY
    name = f"due on or before {say_day(last)}"
    return moment_of(case, Stretch(date.min, last, name), "late")


def _late_less(case: Case, span: relativedelta) -> Moment:
    """Read "overdue by less than a month"."""
    within = re.search(r"up to|no more", case.said("more"))
    first = case.today - span + (0 if within else 1) * DAY
    name = f"due on or after {say_day(first)}"
    return moment_of(case, Stretch(first, case.today - DAY, name), "late")


def read_soon(case: Case) -> Moment:
    """Read "due soon", as the settings have it."""
    days = case.settings.due_soon_days
    last = case.today + timedelta(days=days)
    name = f"{say_day(case.today)} to {say_day(last)}, the next {days} days"
    return moment_of(case, Stretch(case.today, last, name), "soon")


def read_month_alone(case: Case) -> Moment | None:
    """Read a month without a year."""
    word = case.said("month")
    # "may" and "mar" are words of their own: only with a capital or a preposition.
    bare = case.match.group("month")
    if (
        word in {"may", "mar", "dec", "jan"}
        and bare.islower()
        and not _PREPOSED.search(case.text, 0, case.match.start())
    ):
        return None
    number = month_number(word) or 0
    shift = {"next": 1, "last": -1, "this": 0}.get(case.said("which"), 0)
    stretch = calendar.nearest_month(number, case.today, back=case.back or shift < 0)
    if shift < 0 and stretch.first <= case.today <= stretch.last:
        stretch = calendar.month(case.today.year - 1, number)
    return moment_of(case, stretch, yearless=True)


_PREPOSED = re.compile(
    r"\b(?:in|by|before|after|since|during|until|till|from|of|end|due|for|late|early|this|next|last"
    r"|and|or|to)\s+$",
    re.IGNORECASE,
)


def read_day_alone(case: Case) -> Moment | None:
    """Read "30 September" without a year."""
    number = month_number(case.said("month")) or 0
    day = int(case.said("day"))
    found = calendar.nearest_day(day, number, case.today, back=case.back)
    return moment_of(case, calendar.one_day(found), yearless=True) if found else None


def read_day_of_range(case: Case) -> Moment | None:
    """Read the "1" of "1 to 31 October", whose month and year stand with the second day."""
    if not case.said("year"):
        return read_day_alone(case)
    try:
        day = date(
            int(case.said("year")), month_number(case.said("month")) or 0, int(case.said("day"))
        )
    except ValueError:
        return None
    return moment_of(case, calendar.one_day(day))


def read_year_alone(case: Case) -> Moment:
    """Read a bare year."""
    return moment_of(case, calendar.calendar_year(int(case.said("year"))), "year")


def read_financial(case: Case) -> Moment | None:
    """Read "2025/26"."""
    start, end = int(case.said("start")), case.said("end")
    if end and (start + 1) % 10 ** len(end) != int(end):
        return None
    return moment_of(case, calendar.financial_year(start if start > 99 else 2000 + start))  # noqa: PLR2004 - two digits


def read_quarter(case: Case) -> Moment:
    """Read "Q3", of the calendar or the financial year."""
    number = int(case.said("digit") or _ORDINALS[case.said("word")])
    starts = case.settings.financial_year_starts
    kind = case.said("kind") or case.said("kind2")
    if kind:
        starts = "january" if kind.startswith("cal") else "april"
    if case.said("end"):
        starts = "april"
    elif case.said("word") and case.said("year") and not case.said("kind"):
        starts = "january"  # "The first quarter of 2027".
    said = case.said("year") or case.said("year0")
    year = int(said) if said else _this_year(case.today, starts)
    year += {"next": 1, "last": -1}.get(case.said("which"), 0)
    return moment_of(case, calendar.numbered_quarter(number, year, starts))


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


def _this_year(today: date, starts: calendar.Start) -> int:
    return calendar.financial_year_of(today).first.year if starts == "april" else today.year


def read_committee(case: Case) -> Moment:
    """Read "the last committee", from the committee's dates."""
    days = sorted(case.settings.committee_dates)
    gone = [day for day in days if day < case.today]
    ahead = [day for day in days if day >= case.today]
    back = case.said("which") in {"last", "previous", "most recent"}
    known = gone[-1:] if back else ahead[:1]
    if known:
        which = "last" if back else "next"
        name = f"the {which} committee, {say_day(known[0])}"
        return moment_of(case, calendar.one_day(known[0], name))
    doubt = f"When is “{case.match.group()}”? The committee's dates are not set."
    return moment_of(case, None, doubt=doubt)


def read_rest(case: Case) -> Moment:
    """Read "later this year": from today to its end."""
    today, unit = case.today, case.said("unit")
    ends = {
        "week": calendar.week_of(today),
        "month": calendar.month(today.year, today.month),
        "quarter": calendar.quarter_of(today),
        "year": calendar.calendar_year(today.year),
    }
    return moment_of(case, Stretch(today, ends[unit].last), "ahead")


def read_beyond(case: Case) -> Moment | None:
    """Read "more than six months from now"."""
    span = _span(_count(case.said("number")), case.said("unit"))
    return moment_of(case, calendar.one_day(case.today + span), "beyond") if span else None


def read_committee_of_month(case: Case) -> Moment:
    """Read "the June committee": its day where one is set in that month, else the month."""
    number = month_number(case.said("month") or case.said("month2")) or 0
    stretch = calendar.nearest_month(number, case.today, back=case.back)
    held = [d for d in case.settings.committee_dates if stretch.first <= d <= stretch.last]
    if not held:
        others = [d for d in case.settings.committee_dates if d.month == number]
        held = sorted(others, key=lambda day: abs(day - case.today))
    if held:
        return moment_of(case, calendar.one_day(held[0], f"the committee of {say_day(held[0])}"))
    return moment_of(case, stretch, yearless=True)


def read_weekday(case: Case) -> Moment:
    """Read "Friday", "next Tuesday"."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    gap = (names.index(case.said("weekday")) - case.today.weekday()) % 7
    if case.said("which") == "last":
        gap = gap - 7
    elif gap == 0 or (case.said("which") == "next" and case.today.weekday() + gap < len(names)):
        gap += 7
    return moment_of(case, calendar.one_day(case.today + gap * DAY), "weekday")
