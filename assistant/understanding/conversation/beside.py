"""Which conditions of the last question stay beside those that a follow-up adds."""

import re
from datetime import date

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.understanding.conversation.leaning import field_of
from assistant.understanding.recognise.combine import Where, fields_of

_OF_THEM = re.compile(
    r"\b(?:of|from|among|amongst|out of|within)"
    r" (?:those|these|them|that(?: list)?|his|hers|theirs)\b"
)
_NARROWING = re.compile(
    r"^(?:and |so |ok |now )*(?:which|how many|who|whose|what|any(?:thing|one)?|only|just"
    r"|(?:are|is|do|does|have|has) (?:there )?any(?:thing|one)?|are there)\b(?! about)"
)
_ENDED = frozenset({"closed", "no further action", "not applicable"})
_NAMING = frozenset({Field.REPORT, Field.OWNER, Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD})
_RANGES = frozenset({Op.BEFORE, Op.AFTER, Op.BETWEEN})
_OVERDUE = Condition(Field.OVERDUE, Op.TRUE)


def staying(held: Where, added: Where, line: str, today: date) -> Where:
    """Return the conditions held that stay: all under "which of those", else what can stay."""
    if _OF_THEM.search(line):
        return held
    narrowing = bool(_NARROWING.match(line))
    return tuple(
        each
        for each in held
        if not any(_takes_its_place(new, each, today, narrowing=narrowing) for new in added)
    )


def _takes_its_place(
    new: Condition | AnyOf, old: Condition | AnyOf, today: date, *, narrowing: bool
) -> bool:
    if not isinstance(new, Condition) or not isinstance(old, Condition):
        # "What about May and June?", after July.
        return isinstance(old, Condition) and old.op in _RANGES and fields_of((new,)) == {old.field}
    if field_of(new) is field_of(old):
        return _takes_place_of_its_like(new, old, narrowing=narrowing)
    if _OVERDUE in (new, old):
        return _rules_out_lateness(new, old, today, narrowing=narrowing)
    return _is_of_another_kind(new, old)


def _is_of_another_kind(new: Condition, old: Condition) -> bool:
    """Whether what is asked now is of others than the condition held chose."""
    if old.field is Field.REF:
        return new.field in _NAMING
    if new.field is Field.DELEGATE and old.field is Field.OWNER:
        return not new.negated and bool(set(old.values) & set(new.values))
    closed = old.field is Field.CLOSED_ON and new.field is Field.STATUS
    return closed and not new.negated and not _ENDED & set(new.values)


def _rules_out_lateness(new: Condition, old: Condition, today: date, *, narrowing: bool) -> bool:
    """Whether one is that entries are late, and the other that they are closed or due later."""
    late, other = (new, old) if new == _OVERDUE else (old, new)
    if other.field is Field.DUE:
        return _is_ahead(other, today)
    if other.field is not Field.STATUS or other.negated:
        return False
    ended = bool(_ENDED & set(other.values))
    # What is overdue is open, and isn't closed.
    return ended or (new is late and (not narrowing or other.values == ("open",)))


def _takes_place_of_its_like(new: Condition, old: Condition, *, narrowing: bool) -> bool:
    if new.negated is not old.negated:
        return new.negated and set(old.values) <= set(new.values) and new.op is old.op
    if new.negated:
        return False
    both = new.op in _RANGES and old.op in _RANGES
    return not (both and narrowing and _meet(new, old) and not _holds(new, old))


def _days(condition: Condition) -> tuple[str, str]:
    first, last = condition.values[0], condition.values[-1]
    if condition.op is Op.BEFORE:
        first = date.min.isoformat()
    return first, date.max.isoformat() if condition.op is Op.AFTER else last


def _meet(one: Condition, other: Condition) -> bool:
    """Whether two stretches of days have one in common."""
    (first, last), (start, end) = _days(one), _days(other)
    return max(first, start) <= min(last, end)


def _holds(one: Condition, other: Condition) -> bool:
    """Whether a stretch of days holds all of another: it widens what was asked."""
    (first, last), (start, end) = _days(one), _days(other)
    return first <= start and end <= last


def _is_ahead(condition: Condition, today: date) -> bool:
    """Whether all the days of a condition are still to come, so that nothing due then is late."""
    ranged = condition.op in _RANGES and not condition.negated
    return ranged and _days(condition)[0] >= today.isoformat()
