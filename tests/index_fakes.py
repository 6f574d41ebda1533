"""Small real stand-ins for the encoder and the indexes."""

import zlib
from collections.abc import Sequence

import numpy as np

from assistant.domain.sources import Visibility
from assistant.language.words import stems
from assistant.ports import Hit, Vectors


class BagOfWords:
    """An encoder whose vector is the words of the text, hashed to a few dimensions."""

    def __init__(self, identity: str = "bag-of-words/1") -> None:
        self.identity = identity
        self.dimensions = 32
        self.max_tokens = 256
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        found = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in text.lower().split() or ["nothing"]:
                row[zlib.crc32(word.encode()) % self.dimensions] += 1
            row /= np.linalg.norm(row)
        return found

    def tokens(self, text: str) -> int:
        return len(text.split()) + 2


class DenseInMemory:
    """The rule of a search by meaning, without an index."""

    def __init__(self, rows: Sequence[tuple[str, str, Visibility, Vectors]]) -> None:
        self._rows = rows

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        hits = [
            Hit(name, float(row @ np.reshape(vector, -1)))
            for name, report, visibility, row in self._rows
            if visibility in classes and (not scope or report in scope)
        ]
        return sorted(hits, key=lambda hit: (-round(hit.score, 6), hit.passage_id))[: max(k, 0)]


class WordsInMemory:
    """The rule of a search by words: a passage's score is how many of them it has."""

    def __init__(self, rows: Sequence[tuple[str, str, Visibility, str, str, str]]) -> None:
        self._rows = rows

    def match(
        self, text: str, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        wanted = set(stems(text))
        scored = [
            Hit(name, float(len(wanted & set(stems(f"{words} {heading} {title}")))))
            for name, report, visibility, words, heading, title in self._rows
            if visibility in classes and (not scope or report in scope)
        ]
        hits = [hit for hit in scored if hit.score > 0]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))[: max(k, 0)]
