"""What a question wants counted, or in what it wants something measured."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.language.dates import find_dates
from assistant.language.glossary import expand
from assistant.language.numbers import WrittenNumber, find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.search.terms import near_words, normal, stem_set

_COUNTED = re.compile(
    r"\bhow many (?!(?:were|are|was|is|have|had|has|did|do)\b)(?P<noun>.+)"
    r"|\bnumber of (?P<noun2>.+)"
    r"|\bhow (?:big|large|high) (?:is|was|are|were) (?:the |its |their )?(?P<noun3>.+)"
)
_AUXILIARIES = frozenset(
    words(
        """is are was were do does did has have had will would can could should make makes made set
        took take taken found find held hold recorded record read left use used said name named
        charged felt occurred happened remain remained waiting missed attended applied apply change
        changed rise rose fall fell grow grew differ"""
    )
)
VERBS = _AUXILIARIES | frozenset(
    words("live lives lived living work works worked working go went come came get got")
)
"""Verbs that aren't what is counted, though they stand after "how many" or after a number."""
_SHARE = r"per cent|percent|%|in (?:every )?(?:ten|five|four|three|\d+)|half|thirds?|quarters?"
_TIME = r"minutes?|hours?|days?|weeks?|months?|years?"
_MONEY = r"£|pounds?|million|pence"
_MEASURES = (
    (r"\bhow old\b", r"years? old|year-old|aged?"),
    (
        r"\bhow often\b",
        r"times?|occasions?|daily|weekly|monthly|yearly|every|each|days?|weeks?|months?|years?",
    ),
    (r"\bhow far\b", r"miles?|kilometres?|metres?"),
    (r"\b(?:percentage|proportion|share|rate|turnover)\b", _SHARE),
    (r"\bhow long\b|\bwait(?:ing)?\b|\btime\b", _TIME),
    (
        r"\bcosts?\b|\bhow much (?:money|was spent|is spent)|\bbudget\b|(?<!by )\bhow much\b(?!"
        r" (?:time|longer|more|less|better|worse|of the time|notice|progress|staff|training))",
        _MONEY,
    ),
)
_PER = re.compile(r"\bper (?:\d[\d,]*|head)\b")
_BIG_MONEY = re.compile(
    r"\bhow (?:big|large|high)\b.*\b(?:budget|cost|spend|debt|fund|overspend)\b"
)
_OF_A_WHOLE = re.compile(r"\bhow much of\b")
_TAKES = re.compile(r"\bhow long\b.*\b(?:take|takes|took|last|lasts|lasted|taken)\b")
_PARTICIPLES = re.compile(r"\b(looked|cared) after (?=[a-z]+(?:s|ren)\b)")
"""A participle of two words before what is counted: "looked after children"."""
_IN_NEED = re.compile(r"\b(children) in (need|care)\b")
PLURAL = re.compile(r"[^su]s$|^(?:children|women|men)$")
_NOUNS, _MOST_NOUNS = 3, 5
"""Content words after "how many" of which one must stand after the number."""
_YEAR = re.compile(r"(?:19|20)\d\d")
ANYONE = frozenset(normal(word) for word in ("people", "persons", "ones", "times", "cases"))
"""Stems of things counted that sentences and tables often leave out."""
_THERE_ARE = frozenset(
    words(
        """live lives living work works working employ employs employed exist existing post posts
        currently now total overall altogether run runs operate operates number there area county
        city town district force council authority police borough partnership time today get gets
        january february march april may june july august september october november december
        year years month months day days week weeks end look last past previous
        population people persons cases times"""
    )
)
"""Words of a question that asks for all there are: "how many social workers does it employ"."""


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
    whole: bool = False
    """All there are is asked for, not those of which something more is so."""
    asked: frozenset[str] = frozenset()
    """Stems of the question."""

    @property
    def phrase(self) -> frozenset[str]:
        """Stems of what is counted, its kind among them."""
        return self.nouns | self.kinds


ANYTHING = Counted()


def counted_in(question: str) -> Counted:
    """Return what a question asks the number of."""
    folded = _IN_NEED.sub(r"\2 \1", _PARTICIPLES.sub(r"\1-after ", fold(question)))
    given, asked = frozenset(values(question)), stem_set(question)
    match = None if _BIG_MONEY.search(folded) else _COUNTED.search(folded)
    per = _PER.search(folded)
    if match and not per:
        nouns: list[str] = []
        told = match["noun"] or match["noun2"] or match["noun3"]
        for word in words(told.replace("-after ", " ")):
            anyone = any(normal(noun) in ANYONE for noun in nouns)
            if (nouns and not anyone and word in VERBS | STOPWORDS) or (anyone and nouns[1:]):
                break
            passed = STOPWORDS | (_AUXILIARIES if anyone else VERBS)
            tells = word not in passed and not word.endswith("ly")
            nouns += [word] if tells else []
        nouns = _noun_phrase(nouns)
        chosen = _heads(nouns)
        near = (near_words().get(noun, frozenset()) for noun in chosen)
        kinds = frozenset(normal(noun) for noun in nouns) - chosen
        own = chosen.union(*near)
        for meaning in expand(nouns[-1]) if nouns else ():
            *before, head = words(meaning)
            own, kinds = own | {normal(head)}, kinds | frozenset(map(normal, before))
        return Counted(own, doer=_doer(nouns), kinds=kinds, given=given, asked=asked)
    if per:
        return Counted(measure=per.group(), given=given, asked=asked)
    for pattern, unit in _MEASURES:
        if re.search(pattern, folded):
            lasting = _TAKES.search(folded) is not None
            told = f"{unit}|{_SHARE}" if _OF_A_WHOLE.search(folded) else unit
            return Counted(measure=told, given=given, lasting=lasting, asked=asked)
    return Counted(given=given, asked=asked)


def of_all(counted: Counted, content: Iterable[str]) -> Counted:
    """Return what is counted, as all there are where a question says no more of it.

    Args:
        counted: What a question asks the number of.
        content: Its folded content words, without those that name a report or its place.
    """
    said = counted.phrase if not counted.nouns & ANYONE else frozenset[str]()
    more = [
        word
        for word in content
        if word not in _THERE_ARE and normal(word) not in said and not word[:1].isdigit()
    ]
    return replace(counted, whole=bool(counted.nouns) and not more)


def _noun_phrase(found: list[str]) -> list[str]:
    """Return the words up to the last plural: what follows it is a verb ("workers sit")."""
    plurals = [at for at, word in enumerate(found[:_NOUNS]) if PLURAL.search(word)]
    later = [at for at, word in enumerate(found[:_MOST_NOUNS]) if PLURAL.search(word)][:1]
    return found[: (plurals or later)[-1] + 1] if plurals or later else found[:_NOUNS]


def _heads(nouns: list[str]) -> frozenset[str]:
    """Return stems of the thing itself, of the words after "how many": "call handlers".

    Of people any word tells ("people killed" are deaths); of other things the last, and the one
    before where that may be a verb ("forces visited").
    """
    stems = [normal(noun) for noun in nouns]
    if set(stems) & ANYONE:
        return frozenset(stems)
    verb = nouns[1:] and nouns[-1].endswith(("ed", "en", "n")) and not PLURAL.search(nouns[-1])
    return frozenset(stems[-2:] if verb else stems[-1:])


def _doer(nouns: list[str]) -> str:
    return nouns[-1][:-1] if nouns and re.search(r"(?:er|or)s$", nouns[-1]) else ""


def values(sentence: str) -> list[float]:
    """Return the numbers of a sentence, those of its dates left out."""
    return [number.value for number in numbers_in(sentence)]


def numbers_in(sentence: str) -> Sequence[WrittenNumber]:
    """Return where the numbers of a sentence stand, those of its dates left out.

    "One said that it was so" counts nobody.
    """
    spans = [(written.start, written.end) for written in find_dates(sentence)]
    return [
        number
        for number in find_numbers(sentence)
        if not any(start <= number.start < end for start, end in spans)
        and not _YEAR.fullmatch(number.text)
        and not _is_item_number(sentence, number)
        and not (fold(number.text) == "one" and _SPEAKS.match(sentence[number.end :]))
    ]


def _is_item_number(sentence: str, number: WrittenNumber) -> bool:
    """Say whether a number only numbers a paragraph or an item: "134. While", "2.2 Progress"."""
    at = number.end + 1
    opens = _ITEM_NUMBER.fullmatch(sentence[:at]) is not None
    return opens and "." in sentence[:at] and sentence[at:].lstrip()[:1].isupper()


_ITEM_NUMBER = re.compile(r"\W*\d{1,3}(?:\.\d{1,2})*\.? ?")
"""The number of a paragraph or an item, before it."""
_SPEAKS = re.compile(r"(?: [\w-]+){0,4} (?:said|told|described|explained|wrote|commented|asked)\b")
