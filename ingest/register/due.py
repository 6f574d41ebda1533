"""When an entry is due, and by whose word."""

from datetime import date
from functools import lru_cache

from assistant.domain.register import DueBasis
from assistant.domain.sources import Deadline, DeadlineKind
from assistant.language.deadlines import find_deadline
from assistant.language.words import words
from ingest.register.cells import Day, plain_text
from ingest.register.tables import Value

_IMMEDIATE_PART = frozenset(("only", "part", "partly", "some", "sentence"))
"""Words beside "immediately" that say it is meant of a part of the recommendation."""


@lru_cache(maxsize=8192)
def worded_deadline(text: str, published: date | None) -> Deadline | None:
    """Return the deadline that a cell words; cells repeat, so it is remembered."""
    return find_deadline(text, published)


def due_day(
    revised: date | None, target: date | None, deadline: date | None
) -> tuple[date | None, DueBasis]:
    """Return the date that now counts and who set it."""
    if revised:
        return revised, DueBasis.REVISED_TARGET
    if target:
        return target, DueBasis.FORCE_TARGET
    if deadline:
        return deadline, DueBasis.INSPECTORATE
    return None, DueBasis.NONE


def is_immediate(value: Value) -> bool:
    """Tell whether a cell says "immediately", and of the whole recommendation."""
    text = plain_text(value) if isinstance(value, str) else ""
    found = worded_deadline(text, None) if text else None
    if found is None or found.kind is not DeadlineKind.IMMEDIATE or found.partial:
        return False
    return _IMMEDIATE_PART.isdisjoint(words(text))


def names_no_day(worded: Day) -> bool:
    """Tell whether a cell names a month, a quarter or a year only."""
    return bool(worded.doubt and worded.doubt.endswith("no day"))
