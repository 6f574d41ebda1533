"""The stores of the current generation, followed as new ones are published."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Protocol

from assistant.domain.errors import StoreUnavailable
from assistant.ports import DenseIndex, Library, RegisterStore, WordIndex

_log = logging.getLogger(__name__)


class Generation(Protocol):
    """One generation's stores, open for reading."""

    @property
    def name(self) -> str:
        """Name of the generation."""

    @property
    def built(self) -> datetime:
        """When the generation was built."""

    @property
    def library(self) -> Library:
        """Reports and all that was cut from them."""

    @property
    def dense(self) -> DenseIndex:
        """Nearest passages by meaning."""

    @property
    def words(self) -> WordIndex:
        """Best passages by words."""

    @property
    def register(self) -> RegisterStore:
        """The register, in every version kept."""

    def close(self) -> None:
        """Let go of every file."""


class Stores:
    """Hands out the current generation; an answer keeps the one it began with to its end."""

    def __init__(
        self, open_current: Callable[[], Generation], current: Callable[[], str | None]
    ) -> None:
        self._open_current = open_current
        self._current = current
        self._lock = Lock()
        self._open: Generation | None = None
        self._pointed: str | None = None
        """What the pointer named when the open generation was opened."""
        self._users: dict[str, int] = {}
        self._retired: dict[str, Generation] = {}

    @contextmanager
    def use(self) -> Iterator[Generation]:
        """Yield the current generation, kept open until the block ends.

        Raises:
            StoreUnavailable: there is none, or it is damaged.
        """
        generation = self._acquire()
        try:
            yield generation
        finally:
            self._release(generation)

    def close(self) -> None:
        """Close everything that is open."""
        with self._lock:
            for generation in (*self._retired.values(), *([self._open] if self._open else [])):
                generation.close()
            self._retired.clear()
            self._open = None

    def _acquire(self) -> Generation:
        with self._lock:
            self._follow()
            if self._open is None:
                raise StoreUnavailable("The stores are closed.")
            self._users[self._open.name] = self._users.get(self._open.name, 0) + 1
            return self._open

    def _release(self, generation: Generation) -> None:
        with self._lock:
            self._users[generation.name] -= 1
            if not self._users[generation.name]:
                del self._users[generation.name]
                retired = self._retired.pop(generation.name, None)
                if retired:
                    retired.close()

    def _follow(self) -> None:
        """Open what the pointer names, if it names another than what is open."""
        pointed = self._current()
        if self._open is not None and pointed == self._pointed:
            return
        try:
            newer = self._open_current()
        except StoreUnavailable as error:
            if self._open is None:
                raise
            _log.error("staying with generation %s: %s", self._open.name, error)
            self._pointed = pointed
            return
        older, self._open, self._pointed = self._open, newer, pointed
        if older is None:
            return
        if older.name == newer.name:
            newer.close()
            self._open = older
            return
        if older.name in self._users:
            self._retired[older.name] = older
        else:
            older.close()
