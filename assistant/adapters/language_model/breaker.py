"""Leaving an endpoint alone for a while after it failed several times in a row."""

from collections.abc import Callable
from threading import Lock
from time import monotonic


class Breaker:
    """Open after some failures in a row; then, after a rest, one call may try again.

    Whoever was let through reports how it went, by `succeeded` or `failed`.
    """

    def __init__(
        self, failures: int = 5, rest_s: float = 30.0, clock: Callable[[], float] = monotonic
    ) -> None:
        self._most = failures
        self._rest_s = rest_s
        self._clock = clock
        self._failures = 0
        self._opened_at: float | None = None
        self._trying = False
        self._lock = Lock()

    def admits(self) -> bool:
        """Say whether a call may be made now; after a rest, to one caller only."""
        with self._lock:
            if self._opened_at is None:
                return True
            if self._trying or self._clock() - self._opened_at < self._rest_s:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """Note that the endpoint replied: it is called again as ever."""
        with self._lock:
            self._failures, self._opened_at, self._trying = 0, None, False

    def failed(self) -> None:
        """Note that the endpoint gave no reply."""
        with self._lock:
            self._failures += 1
            if self._trying or self._failures >= self._most:
                self._opened_at = self._clock()
            self._trying = False
