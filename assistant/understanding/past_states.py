"""Tells "overdue in June", said in October: a state of a day gone by, not a date to come."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.domain.queries import Field
from assistant.understanding.period_verbs import VERBS
from assistant.understanding.periods import Period
from assistant.understanding.sheet import Sheet

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
    if period.kind in {"ahead", "weekday"} or re.search(
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
