"""How often someone may try or ask: sliding windows and token buckets, of bounded size."""

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from assistant.domain.errors import TooMany

FAILURES = 10
"""Failed proofs of identity a minute that one source may make."""
WINDOW_S = 60.0
KEPT = 10_000
"""Sources and people remembered at once."""


class Failures:
    """Failed proofs of identity by source, within the last minute."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, source: str) -> None:
        """Let a source try.

        Raises:
            TooMany: it failed too often within the last minute.
        """
        with self._lock:
            if len(self._recent(source)) >= FAILURES:
                raise TooMany("Too many failed attempts. Try again in a minute.")

    def add(self, source: str) -> None:
        """Remember a failure of the source."""
        with self._lock:
            times = self._recent(source)
            times.append(self._clock())
            self._times[source] = times
            self._times.move_to_end(source)
            while len(self._times) > KEPT:
                self._times.popitem(last=False)

    def _recent(self, source: str) -> deque[float]:
        times = self._times.get(source, deque(maxlen=FAILURES))
        while times and self._clock() - times[0] >= WINDOW_S:
            times.popleft()
        return times


class Rates:
    """A bucket of requests a person, refilled evenly; a quarter of a minute's worth at once."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._per_s = per_minute / 60
        self._full = max(per_minute / 4, 1.0)
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, person: str) -> None:
        """Take one request.

        Raises:
            TooMany: the person asks faster than they may.
        """
        with self._lock:
            now = self._clock()
            held, at = self._buckets.get(person, (self._full, now))
            held = min(self._full, held + (now - at) * self._per_s)
            enough = held >= 1
            self._buckets[person] = (held - 1 if enough else held, now)
            self._buckets.move_to_end(person)
            while len(self._buckets) > KEPT:
                self._buckets.popitem(last=False)
        if not enough:
            raise TooMany("That is faster than one person may ask. Try again in a few seconds.")
