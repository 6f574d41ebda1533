"""Refusing: what can't be answered is refused, what can be isn't."""

from eval.answers import Answered
from eval.cases import Case
from eval.scorers.reports import SAID
from eval.scoring import Material, Measure, Scores, Unscored, no, yes

MEASURES = (
    Measure("answered", "answered, of questions that can be answered"),
    Measure("refused", "refused, of questions that can't be answered"),
    Measure("answered_wrongly", "answered, of questions that can't be answered", better="lower"),
)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Compare the outcome with the one expected; asking back is neither."""
    if answer.document is None:
        return {m.name: Unscored(answer.error or "no answer") for m in MEASURES}
    said = answer.status in SAID
    allowed = any(reading.outcome == answer.status for reading in case.accept)
    if case.expected_outcome in SAID:
        return {"answered": yes(said or allowed, f"{answer.status} ({answer.document['reason']})")}
    if case.expected_outcome == "clarify":
        return {}
    return {
        "refused": yes(answer.status == "abstained" or allowed, answer.status),
        "answered_wrongly": no(said and not allowed, answer.status),
    }
