"""Scores folded into figures, each with its n and a 95% interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.cases import Case
from eval.intervals import bootstrap, wilson
from eval.scoring import Measure, Score, Scores, Unscored


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a suite."""

    suite: str
    measure: Measure
    part: str
    """"all", or "unread", or the way of searching, of the cases counted."""
    n: int
    """Cases scored."""
    n_unscored: int
    value: float | None
    """None where nothing could be scored."""
    low: float | None
    high: float | None

    @property
    def name(self) -> str:
        """As in floors.yaml: "register.exact", "register.exact@unread"."""
        name = f"{self.suite}.{self.measure.name}"
        return name if self.part == "all" else f"{name}@{self.part}"


def figure(suite: str, measure: Measure, part: str, found: Iterable[Score | Unscored]) -> Figure:
    """Fold the scores of one measure."""
    scores = list(found)
    values = [each.value for each in scores if isinstance(each, Score)]
    left = len(scores) - len(values)
    if not values:
        return Figure(suite, measure, part, 0, left, None, None, None)
    if measure.kind == "share":
        low, high = wilson(sum(value >= 1.0 for value in values), len(values))
    else:
        low, high = bootstrap(values)
    mean = sum(values) / len(values)
    return Figure(suite, measure, part, len(values), left, mean, low, high)


def figures(
    suite: str, measures: Iterable[Measure], cases: Iterable[Case], scores: Mapping[str, Scores]
) -> list[Figure]:
    """Fold all scores of a suite: over all cases, the unread ones, and each other way of searching.

    Cases of another way of searching are there to compare with and count nowhere else.
    """
    listed = list(cases)
    usual = [case for case in listed if not case.way]
    parts = {"all": usual, "unread": [case for case in usual if case.split == "unread"]}
    for way in dict.fromkeys(case.way for case in listed if case.way):
        parts[way] = [case for case in listed if case.way == way]
    return [
        figure(suite, measure, part, found)
        for measure in measures
        for part, some in parts.items()
        if (found := _of(measure.name, some, scores)) or part == "all"
    ]


def _of(name: str, cases: Iterable[Case], scores: Mapping[str, Scores]) -> list[Score | Unscored]:
    found = (scores.get(case.key, {}).get(name) for case in cases)
    return [each for each in found if each is not None]
