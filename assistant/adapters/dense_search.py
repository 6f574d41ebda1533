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
    """Implements `ports.DenseIndex`: an exact scan, or Chroma where that would be slower.

    A search inside named reports is always exact. So is every search in a small library, and in
    any library once Chroma has failed: it is a quicker way to the same passages, not a store.
    """

    def __init__(
        self, exact: ExactIndex, open_chroma: Callable[[], ClosableIndex], exact_below: int
    ) -> None:
        """Take the exact index, how to open Chroma's, and the size from which Chroma is asked."""
        self._exact = exact
        self._open_chroma = open_chroma
        self._exact_below = exact_below
        self._chroma: ClosableIndex | None = None
        self._failed = False
        self._lock = Lock()

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k nearest passages of the classes, inside the reports `scope` if given."""
        if not scope and self._exact.size(classes) >= self._exact_below and not self._failed:
            try:
                return self._opened().nearest(vector, k, classes)
            except StoreUnavailable as error:
                log.warning("searching exactly from now on, because Chroma failed: %s", error)
                self._failed = True
        return self._exact.nearest(vector, k, classes, scope)

    def close(self) -> None:
        """Let go of Chroma."""
        with self._lock:
            self._failed = True
            if self._chroma is not None:
                self._chroma.close()
                self._chroma = None

    def _opened(self) -> ClosableIndex:
        with self._lock:
            if self._failed:
                raise StoreUnavailable("The vector index has been closed.")
            if self._chroma is None:
                self._chroma = self._open_chroma()
            return self._chroma
