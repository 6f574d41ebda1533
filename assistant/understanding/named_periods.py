"""The names of days and stretches of days, without their prepositions."""

import re
from collections.abc import Callable
from datetime import date

from assistant.language.dates import find_dates
from assistant.settings import Settings
from assistant.understanding import calendar
from assistant.understanding.calendar import Stretch
from assistant.understanding.moments import Case, Moment, moment_of
from assistant.understanding.period_readers import (
    read_ahead,
    read_beyond,
    read_christmas,
    read_committee,
    read_committee_of_month,
    read_day_alone,
    read_day_of_range,
    read_financial,
    read_gone,
    read_late,
    read_month_alone,
    read_quarter,
    read_relative_day,
    read_relative_unit,
    read_rest,
    read_soon,
    read_weekday,
    read_year_alone,
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER = (
    r"(?:\d{1,4}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen"
    r"|fifteen|twenty|thirty|forty|fifty|sixty|ninety|couple\s+of|few)"
)
_UNIT = r"(?:day|week|fortnight|month|quarter|year)s?"
_COMMITTEE = (
    r"(?:(?:joint\s+)?(?:independent\s+)?audit\s+(?:committee|panel)|committee|jac|jiac|jasp|jarap)"
    r"(?:\s+(?:meeting|paper|report|update))?|meeting|paper"
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


_LATE_BY = (
    rf"(?P<more>(?:by\s+|for\s+)?(?:more\s+than|over|at\s+least)|by|for)?\s*"
    rf"(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})"
)
_EDGE_OF = (
    r"(?:(?:the|this|next|last)\s+)*(?:(?:calendar|financial|fiscal)\s+)?(?:year|quarter|month"
    rf"|week|fy|q[1-4](?:\s+20\d\d(?:/\d\d)?)?|20\d\d(?:/\d\d)?|{_MONTH}(?:\s+20\d\d)?)"
)
_TABLE: tuple[tuple[str, Callable[[Case], Moment | None]], ...] = (
    (r"\b(?P<day>today|tomorrow|yesterday)\b", read_relative_day),
    (
        r"\b(?P<which>this|current|next|coming|last|previous)\s+(?P<unit>week|fortnight|month"
        r"|quarter|calendar\s+year|financial\s+year|fiscal\s+year|tax\s+year|fy|year)\b",
        read_relative_unit,
    ),
    (
        rf"\b(?:(?:in|within|over|during|for)\s+)?(?:the\s+)?(?:next|coming|following)\s+"
        rf"(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})\b",
        read_ahead,
    ),
    (
        rf"\b(?:within|in|inside)\s+(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})(?:'?\s+time)?\b",
        read_ahead,
    ),
    (
        r"\b(?:in|within|over|during)\s+the\s+(?:next|coming)\s+(?P<number>)"
        r"(?P<unit>week|fortnight|month)\b",
        read_ahead,
    ),
    (
        rf"\b(?:(?:in|within|over|during)\s+)?(?:the\s+)?(?:last|past|previous)\s+"
        rf"(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})\b",
        read_gone,
    ),
    (
        r"\b(?:in|over|during)\s+the\s+past\s+(?P<number>)"
        r"(?P<unit>week|fortnight|month|quarter|year)\b",
        read_gone,
    ),
    (rf"\b(?:overdue|late)\s+{_LATE_BY}\b(?!\s+ago)", read_late),
    (rf"\b{_LATE_BY}\s+(?:overdue|late|past\s+(?:due|the(?:ir)?\s+deadline))\b", read_late),
    (
        r"\b(?:due|expiring)\s+(?:very\s+)?(?:soon|shortly)\b|\bcoming\s+up\b|\bupcoming\b"
        r"|\bsoon\b",
        read_soon,
    ),
    (
        rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?\s+(?P<month>{_MONTH})\b",
        read_day_alone,
    ),
    (
        rf"\b(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)",
        read_day_alone,
    ),
    (
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:to|-|–|and|until|till)\s*(?:the\s+)?\d{1,2}"
        rf"(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b(?:\s+(?P<year>20\d\d))?)",
        read_day_of_range,
    ),
    (rf"\b(?:(?P<which>this|next|last)\s+)?(?P<month>{_MONTH})\b", read_month_alone),
    (r"(?<![\d/-])(?P<year>20[0-4]\d)(?![\d/-])", read_year_alone),
    (r"\b(?:fy\s*)?(?P<start>20\d\d)\s?[/-]\s?(?P<end>\d\d|20\d\d)\b(?![-/]\d)", read_financial),
    (r"\bfy\s*(?P<start>\d\d|20\d\d)\b(?![/-])(?P<end>)", read_financial),
    (
        r"\b(?:(?P<kind>calendar|financial)\s+)?(?:q(?P<digit>[1-4])|(?P<word>first|second|third"
        r"|fourth|last|final)\s+quarter(?=\s+of))(?:\s*,?\s*(?:of\s+)?(?:the\s+)?"
        r"(?:financial\s+year\s+|calendar\s+year\s+|fy\s*)?"
        r"(?P<year>20\d\d)(?:[/-](?P<end>\d\d)\b)?)?",
        read_quarter,
    ),
    (
        rf"\b(?:the\s+)?(?P<edge>(?:end|start"
        rf"|beginning)(?:\s+of)?|close\s+of)\s+(?P<what>{_EDGE_OF})\b",
        _edge,
    ),
    (
        r"\b(?P<what>(?:(?:calendar|financial)\s+)?(?:year|month|quarter))[\s-]+(?P<edge>end)\b",
        _edge,
    ),
    (
        rf"\b(?P<month>{_MONTH})(?:'s)?\s+(?:{_COMMITTEE})\b"
        rf"|\b(?:{_COMMITTEE})\s+(?:in|of|from)\s+(?P<month2>{_MONTH})\b(?!\s+20\d\d)",
        read_committee_of_month,
    ),
    (r"\blater\s+(?:on\s+)?(?:in\s+)?this\s+(?P<unit>week|month|quarter|year)\b", read_rest),
    (
        rf"\bmore\s+than\s+(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})\s+(?:from\s+(?:now|today)|away"
        r"|off|ahead|out|hence)\b",
        read_beyond,
    ),
    (r"\b(?:christmas|xmas)\b(?:\s+day\b)?", read_christmas),
    (
        rf"\b(?P<which>last|previous|most\s+recent|next|coming)\s+(?:{_COMMITTEE})\b"
        rf"|(?<=before the )(?:{_COMMITTEE})\b|(?<=by the )(?:{_COMMITTEE})\b",
        read_committee,
    ),
    (
        r"\b(?:(?P<which>next|last|this)\s+)?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)"
        r"day)\b",
        read_weekday,
    ),
)
_FORMS = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _TABLE)
