"""Counts by group, in SQL."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.adapters.register_sqlite_compile import Sql
from assistant.adapters.register_sqlite_fields import DAYS, SINGLE, TERMS
from assistant.domain.answers import Group
from assistant.domain.errors import InvalidUse
from assistant.domain.queries import Field


def grouped(fields: Sequence[Field], today: date) -> Sql:
    """Return the query that counts rows by fields; `{}` stands for what the rows must match.

    Each of its rows holds the values of the fields, the numbers of the rows as a JSON list, and
    their references as another, in the same order.

    Raises:
        InvalidUse: a field can't be grouped by.
    """
    shown, joins, values = [], [], []
    for place, field in enumerate(fields):
        column, join, parameters = _grouping(field, place, today)
        shown.append(column)
        joins.append(join)
        values += parameters
    keys = [f"{column} AS k{place}" for place, column in enumerate(shown)]
    by = ", ".join(f"k{place}" for place in range(len(fields)))
    counted = "json_group_array(rows.n), json_group_array(rows.ref)"
    text = (
        f"SELECT {', '.join([*keys, counted])} FROM rows {' '.join(joins)}"  # noqa: S608 - our names
        f" WHERE {{}}{' GROUP BY ' + by if by else ''}"
    )
    return Sql(text, tuple(values))


def groups_of(found: Sequence[Sequence[Any]], fields: Sequence[Field]) -> list[Group]:
    """Return the groups that the query of `grouped` found: largest first, then by value."""
    groups = []
    for *values, numbers, refs in found:
        ordered = sorted(zip(json.loads(numbers), json.loads(refs), strict=True))
        if ordered:
            key = tuple((field.value, value) for field, value in zip(fields, values, strict=True))
            groups.append(Group(key, len(ordered), tuple(ref for _, ref in ordered)))
    return sorted(groups, key=lambda group: (-group.count, [value for _, value in group.key]))


def _grouping(field: Field, place: int, today: date) -> tuple[str, str, list[object]]:
    """Return the column to group by, the join that it needs, and the parameters of both."""
    if field in TERMS:
        return f"IFNULL(t{place}.shown, '')", _joined(field, place), []
    if field in DAYS:
        return f"IFNULL(rows.{DAYS[field]}, '')", "", []
    if field is Field.STATUS:
        return "rows.status", "", []
    if field is Field.DUE_BASIS:
        return "rows.due_basis", "", []
    if field is Field.IMMEDIATE:
        return "CASE WHEN rows.immediate THEN 'yes' ELSE 'no' END", "", []
    if field is Field.OVERDUE:
        late = "rows.is_open AND rows.due IS NOT NULL AND rows.due < ?"
        return f"CASE WHEN {late} THEN 'yes' ELSE 'no' END", "", [today.isoformat()]
    raise InvalidUse(f"Entries can't be grouped by “{field.value}”.")


def _joined(field: Field, place: int) -> str:
    term = TERMS[field][0]
    if term in SINGLE:
        return f"LEFT JOIN terms t{place} ON t{place}.term = rows.{term.name.lower()}"
    return (
        f"LEFT JOIN row_terms r{place} ON r{place}.n = rows.n AND r{place}.field = {int(term)}"
        f" LEFT JOIN terms t{place} ON t{place}.term = r{place}.term"
    )
