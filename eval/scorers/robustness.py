"""Robustness: the same question in other letters or words has the same answer."""

from typing import Any

from eval.answers import Answered
from eval.cases import Case
from eval.scorers.register import group_table
from eval.scorers.reports import SAID
from eval.scoring import Material, Measure, Scores, Unscored, no, yes

MEASURES = (
    Measure("same", "the answer is the one that the plain question gets"),
    Measure("differs", "something else is answered: other rows, count or table", better="lower"),
)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Compare with the answer to the question as it was written."""
    if case.variant_of is None:
        return {}
    plain = material.answers.get(case.variant_of)
    if plain is None or plain.document is None or answer.document is None:
        return {m.name: Unscored("there is no answer to compare") for m in MEASURES}
    if plain.status not in SAID:
        return {m.name: Unscored("the plain question isn't answered") for m in MEASURES}
    same = _substance(plain.document) == _substance(answer.document)
    note = f"{answer.status}; “{answer.document['asked']['interpretation']}”"
    return {"same": yes(same, note), "differs": no(answer.status in SAID and not same, note)}


def _substance(document: dict[str, Any]) -> tuple[object, ...]:
    refs = sorted(entry["ref"] for entry in document["entries"])
    return (document["status"] in SAID, document["count"], refs, group_table(document))
