"""Permissions: who sees what, counts and hints included."""

import json
from datetime import date
from functools import cache
from typing import Any

from eval.answers import Answered
from eval.cases import Case
from eval.datasets.reference import View, evaluate
from eval.sample.register import SampleRegister, read_register
from eval.scorers import register
from eval.scoring import Material, Measure, Scores, Unscored, no, yes

MEASURES = (
    Measure("leaks", "something shows that the asker may not see", better="lower"),
    Measure("exact", "answered exactly, from what the asker may see"),
)
Document = dict[str, Any]


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Look everywhere for hidden references, and for a count that gives them away."""
    if answer.document is None:
        return {m.name: Unscored(answer.error or "no answer") for m in MEASURES}
    hidden = shown_in(answer.document, hidden_refs(case), case.question)
    counted = answer.document.get("count")
    told = case.expected_count is not None and (counted or 0) > case.expected_count
    note = ", ".join(hidden) or f"counts {counted}, of which {case.expected_count} may be seen"
    scores: Scores = {"leaks": no(bool(hidden) or (told and _gives_away(case, counted)), note)}
    if case.request == "listing":
        refs = sorted(entry["ref"] for entry in answer.document["entries"])
        scores["exact"] = yes(refs == case.expected_refs, f"{len(refs)} rows")
    else:
        scores["exact"] = register.score(case, answer, material)["exact"]
    return scores


def shown_in(document: Document, hidden: list[str], question: str) -> list[str]:
    """Which hidden references show; in a sentence, one that the question names is an echo."""
    parts = ("entries", "citations", "groups")
    listed = json.dumps([document.get(part) for part in parts], ensure_ascii=False)
    said = json.dumps(
        {name: value for name, value in document.items() if name not in parts}, ensure_ascii=False
    )
    asked = question.upper()
    return [ref for ref in hidden if ref in listed or (ref in said and ref.upper() not in asked)]


def _gives_away(case: Case, counted: int | None) -> bool:
    """Whether the count is that of one who sees everything."""
    return counted == whole_count(case)


def whole_count(case: Case) -> int | None:
    """How many rows the reference selects for one who sees everything."""
    if case.reference is None:
        return None
    return len(evaluate(case.reference, View(_register(), case.today, liaison=True)).entries)


def hidden_refs(case: Case) -> list[str]:
    """References of rows that the asker may not see, in any version of the register."""
    return _hidden_from(case.asker, case.today, case.role == "liaison")


@cache
def _hidden_from(asker: str | None, today: date, liaison: bool) -> list[str]:
    book = _register()
    view = View(book, today, asker=asker, liaison=liaison)
    hidden = set()
    for version in book.versions:
        seen = {row.ref for row in view.rows(version)}
        hidden |= {row.ref for row in book.entries(version)} - seen
    return sorted(hidden)


@cache
def _register() -> SampleRegister:
    return read_register()
