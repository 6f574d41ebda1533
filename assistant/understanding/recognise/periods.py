"""Ties the periods of a question to what they are periods of: due, published, closed, as at."""

import re
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from assistant.domain.queries import Ask, Condition, Field, Op
from assistant.settings import Settings
from assistant.understanding.periods.period_verbs import (
    VERBS,
    undated_verb,
    verb,
    verb_after,
)
from assistant.understanding.periods.periods import Period, condition, find_periods
from assistant.understanding.periods.times import Times, compare, gone_by, version_named
from assistant.understanding.recognise.ask import Request
from assistant.understanding.recognise.past_states import (
    STOOD_THEN,
    of_an_entry_then,
    stood_in,
    unclear_then,
)
from assistant.understanding.vocabulary.title_words import GENERIC
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.sheet import Sheet

_YEAR = relativedelta(years=1)
_INSPECTORATE = re.compile(
    r"\b(?:hmic\w*|inspectorate|inspectors?|original|statutory)(?: s)? (?:set"
    r" )?(?:deadlines?|due dates?)\b"
)


def recognise_periods(
    sheet: Sheet, vocabulary: Vocabulary, today: date, settings: Settings
) -> list[tuple[int, int, Period]]:
    """Claim the words of all periods; what they are of is decided later."""
    found: list[tuple[int, int, Period]] = []
    for period in find_periods(sheet.text, today, settings):
        first, last = sheet.words_at(period.start, period.end)
        if not sheet.is_free(first, last) or _names_report(sheet, vocabulary, first, last, period):
            continue
        sheet.claim(first, last, "period")
        if not (found and found[-1][1] == first and _says_again(found[-1][2], period)):
            found.append((first, last, period))
    told = [each for each in found if each[2].kind != "soon"]
    return told or found  # "Coming up in the next quarter" is of that quarter.


def _says_again(before: Period, period: Period) -> bool:
    """Whether a day is said twice: "the committee on 14 October"."""
    one, other = before.stretch, period.stretch
    return bool(one and other and one[:2] == other[:2])


def _names_report(
    sheet: Sheet, vocabulary: Vocabulary, first: int, last: int, period: Period
) -> bool:
    """Whether a bare year belongs to a report's name ("the 2018 fraud inspection")."""
    if period.kind != "year":
        return False
    if first and sheet.word(first) in {"of", "from", "in"}:
        before = sheet.tokens[first - 1]
        if before.stem in GENERIC:
            return True
    if last >= len(sheet.tokens):
        return False
    following = sheet.tokens[last]
    return following.stem in vocabulary.titles.stems and following.word not in SMALL_WORDS


def place_periods(
    sheet: Sheet,
    vocabulary: Vocabulary,
    request: Request,
    periods: list[tuple[int, int, Period]],
    today: date,
) -> Times:
    """Turn periods into filters, or into the days to compare or look at."""
    times = Times()
    for found in periods:
        found = _moved_to(sheet, request, found, today)
        first, last, period = found
        times.said.append(period)
        if doubt := _doubt(sheet, request, found):
            times.doubts.append(doubt)
            continue
        times.names.append(period.name)
        if sheet.word(last).rstrip("s") in _VERSION:
            sheet.claim(last, last + 1, "version")
        moved_to = request.ask is Ask.CHANGE and sheet.word(first - 1) == "to"
        if not (moved_to and period.relation == "in") and _sets_time(
            sheet, request, found, times, today
        ):
            continue
        if unclear_then(sheet, first, last, period, today):
            times.doubts.append("Do you mean what was due then, or what was open then?")
        if _LATE_THEN.search(sheet.line) and period.last and period.last >= today:
            _overdue_then(sheet, first, last, period.last)
        else:
            sheet.mark(first, last, "period", *_filters(sheet, vocabulary, first, last, period))
    return times


def _moved_to(
    sheet: Sheet, request: Request, found: tuple[int, int, Period], today: date
) -> tuple[int, int, Period]:
    """Read the month of "put back to December" as the next one: it tells the new date."""
    first, last, period = found
    to = "to" in {sheet.word(first), sheet.word(first - 1)} and request.ask is Ask.CHANGE
    yearless = not re.search(r"20\d\d", sheet.text[period.start : period.end])
    if not (to and yearless and period.first and period.last and period.last < today):
        return found
    ahead = replace(period, first=period.first + _YEAR, last=period.last + _YEAR, name="")
    return first, last, ahead


def _doubt(sheet: Sheet, request: Request, found: tuple[int, int, Period]) -> str:
    """Return what must be asked of a period before it can be taken for anything."""
    first, last, period = found
    if period.doubt:
        return period.doubt
    if verb := undated_verb(sheet, first):
        return f"The register doesn't say when an entry was {verb}. Do you mean its due date?"
    if _since_what(sheet, request, found):
        said = sheet.typed(first, last)
        return f"What do you mean “{said}”: new, changed, closed or published?"
    return ""


def _since_what(sheet: Sheet, request: Request, found: tuple[int, int, Period]) -> bool:
    """Whether "since June" stands alone: nothing says what has happened since."""
    first, last, period = found
    if period.relation != "since" or request.ask is Ask.CHANGE or period.late:
        return False
    before = [sheet.word(place) for place in range(max(0, first - 6), first)]
    near = [*before, sheet.word(last), sheet.word(last + 1)]
    told = any(pattern.fullmatch(word) for pattern, _ in VERBS for word in near)
    return not told and sheet.word(last) not in _VERSION


def _sets_time(
    sheet: Sheet, request: Request, found: tuple[int, int, Period], times: Times, today: date
) -> bool:
    """Take a period for the day to look at or to compare with, where it is one."""
    first, last, period = found
    changing = request.ask is Ask.CHANGE
    if changing and period.stretch and _TWO_VERSIONS.search(sheet.line):
        compare(times, version_named(period, today), today)
    elif changing and period.relation in {"since", "after"} and period.stretch:
        compare(times, period, today)
    elif period.relation == "as at" or _names_version(sheet, first, last):
        times.as_at = gone_by(period.last, today)
    elif changing and STOOD_THEN.search(sheet.line):
        times.since = gone_by(period.last, today)
    elif of_an_entry_then(sheet, request, found[2], today, first):
        times.as_at = gone_by(period.last or period.first, today)
    elif not changing and (day := _state_of(sheet, first, period, today)):
        times.as_at = day
    elif changing and (request.changes or verb(sheet, first, 1) is not Field.DUE):
        compare(times, period, today)
    else:
        return False
    return True


def _state_of(sheet: Sheet, first: int, period: Period, today: date) -> date | None:
    """Return the day gone by on which a state is asked about, if one is."""
    if _stood(sheet, first, period, today):
        return period.last
    return stood_in(sheet, first, period, today)


def _stood(sheet: Sheet, first: int, period: Period, today: date) -> bool:
    """Whether a state of the past is asked for: "which were in progress at the end of June"."""
    gone = period.last is not None and period.last < today
    if not (gone and period.relation == "in" and _WERE.search(sheet.line)):
        return False
    before = [sheet.word(place) for place in range(max(0, first - 7), first)]
    verbs = [each for pattern, each in VERBS for word in before if pattern.fullmatch(word)]
    return not verbs and not sheet.word(first + 1).startswith(("publish", "register"))


_WERE = re.compile(r"\b(?:was|were|had)\b")
_TWO_VERSIONS = re.compile(
    r"\b(?:registers|versions)\b|\bregister (?:compared|vs|versus|against)\b|\b(?:register"
    r"|version) but not\b"
)


def _names_version(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a period tells which register: "the March register", "the register of June"."""
    after, before = sheet.word(last), {sheet.word(first - 1), sheet.word(first - 2)}
    return after in _VERSION or bool(
        before & _VERSION and sheet.word(first) in {"of", "from", "at"}
    )


_VERSION = frozenset({"register", "version", "tracker"})


_LATE_THEN = re.compile(
    r"\b(?:will|would) (?:be|go|become|have gone) overdue\b|\boverdue (?:by|at|on)\b"
)


def _overdue_then(sheet: Sheet, first: int, last: int, day: date) -> None:
    """Read what will be overdue on a day to come: open, and due before it."""
    sheet.marks = [
        mark for mark in sheet.marks if not (mark.single and mark.single.field is Field.OVERDUE)
    ]
    sheet.mark(
        first,
        last,
        "period",
        Condition(Field.STATUS, Op.IS, ("open",)),
        Condition(Field.DUE, Op.BEFORE, (day.isoformat(),)),
    )


_DUE_INSIDE = re.compile(r"\b(?:due|until|till)\b", re.IGNORECASE)


def _filters(
    sheet: Sheet, vocabulary: Vocabulary, first: int, last: int, period: Period
) -> list[Condition]:
    if period.late:
        return [Condition(Field.OVERDUE, Op.TRUE), condition(Field.DUE, period)]
    inside = _DUE_INSIDE.search(sheet.text[period.start : period.end])
    where = (Field.DUE if inside else None) or verb(sheet, first, 6) or verb_after(sheet, last)
    if where is None and period.relation == "from" and period.stretch:
        stretch = period.stretch
        values = (stretch.first.isoformat(), stretch.last.isoformat())
        return [Condition(Field.PUBLISHED, Op.BETWEEN, values)]
    if where is Field.CLOSED_ON and (_to_come(sheet, period) or _WAS_TO_BE.search(sheet.line)):
        where = Field.DUE  # What is "to be finished by December" is due by then.
    where = where or Field.DUE
    if where is Field.DUE and _INSPECTORATE.search(sheet.line):
        where = Field.DEADLINE
    return [condition(where, period)]


_WAS_TO_BE = re.compile(
    r"\b(?:should|ought to) (?:already )?have been\b"
    r"|\b(?:was|were) (?:supposed|meant|expected) to\b"
)


def _to_come(sheet: Sheet, period: Period) -> bool:
    ahead = any(claim == "to be done" for claim in sheet.claims)
    return ahead and period.relation != "since"
