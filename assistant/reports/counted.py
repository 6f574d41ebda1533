"""What a question wants counted or measured, and whether a sentence counts or measures it."""

import re
from dataclasses import dataclass

from assistant.language.dates import find_dates
from assistant.language.numbers import WrittenNumber, find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.terms import near_words, normal

_COUNTED = re.compile(r"\bhow many (?P<noun>.+)|\bnumber of (?P<noun2>.+)")
_VERBS = frozenset(
    words(
        """is are was were do does did has have had will would can could should make makes made set
        took take taken found find held hold recorded record read left used use said named name
        charged felt occurred happened remain remained waiting missed attended applied apply"""
    )
)
_MEASURES = (
    (r"\bhow old\b", r"years? old|aged?"),
    (r"\bhow long\b|\bwait\b|\btime\b", r"minutes?|hours?|days?|weeks?|months?|years?"),
    (r"\bhow often\b", r"times?|daily|weekly|monthly|yearly|every|each|days?|weeks?|months?"),
    (r"\bhow far\b", r"miles?|kilometres?|metres?"),
    (r"\bcosts?\b|\bhow much (?:money|was spent)|\bbudget\b", r"£|pounds?|million"),
    (r"\b(?:percentage|proportion|share|rate)\b", r"per cent|percent|%|in (?:ten|five|four|three)"),
)
_TAKES = re.compile(r"\bhow long\b.*\b(?:take|takes|took|last|lasts|lasted|taken)\b")
_LASTS = re.compile(
    r"\b(?:takes?|took|taken|lasts?|lasted|average|median|within|long|longer|needs?)\b"
)
_NOUNS = 3
"""Content words after "how many" of which one must stand after the number."""
_AFTER, _BEFORE = 5, 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_NONE = frozenset({"no", "none"})
ANYONE = frozenset(normal(word) for word in ("people", "persons", "ones", "times", "cases"))
"""Stems of things counted that sentences and tables often leave out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is to be counted, or in what it is to be measured."""

    nouns: frozenset[str] = frozenset()
    """Stems of the things counted."""
    measure: str = ""
    """Pattern of the unit."""
    lasting: bool = False
    """The time that something takes is asked for."""
    given: frozenset[float] = frozenset()
    """Numbers that the question itself has: they can't be what it asks for."""


ANYTHING = Counted()


def counted_in(question: str) -> Counted:
    """Return what a question asks the number of."""
    folded = fold(question)
    given = frozenset(values(question))
    match = _COUNTED.search(folded)
    if match:
        nouns: list[str] = []
        for word in words(match["noun"] or match["noun2"]):
            if word in _VERBS and nouns:
                break
            nouns += [normal(word)] if word not in STOPWORDS | _VERBS else []
        chosen = frozenset(nouns[:_NOUNS])
        near = (near_words().get(noun, frozenset()) for noun in chosen)
        return Counted(chosen.union(*near), given=given)
    for asked, unit in _MEASURES:
        if re.search(asked, folded):
            lasting = _TAKES.search(folded) is not None
            return Counted(measure=unit, given=given, lasting=lasting)
    return Counted(given=given)


def counts(counted: Counted, sentence: str) -> float:
    """Return how well a sentence gives the number wanted: 1 of the very thing, 0 for no number."""
    if not set(values(sentence)) - counted.given and not _none_of(counted, sentence):
        return 0.0
    if counted.measure and _measured(counted.measure, fold(sentence)):
        lasting = not counted.lasting or _LASTS.search(fold(sentence))
        return 1.0 if lasting else _OF_OTHER_KIND
    if counted.measure:
        return _OTHER
    if not counted.nouns:
        return float(bool(values(sentence)))
    if _beside(counted, sentence):
        return 1.0
    return _OTHER if values(sentence) else 0.0


def _measured(unit: str, folded: str) -> bool:
    """Say whether a number of the unit stands in a folded sentence, in figures or words."""
    in_figures = re.search(rf"\d.{{0,20}}(?:{unit})|(?:£)\s?\d", folded)
    return bool(in_figures or re.search(rf"\b[a-z]+\s(?:{unit})\b", folded))


def values(sentence: str) -> list[float]:
    """Return the numbers of a sentence, those of its dates left out."""
    return [number.value for number in _numbers(sentence)]


def counts_under(counted: Counted, sentence: str, lead: str) -> float:
    """Return how well a sentence gives the number wanted, read after what leads into it.

    "In Wexmoor they took 109" counts days where the sentence before does; a row of a table counts
    what its head says.
    """
    alone = counts(counted, sentence)
    if alone == 1.0 or not lead or not set(values(sentence)) - counted.given:
        return alone
    if counted.measure and re.search(rf"\b(?:{counted.measure})", fold(lead)):
        return _UNDER
    if counted.nouns & {normal(word) for word in words(lead)}:
        return _UNDER
    return alone


_OF_OTHER_KIND = 0.6
"""A length of time, where the time that something takes is asked for and it isn't told as that."""
_UNDER = 0.9
"""A number of the thing that the sentence before names."""
_OTHER = 0.4
"""A number that isn't told to be of the thing asked for."""


def _numbers(sentence: str) -> list[WrittenNumber]:
    spans = [(written.start, written.end) for written in find_dates(sentence)]
    return [
        number
        for number in find_numbers(sentence)
        if not any(start <= number.start < end for start, end in spans)
        and not _YEAR.fullmatch(number.text)
    ]


def _beside(counted: Counted, sentence: str) -> bool:
    """Say whether a number, or "no", stands before one of the things counted, or just after."""
    for number in _numbers(sentence):
        after = words(sentence[number.end :])[:_AFTER]
        before = words(sentence[: number.start])[-_BEFORE:]
        if counted.nouns & {normal(word) for word in (*after, *before)}:
            return True
    return _none_of(counted, sentence)


def _none_of(counted: Counted, sentence: str) -> bool:
    tokens = words(sentence)
    return any(
        word in _NONE and counted.nouns & {normal(other) for other in tokens[at + 1 : at + 3]}
        for at, word in enumerate(tokens)
    )
