"""British dates and periods in a question: "by the end of Q3", "within a fortnight", "next JAC"."""

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain.queries import Condition, Field, Op
from assistant.language.wording import say_day
from assistant.settings import Settings
from assistant.understanding.periods.calendar import DAY, Stretch
from assistant.understanding.periods.moments import Moment
from assistant.understanding.periods.named_periods import find_named


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a question names, and where it names them."""

    start: int
    end: int
    """Offsets into the text, the preposition included."""
    first: date | None
    last: date | None
    """First and last day, both included; none where that side is open."""
    name: str
    """The stretch that was read, for the interpretation."""
    relation: str
    """"in", "by", "before", "after", "since", "from", "as at"."""
    doubt: str | None = None
    """What must be asked or said when the words can't be turned into days."""
    late: bool = False
    """It says how late something is: the days are due days of what is overdue."""
    kind: str = "named"
    """As its moment's: "year" for a bare year."""
    stretch: Stretch | None = None
    """The days named, whatever the preposition makes of them."""


_BEFORE = r"before|this\s+side\s+of|prior\s+to|earlier\s+than|ahead\s+of|in\s+time\s+for"
_BY = (
    r"by|(?:no|not)\s+later\s+than|on\s+or\s+before|until|till|up\s+(?:to|until)(?:\s+and\s+"
    r"including)?|through(?:\s+to)?"
)
_AFTER = r"(?:from\s+)?after|later\s+than|beyond|following|past"
_SINCE = r"since"
_FROM = (
    r"(?:no|not)\s+(?:earlier|sooner)\s+than|(?:not|isn['’]?t|aren['’]?t)\s+(?:due\s+|needed\s+)?"
    r"(?:until|till|before)|on\s+or\s+after|from|starting(?:\s+(?:from|in|on))?|beginning(?:\s+in)?|as\s+of\s+from"
)
_AS_AT = r"as\s+(?:at|of|it\s+(?:stood|was)\s+(?:on|at|in))|(?:stood|looked|was)\s+at"
_IN = r"on\s+the\s+(?:very\s+|same\s+)?day\s+of|in|on|for|during|within|over|throughout|at|of"
_RELATIONS = (
    ("as at", _AS_AT),
    ("from", _FROM),
    ("by", _BY),
    ("before", _BEFORE),
    ("since", _SINCE),
    ("after", _AFTER),
    ("in", _IN),
)
_PREPOSITION = re.compile(
    r"(?:(?<=\s)|^)(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{pattern})" for name, pattern in _RELATIONS)
    + r")\s+(?:(?:close|end)\s+of\s+(?:play|business|day)\s+(?:on\s+)?|cop\s+|cob\s+)?"
    r"(?:(?:the|our)\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*(?:-|–)\s*|\s*(?:and|to|until|till|through|up\s+to)\s+(?:the\s+)?", re.IGNORECASE
)
_CUED = frozenset({"year", "weekday"})
"""Kinds that are read as days only with a preposition or "due" before them."""
_DUE_BEFORE = re.compile(r"\b(?:due|deadlines?|closed|published)\s+(?:the\s+)?$", re.IGNORECASE)


def find_periods(text: str, today: date, settings: Settings) -> list[Period]:
    """Return the periods that a question names, in order, none overlapping.

    "By" and "until" include the day named, "before" and "after" do not, "since" and "from" do. A
    month or day without a year is the next one from today, or the latest gone by where the words
    before it look back ("closed in June").
    """
    moments = find_named(text, today, settings)
    found: list[Period] = []
    skip = -1
    for index, moment in enumerate(moments):
        if index == skip:
            continue
        following = moments[index + 1] if index + 1 < len(moments) else None
        period = _between(text, moment, following)
        if period:
            skip = index + 1
        else:
            period = _alone(text, moment)
        if period and (not found or period.start >= found[-1].end):
            found.append(period)
    return found


def condition(field: Field, period: Period, *, negated: bool = False) -> Condition:
    """Return the comparison of a field with a period."""
    if period.first and period.last:
        values = (period.first.isoformat(), period.last.isoformat())
        return Condition(field, Op.BETWEEN, values, negated)
    if period.last:
        return Condition(field, Op.BEFORE, ((period.last + DAY).isoformat(),), negated)
    if period.first:
        return Condition(field, Op.AFTER, ((period.first - DAY).isoformat(),), negated)
    raise ValueError("A period without days can't be compared with.")


def _between(text: str, moment: Moment, following: Moment | None) -> Period | None:
    if following is None or moment.stretch is None or following.stretch is None:
        return None
    joint = _JOINED.fullmatch(text[moment.end : following.start])
    between = _BETWEEN.search(text, 0, moment.start)
    if not joint or (joint.group().strip().lower().startswith("and") and not between):
        return None
    opening = between or _relation_match(text, moment.start)
    if opening and not between and _relation(opening) not in {"from", "in"}:
        return None
    first, last = _ends(moment, following)
    if last < first:
        return None
    name = f"{say_day(first)} to {say_day(last)}"
    start = opening.start() if opening else moment.start
    stretch = moment.stretch
    if moment.yearless and stretch.first.year != first.year:
        stretch = stretch._replace(first=first, last=_in_year(stretch.last, first.year), name="")
    return Period(start, following.end, first, last, name, "in", stretch=stretch)


def _ends(moment: Moment, following: Moment) -> tuple[date, date]:
    """Return both ends of a range; an end without a year is read next to the other one."""
    if moment.stretch is None or following.stretch is None:
        raise ValueError("Both ends of a range need days.")
    first, last = moment.stretch.first, following.stretch.last
    if moment.yearless:
        first = _in_year(first, last.year)
        return (first if first <= last else _in_year(first, last.year - 1)), last
    if last < first and following.yearless:
        last = _in_year(last, last.year + 1)
    return first, last


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _alone(text: str, moment: Moment) -> Period | None:
    match = _relation_match(text, moment.start)
    start = match.start() if match else moment.start
    if moment.kind in _CUED and not match and not _DUE_BEFORE.search(text, 0, moment.start):
        return None
    relation = _relation(match) if match else "in"
    period = Period(start, moment.end, None, None, moment.name, relation, moment.doubt)
    period = replace(period, kind=moment.kind, stretch=moment.stretch)
    if moment.stretch is None:
        return period
    if moment.kind == "beyond":
        return _placed(replace(period, relation="after"), moment.stretch, "after")
    if moment.kind in {"ahead", "soon", "late"}:
        period = replace(period, relation="in", late=moment.kind == "late")
        first = moment.stretch.first if moment.stretch.first != date.min else None
        return replace(period, first=first, last=moment.stretch.last)
    return _placed(period, moment.stretch, relation)


def _placed(period: Period, stretch: Stretch, relation: str) -> Period:
    sides: dict[str, tuple[date | None, date | None]] = {
        "in": (stretch.first, stretch.last),
        "as at": (stretch.first, stretch.last),
        "by": (None, stretch.last),
        "before": (None, stretch.last if period.kind == "end" else stretch.first - DAY),
        "since": (stretch.last if period.kind == "end" else stretch.first, None),
        "from": (stretch.first, None),
        "after": (stretch.last + DAY, None),
    }
    first, last = sides[relation]
    return replace(period, first=first, last=last)


def _relation_match(text: str, end: int) -> re.Match[str] | None:
    window = max(0, end - 40)
    return _PREPOSITION.search(text, window, end)


def _relation(match: re.Match[str]) -> str:
    return next(name.replace("_", " ") for name, value in match.groupdict().items() if value)
