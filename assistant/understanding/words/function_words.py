"""Words that questions about a register are made of, for telling what is misspelt."""

from collections import defaultdict
from collections.abc import Iterable

_LISTED = """
    started commenced begun recommendation recommendations overdue outstanding portfolio portfolios
    business area areas owner owners status deadline deadlines priority board boards report reports
    closed completed complete progress awaiting sign allocated unallocated unassigned delegate
    delegates published inspection inspections percentage proportion quarter month months year years
    fortnight committee meeting financial calendar week weeks days before after since between until
    within without except excluding other either neither changed slipped reassigned reworded removed
    reopened new oldest latest earliest soonest next last addressed immediate immediately jointly
    register details which what when where who whose how many number count share group grouped
    sorted addressee improvement concern cause causes action actions responsible accountable manages
    manage leads mine owns own held hold today tomorrow yesterday january february march april may
    june july august september october november december monday tuesday wednesday thursday friday
    thematic revisit interim review letter draft paper open ongoing due late date dates updated
    updates superseded withdrawn submitted applicable pending confirm summary blank missing undated
"""
FUNCTION_WORDS = frozenset(_LISTED.split())
_SHORTEST = 4


def by_letter_and_length(known: Iterable[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return words by first letter and length, so that few are compared with a misspelt one."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(known):
        if len(word) >= _SHORTEST:
            found[word[0], len(word)].append(word)
    return {key: tuple(held) for key, held in found.items()}
