"""Answering how a force or authority was graded, with the lines that give its grades."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.domain.sources import Report
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.answers.grade_lines import GRADES, Grade, grades_of
from assistant.reports.evidence.remarks import heading_of, not_stated
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.measured_against import Wanted
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import Term, beyond, coverage, stem_set

MOST_REPORTS = 3
_OPENING = 12
"""Sentences in which a report says when the inspection was."""
_DATED = re.compile(r"^(?:\w+ ){0,2}(?:dates?|published)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAMED = 0.6
"""Share of the area's weight that a grade's subject must have to be of it."""
_ASKED = re.compile(
    r"\bgrad(?:e|es|ed|ing|ings)\b|\brat(?:ed|ing|ings)\b|\bjudg(?:ed|e?ments?)\b"
    r"|\bhow (?:well )?(?:did|does|do|is|are|was|were) .{2,60}?"
    r" (?:do|doing|perform\w*|far(?:e|ing))\b"
    rf"|^(?:is|are|was|were|does|do|did|has|have|had) .{{2,60}}? {GRADES}"
    r"(?: (?:at|in|for|overall)\b|\W*$)"
)
_OTHERWISE = re.compile(
    r"\b(?:why|how come|before|previous(?:ly)?|last time|earlier|histor\w+|reasons?|mean(?:s|t)?)\b"
)
"""Asks for the reasons of a grade, for what one means, or for one of an earlier inspection."""
_GIVEN = re.compile(
    rf"^.{{3,80}}? (?:(?:is|are|was|were) (?:graded (?:as )?)?)?{GRADES} (?:at|in)"
    r" \w.{3,120}\.?$",
    re.IGNORECASE,
)
_ONLY_GRADES = re.compile(r"^how (?:was|were|is|are) .{2,60}? graded\W*$|\bwhat grades?\b")
"""Asks for grades and nothing else."""
_OF_GRADING = frozenset(
    stem_set("grade grading rate rating perform performance do fare well force police assessment")
    | stem_set("outstanding good adequate inadequate require improvement judge judgment get given")
    | stem_set("judgement overall effectiveness authority authorities council borough local area")
    | stem_set("county city report letter inspection Ofsted inspectors services many")
)


def answer_grades(reading: Reading) -> Found | None:
    """Return the lines that give grades: of the area that is named, else all of them.

    None where no grade is asked for, or none is given of what is asked about.
    """
    asked = fold(reading.question.text)
    if not _ASKED.search(asked) or _OTHERWISE.search(asked):
        return None
    assessed = [each for each in _assessed(reading) if of_its_time(reading, each)]
    held = [(report, _said(reading, report)) for report in assessed]
    telling = [(report, said) for report, said in held if said][:MOST_REPORTS]
    statements: list[Statement] = []
    for report, said in telling:
        statements += _under(report, said) if len(telling) > 1 else said
    if statements:
        return Found(Outcome.ANSWERED, tuple(statements))
    if _ONLY_GRADES.search(asked):
        return Found(Outcome.ABSTAINED, (not_stated(),), Reason.NOT_IN_SOURCES)
    return None


def of_its_time(reading: Reading, report: Report) -> bool:
    """Say whether a report is of the year that a question names, if it names one."""
    years = set(_YEAR.findall(reading.question.text))
    opening = reading.text_of(report).units[:_OPENING] if years else ()
    dated = " ".join(unit.text for unit in opening if _DATED.match(unit.text))
    printed = _YEAR.findall(f"{report.title} {report.source} {report.published or ''} {dated}")
    return not years or bool(years & set(printed))


def area_of(wanted: Wanted) -> tuple[Term, ...]:
    """Return the terms of a question that say of what the grade is; none for the whole."""
    return tuple(term for term in beyond(wanted.terms, _OF_GRADING) if not term.word.isdigit())


def of_area(grades: Sequence[Grade], area: Sequence[Term]) -> list[Grade]:
    """Return the grades whose subject is the area that is named, those that fit it best."""
    fits = [(coverage(area, grade.stems), grade) for grade in grades]
    best = max((fit for fit, _ in fits), default=0.0)
    return [grade for fit, grade in fits if fit == best >= NAMED]


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


def _said(reading: Reading, report: Report) -> list[Statement]:
    """Return a report's grades as statements: lines of judgements, else sentences of its own."""
    area = area_of(reading.wanted)
    grades = grades_of(reading, report) if reading.question.scope else []
    if area:
        grades = of_area(grades, area)
    elif "overall" in fold(reading.question.text):
        grades = [grade for grade in grades if grade.is_overall]
    made = [made for grade in grades if (made := grade.cite(reading)) is not None]
    return made or reading.cite_all(_sentences(reading, report, area))


def _sentences(reading: Reading, report: Report, area: tuple[Term, ...]) -> list[Unit]:
    given = [unit for unit in reading.text_of(report).units if _GIVEN.match(unit.text)]
    if area:
        title = stem_set(report.title)
        given = [unit for unit in given if coverage(area, unit.stems | title) >= NAMED]
    return list({unit.text: unit for unit in given}.values())


def _under(report: Report, said: Sequence[Statement]) -> list[Statement]:
    """Return statements with the report that they are of named above the first."""
    first, *rest = said
    return [replace(first, mark=heading_of(report)), *rest]
