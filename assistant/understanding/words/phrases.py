"""Phrases of the force's own vocabulary, found in a question without trying each."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

SMALL_WORDS = frozenset({"the", "a", "an", "of", "for", "and", "to", "in", "on", "with", "s", "at"})
"""Left out of phrases, and passed over inside them."""


class Found(NamedTuple, Generic[T]):
    """A phrase in a question: from and to which word, and all that it can mean."""

    first: int
    last: int
    meanings: tuple[T, ...]


class PhraseIndex(Generic[T]):
    """Meanings by phrase; looking up costs the length of the question, not of the vocabulary."""

    def __init__(self) -> None:
        self._meanings: dict[tuple[str, ...], dict[T, None]] = {}
        self._lengths: dict[str, set[int]] = defaultdict(set)

    def add(self, stems: Sequence[str], meaning: T) -> None:
        """Let a phrase, given by its stems, mean something (too)."""
        key = without_small_words(stems)
        if key:
            self._meanings.setdefault(key, {})[meaning] = None
            self._lengths[key[0]].add(len(key))

    def get(self, stems: Sequence[str]) -> tuple[T, ...]:
        """Return all meanings of exactly this phrase."""
        return tuple(self._meanings.get(without_small_words(stems), ()))

    def find(self, stems: Sequence[str]) -> list[Found[T]]:
        """Return every phrase that occurs in the stems of a question, overlaps included."""
        kept = [place for place, each in enumerate(stems) if each not in SMALL_WORDS]
        line = [stems[place] for place in kept]
        found = []
        for at, first in enumerate(line):
            for length in self._lengths.get(first, ()):
                key = tuple(line[at : at + length])
                meanings = self._meanings.get(key) if len(key) == length else None
                if meanings:
                    last = kept[at + length - 1] + 1
                    found.append(Found(kept[at], last, tuple(meanings)))
        return found

    def __len__(self) -> int:
        return len(self._meanings)


def without_small_words(stems: Sequence[str]) -> tuple[str, ...]:
    """Return stems without the small words, in which ways to write a name differ."""
    return tuple(each for each in stems if each not in SMALL_WORDS)
