"""A register in memory, with the meaning that the ports promise."""

from collections.abc import Callable, Sequence
from datetime import date

from assistant.domain.answers import Group
from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import RegisterEntry, RegisterVersion, Status
from assistant.domain.sources import Visibility
from assistant.language.words import fold, stems
from assistant.understanding.words.printed_numbers import plain_number

_DAYS = {
    Field.DUE: "due",
    Field.DEADLINE: "deadline",
    Field.PUBLISHED: "published",
    Field.CLOSED_ON: "closed_on",
    Field.UPDATED: "updated",
}


class MemoryRegister:
    """Versions of a register, oldest first."""

    def __init__(self, *versions: RegisterVersion) -> None:
        self._versions = versions

    def versions(self) -> list[RegisterVersion]:
        return list(self._versions)

    def version(self, as_at: date | None = None) -> RegisterVersion | None:
        held = [one for one in self._versions if as_at is None or one.as_at <= as_at]
        return max(held, key=lambda one: one.as_at, default=None)

    def select(
        self,
        where: Sequence[Condition | AnyOf],
        *,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None = None,
    ) -> list[RegisterEntry]:
        version = next(one for one in reversed(self._versions) if version_id in {None, one.id})
        return [
            entry
            for entry in version.entries
            if (entry.visibility in classes or (email and email in entry.owner_emails))
            and all(_holds(each, entry, today) for each in where)
        ]

    def count(self, where: Sequence[Condition | AnyOf], **scope: object) -> int:
        return len(self.select(where, **scope))  # type: ignore[arg-type]

    def group(
        self, where: Sequence[Condition | AnyOf], fields: Sequence[Field], **scope: object
    ) -> list[Group]:
        raise NotImplementedError


def _holds(each: Condition | AnyOf, entry: RegisterEntry, today: date) -> bool:
    if isinstance(each, AnyOf):
        return any(all(_holds(one, entry, today) for one in side) for side in each.alternatives)
    return _positive(each, entry, today) is not each.negated


def _positive(condition: Condition, entry: RegisterEntry, today: date) -> bool:
    field = condition.field
    if field in _DAYS:
        return _day(condition, getattr(entry, _DAYS[field]))
    special: dict[Field, Callable[[], bool]] = {
        Field.OVERDUE: lambda: entry.status.is_open and entry.due is not None and entry.due < today,
        Field.IMMEDIATE: lambda: entry.immediate,
        Field.STATUS: lambda: (
            condition.op is Op.IS and any(_status(v, entry.status) for v in condition.values)
        ),
        Field.TEXT: lambda: _wording(condition, entry),
    }
    return special[field]() if field in special else _words(condition, _values(field, entry))


def _wording(condition: Condition, entry: RegisterEntry) -> bool:
    held = set(stems(f"{entry.text} {entry.notes}"))
    if condition.op is Op.EMPTY:
        return not entry.notes
    return any(set(stems(value)) <= held for value in condition.values)


def _status(value: str, status: Status) -> bool:
    if value == "open":
        return status.is_open
    return status.value == value


def _day(condition: Condition, day: date | None) -> bool:
    if condition.op is Op.EMPTY:
        return day is None
    if day is None:
        return False
    days = [date.fromisoformat(value) for value in condition.values]
    return {
        Op.IS: day in days,
        Op.BEFORE: day < days[0],
        Op.AFTER: day > days[0],
        Op.BETWEEN: days[0] <= day <= days[-1],
    }[condition.op]


def _words(condition: Condition, held: Sequence[str]) -> bool:
    if condition.op is Op.EMPTY:
        return not held
    plain = plain_number if condition.field is Field.NUMBER else fold
    if condition.op is Op.IS:
        return bool({plain(v) for v in held} & {plain(v) for v in condition.values})
    return any(f" {fold(v)} " in f" {fold(h)} " for v in condition.values for h in held)


def _values(field: Field, entry: RegisterEntry) -> tuple[str, ...]:
    several = {
        Field.OWNER: (*entry.owners, *entry.owner_emails),
        Field.DELEGATE: (*entry.delegates, *entry.delegate_emails),
        Field.BUSINESS_AREA: entry.business_areas,
        Field.BOARD: entry.boards,
        Field.ADDRESSEE: entry.addressees,
    }
    if field in several:
        return several[field]
    single = {
        Field.REF: entry.ref,
        Field.PORTFOLIO: entry.portfolio,
        Field.REPORT: entry.report,
        Field.NUMBER: entry.number,
        Field.KIND: entry.kind,
        Field.STATUS_TEXT: entry.status_text,
        Field.PRIORITY: entry.priority,
        Field.DUE_BASIS: entry.due_basis.value,
    }
    value = single[field]
    return (value,) if value else ()
