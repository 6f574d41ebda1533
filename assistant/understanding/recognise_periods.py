"""Ties the periods of a question to what they are periods of: due, published, closed, as at."""

import re
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.queries import Ask, Condition, Field, Op
from assistant.settings import Settings
from assistant.understanding.periods import Period, condition, find_periods
from assistant.understanding.phrases import SMALL_WORDS
from assistant.understanding.recognise_ask import Request
from assistant.understanding.sheet import Sheet
from assistant.understanding.vocabulary import Vocabulary

_VERBS = (
    (re.compile(r"publish\w*|issued|released|publication"), Field.PUBLISHED),
    (re.compile(r"closed?|completed?|closure|finished|signed|done|discharged"), Field.CLOSED_ON),
    (re.compile(r"updated?|reviewed|touched|refreshed"), Field.UPDATED),
    (
        re.compile(r"due|deadlines?|overdue|dates?|expir\w*|falls?|falling|fell|late|lapse\w*"),
        Field.DUE,
    ),
)
_INSPECTORATE = re.compile(
    r"\b(?:hmic\w*|inspectorate|inspectors?|original|statutory)(?: s)? (?:set"
    r" )?(?:deadlines?|due dates?)\b"
)


@dataclass(slots=True)
class Times:
    """What a question says of time, other than filters."""

    since: date | None = None
    as_at: date | None = None
    names: list[str] = field(default_factory=list)
    """How each period was read, for the interpretation."""
    doubts: list[str] = field(default_factory=list)


def recognise_periods(
    sheet: Sheet, vocabulary: Vocabulary, today: date, settings: Settings
) -> list[tuple[int, int, Period]]:
    """Claim the words of all periods; what they are of is decided later."""
    found = []
    for period in find_periods(sheet.text, today, settings):
        first, last = sheet.words_at(period.start, period.end)
        if not sheet.is_free(first, last) or _names_report(sheet, vocabulary, last, period):
            continue
        sheet.claim(first, last, "period")
        found.append((first, last, period))
    return found


def _names_report(sheet: Sheet, vocabulary: Vocabulary, last: int, period: Period) -> bool:
    """Whether a bare year belongs to a report's name ("the 2018 fraud inspection")."""
    if period.kind != "year" or last >= len(sheet.tokens):
        return False
    following = sheet.tokens[last]
    return following.stem in vocabulary.titles.stems and following.word not in SMALL_WORDS


def place_periods(
    sheet: Sheet,
    vocabulary: Vocabulary,
    request: Request,
    periods: list[tuple[int, int, Period]],
) -> Times:
    """Turn periods into filters, or into the days to compare or look at."""
    times = Times()
    for first, last, period in periods:
        if period.doubt:
            times.doubts.append(period.doubt)
            continue
        times.names.append(period.name)
        if period.relation == "as at" or _names_version(sheet, first, last):
            times.as_at = period.last
        elif request.ask is Ask.CHANGE and _verb(sheet, first, 2) is not Field.DUE:
            _compare(times, period)
        else:
            sheet.mark(first, last, "period", *_filters(sheet, vocabulary, first, last, period))
    return times


def _names_version(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a period tells which register: "the March register", "the register of June"."""
    after, before = sheet.word(last), {sheet.word(first - 1), sheet.word(first - 2)}
    return after in _VERSION or bool(
        before & _VERSION and sheet.word(first) in {"of", "from", "at"}
    )


_VERSION = frozenset({"register", "version", "tracker"})


def _compare(times: Times, period: Period) -> None:
    times.since = period.first or period.last
    if period.first and period.last and period.relation == "in":
        times.as_at = period.last


def _filters(
    sheet: Sheet, vocabulary: Vocabulary, first: int, last: int, period: Period
) -> list[Condition]:
    if period.late:
        return [Condition(Field.OVERDUE, Op.TRUE), condition(Field.DUE, period)]
    where = _verb(sheet, first, 6) or _verb_after(sheet, last)
    if where is None and period.relation == "from" and period.stretch:
        stretch = period.stretch
        values = (stretch.first.isoformat(), stretch.last.isoformat())
        return [Condition(Field.PUBLISHED, Op.BETWEEN, values)]
    where = where or Field.DUE
    if where is Field.DUE and _INSPECTORATE.search(sheet.line):
        where = Field.DEADLINE
    return [condition(where, period)]


def _verb(sheet: Sheet, place: int, reach: int) -> Field | None:
    """Return the field of the nearest verb before a period."""
    for at in range(place - 1, max(-1, place - 1 - reach), -1):
        for pattern, where in _VERBS:
            if pattern.fullmatch(sheet.word(at)):
                sheet.claim(at, at + 1, "verb")
                return where
    return None


def _verb_after(sheet: Sheet, place: int) -> Field | None:
    for at in range(place, min(place + 2, len(sheet.tokens))):
        for pattern, where in _VERBS:
            if pattern.fullmatch(sheet.word(at)):
                sheet.claim(at, at + 1, "verb")
                return where
    return None
