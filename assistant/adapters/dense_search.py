"""Which index answers a search by meaning."""

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Protocol

from assistant.adapters.exact_index import ExactIndex
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import DenseIndex, Hit, Vectors

log = logging.getLogger(__name__)


class ClosableIndex(DenseIndex, Protocol):
    """An index that holds files open."""

    def close(self) -> None:
        """Let go of them."""


class DenseSearch:
    """Implements `ports.DenseIndex`: an exact scan, or a stored index where that would be slower.

    A search inside named reports is always exact. So is every search in a small library, and in
    any library once Chroma has failed: it is a quicker way to the same passages, not a store.
    Milvus is for libraries that are too large for that, so that its failure is an outage.
    """

    def __init__(
        self,
        exact: ExactIndex,
        open_stored: Callable[[], ClosableIndex],
        exact_below: int,
        *,
        or_exact: bool = True,
    ) -> None:
        """Take the indexes.

        Args:
            exact: The exact one.
            open_stored: Opens the stored one.
            exact_below: The size from which the stored one is asked.
            or_exact: Whether the exact one answers once the stored one has failed.
        """
        self._exact = exact
        self._open_stored = open_stored
        self._exact_below = exact_below
        self._stored: ClosableIndex | None = None
        self._or_exact = or_exact
        self._failed = False
        self._lock = Lock()

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k nearest passages of the classes, inside the reports `scope` if given.

        Raises:
            StoreUnavailable: the stored index failed, and the exact one is no substitute.
        """
        if not scope and self._exact.size(classes) >= self._exact_below and not self._failed:
            try:
                return self._opened().nearest(vector, k, classes)
            except StoreUnavailable as error:
                if not self._or_exact:
                    raise
                log.warning("searching exactly from now on, because Chroma failed: %s", error)
                self._failed = True
        return self._exact.nearest(vector, k, classes, scope)

    def close(self) -> None:
        """Let go of the stored index."""
        with self._lock:
            self._failed = True
            if self._stored is not None:
                self._stored.close()
                self._stored = None

    def _opened(self) -> ClosableIndex:
        with self._lock:
            if self._failed:
                raise StoreUnavailable("The vector index has been closed.")
            if self._stored is None:
                self._stored = self._open_stored()
            return self._stored
