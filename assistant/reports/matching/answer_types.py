"""Whether a sentence holds the kind of thing that is asked for."""

import re

from assistant.domain.plans import Want
from assistant.language.dates import find_dates
from assistant.language.words import words
from assistant.reports.matching.agents import NOTHING, Doing
from assistant.reports.matching.counted import ANYTHING, Counted, values
from assistant.reports.matching.counting import counts_under
from assistant.reports.matching.named_doer import names_doer

_LOOSE_DATE = re.compile(
    r"\b(?:january|february|(?-i:March)|april|(?-i:May)|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday)\b"
    r"|\b(?:1[5-9]|20)\d\d(?:s\b|\b)|\b\d{1,2}th century\b"
    r"|\b(?:this|next|last) (?:week|month|year|quarter)\b"
    r"|\bwithin [\w-]+ (?:days|weeks|months|years)\b|\bimmediate(?:ly)?\b",
    re.IGNORECASE,
)
_OF_A_LAW = re.compile(r"(?<=\bAct )(?:1[89]|20)\d\d\b")
"""The year in the name of a law, which tells when nothing else was."""
_NAME = re.compile(r"(?<!^)(?<!\| )(?<![.!?] )\b[A-Z][\w'’&-]+")
_BODIES = frozenset(
    words(
        """director directors chief head heads lead leads leader officer officers board boards
        council authority charity company provider secretary authorities partnership partners
        inspector inspectors inspectorate
        inspectorates committee minister agency agencies commissioner
        commissioners constable constables chair team teams government department
        portfolio college leaders managers manager coordinator superintendent sergeant"""
    )
)
_ANYBODY = frozenset(words("force forces police staff unit service services officials"))
"""Words for bodies that hardly any report is without."""
_ENUMERATES = re.compile(r":\s*$|;|, .+ and |\w: \w|\btwo\b|\band\b.+\band\b")
_NO_LIST = 0.6
_PLACE = re.compile(r"\b(?:in|at|near|across|within|from|to) (?:the )?[A-Z]")


def holds(
    want: Want,
    sentence: str,
    counted: Counted = ANYTHING,
    lead: str = "",
    given: frozenset[str] = frozenset(),
    doing: Doing = NOTHING,
) -> float:
    """Return how well a sentence could answer what is wanted, by the kind of thing it holds.

    Args:
        want: The kind.
        sentence: The sentence.
        counted: What is to be counted, if a number is wanted.
        lead: What leads into the sentence: the one that it points back to, or a table's head.
        given: Folded words of the question: they can't tell who or where.
        doing: What somebody is asked for who does it.

    Returns:
        1 for the very kind, less for a loose form of it, 0 for none; 1 where any
        sentence may answer.
    """
    if want is Want.DATE:
        undated = _OF_A_LAW.sub("", sentence)
        return 1.0 if find_dates(undated) else 0.8 * bool(_LOOSE_DATE.search(undated))
    if want is Want.NUMBER:
        return counts_under(counted, sentence, lead)
    if want is Want.WHO:
        told = names_doer(doing, sentence, given)
        return _names_someone(sentence, given) if told is None else told
    if want is Want.WHERE:
        return float(bool(_PLACE.search(sentence)))
    if want is Want.LIST:
        return 1.0 if _ENUMERATES.search(sentence) else _NO_LIST
    return 1.0


def _names_someone(sentence: str, given: frozenset[str]) -> float:
    for written in reversed(find_dates(sentence)):
        sentence = sentence[: written.start] + sentence[written.end :]
    found = set(words(sentence)) - given
    if _BODIES & found:
        return 1.0
    named = any(set(words(match.group())) - given for match in _NAME.finditer(sentence))
    return 0.8 if named else 0.5 * bool(_ANYBODY & found)


def facts(want: Want, sentence: str) -> frozenset[str]:
    """Return the dates or numbers of a sentence, to compare what several reports say."""
    if want is Want.DATE:
        return frozenset(str(written.day or written.month) for written in find_dates(sentence))
    if want is Want.NUMBER:
        return frozenset(f"{value:g}" for value in values(sentence))
    return frozenset(words(sentence))
