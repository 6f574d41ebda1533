"""Keeps the entries in which words that are searched for together stand together.

"Use of force" isn't what an entry is about that says how data are used in one line and what the
force must do in another. Where no entry at all has the words together, all that have them count.
"""

from collections.abc import Callable, Sequence
from typing import TypeGuard

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import RegisterEntry
from assistant.language.words import stems

_GAP = 1
"""Content words that may stand between: "stalking orders" is in "stalking protection orders"."""
Select = Callable[[Condition], Sequence[RegisterEntry]]


def kept_near(
    entries: Sequence[RegisterEntry], where: Sequence[Condition | AnyOf], select: Select
) -> list[RegisterEntry]:
    """Return the entries that have the searched words together, as far as any entry has.

    Args:
        entries: What matches all conditions, the words anywhere in them.
        where: The conditions.
        select: Finds all entries that match one condition alone.
    """
    kept = list(entries)
    for each in where:
        if _is_search(each) and kept:
            together = _values_together(each, select)
            kept = [entry for entry in kept if _has_any(entry, each.values, together)]
    return kept


def _is_search(each: Condition | AnyOf) -> TypeGuard[Condition]:
    searched = isinstance(each, Condition) and each.field is Field.TEXT and not each.negated
    if not searched or not isinstance(each, Condition) or each.op is not Op.CONTAINS:
        return False
    return any(len(set(stems(value))) > 1 for value in each.values)


def _values_together(each: Condition, select: Select) -> frozenset[str]:
    """Return the phrases whose words some entry has together."""
    everywhere = select(each)
    return frozenset(
        value for value in each.values if any(_near(entry, value) for entry in everywhere)
    )


def _has_any(entry: RegisterEntry, values: Sequence[str], together: frozenset[str]) -> bool:
    return any(_near(entry, value) if value in together else True for value in values)


def _near(entry: RegisterEntry, value: str) -> bool:
    wanted = set(stems(value))
    reach = len(wanted) + _GAP
    for text in (entry.text, entry.notes or ""):
        held = stems(text)
        places = [at for at, stem in enumerate(held) if stem in wanted]
        if any(wanted <= set(held[at : at + reach]) for at in places):
            return True
    return False
