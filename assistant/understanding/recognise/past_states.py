"""Tells "overdue in June", said in October: a state of a day gone by, not a date to come."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.domain.queries import Field
from assistant.understanding.periods.period_verbs import VERBS
from assistant.understanding.periods.periods import Period
from assistant.understanding.recognise.ask import Request
from assistant.understanding.words.sheet import Sheet

_STATE_BEFORE = re.compile(
    r"\b(?:overdue|open|outstanding|late|unallocated|in progress)(?: ones?)? $"
)


def unclear_then(sheet: Sheet, first: int, last: int, period: Period, today: date) -> bool:
    """Whether "open entries last year" could be those open then or those due then."""
    gone = period.last is not None and period.last < today and period.relation == "in"
    if not gone or period.late:
        return False
    near = [
        sheet.word(place) for place in range(max(0, first - 6), min(last + 2, len(sheet.tokens)))
    ]
    if any(pattern.fullmatch(word) for pattern, _ in VERBS for word in near):
        return False
    return any(
        mark.single is not None
        and mark.single.field is Field.STATUS
        and set(mark.single.values) <= {"open", "in progress"}
        for mark in sheet.marks
    )


def stood_in(sheet: Sheet, first: int, period: Period, today: date) -> date | None:
    """Return the day of "overdue in June", said in October: a state then, not a date to come."""
    said = _STATE_BEFORE.search(sheet.line[: sheet.starts[first]])
    stretch = period.stretch
    if not said or stretch is None or period.relation not in {"in"} or period.late:
        return None
    if period.kind in {"ahead", "soon", "weekday"} or re.search(
        r"\bdue $", sheet.line[: sheet.starts[first]]
    ):
        return None
    last = stretch.last
    if last > today and sheet.word(first) in {"in", "at", "on"}:
        back = last - relativedelta(years=1)
        written = re.search(r"\b20\d\d\b", sheet.text[period.start : period.end])
        return back if today - back <= _LATELY and not written else None
    return last if last <= today else None


_LATELY = timedelta(days=330)


def of_an_entry_then(
    sheet: Sheet, request: Request, period: Period, today: date, first: int
) -> bool:
    """Whether it is asked who had an entry, or how it stood, at a time gone by."""
    if any(each.search(sheet.line) for each in (STOOD_THEN, _WAS_THEN, _LOOKED_THEN)):
        return True
    named = any(mark.source in {"ref", "number"} for mark in sheet.marks)
    if not named or Field.DUE in request.wanted:
        return False
    return bool(_HELD_THEN.search(sheet.line)) or _only_then(sheet, period, today, first)


def _only_then(sheet: Sheet, period: Period, today: date, first: int) -> bool:
    """Whether an entry is named with a time gone by, and nothing says what happened then."""
    gone = period.last is not None and period.last < today and period.relation == "in"
    near = [sheet.word(place) for place in range(max(0, first - 6), len(sheet.tokens))]
    told = any(pattern.fullmatch(word) for pattern, _ in VERBS for word in near)
    placed = sheet.word(first) in {"in", "on", "at", "during", "throughout", "back"}
    return gone and placed and not period.late and not told


_HELD_THEN = re.compile(
    r"\b(?:who|which \w+) (?:owned|held|had|led|managed)\b|\bstatus (?:in|on|at)\b"
    r"|\bhow (?:did|was|were) .{1,80}\b(?:stand|look|doing|going|placed|recorded|rated)\b"
    r"|\bwhat (?:was|were) .{0,40}\b(?:status|position|state|progress)\b"
    r"|\bwhere (?:was|were) (?:we|it|they)\b"
    r"|\bdid the (?:register|tracker)\b|\b(?:did|does) .{1,80} (?:say|read)\b|\bsaid\b"
)
_LOOKED_THEN = re.compile(r"\bhow (?:did|was|were) .{1,60}\b(?:look|looking|stand|standing)\b")
_WAS_THEN = re.compile(
    r"\bwhat (?:was|were) the (?:due |target )?(?:dates?|deadlines?|owners?|status|portfolio) of\b"
)
STOOD_THEN = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:overdue|open|late|outstanding|unallocated) (?:in|on|at|by|at"
    r" the end of)\b"
)
