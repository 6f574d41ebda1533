"""Entries in an order that people expect: numbers as numbers, blanks last."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import itemgetter

from assistant.domain.queries import Field, Order
from assistant.domain.register import RegisterEntry
from assistant.language.words import fold
from assistant.register.ties import number_key

Value = date | str | bool | None
Read = Callable[[RegisterEntry], Value]
Rank = tuple[tuple[int, int, str], ...]

_DIGITS = re.compile(r"(\d+)")


def ordered(entries: Iterable[RegisterEntry], orders: Sequence[Order]) -> list[RegisterEntry]:
    """Return the entries sorted by the keys, the first of them deciding most.

    Entries with a blank come last in either direction; equals keep the register's order.
    """
    found = list(entries)
    for each in reversed(orders):
        found = _by(found, _READ[each.field], descending=each.descending)
    return found


def _by(entries: list[RegisterEntry], read: Read, *, descending: bool) -> list[RegisterEntry]:
    ranked = [(_rank(read(entry)), entry) for entry in entries]
    stated = [each for each in ranked if each[0]]
    stated.sort(key=itemgetter(0), reverse=descending)
    return [entry for _, entry in stated] + [entry for rank, entry in ranked if not rank]


def _rank(value: Value) -> Rank:
    """Return a key under which "2" comes before "10", and () for a blank."""
    if isinstance(value, bool):
        return ((0, int(not value), ""),)
    if isinstance(value, date):
        return ((0, value.toordinal(), ""),)
    pieces = [piece for piece in _DIGITS.split(fold(value or "")) if piece]
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces)


_READ: dict[Field, Read] = {
    Field.REF: lambda entry: entry.ref,
    Field.OWNER: lambda entry: entry.owner,
    Field.DELEGATE: lambda entry: "; ".join(entry.delegates),
    Field.PORTFOLIO: lambda entry: entry.portfolio,
    Field.BUSINESS_AREA: lambda entry: entry.business_area,
    Field.BOARD: lambda entry: "; ".join(entry.boards),
    Field.REPORT: lambda entry: entry.report,
    Field.NUMBER: lambda entry: number_key(entry.number),
    Field.KIND: lambda entry: entry.kind,
    Field.ADDRESSEE: lambda entry: "; ".join(entry.addressees),
    Field.STATUS: lambda entry: entry.status.value,
    Field.STATUS_TEXT: lambda entry: entry.status_text,
    Field.PRIORITY: lambda entry: entry.priority,
    Field.TEXT: lambda entry: entry.text,
    Field.DUE: lambda entry: entry.due,
    Field.DEADLINE: lambda entry: entry.deadline,
    Field.PUBLISHED: lambda entry: entry.published,
    Field.CLOSED_ON: lambda entry: entry.closed_on,
    Field.UPDATED: lambda entry: entry.updated,
    Field.IMMEDIATE: lambda entry: entry.immediate,
    Field.DUE_BASIS: lambda entry: entry.due_basis.value,
}
