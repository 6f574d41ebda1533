"""The typed query over the register: what a question about it becomes before it is run."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """What can be filtered, grouped and ordered by."""

    REF = "ref"
    OWNER = "owner"
    """Any owner, or any owner's address."""
    DELEGATE = "delegate"
    PORTFOLIO = "portfolio"
    BUSINESS_AREA = "business area"
    BOARD = "board"
    REPORT = "report"
    NUMBER = "number"
    KIND = "kind"
    ADDRESSEE = "addressee"
    STATUS = "status"
    """Canonical status words; "open" and "closed" stand for their families."""
    STATUS_TEXT = "printed status"
    PRIORITY = "priority"
    TEXT = "text"
    """Wording and notes: every word of the value occurs, by stem."""
    DUE = "due"
    DEADLINE = "deadline"
    PUBLISHED = "published"
    CLOSED_ON = "closed on"
    UPDATED = "updated"
    OVERDUE = "overdue"
    """Flag: open, and due before the day asked about."""
    IMMEDIATE = "immediate"
    """Flag: the deadline is "immediately"."""
    DUE_BASIS = "due basis"


class Op(StrEnum):
    """How a field is compared."""

    IS = "is"
    """Any of the values, folded for case, accents and spacing."""
    CONTAINS = "contains"
    """Any of the values occurs as whole words."""
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    """Both days included."""
    EMPTY = "is blank"
    SEVERAL = "has several values"
    """For owners and the like: more than one holds the entry."""
    TRUE = "holds"
    """For flags."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison. Dates are ISO strings in `values`."""

    field: Field
    op: Op
    values: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the alternatives holds; each alternative is a conjunction."""

    alternatives: tuple[tuple[Condition, ...], ...]


class Ask(StrEnum):
    """What is wanted of the rows that match."""

    LIST = "list"
    COUNT = "count"
    GROUP = "count by group"
    NEXT = "next by date"
    """The earliest due on or after the day asked about (all that share the day)."""
    LAST = "last by date"
    SHARE = "share of a total"
    """How many match, out of those that match `of`."""
    DETAIL = "details"
    """One or a few entries, or the fields in `wanted` of each."""
    CHANGE = "change between versions"


class Change(StrEnum):
    """What can have changed of an entry between two versions of the register."""

    NEW = "new"
    REMOVED = "removed"
    CLOSED = "closed"
    REOPENED = "reopened"
    STATUS = "changed in status"
    """Otherwise than by being closed or reopened."""
    LATER = "put back"
    EARLIER = "brought forward"
    REASSIGNED = "reassigned"
    """Owner, delegate, portfolio, business area or board."""
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key."""

    field: Field
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """Executed over all rows the asker may see. Empty `where` means all of them."""

    ask: Ask
    where: tuple[Condition | AnyOf, ...] = ()
    """All must hold."""
    group_by: tuple[Field, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int | None = None
    """How many to show; the count stays that of all."""
    wanted: tuple[Field, ...] = ()
    of: tuple[Condition | AnyOf, ...] = ()
    since: date | None = None
    """For CHANGE: the earlier day to compare with."""
    since_start: date | None = None
    """First day of the stretch that `since` ends, where a month and not a day was named."""
    as_at: date | None = None
    """Use the register version in force on that day; none means the newest."""
    changes: tuple[Change, ...] = ()
    """For CHANGE: the kinds wanted; empty means all."""
