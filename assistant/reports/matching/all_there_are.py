"""Whether a sentence says how many there are of a thing in all, and not of some of it.

"35 care leavers are at university" doesn't say how many care leavers there are, nor does "a team of
six social workers" how many social workers a council employs.
"""

import re

from assistant.language.dates import find_dates
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.matching.counted import Counted, numbers_in
from assistant.reports.search.terms import normal, stem_set

_STARTS = re.compile(r"[;:]\s|, (?:and|but|while) (?=(?:the|it|they|there|we)\b)")
_ENDS = re.compile(
    r"[,;:().|]\s?(?!\d)|\b(?:and|but|or|while|although|of (?:whom|which|these|those)|compared"
    r"|against|up from|down from|as at)\b"
)
_YOUNG = re.compile(r"\bchildren and young people\b")
_NONE = re.compile(r"\bno(?:ne)?\b|\bnot (?:yet )?(?:[a-z]+ )?any\b")
_WHICH = re.compile(r", (?:which|who|where) [^,]*,")
_PAIR = re.compile(r"\b[a-z]+s (?:and|or) (?P<last>[a-z]+)\b")
"""Two kinds counted together: "notices and orders"."""
_ITEM = re.compile(r"\b(?:an?|one|two|three|\w+teen|[\d,]*\d) (?:[\w'-]+ ?){1,4}?(?:and|,)\s?$")
_IN_BRACKETS = re.compile(r"(?P<word>[\w'-]+) ?\($")
_AT = re.compile(r"\s?(?:in|at|for) (?P<place>[\w'-]+)")
_ALL = re.compile(r"\b(?:its|their|our|all|all but [\w-]+ of(?: the| their| its)?)\s?$")
_FRAMING = frozenset(
    normal(word)
    for word in words(
        """at end time inspection visit inspections inspectors we year years month months quarter
        date since now currently present recent latest today last past previous among
        january february march april may june july august september october november december
        area force council authority local county city town district borough country police
        constabulary partnership service approximately about around nearly almost
        over total altogether overall some only just still number rate per there
        live work employ post people young age aged under exist place square miles
        have has had having hold held operate operated run manage maintain serve record recorded
        report reported receive received get got obtained population establishment workforce look
        looked care between them estimate estimated according data then"""
    )
)
"""Stems beside a number that don't say that it is of some only."""
_OF_SOME = re.compile(r"\s?(?:%|per ?cent\b|-)|\s(?:more|other|others|further|additional|new)\b")
_LOOKED_AFTER, _IN_NEED = stem_set("looked"), stem_set("need")
"""Not all children are those that are looked after, or in need."""
_MOST_ITEMS = 4


def tells_all(counted: Counted, sentence: str) -> bool:
    """Say whether a number of a sentence is of all there are of the thing counted."""
    needed = _IN_NEED if counted.kinds else _IN_NEED | _LOOKED_AFTER
    if counted.asked & needed - stem_set(sentence):
        return False
    folded = _YOUNG.sub("children", fold(_undated(sentence)))
    folded = _PAIR.sub(lambda m: m["last"] if _is_noun(counted, m["last"]) else m.group(), folded)
    spans = [
        (number.start, number.end)
        for number in numbers_in(folded)
        if number.value not in counted.given
    ]
    spans += [match.span() for match in _NONE.finditer(folded)]
    return any(_of_all(counted, folded[:start], folded[end:]) for start, end in spans)


def _is_noun(counted: Counted, word: str) -> bool:
    return normal(word) in counted.nouns


def _undated(sentence: str) -> str:
    for written in reversed(find_dates(sentence)):
        sentence = f"{sentence[: written.start]}then{sentence[written.end :]}"
    return sentence


def _of_all(counted: Counted, before: str, after: str) -> bool:
    if _OF_SOME.match(after):
        return False
    named = _IN_BRACKETS.search(before)
    if named:
        return normal(named["word"]) in counted.asked
    if says_more(counted, _ENDS.split(after, maxsplit=1)[0]):
        return False
    placed = _AT.match(after)
    if placed and normal(placed["place"]) in counted.asked:
        return True
    own = _without_items(_WHICH.sub(" ", _STARTS.split(before)[-1]))
    if _ALL.search(own):
        return not says_more(counted, " ".join(words(own)[:2]))
    return not says_more(counted, own)


def _without_items(before: str) -> str:
    """Return what precedes a number, without what else is counted beside it.

    "The force employs 3,412 officers and 141 community support officers."
    """
    for _ in range(_MOST_ITEMS):
        before = _ITEM.sub("", before)
    return before


def says_more(counted: Counted, text: str) -> bool:
    """Say whether a text tells which things a number is of, beyond what is asked."""
    framed = counted.phrase | counted.asked | _FRAMING
    return any(
        word not in STOPWORDS
        and not word[:1].isdigit()
        and normal(word.removesuffix("'s")) not in framed
        for word in words(text)
    )
