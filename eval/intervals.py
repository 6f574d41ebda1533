"""How sure a figure is, and whether two figures differ by more than luck."""

from collections.abc import Sequence
from math import comb, sqrt
from typing import NamedTuple

import numpy as np

SEED = 20_260_930
"""Fixed, so that the same scores give the same interval."""
RESAMPLES = 2_000
_Z = 1.959963984540054
"""Two-sided 95% of the normal distribution."""


class Interval(NamedTuple):
    """A 95% interval."""

    low: float
    high: float


def wilson(successes: int, n: int) -> Interval:
    """Wilson's score interval of a share (Wilson 1927): honest also near 0 and 1.

    Raises:
        ValueError: there is nothing to take a share of.
    """
    if n < 1:
        raise ValueError("there is no share of nothing")
    share = successes / n
    middle = share + _Z**2 / (2 * n)
    half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    low, high = ((middle + sign * half) / (1 + _Z**2 / n) for sign in (-1, 1))
    return Interval(max(0.0, low), min(1.0, high))


def bootstrap(values: Sequence[float]) -> Interval:
    """Percentile bootstrap of a mean, from a fixed seed.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("there is no mean of nothing")
    numbers = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(SEED).integers(0, len(numbers), (RESAMPLES, len(numbers)))
    low, high = np.quantile(numbers[drawn].mean(axis=1), [0.025, 0.975])
    return Interval(float(low), float(high))


def mcnemar(gained: int, lost: int) -> float:
    """Exact two-sided p-value that as many cases were gained as lost (McNemar 1947, binomial)."""
    n = gained + lost
    if n == 0:
        return 1.0
    tail = sum(comb(n, k) for k in range(min(gained, lost) + 1)) / 2**n
    return float(min(1.0, 2 * tail))


def sign_flips(differences: Sequence[float]) -> float:
    """Two-sided p-value of paired differences: how often random signs do as much, seeded."""
    numbers = np.asarray([d for d in differences if d], dtype=float)
    if not len(numbers):
        return 1.0
    signs = np.random.default_rng(SEED).choice([-1.0, 1.0], (RESAMPLES * 5, len(numbers)))
    flipped = np.abs((signs * numbers).sum(axis=1))
    reached = int((flipped >= abs(numbers.sum()) - 1e-12).sum())
    return float((reached + 1) / (len(signs) + 1))
