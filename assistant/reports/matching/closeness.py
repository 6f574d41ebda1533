"""How close a sentence stands to a question, beyond the words that they share."""

import re
from collections.abc import Iterator

from assistant.domain.plans import Want
from assistant.language.dates import find_dates
from assistant.language.numbers import find_numbers
from assistant.language.words import fold
from assistant.reports.matching.claims import is_reason_asked
from assistant.reports.matching.measured_against import TYPED, Surroundings, Wanted
from assistant.reports.matching.opposites import negated, opposites
from assistant.reports.search.terms import coverage, stem_set

_AROUND = 60
"""Characters before and after what is asked for in which the question's words are looked for."""
_ENOUGH_NEW = 4
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w'’&-]+")
_REASON = re.compile(
    r"\b(?:because|since|so that|due to|owing to|as a result|result(?:s|ed)? (?:of|from|in)"
    r"|reasons?"
    r"|explanation|explain\w*|caus(?:e|es|ed)|led to|arose|arises|therefore|thus|in order to|stems?"
    r"|meant that|means that|for fear|thanks to|attribut\w+|contribut\w+|motivat\w+"
    r"|depends? (?:up)?on"
    r"|why|so)\b"
)


def missing_near(wanted: Wanted, around: Surroundings) -> float:
    """Return the share of the heaviest term that isn't in a sentence or what it is read under."""
    total = sum(term.weight for term in wanted.terms) or 1.0
    near = around.sentence | around.headings
    return max((t.weight for t in wanted.terms if not t.occurs_in(near)), default=0.0) / total


def near_answer(wanted: Wanted, sentence: str, around: Surroundings) -> float:
    """Return the share of a question that stands close about a thing of the kind it asks for.

    The share that the whole sentence has, where it asks for no one kind.
    """
    wants = TYPED & set(wanted.wants)
    if not wants or not wanted.terms:
        return coverage(wanted.terms, around.sentence)
    best = 0.0
    for start, end in _things(wanted, sentence):
        window = sentence[max(0, start - _AROUND) : end + _AROUND]
        best = max(best, coverage(wanted.terms, stem_set(window)))
    return best


def _things(wanted: Wanted, sentence: str) -> Iterator[tuple[int, int]]:
    if Want.DATE in wanted.wants:
        yield from ((date.start, date.end) for date in find_dates(sentence))
        yield from (match.span() for match in re.finditer(r"\b(?:1\d|20)\d\d\b", sentence))
    if Want.NUMBER in wanted.wants:
        for number in find_numbers(sentence):
            if number.value not in wanted.counted.given:
                yield number.start, number.end
    if {Want.WHO, Want.WHERE} & set(wanted.wants):
        asked = stem_set(wanted.text)
        for match in _NAME.finditer(sentence):
            if not stem_set(match.group()) <= asked:
                yield match.span()


def news(wanted: Wanted, around: Surroundings) -> float:
    """Return how many content words a sentence adds to the question, as a share of enough."""
    asked = frozenset().union(*(form for term in wanted.terms for form in term.forms))
    return min(1.0, len(around.sentence - asked) / _ENOUGH_NEW)


def opposed(wanted: Wanted, sentence: str) -> float:
    """Return 1 where a sentence has the opposite of a word of the question and not the word."""
    stems, nots = stem_set(sentence), negated(sentence)
    asked_not = negated(wanted.text)
    for word in stem_set(wanted.text) & opposites().by_stem.keys() - asked_not:
        own = opposites().sides[word]
        if opposites().by_stem[word] & (stems - nots) and not stems & own:
            return 1.0
    return 0.0


def no_reason(wanted: Wanted, sentence: str) -> float:
    """Return 1 where a reason is asked for and a sentence has no word that gives one."""
    return float(is_reason_asked(wanted.text) and not _REASON.search(fold(sentence)))
