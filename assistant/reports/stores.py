"""What an answer from the reports is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.ports import DenseIndex, Encoder, Library, WordIndex


class Reranker(Protocol):
    """Reads question and passage together, which is slower and tells more than vectors."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return how well each text answers the question; only their order means anything."""


@dataclass(frozen=True, slots=True)
class ReportStores:
    """The library of one generation with its two indexes and the encoder that built them."""

    library: Library
    dense: DenseIndex
    words: WordIndex
    encoder: Encoder
    reranker: Reranker | None = None
    """Reorders the best passages; none where none is configured."""
