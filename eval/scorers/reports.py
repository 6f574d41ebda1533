"""Questions on the reports: facts, pages and refusals."""

import re
from typing import Any

from eval.answers import Answered
from eval.cases import Case, Reading
from eval.originals import squeezed
from eval.scorers.wording import plain_text
from eval.scoring import Material, Measure, Scores, no, yes

MEASURES = (
    Measure("right", "facts, or the refusal, are as expected"),
    Measure("facts", "every expected fact is in the answer, of questions that can be answered"),
    Measure("pages", "a page on which the answer stands is cited, of those with the facts right"),
    Measure("refused", "refused, of questions that should be"),
    Measure("reason", "refused for the expected reason, of those refused that should be"),
    Measure("wrong", "something is answered, and it isn't right", better="lower"),
)
SAID = {"answered", "partial"}
Document = dict[str, Any]


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Look for the facts and the pages, or for the refusal."""
    if answer.document is None:
        return {"right": yes(False, answer.error or ""), "wrong": no(False)}
    found = answer.document
    if case.expected_outcome in SAID:
        return _answerable(case, found)
    return _unanswerable(case, found)


def _answerable(case: Case, found: Document) -> Scores:
    text = plain_text(found)
    missing = [f for f in case.expected_facts if not re.search(f, text, re.IGNORECASE)]
    forbidden = [f for f in case.must_not if re.search(f, text, re.IGNORECASE)]
    said = found["status"] in SAID
    note = _note(found, missing, forbidden)
    right = said and not missing and not forbidden
    allowed = any(_is_reading(reading, found) for reading in case.accept)
    scores: Scores = {
        "right": yes(right or allowed, note),
        "facts": yes(right, note),
        "wrong": no(said and not right, note),
    }
    if right and case.expected_pages:
        scores["pages"] = yes(cites_expected(case, found), f"cited {', '.join(_cited(found))}")
    return scores


def _unanswerable(case: Case, found: Document) -> Scores:
    refused = found["status"] == case.expected_outcome
    allowed = any(_is_reading(reading, found) for reading in case.accept)
    note = f"{found['status']}, expected {case.expected_outcome}"
    scores: Scores = {
        "right": yes(refused or allowed, note),
        "wrong": no(found["status"] in SAID and not allowed, note),
        "refused": yes(refused or allowed, note),
    }
    if refused and case.expected_reason:
        expected = " or ".join(case.expected_reason)
        scores["reason"] = yes(
            found["reason"] in case.expected_reason, f"{found['reason']}, expected {expected}"
        )
    return scores


def cites_expected(case: Case, found: Document) -> bool:
    """Whether a page, or a row that says it too, is among the citations."""
    return any(is_expected(case, citation) for citation in found["citations"])


def is_expected(case: Case, citation: Document) -> bool:
    """Whether one citation is of a page or row on which the answer stands."""
    if citation["kind"] == "register":
        return citation["ref"] in case.also_register
    pages = case.expected_pages.get(citation["source"])
    return pages is not None and (not pages or citation["page"] in pages)


def _is_reading(reading: Reading, found: Document) -> bool:
    """Whether the answer is another one that is right too."""
    quoted = squeezed(" ".join(citation["quote"] for citation in found["citations"])).lower()
    return reading.outcome == found["status"] and (
        not reading.evidence or any(squeezed(e).lower() in quoted for e in reading.evidence)
    )


def _cited(found: Document) -> list[str]:
    return [
        str(each["ref"]) if each["kind"] == "register" else f"{each['source']} p. {each['page']}"
        for each in found["citations"][:6]
    ]


def _note(found: Document, missing: list[str], forbidden: list[str]) -> str:
    parts = []
    if found["status"] not in SAID:
        parts.append(f"{found['status']} ({found['reason']})")
    elif missing:
        parts.append(f"lacks {', '.join(missing)}")
    if forbidden:
        parts.append(f"says {', '.join(forbidden)}")
    return "; ".join(parts)
