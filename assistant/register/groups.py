"""Answers counts by group."""

from collections.abc import Mapping, Sequence
from itertools import product

from assistant.domain.answers import Group
from assistant.domain.queries import Field
from assistant.domain.register import RegisterEntry
from assistant.language.words import fold
from assistant.register.order import in_order
from assistant.register.result import SHOWN, Case, Draft, cite
from assistant.register.sentences import subject
from assistant.register.values import values_of
from assistant.register.wording import listed, plural, quoted

_LINES = 25
_PEOPLE = frozenset({Field.OWNER, Field.DELEGATE})
_SEVERAL = frozenset(
    {Field.OWNER, Field.DELEGATE, Field.BUSINESS_AREA, Field.BOARD, Field.ADDRESSEE}
)


def answer_groups(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Count entries by the values of the fields asked for."""
    query = case.plan.register
    if query is None or not query.group_by:
        raise ValueError("Groups need fields to group by.")
    held = in_order(entries, (), case.today)
    ordered, groups = _table(case, held)
    draft = Draft(entries=held, count=len(held), groups=groups)
    if not held:
        return draft.say(f"There are {subject(case, held, query.where)}.")
    _tell(case, draft, ordered)
    return draft


Rows = list[tuple[tuple[str, ...], list[RegisterEntry]]]


def tell_table(case: Case, draft: Draft) -> None:
    """Add a table of an answer's entries by the fields asked for."""
    ordered, draft.groups = _table(case, draft.entries)
    fields = case.plan.register.group_by if case.plan.register else ()
    for key, rows in ordered[:_LINES]:
        draft.say(f"{_label(fields, key)}: {len(rows)}", cite(case, rows[:SHOWN]), "•")


def _table(case: Case, held: Sequence[RegisterEntry]) -> tuple[Rows, tuple[Group, ...]]:
    query = case.plan.register
    if query is None:
        return [], ()
    table = group(held, query.group_by, _people(case))
    rising = bool(query.order) and not query.order[0].descending and query.limit is not None
    ordered = sorted(table.items(), key=lambda each: _rank(each, rising=rising))
    groups = tuple(
        Group(
            tuple((field.value, value) for field, value in zip(query.group_by, key, strict=True)),
            len(rows),
            tuple(entry.ref for entry in rows),
        )
        for key, rows in ordered
    )
    return ordered, groups


def share_by_group(case: Case, draft: Draft, total: Sequence[RegisterEntry]) -> Draft:
    """Say for each group how many of how many, and the percentage."""
    query = case.plan.register
    if query is None:
        raise ValueError("A share needs a query.")
    people = _people(case)
    part = group(draft.entries, query.group_by, people)
    whole = group(total, query.group_by, people)
    ordered = sorted(whole.items(), key=lambda each: (-len(part.get(each[0], [])), each[0]))
    draft.groups = tuple(
        Group(
            tuple((field.value, value) for field, value in zip(query.group_by, key, strict=True)),
            len(part.get(key, [])),
            tuple(entry.ref for entry in part.get(key, [])),
        )
        for key, _ in ordered
    )
    by = listed(field.value for field in query.group_by)
    said = subject(case, total, query.of)
    percentage = round(100 * len(draft.entries) / len(total), 1)
    draft.say(
        f"{percentage:g}%: {len(draft.entries)} of {said}; by {by} ({case.as_at}):",
        cite(case, total[:SHOWN]),
    )
    for key, rows in ordered[:_LINES]:
        count = len(part.get(key, []))
        share = round(100 * count / len(rows), 1)
        label = _label(query.group_by, key)
        draft.say(f"{label}: {count} of {len(rows)}, {share:g}%", cite(case, rows[:SHOWN]), "•")
    return draft


def group(
    entries: Sequence[RegisterEntry],
    fields: Sequence[Field],
    people: Mapping[str, str] | None = None,
) -> dict[tuple[str, ...], list[RegisterEntry]]:
    """Return entries by their values; one with two business areas is in the group of each.

    Args:
        entries: What to count.
        fields: What to group by, in this order.
        people: The one name for each way in which a person is printed.
    """
    table: dict[tuple[str, ...], list[RegisterEntry]] = {}
    for entry in entries:
        for key in product(*(_keys(entry, field, people or {}) for field in fields)):
            table.setdefault(key, []).append(entry)
    return table


def _keys(entry: RegisterEntry, field: Field, people: Mapping[str, str]) -> tuple[str, ...]:
    values = values_of(entry, field)
    if field in _PEOPLE:
        values = tuple(dict.fromkeys(people.get(fold(value), value) for value in values))
    return values or ("",)


def _people(case: Case) -> dict[str, str]:
    return {
        fold(name): person.name
        for person in case.vocabulary.people
        for name in (person.name, *person.aliases)
    }


def _rank(
    each: tuple[tuple[str, ...], list[RegisterEntry]], *, rising: bool
) -> tuple[int, tuple[str, ...]]:
    key, rows = each
    return (len(rows) if rising else -len(rows), key)


def _tell(
    case: Case, draft: Draft, ordered: list[tuple[tuple[str, ...], list[RegisterEntry]]]
) -> None:
    query = case.plan.register
    if query is None:
        return
    held = draft.entries
    said = subject(case, held, query.where)
    by = listed(field.value for field in query.group_by)
    verb = "is" if len(held) == 1 else "are"
    filled = sum(any(key) for key, _ in ordered)
    what = query.group_by[0].value if filled == 1 else plural(query.group_by[0].value)
    across = f" across {filled} {what}" if len(query.group_by) == 1 and filled else ""
    lead = f"There {verb} {said}{across}; by {by} ({case.as_at}):"
    shown = ordered
    if query.limit:
        named = [each for each in ordered if any(each[0])]
        last = min(query.limit, len(named)) - 1
        edge = len(named[last][1]) if named else 0
        shown = [each for at, each in enumerate(named) if at <= last or len(each[1]) == edge]
    if query.limit:
        which = "most" if query.order and query.order[0].descending else "fewest"
        lead = f"Of {said}, the {by} with the {which} ({case.as_at}):"
    draft.say(lead, cite(case, held[:SHOWN]))
    for key, rows in shown[:_LINES]:
        draft.say(f"{_label(query.group_by, key)}: {len(rows)}", cite(case, rows[:SHOWN]), "•")
    if query.group_by == (Field.STATUS,):
        still = sum(entry.status.is_open for entry in held)
        draft.say(f"{still} of the {len(held)} are open.", cite(case, held[:SHOWN]))
    if len(shown) > _LINES:
        draft.say(f"And {len(shown) - _LINES} more groups.")
    if sum(len(rows) for _, rows in ordered) > len(held):
        several = next((field.value for field in query.group_by if field in _SEVERAL), by)
        draft.say(f"An entry with more than one {several} is counted under each.")


def _label(fields: Sequence[Field], key: tuple[str, ...]) -> str:
    parts = [
        (quoted(value) if field is Field.REPORT else value) or f"{field.value} not stated"
        for field, value in zip(fields, key, strict=True)
    ]
    return ", ".join(parts)
