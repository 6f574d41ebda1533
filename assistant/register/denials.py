"""Says what isn't so of entries: "is not overdue", "has no owner", "is not owned by Supt Jones"."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import RegisterEntry
from assistant.language.wording import say_day
from assistant.register.result import Case
from assistant.register.sentences import phrase
from assistant.register.wording import listed, several

_HOLDERS = frozenset({Field.OWNER, Field.DELEGATE})
_COMPUTED = frozenset({Field.OVERDUE})
"""What depends upon the day that is asked about."""


def what_is_not_so(
    case: Case, premise: Sequence[Condition | AnyOf], held: Sequence[RegisterEntry]
) -> str:
    """Return "FR-01, recommendation 1 of “…”, is not closed"; only what holds of no entry."""
    ids = {entry.id for entry in held}
    failing = [each for each in premise if not ids & {e.id for e in case.select((each,))}]
    plain = [each for each in failing if isinstance(each, Condition)]
    if not plain or len(plain) < len(failing):
        return f"the register does not say so of {several(held)}"
    if any(each.field is Field.OVERDUE for each in plain):
        # "Open", implied by a date or by being late, says no more.
        plain = [each for each in plain if each.field is not Field.STATUS] or plain
    said = listed([_denied(case, each, held) for each in plain])
    on = f" on {say_day(case.today)}" if any(e.field in _COMPUTED for e in plain) else ""
    return f"{several(held)} {said}{on}"


_OPEN = Condition(Field.STATUS, Op.IS, ("open",))


def _denied(case: Case, each: Condition, held: Sequence[RegisterEntry]) -> str:
    one = len(held) == 1
    have, be = ("has", "is") if one else ("have", "are")
    if each.op is Op.EMPTY:
        field = {Field.DUE: "due date", Field.CLOSED_ON: "date of closing"}.get(
            each.field, each.field.value
        )
        article = "an" if field[0] in "aeiou" else "a"
        return f"{have} no {field}" if each.negated else f"{have} {article} {field}"
    if each.field is Field.DUE and not each.negated and not any(entry.due for entry in held):
        # "Immediately" is no day, so that it can't be said whether it is before one.
        at_once = " (some of them are due immediately)" if any(e.immediate for e in held) else ""
        return f"{have} no due date{at_once}"
    if each == _OPEN and len({entry.status for entry in held}) == 1:
        return f"{be} {held[0].status.value}"
    if each.negated:
        return f"{be} {_so(case, replace(each, negated=False))}"
    return f"{be} not {_so(case, each)}"


def _so(case: Case, each: Condition) -> str:
    if each.field is Field.STATUS and each.op is Op.IS:
        return listed(each.values, "or")
    if each.field in _HOLDERS and each.op is Op.IS:
        if case.plan.mine and (case.asker.email or "") in each.values:
            return "yours" if each.field is Field.OWNER else "delegated to you"
        each = replace(each, values=each.values[:1])
    return phrase(each)
