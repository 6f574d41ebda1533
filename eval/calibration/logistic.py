"""Logistic regression with a ridge, each weight kept to the side it should count on."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.reports.matching.features import Features

NAMES = [field.name for field in fields(Features)]
RIDGE = 2.0
COUNTS_AGAINST = frozenset(
    {"heaviest_missing", "turned", "proposes", "other_year", "missing_near", "opposed", "reason"}
)
SIGNS = np.array([-1.0 if name in COUNTS_AGAINST else 1.0 for name in NAMES])
"""Which way each measure should count."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of a logistic score."""

    intercept: float
    weights: Numbers

    def logits(self, rows: Numbers) -> Numbers:
        """Return the log odds of rows."""
        return np.asarray(self.intercept + rows @ self.weights)


def fit(rows: Numbers, labels: Numbers, counts: Numbers | None = None) -> Linear:
    """Fit logistic weights that point the way their measures should.

    A measure whose weight comes out the wrong way (a sentence with more of the question's words
    being less likely to answer it) is an accident of the data and is left out.
    """
    used = np.ones(rows.shape[1], dtype=bool)
    many = np.ones(len(rows)) if counts is None else counts
    while True:
        linear = _newton(rows * used, labels, many)
        wrong = used & (linear.weights * SIGNS < 0)
        if not wrong.any():
            return Linear(linear.intercept, linear.weights * used)
        used[int(np.argmin(np.where(wrong, linear.weights * SIGNS * rows.std(0), 0.0)))] = False


def _newton(rows: Numbers, labels: Numbers, many: Numbers) -> Linear:
    """Fit by Newton's method, with a ridge on standardised measures."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    design = np.c_[np.ones(len(rows)), (rows - mean) / spread]
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[0, 0] = 0
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (many * (likely - labels)) + penalty @ weights
        bend = (design * (many * likely * (1 - likely))[:, None]).T @ design + penalty
        weights -= np.linalg.solve(bend, slope)
    scaled = weights[1:] / spread
    return Linear(float(weights[0] - scaled @ mean), scaled)
