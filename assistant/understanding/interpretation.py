"""Says in plain words how a question about the register was understood."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from assistant.domain.queries import AnyOf, Ask, Condition, Field, Op, RegisterQuery
from assistant.language.wording import say_day
from assistant.understanding.words.printed_numbers import plain_number

_SHOWN = 4
_ASKS = {
    Ask.LIST: "recommendations",
    Ask.COUNT: "number of recommendations",
    Ask.GROUP: "recommendations",
    Ask.NEXT: "recommendations due next",
    Ask.LAST: "recommendations due last",
    Ask.SHARE: "share of recommendations",
    Ask.DETAIL: "recommendations",
    Ask.CHANGE: "what changed of the recommendations",
}


def interpret(query: RegisterQuery) -> str:
    """Return "recommendations where owner = ... and status = open, counted by business area"."""
    parts = [_ASKS[query.ask]]
    if query.wanted:
        parts = [f"{_listed([field.value for field in query.wanted])} of {parts[0]}"]
    if query.where:
        parts.append("where " + say_conditions(query.where))
    if query.ask is Ask.SHARE:
        parts.append("out of " + (f"those where {say_conditions(query.of)}" if query.of else "all"))
    return " ".join(parts) + "".join(_extras(query))


def say_conditions(where: Sequence[Condition | AnyOf]) -> str:
    """Return conditions in plain words, joined by "and"."""
    return " and ".join(_either(each) if isinstance(each, AnyOf) else say(each) for each in where)


def say(condition: Condition) -> str:
    """Return one condition in plain words."""
    field, values = condition.field.value, condition.values
    if condition.op is Op.EMPTY:
        return f"{field} is {'not ' if condition.negated else ''}blank"
    if condition.op is Op.SEVERAL:
        return f"{'not ' if condition.negated else ''}more than one {field}"
    if condition.op is Op.TRUE:
        return ("not " if condition.negated else "") + field
    if condition.op in {Op.IS, Op.CONTAINS}:
        sign = {Op.IS: "=", Op.CONTAINS: "contains"}[condition.op]
        if condition.field is Field.NUMBER:
            values = tuple(dict.fromkeys(plain_number(value) for value in values))
        if condition.field in {Field.OWNER, Field.DELEGATE}:
            values = _people(values)
        shown = [f"“{value}”" if condition.op is Op.CONTAINS else value for value in values]
        negated = f"{field} is not" if condition.op is Op.IS else f"{field} does not contain"
        return f"{negated if condition.negated else f'{field} {sign}'} {_either_of(shown)}"
    return f"{field} {'not ' if condition.negated else ''}{say_range(condition)}"


def say_range(condition: Condition) -> str:
    """Return "by 31 December 2021" and the like for a comparison with days."""
    days = [date.fromisoformat(value) for value in condition.values]
    if condition.op is Op.BEFORE:
        return f"by {say_day(days[0] - timedelta(days=1))}"
    if condition.op is Op.AFTER:
        return f"from {say_day(days[0] + timedelta(days=1))}"
    if condition.op is Op.BETWEEN and days[0] != days[1]:
        return f"between {say_day(days[0])} and {say_day(days[1])}"
    return f"on {say_day(days[0])}"


def _either(anyof: AnyOf) -> str:
    sides = [" and ".join(say(each) for each in side) for side in anyof.alternatives]
    return f"({' or '.join(sides)})"


def _people(values: tuple[str, ...]) -> tuple[str, ...]:
    if not any(values):
        return ("you (address not known)",)
    # The names that an address goes by would say it again.
    return values[:1] if "@" in values[0] else values


def _either_of(values: Iterable[str]) -> str:
    listed = list(values)
    if len(listed) > _SHOWN:
        return f"{' or '.join(listed[:_SHOWN])} or {len(listed) - _SHOWN} more"
    return " or ".join(listed)


def _extras(query: RegisterQuery) -> list[str]:
    extras = []
    if query.group_by:
        extras.append(f", counted by {_listed([field.value for field in query.group_by])}")
    if query.changes:
        extras.append(f", only {_listed([change.value for change in query.changes])}")
    if query.since:
        extras.append(f", since {say_day(query.since)}")
    if query.as_at:
        extras.append(f", in the register as at {say_day(query.as_at)}")
    if query.order and query.ask not in {Ask.NEXT, Ask.LAST}:
        first = query.order[0]
        how = ", highest first" if first.descending else ""
        extras.append(f", ordered by {first.field.value}{how}")
    if query.limit and query.ask not in {Ask.NEXT, Ask.LAST}:
        extras.append(f", the first {query.limit}")
    return extras


def _listed(values: Sequence[str]) -> str:
    if len(values) > 1:
        return ", ".join(values[:-1]) + " and " + values[-1]
    return values[0] if values else ""
