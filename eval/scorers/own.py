"""A force's own questions: on the register by their rows, on the reports by facts and pages."""

from eval.answers import Answered
from eval.cases import Case
from eval.scorers import register, reports
from eval.scoring import Material, Measure, Scores

MEASURES = (
    Measure("right", "answered as expected"),
    Measure("wrong", "something is answered, and it isn't right", better="lower"),
    Measure("pages", "a page on which the answer stands is cited, of those with the facts right"),
)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Score by what the question expects: rows, or facts and pages."""
    if case.expected_refs is not None or case.expected_count is not None:
        found = register.score(case, answer, material)
        return {"right": found["exact"], "wrong": found["wrong"]}
    found = reports.score(case, answer, material)
    return {name: found[name] for name in ("right", "wrong", "pages") if name in found}
