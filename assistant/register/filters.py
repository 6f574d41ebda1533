"""Exact filters, as the command line and the service take them, turned into conditions."""

from datetime import date
from typing import Annotated

import pydantic

from assistant.domain.queries import Condition, Field, Op, Order

Day = Annotated[date, pydantic.Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]
"""A day that reports and registers can be about."""


class Filters(pydantic.BaseModel):
    """All must hold. Text filters match whole words anywhere in the field."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    owner: str | None = None
    delegate: str | None = None
    portfolio: str | None = None
    business_area: str | None = None
    report: str | None = None
    number: str | None = None
    kind: str | None = None
    addressee: str | None = None
    status: Annotated[
        str | None,
        pydantic.Field(description='"open", "closed", or a status such as "in progress".'),
    ] = None
    priority: str | None = None
    text: Annotated[
        str | None, pydantic.Field(description="Words of the recommendation or its notes.")
    ] = None
    due_before: Day | None = None
    due_after: Day | None = None
    overdue: bool = False
    no_owner: bool = False
    no_date: bool = False
    immediate: bool = False

    def chosen(self) -> dict[str, object]:
        """Return the filters that say something, by name."""
        named = {name: getattr(self, name) for name in Filters.model_fields}
        return {name: value for name, value in named.items() if value}


_WORDS = {
    "owner": Field.OWNER,
    "delegate": Field.DELEGATE,
    "portfolio": Field.PORTFOLIO,
    "business_area": Field.BUSINESS_AREA,
    "report": Field.REPORT,
    "kind": Field.KIND,
    "addressee": Field.ADDRESSEE,
    "text": Field.TEXT,
}
_EXACT = {"number": Field.NUMBER, "status": Field.STATUS, "priority": Field.PRIORITY}


def conditions(filters: Filters) -> tuple[Condition, ...]:
    """Return the conditions that the filters stand for."""
    found = [
        Condition(field, Op.CONTAINS, (value,))
        for name, field in _WORDS.items()
        if (value := getattr(filters, name))
    ]
    found += [
        Condition(field, Op.IS, (value,))
        for name, field in _EXACT.items()
        if (value := getattr(filters, name))
    ]
    if filters.due_before:
        found.append(Condition(Field.DUE, Op.BEFORE, (filters.due_before.isoformat(),)))
    if filters.due_after:
        found.append(Condition(Field.DUE, Op.AFTER, (filters.due_after.isoformat(),)))
    return (*found, *_flags(filters))


def _flags(filters: Filters) -> list[Condition]:
    flags = (
        (filters.overdue, Condition(Field.OVERDUE, Op.TRUE)),
        (filters.immediate, Condition(Field.IMMEDIATE, Op.TRUE)),
        (filters.no_owner, Condition(Field.OWNER, Op.EMPTY)),
        (filters.no_date, Condition(Field.DUE, Op.EMPTY)),
    )
    return [condition for wanted, condition in flags if wanted]


SORTS: dict[str, Field] = {
    "ref": Field.REF,
    "report": Field.REPORT,
    "number": Field.NUMBER,
    "owner": Field.OWNER,
    "portfolio": Field.PORTFOLIO,
    "business_area": Field.BUSINESS_AREA,
    "status": Field.STATUS,
    "due": Field.DUE,
    "published": Field.PUBLISHED,
}
"""What the register can be sorted by, by its name in the interface."""


def order(sort: str) -> Order:
    """Return the sort key that "due" or "-due" (latest first) stands for.

    Raises:
        KeyError: the register isn't sorted by that.
    """
    return Order(SORTS[sort.removeprefix("-")], descending=sort.startswith("-"))
