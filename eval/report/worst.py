"""The cases that did worst, with what was asked, expected and answered."""

import re
from dataclasses import dataclass
from typing import Any

from eval.cases import Case
from eval.run import Run
from eval.scoring import Measure, Score
from eval.suites import Suite

QUOTED = 140
"""Letters of a source that are shown."""
SHOWN = 8
"""Cases shown of one suite."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One case that fell short, and of what."""

    case: Case
    measure: Measure
    note: str
    text: str
    sources: tuple[str, ...]
    interpretation: str
    status: str


def worst(run: Run, suite: Suite) -> list[Shortfall]:
    """The open cases that fell short, those answered wrongly before those refused.

    Unread cases are left out: their details are not for whoever mends the rules.
    """
    may_be_shown = (c for c in run.cases[suite.name] if c.split == "open" and not c.way)
    found = [
        shortfall
        for case in may_be_shown
        if (shortfall := _shortfall(run, suite, case)) is not None
    ]
    return sorted(found, key=lambda each: each.measure.better == "higher")[:SHOWN]


def _shortfall(run: Run, suite: Suite, case: Case) -> Shortfall | None:
    scores = run.scores[suite.name][case.key]
    order = sorted(suite.measures, key=lambda measure: measure.better == "higher")
    for measure in order:
        score = scores.get(measure.name)
        if isinstance(score, Score) and _short(measure, score):
            return _told(run, case, measure, score.note)
    return None


def _short(measure: Measure, score: Score) -> bool:
    if measure.kind == "mean":
        return score.value == 0.0
    return score.value < 1.0 if measure.better == "higher" else score.value > 0.0


def _told(run: Run, case: Case, measure: Measure, note: str) -> Shortfall:
    answer = run.answers.get(case.key)
    document: dict[str, Any] = (answer.document if answer else None) or {}
    return Shortfall(
        case=case,
        measure=measure,
        note=note.replace("\\b", ""),
        text=str(document.get("text", answer.error if answer else "not asked"))[:600],
        sources=tuple(_source(each) for each in _sources(document)[:5]),
        interpretation=str(document.get("asked", {}).get("interpretation", "")),
        status=answer.status if answer and "status" in document else "",
    )


def _sources(document: dict[str, Any]) -> list[dict[str, Any]]:
    return list(document.get("citations", document.get("passages", [])))


def _source(each: dict[str, Any]) -> str:
    words = " ".join(str(each.get("quote", each.get("text", ""))).split())
    quoted = f": “{words[:QUOTED]}{'…' if len(words) > QUOTED else ''}”" if words else ""
    if each.get("kind") == "register":
        return f"{each['ref']} ({each['source']}, row {each['row']}){quoted}"
    return f"{each['source']}, page {each['page']}{quoted}"


def expected(case: Case) -> str:
    """What was expected, in a line."""
    parts: list[str] = [case.expected_outcome]
    if case.expected_reason:
        parts[0] += f" ({' or '.join(case.expected_reason)})"
    if case.expected_count is not None:
        parts.append(f"{case.expected_count} rows: {', '.join(case.expected_refs or []) or 'none'}")
    if case.expected_facts:
        parts.append(f"says {' and '.join(f'“{plainly(each)}”' for each in case.expected_facts)}")
    if case.evidence:
        parts.append(f"as the report does: “{case.evidence[0]}”")
    if case.expected_pages:
        pages = [
            f"{name} page {', '.join(map(str, numbers)) or 'any'}"
            for name, numbers in case.expected_pages.items()
        ]
        parts.append("; ".join(pages))
    if case.must_not:
        parts.append(f"never {' nor '.join(plainly(each) for each in case.must_not)}")
    return "; ".join(parts)


def plainly(pattern: str) -> str:
    """A pattern as a person reads it: words, and “or” between alternatives."""
    words = pattern.replace("\\s+", " ").replace(" ?", " ").replace("|", " or ")
    words = re.sub(r"\(\?[:=!]|\\[bBWdw][*+?]?|[\^$]", "", words)
    return re.sub(r"[()]|\\(?=\W)|(?<=\w)\?", "", words).strip()
