"""What the vector stores have in common: one collection a visibility class, asked for distances.

Text stays out of them: the library holds the text, and what a store has deleted may stay readable
in its files.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from assistant.adapters.exact_index import best_first
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import Hit, Vectors

Rows = Iterable[tuple[str, str, Vectors]]
"""Passage id, report id and vector of each passage."""
REPORT = "report"
"""Key under which a store has the report of each passage."""
M, EF = 32, 200
"""Twice the usual effort: an exact scan's best twenty are all found, save one in a thousand."""

_AT_ONCE = 2_000
_SPARE = 8
"""Fetched beyond k, so that ties at the end are cut by id."""


class StoredIndex(ABC):
    """Implements `ports.DenseIndex` over the collections of a store."""

    def __init__(self, known: Mapping[Visibility, frozenset[str]]) -> None:
        """Take the passages of each class, as the library has them, to check what is returned."""
        self._known = known
        self._stores: dict[Visibility, tuple[Any, int]] = {}
        """LlamaIndex's vector store of each class, and how many passages it holds."""

    def count(self, visibility: Visibility) -> int:
        """Return how many passages the class's collection holds."""
        return self._stores[visibility][1] if visibility in self._stores else 0

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k nearest passages by cosine.

        Raises:
            StoreUnavailable: the store failed, or returned a passage that is not of the class.
        """
        query = np.asarray(vector, np.float32).reshape(-1).tolist()
        hits = [
            hit
            for visibility in classes
            if visibility in self._stores
            for hit in self._nearest(visibility, query, k, sorted(set(scope)))
        ]
        return sorted(hits, key=best_first)[: max(k, 0)]

    @abstractmethod
    def close(self) -> None:
        """Let go of the store."""

    @abstractmethod
    def _ask(self, store: Any, query: list[float], k: int, scope: list[str]) -> list[Hit]:
        """Return the k nearest passages of one collection, in the reports of the scope if given."""

    def _nearest(
        self, visibility: Visibility, query: list[float], k: int, scope: list[str]
    ) -> list[Hit]:
        store, count = self._stores[visibility]
        if min(k, count) <= 0:
            return []
        hits = self._ask(store, query, min(k + _SPARE, count), scope)
        known = self._known.get(visibility, frozenset())
        if not known.issuperset(hit.passage_id for hit in hits):
            raise StoreUnavailable(
                f"The vector index returned passages that are not in the {visibility.value} "
                "library. Run `liaison verify`."
            )
        return hits


def fill(store: Any, rows: Rows) -> None:
    """Add every row to one of LlamaIndex's vector stores."""
    from llama_index.core.schema import TextNode

    remaining = iter(rows)
    while some := list(islice(remaining, _AT_ONCE)):
        nodes = [
            TextNode(id_=name, text="", metadata={REPORT: report_id}, embedding=vector.tolist())
            for name, report_id, vector in some
        ]
        store.add(nodes)
