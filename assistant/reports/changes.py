"""Questions for how something changed, and sentences that tell it."""

import re

from assistant.language.dates import find_dates
from assistant.language.numbers import find_numbers
from assistant.language.words import fold

_ASKS = re.compile(
    r"\b(?:how|did|has|have|had|was|were|is|are)\b.*\b(?:chang(?:e|ed|ing)|go(?:ne)? (?:up|down)"
    r"|went (?:up|down)"
    r"|risen|fallen|improved?|worsened|got (?:better|worse)|better or worse|more or fewer"
    r"|increased? or decreased?|up or down)\b"
    r"|\b(?:change|rise|fall|increase|decrease|trend) (?:in|of|between|since|from)\b"
)
_TELLS = re.compile(
    r"\bfrom\b.{1,80}\bto\b|\bcompared with\b|\bagainst\b|\bhad been\b|\bthan\b"
    r"|\b(?:fallen|fell|rose|risen|grew|grown|increased?|decreased?|reduced|doubled|halved|dropped"
    r"|removed|improved|improvement|worsened|slipped|changed)\b"
)


def asks_change(question: str) -> bool:
    """Say whether a question asks how something changed."""
    return _ASKS.search(fold(question)) is not None


def tells_change(sentence: str) -> float:
    """Return how well a sentence tells a change: 1 with then and now, less with one of the two."""
    folded = fold(sentence)
    dated = [(written.start, written.end) for written in find_dates(sentence)]
    counted = [n for n in find_numbers(sentence) if not any(s <= n.start < e for s, e in dated)]
    told = _TELLS.search(folded) is not None
    if told and len(counted) > 1:
        return 1.0
    return 0.7 if told else 0.0
