"""The names of days and stretches of days, without their prepositions."""

import re
from collections.abc import Callable
from datetime import date

from assistant.language.dates import find_dates
from assistant.settings import Settings
from assistant.understanding.periods import calendar
from assistant.understanding.periods.calendar import Stretch
from assistant.understanding.periods.moments import Case, Moment, moment_of
from assistant.understanding.periods.period_forms import FORMS
from assistant.understanding.periods.period_words import (
    EDGE_OF,
)


def find_named(text: str, today: date, settings: Settings) -> list[Moment]:
    """Return all named days and stretches in order, the longest where two overlap."""
    found = [
        Moment(written.start, written.end, _stretch(written.day, written.month))
        for written in find_dates(text)
    ]
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if moment := read(Case(match, text, today, settings)):
                found.append(moment)
    found.sort(key=lambda moment: (moment.start - moment.end, moment.start))
    kept: list[Moment] = []
    for moment in found:
        if all(moment.end <= other.start or moment.start >= other.end for other in kept):
            kept.append(moment)
    return sorted(kept, key=lambda moment: moment.start)


def _stretch(day: date | None, month: tuple[int, int] | None) -> Stretch | None:
    if day:
        return calendar.one_day(day)
    return calendar.month(*month) if month else None


def _edge(case: Case) -> Moment | None:
    """Read "end of X" and "start of X" where X is a stretch named by the other forms."""
    rest = _edge_stretch(case)
    if rest is None:
        return None
    at_start = case.said("edge").startswith(("start", "beginning"))
    day = rest.first if at_start else rest.last
    return moment_of(case, calendar.one_day(day), "named" if at_start else "end")


def _week_named(case: Case) -> Moment | None:
    """Read "w/c 12 October" as the seven days that begin (or end) with the day named."""
    at = case.match.start("day")
    named = [
        moment for moment in find_named(case.said("day"), case.today, case.settings)
        if moment.start == 0 and moment.stretch and moment.stretch.first == moment.stretch.last
    ]  # fmt: skip
    if not named or named[0].stretch is None:
        return None
    day = named[0].stretch.first
    ending = re.match(r"(?:the\s+)?(?:w/e|week\s+ending)", case.match.group(), re.IGNORECASE)
    of = re.match(r"(?:the\s+)?week\s+of", case.match.group(), re.IGNORECASE)
    first = day - 6 * calendar.DAY if ending else day
    stretch = calendar.week_of(day) if of else Stretch(first, first + 6 * calendar.DAY)
    return Moment(case.match.start(), at + named[0].end, stretch)


def _half(case: Case) -> Moment | None:
    """Read "the second half of October", "the first half of 2027"."""
    whole = _edge_stretch(case)
    if whole is None:
        return None
    if (whole.last - whole.first).days > calendar.JUST_GONE.days:
        months = [calendar.month(whole.first.year, whole.first.month + step) for step in range(12)]
        count = sum(each.last <= whole.last for each in months)
        last = months[count // 2 - 1].last
    else:
        last = whole.first + 14 * calendar.DAY
    if case.said("half") in {"first", "1st"}:
        return moment_of(case, Stretch(whole.first, last))
    return moment_of(case, Stretch(last + calendar.DAY, whole.last))


def _edge_stretch(case: Case) -> Stretch | None:
    what, today = case.said("what"), case.today
    inner = find_named(what, today, case.settings) if what else []
    if inner and inner[0].stretch:
        stretch = inner[0].stretch
        if inner[0].yearless and case.back and stretch.first > today:
            return calendar.month(stretch.first.year - 1, stretch.first.month)
        return stretch
    bare = what.rsplit(" ", 1)[-1]
    if "financial" in what or bare == "fy":
        return calendar.financial_year_of(today)
    names: dict[str, Callable[[], Stretch]] = {
        "year": lambda: calendar.calendar_year(today.year),
        "quarter": lambda: calendar.quarter_of(today),
        "month": lambda: calendar.month(today.year, today.month),
        "week": lambda: calendar.week_of(today),
    }
    if bare in names:
        return names[bare]()
    return calendar.calendar_year(int(bare)) if re.fullmatch(r"(?:19|20|21)\d\d", bare) else None


_TABLE: tuple[tuple[str, Callable[[Case], Moment | None]], ...] = (
    *FORMS,
    (
        rf"\b(?:the\s+)?(?P<edge>(?:end|start"
        rf"|beginning)(?:\s+of)?|close\s+of)\s+(?P<what>{EDGE_OF})\b",
        _edge,
    ),
    (
        r"\b(?P<what>(?:(?:calendar|financial)\s+)?(?:year|month|quarter))[\s-]+(?P<edge>end)\b",
        _edge,
    ),
    (
        r"\b(?:the\s+)?(?:w/c|wc|w\.c\.|week\s+(?:commencing|beginning|starting|of|ending)|w/e)\s+"
        r"(?:on\s+)?(?:the\s+)?(?P<day>[^,;?]{3,24})",
        _week_named,
    ),
    (
        r"\b(?:the\s+)?(?P<half>first|second|1st|2nd|last)\s+half\s+of\s+(?P<what>"
        rf"{EDGE_OF})\b",
        _half,
    ),
)
_FORMS = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _TABLE)
