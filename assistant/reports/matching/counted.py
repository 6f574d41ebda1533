"""What a question wants counted or measured, and whether a sentence counts or measures it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.dates import find_dates
from assistant.language.numbers import WrittenNumber, find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.search.terms import near_words, normal, stem_set

_COUNTED = re.compile(r"\bhow many (?P<noun>.+)|\bnumber of (?P<noun2>.+)")
_VERBS = frozenset(
    words(
        """is are was were do does did has have had will would can could should make makes made set
        took take taken found find held hold recorded record read left used use said named name
        charged felt occurred happened remain remained waiting missed attended applied apply
        change changed rise rose fall fell grow grew differ vary"""
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
_UNITS = frozenset(
    words(
        """per percent minute minutes hour hours day days week weeks month months year years mile
        miles million pounds pence am pm times working not no"""
    )
)
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
    doer: str = ""
    """The thing counted, without its "s", where it is told by a word for who does something:
    "interpreters" aren't counted by "interpreted"."""
    kinds: frozenset[str] = frozenset()
    """Stems before the thing that say of which kind it is: "social workers"."""
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
            anyone = any(normal(noun) in ANYONE for noun in nouns)
            if (nouns and not anyone and word in _VERBS | STOPWORDS) or (anyone and nouns[1:]):
                break
            tells = word not in STOPWORDS | _VERBS and not word.endswith("ly")
            nouns += [word] if tells else []
        nouns = _noun_phrase(nouns[:_NOUNS])
        chosen = _heads(nouns)
        near = (near_words().get(noun, frozenset()) for noun in chosen)
        kinds = frozenset(normal(noun) for noun in nouns) - chosen
        return Counted(chosen.union(*near), doer=_doer(nouns), kinds=kinds, given=given)
    for asked, unit in _MEASURES:
        if re.search(asked, folded):
            lasting = _TAKES.search(folded) is not None
            return Counted(measure=unit, given=given, lasting=lasting)
    return Counted(given=given)


def _noun_phrase(found: list[str]) -> list[str]:
    """Return the words up to the last plural: what follows it is a verb ("workers sit")."""
    plurals = [at for at, word in enumerate(found) if re.search(r"[^su]s$", word)]
    return found[: plurals[-1] + 1] if plurals else found


def _heads(nouns: list[str]) -> frozenset[str]:
    """Return stems of the thing itself, of the words after "how many": "call handlers".

    Of people any word tells ("people killed" are deaths); of other things the last, and the one
    before where that may be a verb ("forces visited").
    """
    stems = [normal(noun) for noun in nouns]
    if set(stems) & ANYONE:
        return frozenset(stems)
    verb = nouns[1:] and nouns[-1].endswith(("ed", "en", "n"))
    return frozenset(stems[-2:] if verb else stems[-1:])


def _doer(nouns: list[str]) -> str:
    return nouns[-1][:-1] if nouns and re.search(r"(?:er|or)s$", nouns[-1]) else ""


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
    if counted.nouns and (_counts_another(sentence) or not _leaves_out_what(sentence, lead)):
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
        if _is_of(counted, after):
            return True
        if not _tells_what(after) and any(_is_counted(counted, word) for word in before):
            return True
    told = _NUMBER_OF.search(fold(sentence))
    if told and any(_is_counted(counted, word) for word in words(told["what"])):
        return bool(values(sentence))
    return _none_of(counted, sentence)


_NUMBER_OF = re.compile(r"\bnumbers? of (?P<what>(?:[\w-]+ ){0,3}[\w-]+)")


def _is_counted(counted: Counted, word: str) -> bool:
    return normal(word) in counted.nouns and (
        not counted.doer or word.startswith(counted.doer) or normal(word) != normal(counted.doer)
    )


_WITHIN_PHRASE = frozenset(words("of the these those its their such all more other or and our for"))
"""Function words that may stand between a number and the thing that it counts."""


def _is_of(counted: Counted, after: Sequence[str]) -> bool:
    """Say whether a number is of the thing counted, and not of another kind of it.

    "Two youth workers" are no social workers.
    """
    at = next((at for at, word in enumerate(after) if _is_counted(counted, word)), None)
    if at is None:
        return False
    if any(word in STOPWORDS and word not in _WITHIN_PHRASE for word in after[:at]):
        return False
    other = {normal(word) for word in after[:at] if word not in STOPWORDS}
    plain = all(word not in STOPWORDS for word in after[:at])
    return not (plain and other and counted.kinds and not other & counted.kinds)


def _counts_another(sentence: str) -> bool:
    """Say whether a sentence, no row of a table, itself says what its numbers count.

    "Of 1,930 devices seen in this way it took away 610" counts no vans, though vans led to it.
    """
    if "|" in sentence:
        return False
    return any(_tells_what(words(sentence[number.end :])) for number in _numbers(sentence))


def _tells_what(after: Sequence[str]) -> bool:
    """Say whether the word after a number is what it counts."""
    return any(
        word.isalpha() and normal(word) not in ANYONE and word not in STOPWORDS | _VERBS | _UNITS
        for word in after[:1]
    )


_NO_COUNT = frozenset(
    words("of aged age section page paragraph table cell cells figure recommendation step in")
)
"""Words before a number that counts nothing, as in "a girl of 14"."""


_PERIODS = stem_set("year years month months quarter period")
_OWN_SUBJECT = 3
"""Words before a number, not of the sentence before, with which it is about something else."""


def _leaves_out_what(sentence: str, lead: str) -> bool:
    """Say whether a number of a sentence could count what the sentence before names."""
    if "|" in sentence:
        return True
    for number in _numbers(sentence):
        after, before = words(sentence[number.end :])[:1], words(sentence[: number.start])[-1:]
        told = set(after) & _UNITS or (set(before) & _NO_COUNT and not after)
        aged = set(before) & _NO_COUNT - {"in"}
        fresh = _undated(sentence[: number.start]) - stem_set(lead)
        if not told and not aged and fold(number.text) != "one" and len(fresh) < _OWN_SUBJECT:
            return True
    return False


def _undated(text: str) -> frozenset[str]:
    """Return the stems of a text without those that say of which time it is."""
    for written in reversed(find_dates(text)):
        text = text[: written.start] + text[written.end :]
    return frozenset(word for word in stem_set(text) - _PERIODS if not word.isdigit())


def _none_of(counted: Counted, sentence: str) -> bool:
    tokens = words(sentence)
    # "No inspector takes part in it" counts no inspectors.
    return any(
        at
        and word in _NONE
        and counted.nouns & {normal(other) for other in tokens[at + 1 : at + 3]}
        for at, word in enumerate(tokens)
    )
