"""Conversation: the last question of a thread is answered as if it were asked whole."""

from eval.answers import Answered
from eval.cases import Case
from eval.scorers import own
from eval.scoring import Material, Measure, Scores

MEASURES = (
    Measure("right", "the follow-up is answered as expected"),
    Measure("wrong", "something is answered, and it isn't right", better="lower"),
)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Score by the rules for its kind of question."""
    found = own.score(case, answer, material)
    return {"right": found["right"], "wrong": found["wrong"]}
