"""Plain BM25 (Robertson and Zaragoza 2009), to compare with: k1 1.5, b 0.75, stemmed words."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

K1, B = 1.5, 0.75
_COMMON = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then "
    "there these they this to was will with what which who how when do does should can must"
)
_STOP = frozenset(_COMMON.split())


class Bm25:
    """An index over texts, whole in memory."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._stemmer = snowballstemmer.stemmer("english")
        self._stems: dict[str, str] = {}
        counts = [Counter(self._words(text)) for text in texts]
        lengths = np.asarray([sum(count.values()) for count in counts], dtype=float)
        norm = K1 * (1 - B + B * lengths / lengths.mean())
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, count in enumerate(counts):
            for word, times in count.items():
                postings[word].append((at, times))
        self._size = len(texts)
        self._weights: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        for word, held in postings.items():
            where = np.asarray([at for at, _ in held])
            times_in = np.asarray([times for _, times in held], dtype=float)
            rarity = np.log(1 + (self._size - len(held) + 0.5) / (len(held) + 0.5))
            weight = rarity * times_in * (K1 + 1) / (times_in + norm[where])
            self._weights[word] = (where, weight)

    def best(self, query: str, k: int) -> list[int]:
        """Return the places of the k best texts, best first; ties in order of place."""
        scores = np.zeros(self._size)
        for word in self._words(query):
            if word in self._weights:
                where, weight = self._weights[word]
                scores[where] += weight
        return [int(at) for at in np.lexsort((np.arange(self._size), -scores))[:k]]

    def _words(self, text: str) -> list[str]:
        found = [word for word in re.findall(r"\w+", text.lower()) if word not in _STOP]
        return [self._stem(word) for word in found]

    def _stem(self, word: str) -> str:
        if word not in self._stems:
            self._stems[word] = self._stemmer.stemWord(word)
        return self._stems[word]
