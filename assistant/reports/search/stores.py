"""What an answer from the reports is made from."""

from dataclasses import dataclass

from assistant.ports import DenseIndex, Encoder, Library, Reranker, WordIndex


@dataclass(frozen=True, slots=True)
class ReportStores:
    """The library of one generation with its two indexes and the encoder that built them."""

    library: Library
    dense: DenseIndex
    words: WordIndex
    encoder: Encoder
    reranker: Reranker | None = None
    """Reorders the best passages; none where none is configured."""
