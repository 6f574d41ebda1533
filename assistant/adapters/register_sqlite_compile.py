"""Turns typed conditions into SQL. Every value is a parameter; no text of a question is SQL.

Negation is the complement: "other than Crime" holds where the portfolio is blank.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.adapters.register_sqlite_fields import (
    DAYS,
    FILLED_TEXT,
    TERMS,
    Term,
    email_key,
    key,
    spaced,
)
from assistant.domain.errors import InvalidUse
from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import DueBasis, Status
from assistant.domain.sources import Visibility
from assistant.language.words import fold, stems


class Sql(NamedTuple):
    """A piece of a statement with the parameters that stand in it, in order."""

    text: str
    values: tuple[object, ...] = ()


class Scope(NamedTuple):
    """One version's rows, as one asker may see them on one day."""

    version: int
    first: int
    last: int
    classes: tuple[Visibility, ...]
    email: str | None
    today: date


_NOTHING = Sql("0")
_FAMILIES = {
    "open": frozenset(status for status in Status if status.is_open),
    "closed": frozenset({Status.CLOSED}),
    "ended": frozenset(status for status in Status if not status.is_open),
}
_MATCHES_TEXT = (Op.IS, Op.CONTAINS)


def compile_where(
    database: sqlite3.Connection, where: Sequence[Condition | AnyOf], scope: Scope
) -> Sql:
    """Return the SQL that holds for the rows that match and that the asker may see.

    Raises:
        InvalidUse: a condition compares a field in a way that it can't be compared.
    """
    parts = [Sql("rows.version = ?", (scope.version,)), _visible(scope)]
    for part in where:
        if isinstance(part, AnyOf):
            alternatives = [_all_of(database, some, scope) for some in part.alternatives]
            parts.append(_join(alternatives, " OR "))
        else:
            parts.append(_condition(database, part, scope))
    return _join(parts, " AND ")


def _all_of(database: sqlite3.Connection, some: Sequence[Condition], scope: Scope) -> Sql:
    return _join([_condition(database, one, scope) for one in some], " AND ")


def _join(parts: Sequence[Sql], joiner: str) -> Sql:
    if not parts:
        return Sql("1") if joiner == " AND " else _NOTHING
    values = tuple(value for part in parts for value in part.values)
    return Sql("(" + joiner.join(part.text for part in parts) + ")", values)


def _visible(scope: Scope) -> Sql:
    classes = Sql(
        f"rows.visibility IN ({_marks(scope.classes)})", tuple(c.value for c in scope.classes)
    )
    if not scope.email or not scope.email.strip():
        return classes
    own = _with_term(
        scope, (Term.OWNER_EMAIL, Term.DELEGATE_EMAIL), Sql("key = ?", (email_key(scope.email),))
    )
    return _join([classes, own], " OR ")


def _condition(database: sqlite3.Connection, condition: Condition, scope: Scope) -> Sql:
    found = _positive(database, condition, scope)
    return Sql(f"NOT ({found.text})", found.values) if condition.negated else found


def _positive(database: sqlite3.Connection, condition: Condition, scope: Scope) -> Sql:
    field = condition.field
    if field in TERMS:
        return _term(condition, scope)
    if field in DAYS:
        return _day(condition)
    if field in {Field.OVERDUE, Field.IMMEDIATE}:
        return _flag(condition, scope)
    if field is Field.TEXT:
        return _wording(database, condition, scope)
    return _status(condition) if field is Field.STATUS else _basis(condition)


def _term(condition: Condition, scope: Scope) -> Sql:
    terms = TERMS[condition.field]
    if condition.op is Op.EMPTY:
        return Sql("(rows.filled & ?) = 0", (sum(1 << term for term in terms),))
    if condition.op is Op.SEVERAL:
        return Sql(
            "(SELECT COUNT(*) FROM row_terms WHERE n = rows.n AND field = ?) > 1", (int(terms[0]),)
        )
    if condition.op not in _MATCHES_TEXT:
        raise _unfit(condition)
    matches = _is if condition.op is Op.IS else _contains
    return _join([matches(term, condition.values, scope) for term in terms], " OR ")


def _is(term: Term, values: Sequence[str], scope: Scope) -> Sql:
    keys = tuple(found for value in values if (found := key(term, value)))
    return _with_term(scope, (term,), Sql(f"key IN ({_marks(keys)})", keys))


def _contains(term: Term, values: Sequence[str], scope: Scope) -> Sql:
    wanted = tuple(found for value in values if (found := spaced(term, value)))
    matching = _join([Sql("instr(spaced, ?) > 0", (value,)) for value in wanted], " OR ")
    return _with_term(scope, (term,), matching)


def _with_term(scope: Scope, terms: Sequence[Term], matching: Sql) -> Sql:
    fields = f"version = ? AND field IN ({_marks(terms)})"
    found = f"SELECT term FROM terms WHERE {fields} AND {matching.text}"  # noqa: S608 - marks only
    return Sql(
        f"rows.n IN (SELECT n FROM row_terms WHERE term IN ({found}))",  # noqa: S608 - as above
        (scope.version, *terms, *matching.values),
    )


def _day(condition: Condition) -> Sql:
    column = f"rows.{DAYS[condition.field]}"
    known = f"{column} IS NOT NULL"
    if condition.op is Op.EMPTY:
        return Sql(f"{column} IS NULL")
    days = tuple(_iso(value, condition) for value in condition.values)
    if condition.op is Op.BETWEEN:
        if len(days) != len(("from", "until")):
            raise _unfit(condition)
        return Sql(f"({known} AND {column} BETWEEN ? AND ?)", days)
    comparison = {Op.IS: "=", Op.BEFORE: "<", Op.AFTER: ">"}.get(condition.op)
    if comparison is None:
        raise _unfit(condition)
    # "Before any of two days" is before the later one, and so on: at least one must hold.
    return _join([Sql(f"({known} AND {column} {comparison} ?)", (day,)) for day in days], " OR ")


def _flag(condition: Condition, scope: Scope) -> Sql:
    if condition.op is not Op.TRUE:
        raise _unfit(condition)
    if condition.field is Field.IMMEDIATE:
        return Sql("rows.immediate = 1")
    return Sql(
        "(rows.is_open = 1 AND rows.due IS NOT NULL AND rows.due < ?)", (scope.today.isoformat(),)
    )


def _wording(database: sqlite3.Connection, condition: Condition, scope: Scope) -> Sql:
    if condition.op is Op.EMPTY:
        return Sql("(rows.filled & ?) = 0", (FILLED_TEXT,))
    if condition.op not in _MATCHES_TEXT:
        raise _unfit(condition)
    matches = [
        Sql(
            "rows.n IN (SELECT rowid FROM wordings WHERE wordings MATCH ?"
            " AND rowid BETWEEN ? AND ?)",
            (match, scope.first, scope.last),
        )
        for value in condition.values
        if (match := _match(database, value))
    ]
    return _join(matches, " OR ")


def _match(database: sqlite3.Connection, value: str) -> str | None:
    """Return the full-text query for a value's stems; none where one of them occurs nowhere."""
    ids = []
    for found in set(stems(value)):
        row = database.execute("SELECT id FROM stems WHERE stem = ?", (found,)).fetchone()
        if row is None:
            return None
        ids.append(f'"{int(row[0])}"')
    return " AND ".join(ids) or None


def _status(condition: Condition) -> Sql:
    if condition.op is Op.EMPTY:
        return Sql("rows.status = ?", (Status.NOT_STATED.value,))
    if condition.op not in _MATCHES_TEXT:
        raise _unfit(condition)
    wanted: set[Status] = set()
    for value in condition.values:
        wanted |= _statuses(value)
    names = tuple(sorted(status.value for status in wanted))
    return Sql(f"rows.status IN ({_marks(names)})", names)


def _statuses(value: str) -> frozenset[Status]:
    word = fold(value)
    if word in _FAMILIES:
        return _FAMILIES[word]
    for status in Status:
        if fold(status.value) == word:
            return frozenset({status})
    known = ", ".join([*_FAMILIES, *(s.value for s in Status if s.value not in _FAMILIES)])
    raise InvalidUse(f"“{value}” is no status of the register. Known are: {known}.")


def _basis(condition: Condition) -> Sql:
    if condition.op is Op.EMPTY:
        return Sql("rows.due_basis = ?", (DueBasis.NONE.value,))
    if condition.op not in _MATCHES_TEXT:
        raise _unfit(condition)
    names = tuple(fold(value) for value in condition.values)
    return Sql(f"rows.due_basis IN ({_marks(names)})", names)


def _iso(value: str, condition: Condition) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise InvalidUse(
            f"“{value}” is no day to compare “{condition.field.value}” with; write 2021-09-30."
        ) from error


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _unfit(condition: Condition) -> InvalidUse:
    return InvalidUse(
        f"The field “{condition.field.value}” can't be compared by “{condition.op.value}”"
        f" with {len(condition.values)} values."
    )
