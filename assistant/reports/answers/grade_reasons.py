"""Answering why a force or authority was graded as it was."""

import re
from collections.abc import Sequence

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.domain.sources import Report
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.answers.grade_lines import GRADES, Grade, grade_in, grades_of
from assistant.reports.answers.grades import area_of, of_area, of_its_time
from assistant.reports.evidence.remarks import contradicted, more, remark
from assistant.reports.matching.reading import Reading

MOST_REASONS = 15
_ASKED = re.compile(
    r"^\W*(?:and |but |so )?(?:why|how come|what (?:are|were|was|is) the reasons?)\b"
    rf".*\b{GRADES}(?: (?:overall|for|at|in)\b|\W*$)"
)
_BECAUSE = re.compile(rf"\b{GRADES} because\b", re.IGNORECASE)


def answer_grade_reasons(reading: Reading) -> Found | None:
    """Return a grade with the reasons set out under it, or that it is another grade.

    None where the reasons of no grade are asked for, or the report gives no grade of the area.
    """
    asked = fold(reading.question.text)
    if not _ASKED.search(asked) or not reading.question.scope or len(reading.reports) != 1:
        return None
    (report,) = reading.reports
    grades = grades_of(reading, report) if of_its_time(reading, report) else []
    area = area_of(reading.wanted)
    chosen = of_area(grades, area) if area else [each for each in grades if each.is_overall]
    given = [made for each in chosen if (made := each.cite(reading)) is not None]
    if not given:
        return None
    if all(each.value != grade_in(asked) for each in chosen):
        said = (contradicted(), *given)
        return Found(Outcome.ABSTAINED, said, Reason.PREMISE_CONTRADICTED)
    return _reasons(reading, report) or _nowhere_together(reading, grades, given)


def _reasons(reading: Reading, report: Report) -> Found | None:
    """Return the list under a heading such as "Services in Wexmoor are inadequate because"."""
    listed = [
        unit
        for unit in reading.text_of(report).units
        if unit.listed and any(_BECAUSE.search(heading) for heading in unit.passage.heading)
    ]
    shown = reading.cite_all(listed[:MOST_REASONS])
    if not shown:
        return None
    rest = len(listed) - MOST_REASONS
    if rest > 0:
        shown.append(more(rest, listed[MOST_REASONS].passage.page))
    return Found(Outcome.ANSWERED, tuple(shown), complete=rest <= 0)


def _nowhere_together(
    reading: Reading, grades: Sequence[Grade], given: Sequence[Statement]
) -> Found:
    """Give the grade and those of the areas that it is made of."""
    others = [made for each in grades if not each.is_overall and (made := each.cite(reading))]
    said = dict.fromkeys((*given, *others))
    note = remark("The report does not set its reasons out in one place; ask about an area.")
    return Found(Outcome.PARTIAL, (*said, note), complete=False)
