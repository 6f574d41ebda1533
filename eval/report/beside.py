"""Ways of searching beside one another, question by question in the same run."""

from dataclasses import dataclass

from eval.comparison import Change, compare
from eval.figures import Figure
from eval.run import Run, usual_scores
from eval.scoring import Scores
from eval.suites import Suite

NAMES = {
    "": "meaning and words together, as answers are found",
    "meaning": "meaning alone",
    "words": "words alone",
    "bm25": "a plain BM25 over the same files",
}
COMPARED = "ndcg_at_10"


@dataclass(frozen=True, slots=True)
class Beside:
    """One way of searching: its figures, and how the product's own does against it."""

    name: str
    figures: tuple[Figure, ...]
    against: Change | None
    """From this way to the product's own, by `COMPARED`; none for the product's own."""


def beside(run: Run, suite: Suite) -> list[Beside]:
    """The ways of one suite, the product's own first; nothing where there is only one."""
    ways = list(dict.fromkeys(case.way for case in run.cases[suite.name]))
    if len(ways) < 2:  # noqa: PLR2004 - one way has nothing beside it
        return []
    figures = [each for each in run.figures if each.suite == suite.name]
    return [
        Beside(
            NAMES[way],
            tuple(each for each in figures if each.part == (way or "all")),
            _against(run, suite, way) if way else None,
        )
        for way in ways
    ]


def _against(run: Run, suite: Suite, way: str) -> Change | None:
    """Compare the product's own scores with those of the same questions asked the other way."""
    ids = {case.key: case.id for case in run.cases[suite.name] if case.way == way}
    other: dict[str, Scores] = {
        ids[key]: found for key, found in run.scores[suite.name].items() if key in ids
    }
    by_key = {case.key: case.id for case in run.cases[suite.name] if not case.way}
    own = {by_key[key]: found for key, found in usual_scores(run, suite).items()}
    measures = [each for each in suite.measures if each.name == COMPARED]
    return next(iter(compare(suite.name, measures, other, own)), None)
