"""Answering why: by the sentence after, or by the section on why an inspection was made."""

import re
from collections.abc import Sequence

from assistant.domain.answers import Outcome
from assistant.domain.sources import PassageKind
from assistant.language.words import fold, words
from assistant.reports.answers.found import Found
from assistant.reports.evidence.units import ReportText, Unit, points_back
from assistant.reports.matching.claims import is_reason_asked
from assistant.reports.matching.opposites import negated
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import beyond, coverage, stem_set

ENOUGH = 0.7
"""Share of the question's weight that a sentence and the one with the reason must have."""
MOST_SHOWN = 3
_REASON = re.compile(
    r"\b(?:because|since (?!(?:then|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|\d))|due to (?!be\b|open\b)|owing to|as a result of"
    r"|explanation (?:was|is)|reasons? (?:is|was|given|why)|explained (?:that|by)|caused by)"
)
_DEGREE = frozenset(
    words("hardly barely rarely seldom still so often always early late much little really")
)
"""Words of a question that say how far; a sentence that is so need not have them."""
_NOT = re.compile(r"\b(?:not|no|never|cannot)\b|n't\b")
_MADE = re.compile(
    r"^\W*(?:why|what made|for what reason)\b.*?\b(?:inspectors?|inspectorates?|they|we|you|this"
    r"|the (?:[\w-]+ ){0,4}?(?:inspection|report|review|visit))\b.*?"
    r"\b(?:publish\w*|report(?:ing|ed)?|inspect\w*|carry|carried|visit\w*|look(?:ed)? at|undert\w+"
    r"|commission\w*|writ\w+|wrote|happen|done|made|made?)\b"
)
_WHY_HEADING = re.compile(r"^(?:\W|\d)*why (?:we|this|the|are|did)\b")


def answer_reason_after(reading: Reading) -> Found | None:
    """Return a sentence with the one after it that gives the reason; none where none does.

    "Wexmoor has had a van since 2024. It was used on 31 days, since only two people were trained."
    """
    if not is_reason_asked(reading.question.text) or reading.question.missing_scope:
        return None
    for candidate in reading.candidates:
        unit = candidate.unit
        if unit.passage.kind is PassageKind.TABLE or candidate.features.names_held < 1:
            continue
        text = reading.text_of(unit.report)
        for first, second in ((unit, text.after(unit)), (text.before(unit), unit)):
            if first and second and _gives_reason(reading, first, second):
                shown = reading.cite_all([first, second])
                return Found(Outcome.ANSWERED, tuple(shown)) if shown else None
    return None


def _gives_reason(reading: Reading, unit: Unit, after: Unit) -> bool:
    together = after.line == unit.line and points_back(after.text)
    if not together or not _REASON.search(fold(after.text)):
        return False
    if _NOT.search(fold(reading.question.text)) and not negated(f"{unit.text} {after.text}"):
        return False
    terms = [term for term in reading.wanted.terms if term.word not in _DEGREE]
    return coverage(terms, unit.stems | after.stems | unit.context) >= ENOUGH


def answer_why_made(reading: Reading) -> Found | None:
    """Return what stands under "Why we carried out this inspection", where that is asked."""
    if not _MADE.match(fold(reading.question.text)) or len(reading.question.scope) != 1:
        return None
    for report in reading.reports:
        text = reading.text_of(report)
        units = _under_why(text)
        if units and _fits(reading, units):
            shown = reading.cite_all(units[:MOST_SHOWN])
            return Found(Outcome.ANSWERED, tuple(shown), complete=len(units) <= MOST_SHOWN)
    return None


def _under_why(text: ReportText) -> list[Unit]:
    return [
        unit
        for unit in text.units
        if unit.passage.heading
        and _WHY_HEADING.match(fold(unit.passage.heading[-1]))
        and unit.is_statement
        and unit.passage.kind is PassageKind.TEXT
    ]


def _fits(reading: Reading, units: Sequence[Unit]) -> bool:
    """Say whether what is asked is the making of the report and little else."""
    near = frozenset().union(*(unit.stems | unit.context for unit in units))
    made = stem_set("inspectors publish report inspect inspection carry carried visit look write")
    left = beyond(reading.wanted.terms, made)
    return not left or coverage(left, near) >= ENOUGH
