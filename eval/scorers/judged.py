"""A language model's judgement, beside the rules: what most verdicts say, and how they agree."""

from itertools import combinations

from eval.answers import Answered
from eval.cases import Case
from eval.judging.verdicts import Verdicts
from eval.scorers.reports import SAID
from eval.scoring import Material, Measure, Score, Scores, Unscored, yes

JUDGES = {
    "faithful": "the sources bear the answer out, says the model (faithfulness)",
    "relevant": "answer and sources fit the question, says the model (relevancy)",
    "correct": "at least 4 of 5 marks against the reports' own words (correctness)",
}
MEASURES = (
    *(Measure(name, meaning) for name, meaning in JUDGES.items()),
    *(
        Measure(f"{name}_agreement", f"share of pairs of verdicts of “{name}” that agree", "mean")
        for name in JUDGES
    ),
    Measure("unreadable", "share of verdicts that can't be read or never came", "mean", "lower"),
)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Fold the verdicts on one answer; of a refusal there is nothing to judge."""
    if answer.document is None:
        return {m.name: Unscored(answer.error or "no answer") for m in MEASURES}
    if answer.status not in SAID:
        return {}
    scores: Scores = {}
    given = [each for name in JUDGES if (each := material.verdicts.get((case.key, name)))]
    for name in JUDGES:
        scores |= _folded(name, material.verdicts.get((case.key, name)))
    asked = sum(each.asked for each in given)
    read = sum(len(each.read()) for each in given)
    scores["unreadable"] = Score(1 - read / asked) if asked else Unscored("no model judged it")
    return scores


def _folded(name: str, verdicts: Verdicts | None) -> Scores:
    if verdicts is None:
        return {name: Unscored("no model judged it")}
    read = verdicts.read()
    pairs = list(combinations(read, 2))
    agreement: Score | Unscored = Unscored("fewer than two verdicts can be read")
    if pairs:
        agreement = Score(sum(a == b for a, b in pairs) / len(pairs))
    return {name: _majority(read, verdicts), f"{name}_agreement": agreement}


def _majority(read: list[bool], verdicts: Verdicts) -> Score | Unscored:
    passed = sum(read)
    if not read:
        why = verdicts.faults[0] if verdicts.faults else f"“{verdicts.said[0][:80]}”"
        return Unscored(f"no verdict can be read: {why}")
    if 2 * passed == len(read):
        return Unscored("as many verdicts for as against")
    return yes(2 * passed > len(read), "; ".join(each[:160] for each in verdicts.said))
