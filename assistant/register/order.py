"""The order in which entries are told: as asked, else overdue, then open, by due date."""

from collections.abc import Callable, Sequence
from datetime import date

from assistant.domain.queries import Field, Order
from assistant.domain.register import RegisterEntry
from assistant.register.wording import is_overdue, number_key

_LAST = date.max


def in_order(
    entries: Sequence[RegisterEntry], order: Sequence[Order], today: date
) -> list[RegisterEntry]:
    """Return entries sorted; what is blank comes last either way."""
    held = sorted(entries, key=lambda entry: _default(entry, today))
    for one in reversed(order):
        key = _KEYS.get(one.field)
        if key is None:
            continue
        filled = [entry for entry in held if key(entry) is not None]
        blank = [entry for entry in held if key(entry) is None]
        filled.sort(key=key, reverse=one.descending)  # type: ignore[arg-type]
        held = filled + blank
    return held


def _default(entry: RegisterEntry, today: date) -> tuple[object, ...]:
    return (
        not is_overdue(entry, today),
        not entry.status.is_open,
        entry.due or _LAST,
        not entry.immediate,
        entry.published or _LAST,
        entry.report,
        number_key(entry.number or ""),
        entry.row,
    )


_KEYS: dict[Field, Callable[[RegisterEntry], str | date | tuple[int, str] | None]] = {
    Field.DUE: lambda entry: entry.due,
    Field.DEADLINE: lambda entry: entry.deadline,
    Field.PUBLISHED: lambda entry: entry.published,
    Field.CLOSED_ON: lambda entry: entry.closed_on,
    Field.UPDATED: lambda entry: entry.updated,
    Field.OWNER: lambda entry: entry.owner,
    Field.PORTFOLIO: lambda entry: entry.portfolio,
    Field.BUSINESS_AREA: lambda entry: entry.business_area,
    Field.REPORT: lambda entry: entry.report,
    Field.STATUS: lambda entry: entry.status.value,
    Field.PRIORITY: lambda entry: entry.priority,
    Field.REF: lambda entry: entry.ref,
    Field.NUMBER: lambda entry: number_key(entry.number) if entry.number else None,
}
