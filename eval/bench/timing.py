"""Taking times: what is compared is timed in turns, so that both meet the same load."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time

import numpy as np

WARM = 3
"""Of the inputs, the first so many are not timed."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of one thing done again and again."""

    each: tuple[float, ...]
    worked: tuple[float, ...] = ()
    """Milliseconds that processors worked on it, all threads together: waiting for a busy machine
    is not in them."""

    @property
    def n(self) -> int:
        """How often it was done."""
        return len(self.each)

    @property
    def p50(self) -> float:
        """The median."""
        return float(np.percentile(self.each, 50))

    @property
    def p95(self) -> float:
        """What 95 in 100 stay under."""
        return float(np.percentile(self.each, 95))

    @property
    def p99(self) -> float:
        """What 99 in 100 stay under."""
        return float(np.percentile(self.each, 99))

    @property
    def work(self) -> float:
        """The median of the processors' time."""
        return float(np.percentile(self.worked, 50)) if self.worked else 0.0

    @property
    def least(self) -> float:
        """The quickest: what it takes when nothing else runs."""
        return min(self.each)


def in_turns(inputs: Sequence[str], *works: Callable[[str], object]) -> list[Times]:
    """Do each work on each input, one after the other, and return the times of each work.

    The inputs should be different ones: what has been asked before may be remembered.
    """
    for text in inputs[:WARM]:
        for work in works:
            work(text)
    taken: list[list[tuple[float, float]]] = [[] for _ in works]
    for text in inputs[WARM:]:
        for work, times in zip(works, taken, strict=True):
            times.append(_timed(work, text))
    return [Times(*zip(*times, strict=True)) for times in taken]


def _timed(work: Callable[[str], object], text: str) -> tuple[float, float]:
    started, worked = perf_counter(), process_time()
    work(text)
    return (perf_counter() - started) * 1000, (process_time() - worked) * 1000
