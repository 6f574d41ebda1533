"""Whether the evidence answers a question, by weights fitted on questions with known answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.reports.matching.features import Features


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic score over measures."""

    intercept: float
    by_name: tuple[tuple[str, float], ...]

    def logit(self, features: Features) -> float:
        """Return the log odds."""
        return self.intercept + sum(
            weight * float(getattr(features, name)) for name, weight in self.by_name
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `eval/calibration/fit_abstention.py` fitted."""

    sentence: Weights
    answer: Weights
    threshold: float
    """Probability below which nothing is answered."""


@cache
def calibration() -> Calibration:
    """Return the fitted weights of abstention.yaml, read once."""
    text = (files("assistant.reports.matching") / "abstention.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return Calibration(
        _weights(data["sentence"]), _weights(data["answer"]), float(data["threshold"])
    )


def pick_score(features: Features) -> float:
    """Return the log odds that a sentence is the one that answers."""
    return calibration().sentence.logit(features)


def probability(features: Features) -> float:
    """Return how likely it is that the evidence answers, given its best sentence."""
    return 1 / (1 + math.exp(-calibration().answer.logit(features)))


def answers(features: Features) -> bool:
    """Say whether the evidence answers the question: else nothing is asserted."""
    if features.names_held < 1:
        # A name or number that the evidence doesn't have: it is about something else.
        return False
    return probability(features) >= calibration().threshold


def _weights(data: dict[str, Any]) -> Weights:
    named: Sequence[tuple[str, float]] = sorted(data["weights"].items())
    return Weights(float(data["intercept"]), tuple((name, float(value)) for name, value in named))
