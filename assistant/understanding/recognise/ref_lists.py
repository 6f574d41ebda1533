"""Reads references of which only the first is written out: "CUST26-01, 02 and 05"."""

import re

from assistant.understanding.vocabulary.vocabulary import Vocabulary, ref_key
from assistant.understanding.words.sheet import Sheet

_LINKS = frozenset({"and", "or", "to", "through", "thru", "until", "n"})
_SHORTEST_STEM = 2
_TAIL = re.compile(r"(?P<letters>[a-z]*)(?P<digits>\d+)")


def refs_after(
    sheet: Sheet, vocabulary: Vocabulary, ref: str, place: int
) -> list[tuple[str, tuple[int, int]]]:
    """Return the references that go on with one, each with its words.

    Args:
        sheet: The question.
        vocabulary: What the register has.
        ref: The reference that is written out.
        place: The word after it.
    """
    found: list[tuple[str, tuple[int, int]]] = []
    while True:
        at = place + (sheet.word(place) in _LINKS)
        other = _completed(vocabulary, ref, sheet.word(at)) if _free(sheet, at) else None
        if other is None:
            return found
        found.append((other, (at, at + 1)))
        place = at + 1


def _free(sheet: Sheet, place: int) -> bool:
    return place < len(sheet.tokens) and not sheet.claims[place]


def _completed(vocabulary: Vocabulary, ref: str, tail: str) -> str | None:
    """Return the reference that ends with this and begins as another does; none if there is none.

    "2" after "CUST26-01" is CUST26-02: the longest beginning that fits is meant.
    """
    match = _TAIL.fullmatch(tail)
    if match is None:
        return None
    padded = match["letters"] + match["digits"].zfill(2)
    for end in range(len(ref) - 1, _SHORTEST_STEM - 1, -1):
        for written in (tail, padded):
            key = ref_key(ref[:end] + written)
            if vocabulary.refs.get(key) and len(key) == len(ref_key(ref)):
                return vocabulary.refs[key]
    return None
