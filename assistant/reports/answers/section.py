"""Answering with the list that stands under the heading that is asked about."""

import re
from collections.abc import Sequence

from assistant.domain.answers import Outcome, Statement
from assistant.domain.plans import Want
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import more, not_indexed
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.measured_against import TYPED, Wanted
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import coverage, stem_set

MOST_ITEMS = 15
MOST_REPORTS = 3
_LONGEST_HEADING = 8
"""Words of a heading; a longer one is a title that mentions areas for improvement."""
_MEANT = 0.75
"""Share of the question's weight that a heading must have to be the one asked about."""
_IMPROVE = re.compile(r"\bareas? (?:for|of) (?:improvement|development)\b|\bneeds? to improve\b")


def section_list(reading: Reading) -> Found | None:
    """Return the list under the heading that a question for a list names, if there is one."""
    wants = set(reading.wanted.wants)
    if not wants & {Want.LIST, Want.FINDINGS} or wants & (TYPED | {Want.COMPARISON}):
        return None
    about = reading.question.scope or tuple(reading.texts)
    if not 0 < len(about) <= MOST_REPORTS or _unheld(reading):
        return None
    statements: list[Statement] = []
    for text in (text for name, text in reading.texts.items() if name in about):
        items = _items(reading, text)
        shown = reading.cite_all(items[:MOST_ITEMS], text.report if len(about) > 1 else None)
        statements += shown
        if len(items) > MOST_ITEMS and shown:
            statements.append(more(len(items) - MOST_ITEMS, items[MOST_ITEMS].passage.page))
    if not statements:
        return None
    missing = reading.question.missing_scope
    if missing:
        return Found(Outcome.PARTIAL, (*statements, not_indexed(missing)), complete=False)
    return Found(Outcome.ANSWERED, tuple(statements))


def _unheld(reading: Reading) -> bool:
    return reading.question.missing_scope is not None and not reading.question.scope


def _items(reading: Reading, text: ReportText) -> Sequence[Unit]:
    """Return the items of the lists under the heading that is asked about."""
    wanted = reading.wanted
    by_heading: dict[tuple[str, ...], list[Unit]] = {}
    for unit in text.units:
        if unit.listed and unit.passage.heading and reading.under(unit.passage.heading):
            by_heading.setdefault(unit.passage.heading, []).append(unit)
    asked = [name for name in by_heading if _asked_about(wanted, name[-1])]
    if _IMPROVE.search(fold(wanted.text)):
        plain = [name for name in by_heading if len(name[-1].split()) <= _LONGEST_HEADING]
        asked = [name for name in plain if _IMPROVE.search(fold(name[-1]))] or asked
    return max((by_heading[name] for name in asked), key=len, default=[])


def _asked_about(wanted: Wanted, heading: str) -> bool:
    return bool(wanted.terms) and coverage(wanted.terms, stem_set(heading)) >= _MEANT
