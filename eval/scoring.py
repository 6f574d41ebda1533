"""What a scorer says of one answer. Not scored isn't zero: it is kept, with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from eval.answers import Answered
from eval.cases import Case
from eval.judging.verdicts import Verdicts
from eval.originals import Originals


@dataclass(frozen=True, slots=True)
class Score:
    """A value for one case, and what was found where it isn't full marks."""

    value: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unscored:
    """No value, and why."""

    reason: str


Scores = dict[str, Score | Unscored]
"""By measure. A measure that doesn't apply to a case isn't there."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure means."""

    name: str
    meaning: str
    kind: Literal["share", "mean"] = "share"
    """A share is of yes and no; a mean of values between 0 and 1."""
    better: Literal["higher", "lower"] = "higher"


@dataclass(frozen=True)
class Material:
    """What a scorer may look at besides the case and its answer."""

    answers: Mapping[str, Answered] = field(default_factory=dict)
    """All answers of the run, by `Case.key`."""
    verdicts: Mapping[tuple[str, str], Verdicts] = field(default_factory=dict)
    """What a model judged of the answers, by `Case.key` and judge; nothing without a model."""
    originals: Originals = field(default_factory=lambda: Originals({}))
    """The files that were indexed, read by code that shares nothing with the assistant."""


Scorer = Callable[[Case, Answered, Material], Scores]


def yes(holds: bool, note: str = "") -> Score:
    """A share's value, with a note only where it doesn't hold."""
    return Score(1.0) if holds else Score(0.0, note)


def no(holds: bool, note: str = "") -> Score:
    """A value for what should not hold, with a note only where it does."""
    return Score(1.0, note) if holds else Score(0.0)
