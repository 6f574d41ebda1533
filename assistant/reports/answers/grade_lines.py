"""The grades that a report gives: rows of its table of judgements, headings and sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.answers import Statement
from assistant.domain.sources import Report
from assistant.language.words import fold
from assistant.reports.answers.lines import Line, lines_of
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import stem_set

GRADES = r"(?:outstanding|good|adequate|inadequate|requires? improvement(?: to be good)?)"
"""The grades of PEEL assessments (HMICFRS, since 2021/22) and of Ofsted's inspections."""
_ROW = re.compile(rf"(?:\d[\d.]* )?(?P<subject>[^|]{{3,160}}?) \| (?P<grade>{GRADES})\W*", re.I)
_SENTENCE = re.compile(
    r"(?P<subject>.{3,140}?) (?:(?:is|are)(?: that .{2,40}? (?:is|are))?"
    rf"(?: (?:judged|graded|rated)(?: to be| as)?)? (?P<grade>{GRADES})"
    r"|(?P<verb>requires? improvement(?: to be good)?))\W*",
    re.I,
)
_LABEL = re.compile(
    rf"(?P<subject>.{{3,140}}?)(?::| [–-])(?: grade:)? (?P<grade>{GRADES})\W*", re.I
)
_OF_JUDGEMENTS = re.compile(
    r"\b(?:overall|judgements?|judgment|ratings?|grades?|graded)\b|\bexperiences and progress\b"
    r"|^children.s services in\b",
    re.I,
)
"""What a sentence has to speak of to be a grade, not a finding on one matter ("practice is
good"). A heading that ends in a grade gives one."""
_WHOLE = re.compile(r"\boverall\b|^children.s services(?: in .{2,40})?$", re.I)

_LONGEST = 240
"""Characters of a line that may give a grade."""
_OVERALL = frozenset({"overall"})
_PADDING = stem_set("experience experiences progress graded grade judgement judgment performance")
"""Stems that one grade's subject has in the table, and not in a heading, or the other way."""


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade as a report gives it."""

    report: Report
    subject: str
    """What is graded, as printed."""
    value: str
    """Folded: "outstanding", "requires improvement"."""
    printed: str
    """The line that gives it, as a statement says it."""
    line: Line

    @property
    def is_overall(self) -> bool:
        """Whether it is of the service as a whole."""
        return _WHOLE.search(self.subject) is not None

    @property
    def stems(self) -> frozenset[str]:
        """Stems of what is graded."""
        return stem_set(self.subject)

    def cite(self, reading: Reading) -> Statement | None:
        """Return the grade as a statement; none where its quotation doesn't stand."""
        return self.line.cite(reading, self.printed)


def grades_of(reading: Reading, report: Report) -> list[Grade]:
    """Return the grades that a report gives, each subject once, that of the whole first."""
    found: dict[frozenset[str], Grade] = {}
    for grade in _all_of(reading, report):
        found.setdefault(_OVERALL if grade.is_overall else grade.stems - _PADDING, grade)
    return sorted(found.values(), key=lambda grade: not grade.is_overall)


def grade_in(text: str) -> str | None:
    """Return the first grade that a question names, folded and in its short form."""
    match = re.search(rf"\b{GRADES}\b", fold(text))
    return _short(match.group()) if match else None


def _all_of(reading: Reading, report: Report) -> Iterator[Grade]:
    for line in lines_of(reading, report):
        if len(line.text) <= _LONGEST and (grade := _given_in(line)) is not None:
            yield grade


def _given_in(line: Line) -> Grade | None:
    text = line.text.strip()
    row = _ROW.fullmatch(text)
    if row:
        said = f"{row['subject'].strip()}: {row['grade'].strip()}"
        return Grade(line.report, row["subject"].strip(), _short(row["grade"]), said, line)
    match = _SENTENCE.fullmatch(text) or _LABEL.fullmatch(text)
    if match is None or not (line.is_heading or _OF_JUDGEMENTS.search(match["subject"])):
        return None
    groups = match.groupdict()
    value = _short(groups["grade"] or groups["verb"])
    return Grade(line.report, match["subject"].strip(), value, text, line)


def _short(grade: str) -> str:
    """Return a grade folded, in the form by which two ways of printing it compare."""
    folded = fold(grade)
    return "requires improvement" if folded.startswith("require") else folded
