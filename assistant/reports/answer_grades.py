"""Answering how a force was graded, with the sentences that give its grades."""

import re

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.domain.sources import Report
from assistant.language.words import fold
from assistant.reports.found import Found
from assistant.reports.measured_against import Wanted
from assistant.reports.reading import Reading
from assistant.reports.remarks import not_stated
from assistant.reports.terms import Term, coverage, stem_set
from assistant.reports.units import Unit

GRADES = r"(?:outstanding|good|adequate|inadequate|requires? improvement)"
"""The grades of PEEL assessments (HMICFRS, since 2021/22)."""
MOST_REPORTS = 3
_ASKED = re.compile(
    r"\bgrad(?:e|es|ed|ing|ings)\b|\brat(?:ed|ing|ings)\b"
    r"|\bhow (?:well )?(?:did|does|do|is|are|was|were) .{2,60}?"
    r" (?:do|doing|perform\w*|far(?:e|ing))\b"
    rf"|^(?:is|are|was|were|does|do) .{{2,60}}? {GRADES} (?:at|in)\b"
)
_GIVEN = re.compile(
    rf"^.{{3,80}}? (?:(?:is|are|was|were) (?:graded (?:as )?)?)?{GRADES} (?:at|in)"
    r" \w.{3,120}\.?$",
    re.IGNORECASE,
)
_ONLY_GRADES = re.compile(r"^how (?:was|were|is|are) .{2,60}? graded\W*$|\bwhat grades?\b")
"""Asks for grades and nothing else."""
_OF_GRADING = frozenset(
    stem_set("grade grading rate rating perform performance do fare well force police assessment")
    | stem_set("outstanding good adequate inadequate require improvement judge judgment get")
)
_NAMED = 0.6
"""Share of the area's weight that a sentence must have to be about it."""


def answer_grades(reading: Reading) -> Found | None:
    """Return the sentences that give grades: of the area that is named, else all of them.

    None where no grade is asked for, or none is given of what is asked about.
    """
    if not _ASKED.search(fold(reading.question.text)):
        return None
    area = _area(reading.wanted)
    statements: list[Statement] = []
    held = [(report, _given(reading, report, area)) for report in _assessed(reading)]
    telling = [(report, units) for report, units in held if units][:MOST_REPORTS]
    for report, units in telling:
        statements += reading.cite_all(units, report if len(telling) > 1 else None)
    if statements:
        return Found(Outcome.ANSWERED, tuple(statements))
    if _ONLY_GRADES.search(fold(reading.question.text)):
        return Found(Outcome.ABSTAINED, (not_stated(),), Reason.NOT_IN_SOURCES)
    return None


def _area(wanted: Wanted) -> tuple[Term, ...]:
    return tuple(term for term in wanted.terms if not term.forms[0] <= _OF_GRADING)


def _assessed(reading: Reading) -> list[Report]:
    """Return the reports that may give grades: those named, else assessments and those found."""
    if reading.question.scope:
        return list(reading.reports)
    assessments = [
        report
        for report in reading.reports
        if "assessment" in fold(f"{report.title} {report.kind or ''}")
    ]
    found = [text.report for text in reading.texts.values()]
    return list({report.id: report for report in (*assessments, *found)}.values())


def _given(reading: Reading, report: Report, area: tuple[Term, ...]) -> list[Unit]:
    given = [unit for unit in reading.text_of(report).units if _GIVEN.match(unit.text)]
    if area:
        title = stem_set(report.title)
        given = [unit for unit in given if coverage(area, unit.stems | title) >= _NAMED]
    return list({unit.text: unit for unit in given}.values())
