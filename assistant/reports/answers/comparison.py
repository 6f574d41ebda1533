"""Comparing reports by the grades that each of them gives."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.answers import Outcome, Statement
from assistant.domain.plans import Want
from assistant.domain.sources import Report
from assistant.reports.answers.found import Found
from assistant.reports.answers.grade_lines import Grade, grades_of
from assistant.reports.answers.grades import area_of, of_area
from assistant.reports.answers.sentences import answer_sentences
from assistant.reports.answers.topic import summary_of
from assistant.reports.evidence.remarks import heading_of, remark
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import beyond, stem_set

MOST_REPORTS = 4
SUMMED_UP = 3
"""Lines by which each is summed up."""
_COMPARING = stem_set(
    "compare compared comparison comparing differ differs different difference differences versus"
    " vs against between both"
)


def answer_comparison(reading: Reading) -> Found | None:
    """Return the grades of each report compared, under its name, then what else they say.

    Reports without grades are summed up side by side where nothing more is asked of them. None
    where no comparison is asked for, or one on a matter of which a report gives no grade.
    """
    reports = reading.reports
    compared = Want.COMPARISON in reading.question.wants and bool(reading.question.scope)
    if not compared or not 1 < len(reports) <= MOST_REPORTS:
        return None
    area = beyond(area_of(reading.wanted), _COMPARING)
    sides = [(report, _graded(reading, report, bool(area))) for report in reports]
    if area:
        sides = [(report, of_area(grades, area)) for report, grades in sides]
    said = [_side(reading, report, grades) for report, grades in sides]
    if not all(said):
        return None if area else _summed_up(reading)
    statements = [each for side in said for each in side]
    more = answer_sentences(reading) if area else None
    if more is not None and more.outcome is Outcome.ANSWERED:
        statements += more.statements
    return Found(Outcome.ANSWERED, tuple(dict.fromkeys(statements)))


def _summed_up(reading: Reading) -> Found | None:
    sides = [summary_of(reading, report, SUMMED_UP) for report in reading.reports]
    if not all(sides):
        return None
    note = remark("No sentence of the reports compares them; each is summed up under its name.")
    said = tuple(each for side in sides for each in side)
    return Found(Outcome.PARTIAL, (*said, note), complete=False)


def _graded(reading: Reading, report: Report, of_an_area: bool) -> list[Grade]:
    grades = grades_of(reading, report)
    whole = any(grade.is_overall for grade in grades)
    return grades if whole or of_an_area else []


def _side(reading: Reading, report: Report, grades: Sequence[Grade]) -> list[Statement]:
    made = [made for grade in grades if (made := grade.cite(reading)) is not None]
    return [replace(made[0], mark=heading_of(report)), *made[1:]] if made else []
