"""Answers by patterns that their text must and must not match."""

import re

from eval.answers import Answered
from eval.cases import Case
from eval.scorers.reports import SAID
from eval.scorers.wording import plain_text
from eval.scoring import Material, Measure, Scores, no, yes

MEASURES = (
    Measure("right", "the text says what it must, or a question without answer is refused"),
    Measure("forbidden", "the text says what it must not", better="lower"),
    Measure("wrong", "something is answered, and it lacks what it must say", better="lower"),
)


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Match the patterns."""
    if answer.document is None:
        return {"right": yes(False, answer.error or ""), "wrong": no(False)}
    text = plain_text(answer.document)
    missing = [f for f in case.expected_facts if not re.search(f, text, re.IGNORECASE)]
    said = [f for f in case.must_not if re.search(f, text, re.IGNORECASE)]
    refused = case.expected_outcome == "abstained" and answer.status in {"abstained", "clarify"}
    right = not said and (refused or not missing)
    note = f"{answer.status}; lacks {', '.join(missing)}" if missing else answer.status
    return {
        "right": yes(right, note),
        "forbidden": no(bool(said), f"says {', '.join(said)}"),
        "wrong": no(answer.status in SAID and bool(missing), note),
    }
