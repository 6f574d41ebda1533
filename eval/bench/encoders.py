"""Vectors of generated text without a model, and what a model would have taken.

A hundred thousand passages take a model half an hour. What a search takes doesn't depend on what
the vectors mean, but on how they lie: these are sums of one random direction a word, so that texts
that share words are near.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assistant.ports import Encoder, Vectors
from eval.bench.corpus import SEED, words

DIMENSIONS = 384
_COMMON = 0.25
"""Length of the direction that all texts share, as a share of a word's."""


class SyntheticEncoder:
    """Implements `ports.Encoder`; identical words give identical vectors."""

    identity = "synthetic/1"
    dimensions = DIMENSIONS
    max_tokens = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        rows = np.stack([self._sum(text) for text in texts]) if texts else np.zeros((0, DIMENSIONS))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        found: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
        return found

    def tokens(self, text: str) -> int:
        """Return about as many tokens as a model would make of common words."""
        return len(text.split()) + len(text) // 40 + 2

    def _sum(self, text: str) -> Vectors:
        places = [
            place
            for word in text.lower().replace(".", " ").replace("?", " ").split()
            if (place := self._places.get(word)) is not None
        ]
        found: Vectors = self._directions[places].sum(axis=0) + _COMMON * self._directions[0]
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(words(), 1)}

    @cached_property
    def _directions(self) -> Vectors:
        random = np.random.default_rng(SEED)
        found: Vectors = random.standard_normal((len(self._places) + 1, DIMENSIONS), np.float32)
        return found


class PaidEncoder(SyntheticEncoder):
    """Gives synthetic vectors, and takes the time that a real model takes for the same texts."""

    def __init__(self, real: Encoder) -> None:
        """Take the model that is run, and whose vectors are thrown away."""
        self._real = real

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Run the model, and return one synthetic unit vector a text."""
        self._real.encode(texts)
        return super().encode(texts)
