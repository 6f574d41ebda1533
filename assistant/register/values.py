"""The values that an entry has in a field, as an answer prints them."""

from assistant.domain.queries import Field
from assistant.domain.register import DueBasis, RegisterEntry
from assistant.language.wording import say_day

_BASIS = {
    DueBasis.INSPECTORATE: "set by the inspectorate",
    DueBasis.FORCE_TARGET: "the force's own target",
    DueBasis.REVISED_TARGET: "the force's revised target",
    DueBasis.NONE: "",
}


def values_of(entry: RegisterEntry, field: Field) -> tuple[str, ...]:
    """Return the values of a field; empty where it is blank."""
    several = {
        Field.OWNER: entry.owners,
        Field.DELEGATE: entry.delegates,
        Field.BUSINESS_AREA: entry.business_areas,
        Field.BOARD: entry.boards,
        Field.ADDRESSEE: entry.addressees,
    }
    if field in several:
        return several[field]
    days = {
        Field.DUE: entry.due,
        Field.DEADLINE: entry.deadline,
        Field.PUBLISHED: entry.published,
        Field.CLOSED_ON: entry.closed_on,
        Field.UPDATED: entry.updated,
    }
    if field in days:
        day = days[field]
        return (say_day(day),) if day else ()
    single = {
        Field.PORTFOLIO: entry.portfolio,
        Field.REPORT: entry.report,
        Field.NUMBER: entry.number,
        Field.KIND: entry.kind,
        Field.STATUS: entry.status.value,
        Field.STATUS_TEXT: entry.status_text,
        Field.PRIORITY: entry.priority,
        Field.TEXT: entry.text,
        Field.REF: entry.ref,
        Field.DUE_BASIS: _BASIS[entry.due_basis],
        Field.IMMEDIATE: "immediately" if entry.immediate else "",
    }
    value = single.get(field)
    return (value,) if value else ()


def basis_words(entry: RegisterEntry) -> str:
    """Return who set the due date, or nothing."""
    return _BASIS[entry.due_basis]
