"""False premises: said to be so, and only where they are."""

from eval.answers import Answered
from eval.cases import Case
from eval.scoring import Material, Measure, Scores, Unscored, no, yes

DENIED = "premise_contradicted"
MEASURES = (
    Measure("denied", "said to rest on what isn't so, of questions that do"),
    Measure("denied_wrongly", "said to rest on what isn't so, of those that don't", better="lower"),
)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Look at the reason of the refusal."""
    if answer.document is None:
        return {m.name: Unscored(answer.error or "no answer") for m in MEASURES}
    denied = answer.document["reason"] == DENIED
    if DENIED in case.expected_reason:
        note = f"{answer.status} ({answer.document['reason']})"
        allowed = any(reading.outcome == answer.status for reading in case.accept)
        return {"denied": yes(denied or allowed, note)}
    if case.kind == "premise":
        return {}
    return {"denied_wrongly": no(denied, str(answer.document["text"])[:160])}
