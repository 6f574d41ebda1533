"""Answering which of the reports held give a grade, or how many: computed over all of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.answers import Outcome, Statement, sources_of
from assistant.language.wording import counted
from assistant.reports.answers.found import Found
from assistant.reports.answers.grade_lines import GRADES, Grade, grade_in, grades_of
from assistant.reports.answers.grades import area_of, of_area
from assistant.reports.answers.over_all import is_over_all
from assistant.reports.evidence.remarks import heading_of, remark
from assistant.reports.matching.reading import Reading

MOST = 40
"""Grades shown in one answer."""
_GRADED = r"(?:graded|rated|judged|found|deemed|given|got|received|are|were|is|was|get)"
_MANY = (
    r"(?:areas?|authorit(?:y|ies)|councils?|boroughs?|count(?:y|ies)|forces?|reports?|letters?"
    r"|inspections?|places?|services|departments?|constabular(?:y|ies))"
)
_ASKED = re.compile(
    rf"\b(?:which|what|how many|list|name|any|all)\b.{{0,40}}?\b{_MANY}\b.{{0,60}}?\b{_GRADED}\b"
    rf".{{0,40}}?\b{GRADES}\b"
    rf"|\b(?:which|what|how many)\b.{{0,20}}?\b{_MANY}\b.{{0,20}}? (?:require|need)s? improvement\b"
    rf"|^(?:who|how many) .{{0,30}}?\b{_GRADED}\b.{{0,20}}?\b{GRADES}\b"
    rf"|\b(?:which|what|how many|list|name|any|all)\b.{{0,20}}?\b{GRADES} {_MANY}\b"
)


def answer_graded(reading: Reading) -> Found | None:
    """Return how many reports give the grade that is asked for, and each with its line.

    None where a report or place is named, another thing is asked, or no report held gives a
    grade of the area asked about.
    """
    if not is_over_all(reading, _ASKED):
        return None
    graded = _graded(reading)
    if not graded:
        return None
    wanted = grade_in(reading.question.text)
    fitting = [grade for grade in graded if grade.value == wanted]
    cited = [(grade, made) for grade in fitting or graded if (made := grade.cite(reading))]
    said = [replace(made, mark=heading_of(grade.report)) for grade, made in cited]
    opening = _opening(reading, str(wanted), len(graded), len(fitting), said)
    shown = said[:MOST] if fitting else []
    return Found(
        Outcome.ANSWERED,
        (opening, *shown, *_remarks(reading, graded, len(said) if fitting else 0)),
        complete=len(shown) == len(said) or not fitting,
    )


def _graded(reading: Reading) -> list[Grade]:
    """Return the grade of each report that gives one of the area asked about, else of the whole."""
    area = area_of(reading.wanted)
    found = []
    for report in reading.reports:
        grades = grades_of(reading, report)
        found += (of_area(grades, area) if area else [g for g in grades if g.is_overall])[:1]
    return found


def _opening(
    reading: Reading, wanted: str, graded: int, fitting: int, said: Sequence[Statement]
) -> Statement:
    words = " ".join(term.word for term in area_of(reading.wanted))
    of_what = f"a grade for “{words}”" if words else "an overall grade"
    of_all = f"{graded} of the {counted(len(reading.reports), 'report')} held"
    count = f"{fitting or 'none'} of them “{wanted}”"
    sources = sources_of(said)
    gives = "gives" if graded == 1 else "give"
    return Statement(f"{of_all} {gives} {of_what}, {count}.", sources)


def _remarks(reading: Reading, graded: Sequence[Grade], fitting: int) -> list[Statement]:
    without = len(reading.reports) - len(graded)
    said = []
    if fitting > MOST:
        said.append(remark(f"The first {MOST} are shown."))
    if without:
        gives = "gives" if without == 1 else "give"
        said.append(remark(f"{counted(without, 'report')} {gives} none that could be told."))
    return said
