"""Whether a sentence holds the kind of thing that is asked for."""

import re

from assistant.domain.plans import Want
from assistant.language.dates import find_dates
from assistant.language.words import words
from assistant.reports.counted import ANYTHING, Counted, counts_under, values

_LOOSE_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday)\b"
    r"|\b(?:1[5-9]|20)\d\d(?:s\b|\b)|\b\d{1,2}th century\b"
    r"|\b(?:this|next|last) (?:week|month|year|quarter)\b"
    r"|\bwithin [\w-]+ (?:days|weeks|months|years)\b|\bimmediate(?:ly)?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w'’&-]+")
_BODIES = frozenset(
    words(
        """director directors chief head heads lead leads leader officer officers board boards
        council authority authorities partnership partners inspector inspectors inspectorate
        inspectorates force forces committee secretary minister agency agencies commissioner
        commissioners constable constables chair team teams police government department unit
        portfolio college staff leaders managers manager coordinator service services"""
    )
)
_PLACE = re.compile(r"\b(?:in|at|near|across|within|from|to) (?:the )?[A-Z]")


def holds(want: Want, sentence: str, counted: Counted = ANYTHING, lead: str = "") -> float:
    """Return how well a sentence could answer what is wanted, by the kind of thing it holds.

    Args:
        want: The kind.
        sentence: The sentence.
        counted: What is to be counted, if a number is wanted.
        lead: What leads into the sentence: the one that it points back to, or a table's head.

    Returns:
        1 for the very kind, less for a loose form of it, 0 for none; 1 where any
        sentence may answer.
    """
    if want is Want.DATE:
        return 1.0 if find_dates(sentence) else 0.7 * bool(_LOOSE_DATE.search(sentence))
    if want is Want.NUMBER:
        return counts_under(counted, sentence, lead)
    if want is Want.WHO:
        bodies = bool(_BODIES & set(words(sentence)))
        return 1.0 if bodies else 0.8 * bool(_NAME.search(sentence))
    if want is Want.WHERE:
        return float(bool(_PLACE.search(sentence)))
    return 1.0


def facts(want: Want, sentence: str) -> frozenset[str]:
    """Return the dates or numbers of a sentence, to compare what several reports say."""
    if want is Want.DATE:
        return frozenset(str(written.day or written.month) for written in find_dates(sentence))
    if want is Want.NUMBER:
        return frozenset(f"{value:g}" for value in values(sentence))
    return frozenset(words(sentence))
