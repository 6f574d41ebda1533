"""The names of days and stretches of days, without their prepositions."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from assistant.language.dates import find_dates, month_number
from assistant.language.numbers import number_word
from assistant.settings import Settings
from assistant.understanding import calendar
from assistant.understanding.calendar import DAY, Stretch, say_day


@dataclass(frozen=True, slots=True)
class Moment:
    """A named day or stretch, and where it stands."""

    start: int
    end: int
    stretch: Stretch | None
    kind: str = "named"
    """"year" and "weekday" need a preposition; "ahead" runs from today; "late" is a lateness."""
    yearless: bool = False
    doubt: str | None = None

    @property
    def name(self) -> str:
        """How to say it in an interpretation."""
        if self.stretch is None:
            return ""
        if self.stretch.name:
            return self.stretch.name
        if self.stretch.first == self.stretch.last:
            return say_day(self.stretch.first)
        return f"{say_day(self.stretch.first)} to {say_day(self.stretch.last)}"


class _Case(NamedTuple):
    match: re.Match[str]
    text: str
    today: date
    settings: Settings

    def said(self, name: str) -> str:
        """Return what a named part of the form matched, in small letters; "" if nothing."""
        return re.sub(r"\s+", " ", self.match.groupdict().get(name) or "").lower()

    @property
    def back(self) -> bool:
        """Whether the words before look back ("closed in June")."""
        before = self.text[: self.match.start()]
        verbs = _TENSE.findall(before)
        return bool(verbs) and verbs[-1].lower() not in {"due", "deadline", "next"}


_TENSE = re.compile(
    r"\b(closed|close|completed|published|updated|changed|change|since|slipped|was|were|did|last"
    r"|new|happened|moved|reassigned|due|deadline|next|signed|as at|as of)\b",
    re.IGNORECASE,
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
            if moment := read(_Case(match, text, today, settings)):
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


def _moment(case: _Case, stretch: Stretch | None, kind: str = "named", **more: object) -> Moment:
    return Moment(case.match.start(), case.match.end(), stretch, kind, **more)  # type: ignore[arg-type]


def _relative_day(case: _Case) -> Moment:
    shift = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}[case.said("day")]
    return _moment(case, calendar.one_day(case.today + shift * DAY))


def _relative_unit(case: _Case) -> Moment:
    steps = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "previous": -1}
    step = steps[case.said("which")]
    today, unit = case.today, case.said("unit").rstrip("s")
    if unit == "week":
        return _moment(case, calendar.week_of(today, step))
    if unit == "month":
        return _moment(case, calendar.month(today.year, today.month + step))
    if unit == "quarter":
        return _moment(case, calendar.quarter_of(today, step))
    if unit == "fortnight":
        first = today + 14 * min(step, 0) * DAY
        return _moment(case, Stretch(first, first + 14 * DAY), "ahead")
    if unit.startswith("financial") or unit in {"fy", "tax year", "fiscal year"}:
        year = calendar.financial_year_of(today).first.year + step
        return _moment(case, calendar.financial_year(year))
    return _moment(case, calendar.calendar_year(today.year + step))


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


def _ahead(case: _Case) -> Moment | None:
    span = _span(_count(case.said("number") or "a"), case.said("unit"))
    if span is None:
        return _moment(case, None, doubt=f"How long is “{case.match.group()}”?")
    stretch = Stretch(case.today, case.today + span)
    return _moment(case, stretch, "ahead")


def _gone(case: _Case) -> Moment | None:
    span = _span(_count(case.said("number") or "a"), case.said("unit"))
    if span is None:
        return _moment(case, None, doubt=f"How long is “{case.match.group()}”?")
    return _moment(case, Stretch(case.today - span, case.today), "ahead")


def _late(case: _Case) -> Moment | None:
    span = _span(_count(case.said("number")), case.said("unit"))
    if span is None:
        return _moment(case, None, doubt=f"How long is “{case.match.group()}”?")
    last = case.today - span - (0 if "at least" in case.said("more") else 1) * DAY
    name = f"due on or before {say_day(last)}"
    return _moment(case, Stretch(date.min, last, name), "late")


def _soon(case: _Case) -> Moment:
    days = case.settings.due_soon_days
    last = case.today + timedelta(days=days)
    name = f"{say_day(case.today)} to {say_day(last)}, the next {days} days"
    return _moment(case, Stretch(case.today, last, name), "ahead")


def _month_alone(case: _Case) -> Moment | None:
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
    return _moment(case, stretch, yearless=True)


_PREPOSED = re.compile(
    r"\b(?:in|by|before|after|since|during|until|till|from|of|end|due|for|late|early|this|next|last"
    r"|and|or|to)\s+$",
    re.IGNORECASE,
)


def _day_alone(case: _Case) -> Moment | None:
    number = month_number(case.said("month")) or 0
    day = int(case.said("day"))
    found = calendar.nearest_day(day, number, case.today, back=case.back)
    return _moment(case, calendar.one_day(found), yearless=True) if found else None


def _year_alone(case: _Case) -> Moment:
    return _moment(case, calendar.calendar_year(int(case.said("year"))), "year")


def _financial(case: _Case) -> Moment | None:
    start, end = int(case.said("start")), case.said("end")
    if end and (start + 1) % 10 ** len(end) != int(end):
        return None
    return _moment(case, calendar.financial_year(start if start > 99 else 2000 + start))  # noqa: PLR2004 - two digits


def _quarter(case: _Case) -> Moment:
    number = int(case.said("digit") or _ORDINALS[case.said("word")])
    starts = case.settings.financial_year_starts
    if case.said("kind"):
        starts = "january" if case.said("kind").startswith("cal") else "april"
    if case.said("end"):
        starts = "april"
    year = int(case.said("year")) if case.said("year") else _this_year(case.today, starts)
    return _moment(case, calendar.numbered_quarter(number, year, starts))


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


def _this_year(today: date, starts: calendar.Start) -> int:
    return calendar.financial_year_of(today).first.year if starts == "april" else today.year


def _edge(case: _Case) -> Moment | None:
    """Read "end of X" and "start of X" where X is a stretch named by the other forms."""
    rest = _edge_stretch(case)
    if rest is None:
        return None
    at_start = case.said("edge") in {"start", "beginning"}
    day = rest.first if at_start else rest.last
    return _moment(case, calendar.one_day(day))


def _edge_stretch(case: _Case) -> Stretch | None:
    what, today = case.said("what"), case.today
    inner = find_named(what, today, case.settings) if what else []
    if inner and inner[0].stretch:
        return inner[0].stretch
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


def _committee(case: _Case) -> Moment:
    days = sorted(case.settings.committee_dates)
    gone = [day for day in days if day < case.today]
    ahead = [day for day in days if day >= case.today]
    back = case.said("which") in {"last", "previous", "most recent"}
    known = gone[-1:] if back else ahead[:1]
    if known:
        which = "last" if back else "next"
        name = f"the {which} committee, {say_day(known[0])}"
        return _moment(case, calendar.one_day(known[0], name))
    doubt = f"When is “{case.match.group()}”? The committee's dates are not set."
    return _moment(case, None, doubt=doubt)


def _weekday(case: _Case) -> Moment:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    gap = (names.index(case.said("weekday")) - case.today.weekday()) % 7
    if case.said("which") == "last":
        gap = gap - 7
    elif gap == 0 or (case.said("which") == "next" and case.today.weekday() + gap < len(names)):
        gap += 7
    return _moment(case, calendar.one_day(case.today + gap * DAY), "weekday")


_LATE_BY = (
    rf"(?P<more>(?:by\s+|for\s+)?(?:more\s+than|over|at\s+least)|by|for)?\s*"
    rf"(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})"
)
_EDGE_OF = (
    r"(?:(?:the|this|next|last)\s+)*(?:(?:calendar|financial|fiscal)\s+)?(?:year|quarter|month"
    rf"|week|fy|q[1-4](?:\s+20\d\d(?:/\d\d)?)?|20\d\d(?:/\d\d)?|{_MONTH}(?:\s+20\d\d)?)"
)
_TABLE: tuple[tuple[str, Callable[[_Case], Moment | None]], ...] = (
    (r"\b(?P<day>today|tomorrow|yesterday)\b", _relative_day),
    (
        r"\b(?P<which>this|current|next|coming|last|previous)\s+(?P<unit>week|fortnight|month"
        r"|quarter|calendar\s+year|financial\s+year|fiscal\s+year|tax\s+year|fy|year)\b",
        _relative_unit,
    ),
    (
        rf"\b(?:(?:in|within|over|during|for)\s+)?(?:the\s+)?(?:next|coming|following)\s+"
        rf"(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})\b",
        _ahead,
    ),
    (rf"\b(?:within|in)\s+(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})(?:'?\s+time)?\b", _ahead),
    (
        r"\b(?:in|within|over|during)\s+the\s+(?:next|coming)\s+(?P<number>)"
        r"(?P<unit>week|fortnight|month)\b",
        _ahead,
    ),
    (
        rf"\b(?:(?:in|within|over|during)\s+)?(?:the\s+)?(?:last|past|previous)\s+"
        rf"(?P<number>{_NUMBER})\s+(?P<unit>{_UNIT})\b",
        _gone,
    ),
    (
        r"\b(?:in|over|during)\s+the\s+past\s+(?P<number>)"
        r"(?P<unit>week|fortnight|month|quarter|year)\b",
        _gone,
    ),
    (rf"\b(?:overdue|late)\s+{_LATE_BY}\b(?!\s+ago)", _late),
    (rf"\b{_LATE_BY}\s+(?:overdue|late|past\s+(?:due|the(?:ir)?\s+deadline))\b", _late),
    (
        r"\b(?:due|expiring)\s+(?:very\s+)?(?:soon|shortly)\b|\bcoming\s+up\b|\bupcoming\b"
        r"|\bsoon\b",
        _soon,
    ),
    (
        rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?\s+(?P<month>{_MONTH})\b",
        _day_alone,
    ),
    (
        rf"\b(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)",
        _day_alone,
    ),
    (rf"\b(?:(?P<which>this|next|last)\s+)?(?P<month>{_MONTH})\b", _month_alone),
    (r"(?<![\d/-])(?P<year>20[0-4]\d)(?![\d/-])", _year_alone),
    (r"\b(?:fy\s*)?(?P<start>20\d\d)\s?[/-]\s?(?P<end>\d\d|20\d\d)\b(?![-/]\d)", _financial),
    (r"\bfy\s*(?P<start>\d\d|20\d\d)\b(?![/-])(?P<end>)", _financial),
    (
        r"\b(?:(?P<kind>calendar|financial)\s+)?(?:q(?P<digit>[1-4])|(?P<word>first|second|third"
        r"|fourth|last|final)\s+quarter(?=\s+of))(?:\s*,?\s*(?:of\s+)?(?:the\s+)?"
        r"(?:financial\s+year\s+|calendar\s+year\s+|fy\s*)?"
        r"(?P<year>20\d\d)(?:[/-](?P<end>\d\d)\b)?)?",
        _quarter,
    ),
    (
        rf"\b(?:the\s+)?(?P<edge>end|close|start|beginning)\s+(?:of\s+)?(?P<what>{_EDGE_OF})\b",
        _edge,
    ),
    (
        r"\b(?P<what>(?:(?:calendar|financial)\s+)?(?:year|month|quarter))[\s-]+(?P<edge>end)\b",
        _edge,
    ),
    (
        rf"\b(?P<which>last|previous|most\s+recent|next|coming)\s+(?:{_COMMITTEE})\b"
        rf"|(?<=before the )(?:{_COMMITTEE})\b|(?<=by the )(?:{_COMMITTEE})\b",
        _committee,
    ),
    (
        r"\b(?:(?P<which>next|last|this)\s+)?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)"
        r"day)\b",
        _weekday,
    ),
)
_FORMS = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _TABLE)
