"""Exact nearest passages: a scan of memory-mapped vectors, one file a visibility class.

Rows are in the order of report and place, so that a report is one stretch of rows: a search in a
scope reads only the scope's stretches. Where all of many rows are searched, a first pass over
rounded vectors finds those that are worth measuring; the result is the same.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.first_pass import FirstPass
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import Hit, Vectors

_DIGITS = 6
_ROUNDING = 1e-6
"""Scores closer than this are equal: a product's last bits depend on how rows were grouped."""

MANY = 30_000
"""Rows of a class from which the first pass is quicker, and worth what preparing it takes."""


def vectors_path(folder: Path, visibility: Visibility) -> Path:
    """Where the vectors of a class are."""
    return folder / f"vectors-{visibility.value}.npy"


def places_path(folder: Path, visibility: Visibility) -> Path:
    """Where it is said which passage and report each row belongs to."""
    return folder / f"vectors-{visibility.value}.json"


def write_places(folder: Path, visibility: Visibility, places: Iterable[tuple[str, str]]) -> None:
    """Write (passage id, report id) of every row, grouped by report."""
    stretches = [
        [report_id, [name for name, _ in rows]]
        for report_id, rows in groupby(places, key=lambda place: place[1])
    ]
    places_path(folder, visibility).write_text(
        json.dumps(stretches, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )


class ExactIndex:
    """Implements `ports.DenseIndex` over one generation's vectors."""

    def __init__(self, folder: Path) -> None:
        """Map the vectors; nothing is read until it is searched.

        Raises:
            StoreUnavailable: a file is damaged or doesn't fit its counterpart.
        """
        self._classes = {
            visibility: _Class(folder, visibility)
            for visibility in Visibility
            if vectors_path(folder, visibility).exists()
        }

    def size(self, classes: Sequence[Visibility]) -> int:
        """Return how many passages the classes hold."""
        return sum(len(part.ids) for name, part in self._classes.items() if name in classes)

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k nearest passages by cosine, ties by id.

        Raises:
            StoreUnavailable: the vector's length is not that of the index.
        """
        if k <= 0:
            return []
        query = np.asarray(vector, np.float32).reshape(-1)
        found = [
            part.nearest(query, k, scope) for name, part in self._classes.items() if name in classes
        ]
        if not found:
            return []
        scores = np.concatenate([part.scores for part in found])
        ids = np.concatenate([part.ids for part in found])
        order = np.lexsort((ids, -scores.astype(np.float64).round(_DIGITS)))[:k]
        return [Hit(str(ids[at]), float(scores[at])) for at in order]

    def vector(self, visibility: Visibility, row: int) -> Vectors:
        """Return one passage's vector."""
        found: Vectors = self._classes[visibility].vectors[row]
        return found

    def rows(self, visibility: Visibility) -> list[tuple[str, str]]:
        """Return (passage id, report id) of every row of a class."""
        part = self._classes.get(visibility)
        return part.places() if part else []


def best_first(hit: Hit) -> tuple[float, str]:
    """Sort key: higher scores first, equal ones by id, so that the order is always the same."""
    return (-round(hit.score, _DIGITS), hit.passage_id)


class _Found(NamedTuple):
    """The best passages of a class, in no order."""

    ids: NDArray[np.str_]
    scores: NDArray[np.float32]


class _Class:
    """The vectors of one visibility class."""

    def __init__(self, folder: Path, visibility: Visibility) -> None:
        path = vectors_path(folder, visibility)
        try:
            self.vectors: Vectors = np.load(path, mmap_mode="r", allow_pickle=False)
            stretches = json.loads(places_path(folder, visibility).read_text(encoding="utf-8"))
            self.ids = np.array([name for _, names in stretches for name in names], dtype=str)
            self._stretches = _stretches(stretches)
            self._preparing = Lock()
        except (OSError, ValueError, TypeError) as error:
            raise StoreUnavailable(
                f"The vectors in {path} can't be read ({error}). Run `liaison verify`."
            ) from error
        if np.shape(self.vectors)[:1] != (len(self.ids),) or np.size(self.vectors) == 0:
            raise StoreUnavailable(
                f"The vectors in {path} don't fit the list of passages. Run `liaison verify`."
            )

    def nearest(self, query: Vectors, k: int, scope: Sequence[str]) -> _Found:
        if len(query) != self.vectors.shape[1]:
            raise StoreUnavailable(
                f"The question's vector has {len(query)} numbers, the index {self.vectors.shape[1]}"
                ". The index was made by another embedding model: run `liaison ingest --full`."
            )
        if not scope:
            return self._of_all(query, k)
        stretches = [
            self._stretches[name] for name in sorted(set(scope)) if name in self._stretches
        ]
        if not stretches:
            return _Found(self.ids[:0], np.zeros(0, np.float32))
        scores = np.concatenate([_cosines(self.vectors[rows], query) for rows in stretches])
        numbers = np.concatenate([np.arange(rows.start, rows.stop) for rows in stretches])
        return self._best(scores, numbers, k)

    def _of_all(self, query: Vectors, k: int) -> _Found:
        if len(self.ids) < MANY or k >= len(self.ids) or not query.any():
            return self._best(_cosines(self.vectors, query), None, k)
        with self._preparing:
            first_pass = self._first_pass
        rows = first_pass.near(query, k)
        return self._best(_cosines(self.vectors[rows], query), rows, k)

    @cached_property
    def _first_pass(self) -> FirstPass:
        return FirstPass(self.vectors)

    def places(self) -> list[tuple[str, str]]:
        return [
            (name, report_id)
            for report_id, rows in self._stretches.items()
            for name in self.ids[rows].tolist()
        ]

    def _best(
        self, scores: NDArray[np.float32], numbers: NDArray[np.int64] | None, k: int
    ) -> _Found:
        if k < len(scores):
            # All that tie with the k-th are kept, so that ties are cut by id, not by chance.
            least = np.partition(scores, len(scores) - k)[len(scores) - k]
            best = np.flatnonzero(scores >= least - _ROUNDING)
        else:
            best = np.arange(len(scores))
        return _Found(self.ids[best if numbers is None else numbers[best]], scores[best])


def _cosines(vectors: Vectors, query: Vectors) -> NDArray[np.float32]:
    """Multiply without BLAS, whose threads wait for each other on a machine that is busy.

    With eight processes on two cores 5,000 rows took it 23 ms, and this 0.3 ms.
    """
    found: NDArray[np.float32] = np.einsum("ij,j->i", np.asarray(vectors), query)
    return found


def _stretches(stretches: list[tuple[str, list[str]]]) -> dict[str, slice]:
    found: dict[str, slice] = {}
    start = 0
    for report_id, names in stretches:
        found[report_id] = slice(start, start + len(names))
        start += len(names)
    return found
