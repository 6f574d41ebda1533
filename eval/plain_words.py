"""The sample library searched with a plain BM25, to compare with: what a library alone would do."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eval.doors import By, Document
from eval.libraries import SAMPLE, Library, Places
from eval.originals import page_texts
from eval.shared.bm25 import Bm25

PIECE_WORDS = 200
"""Words of a piece. Of 80, 120, 200, 400 and whole pages this is where BM25 ranked best: a peer is
taken at its best."""
READ = {".pdf", ".docx", ".html"}


class Piece(NamedTuple):
    """Words of one page."""

    source: str
    page: int
    text: str


class PlainWords:
    """A door to BM25 over pieces of pages; only searches pass it."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._index = Bm25([each.text for each in pieces])

    def search(
        self, query: str, *, k: int = 10, report: str | None = None, by: By = "both"
    ) -> Document:
        """Return the best pieces, as the contract has passages."""
        best = [self._pieces[at] for at in self._index.best(query, k)]
        return {
            "query": query,
            "passages": [
                {
                    "rank": rank,
                    "source": each.source,
                    "page": each.page,
                    "page_end": each.page,
                    "text": each.text,
                }
                for rank, each in enumerate(best, 1)
            ],
        }

    def close(self) -> None:
        """Nothing is held."""


def pages(places: Places) -> Library:
    """The reports of the sample library, read by code of our own and cut every so many words."""
    return Library(None, (SAMPLE,), around=lambda _: PlainWords(list(pieces(SAMPLE))))


def pieces(folder: Path) -> Iterator[Piece]:
    """Cut every page of every report into pieces."""
    for path in sorted(folder.iterdir()):
        if path.suffix in READ:
            for number, text in enumerate(page_texts(path), 1):
                words = text.split()
                for at in range(0, len(words), PIECE_WORDS):
                    piece = " ".join(words[at : at + PIECE_WORDS])
                    yield Piece(path.name, number, piece)
