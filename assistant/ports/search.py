"""What passages are found with: encoders and the indexes that they fill."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain.sources import Visibility

Vectors = NDArray[np.float32]
"""Rows of unit length."""


class Hit(NamedTuple):
    """A passage and its score; higher is better, scales differ between indexes."""

    passage_id: str
    score: float


class Encoder(Protocol):
    """Turns text into unit vectors."""

    @property
    def identity(self) -> str:
        """Model, engine and weights' digest: an index built by another identity is refused."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""

    def tokens(self, text: str) -> int:
        """Return how many of the model's own tokens the text takes, specials included."""

    @property
    def max_tokens(self) -> int:
        """Tokens beyond which text is cut."""


class DenseIndex(Protocol):
    """Nearest passages by meaning."""

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k nearest passages of the classes, inside the reports `scope` if given."""


class WordIndex(Protocol):
    """Best passages by words (BM25)."""

    def match(
        self, text: str, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k best passages. Any text is allowed; it is never a query language."""

    def spread(self, word: str) -> tuple[int, int]:
        """Return in how many passages' text a word occurs, and how many passages there are."""


class Reranker(Protocol):
    """Reads question and passage together, which is slower and tells more than vectors."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return how well each text answers the question; only their order means anything."""
