"""What can be counted of the register: each measure twice over, as a query and as a rule.

A figure is counted by the rule over the rows; `reconcile` counts it again by the query.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import RegisterEntry, RegisterVersion, Status
from assistant.language.words import fold as _fold
from assistant.papers.paper import Figure

fold = lru_cache(maxsize=16_384)(_fold)
"""Registers say the same few names thousands of times."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A property of register entries."""

    key: str
    basis: str
    where: tuple[Condition | AnyOf, ...]
    holds: Callable[[RegisterEntry], bool]


@dataclass(frozen=True, slots=True)
class Held:
    """One version of the register with all of its entries."""

    version: RegisterVersion
    entries: tuple[RegisterEntry, ...]

    def of(self, *measures: Measure) -> list[RegisterEntry]:
        """Return the entries that have every property."""
        return [each for each in self.entries if all(one.holds(each) for one in measures)]

    def handle(self, entry: RegisterEntry) -> str:
        """Return what the paper calls one row by."""
        return f"{self.version.id}/{entry.id}"

    def handles(self, entries: Sequence[RegisterEntry]) -> tuple[str, ...]:
        """Return what the paper calls rows by."""
        return tuple(self.handle(each) for each in entries)

    def figure(self, *measures: Measure) -> Figure:
        """Return how many entries have every property."""
        found = self.of(*measures)
        return Figure(
            key=f"{self.version.id}: {'; '.join(one.key for one in measures) or 'all'}",
            value=len(found),
            basis=", ".join(one.basis for one in measures) or "all entries",
            where=tuple(part for one in measures for part in one.where),
            version=self.version.id,
            entries=self.handles(found),
        )


def _status(*words: str, negated: bool = False) -> tuple[Condition, ...]:
    return (Condition(Field.STATUS, Op.IS, words, negated),)


OPEN = Measure("open", "open entries", _status("open"), lambda e: e.status.is_open)
ENDED = Measure(
    "ended", "entries that are not open", _status("ended"), lambda e: not e.status.is_open
)
CONCERNS = Measure(
    "concerns the force",
    "entries not marked as not applicable",
    _status(Status.NOT_APPLICABLE.value, negated=True),
    lambda e: e.status is not Status.NOT_APPLICABLE,
)
NO_OWNER = Measure(
    "no owner",
    "without an owner",
    (Condition(Field.OWNER, Op.EMPTY),),
    lambda e: not any(fold(each) for each in (*e.owners, *e.owner_emails)),
)
NO_DATE = Measure(
    "no date",
    "without a date by which it is due, and not due immediately",
    (Condition(Field.DUE, Op.EMPTY), Condition(Field.IMMEDIATE, Op.TRUE, negated=True)),
    lambda e: e.due is None and not e.immediate,
)
IMMEDIATE = Measure(
    "immediate",
    "due immediately or with immediate effect",
    (Condition(Field.IMMEDIATE, Op.TRUE),),
    lambda e: e.immediate,
)


def has_status(status: Status) -> Measure:
    """Return the measure of one canonical status."""
    return Measure(
        f"status {status.value}",
        f"status {status.value}",
        _status(status.value),
        lambda e: e.status is status,
    )


def overdue(day: date) -> Measure:
    """Return the measure of open entries that were due before the day."""
    return Measure(
        f"overdue at {day.isoformat()}",
        f"open, and due before {day.isoformat()}",
        (*_status("open"), Condition(Field.DUE, Op.BEFORE, (day.isoformat(),))),
        lambda e: e.status.is_open and e.due is not None and e.due < day,
    )


def due_between(first: date, last: date) -> Measure:
    """Return the measure of entries due from one day to another, both included."""
    return Measure(
        f"due {first.isoformat()} to {last.isoformat()}",
        f"due from {first.isoformat()} to {last.isoformat()}",
        (Condition(Field.DUE, Op.BETWEEN, (first.isoformat(), last.isoformat())),),
        lambda e: e.due is not None and first <= e.due <= last,
    )


def in_portfolio(portfolio: str | None) -> Measure:
    """Return the measure of one portfolio; none means that it isn't stated."""
    return _with_value(Field.PORTFOLIO, portfolio, lambda e: (e.portfolio or "",))


def in_area(area: str | None) -> Measure:
    """Return the measure of one business area; none means that it isn't stated."""
    return _with_value(Field.BUSINESS_AREA, area, lambda e: e.business_areas)


def of_reports(titles: Sequence[str]) -> Measure:
    """Return the measure of entries of one report, whose title is printed in these ways."""
    keys = {fold(each) for each in titles}
    if keys == {""}:
        return Measure(
            "no report",
            "without the name of a report",
            (Condition(Field.REPORT, Op.EMPTY),),
            lambda e: not fold(e.report),
        )
    return Measure(
        f"report “{sorted(keys)[0]}”",
        f"of “{titles[0]}”",
        (Condition(Field.REPORT, Op.IS, tuple(titles)),),
        lambda e: fold(e.report) in keys,
    )


def _with_value(
    field: Field, value: str | None, held: Callable[[RegisterEntry], Sequence[str]]
) -> Measure:
    if value is None:
        return Measure(
            f"no {field.value}",
            f"{field.value} not stated",
            (Condition(field, Op.EMPTY),),
            lambda e: not any(fold(each) for each in held(e)),
        )
    wanted = fold(value)
    return Measure(
        f"{field.value} “{wanted}”",
        f"{field.value} {value}",
        (Condition(field, Op.IS, (value,)),),
        lambda e: wanted in {fold(each) for each in held(e)},
    )
