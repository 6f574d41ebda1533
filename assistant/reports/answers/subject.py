"""Answering which of the reports held are about something, by their titles and openings."""

import re
from collections.abc import Iterator

from assistant.domain.answers import Outcome, Statement, sources_of
from assistant.domain.sources import Report
from assistant.language.wording import counted
from assistant.reports.answers.found import Found
from assistant.reports.answers.lines import Line, opening_lines
from assistant.reports.answers.over_all import is_over_all
from assistant.reports.evidence.remarks import heading_of, remark
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import Term, beyond, coverage, stem_set

MOST = 20
"""Reports named in one answer."""
_OPENING = 25
"""Sentences in which a report says what it is about."""
_ALL = 0.99
"""Share of the subject's weight that a line must have: all of its words, in some form."""
_ASKED = re.compile(
    r"^\W*(?:which|what|how many|list|name|are there any|any)\b.{0,20}?"
    r"\b(?:reports?|letters?|inspections?|publications?|thematics?|visits?)\b"
    r"(?: (?:that|which))?(?: (?:is|are|was|were|have been|held|do (?:we|you) (?:have|hold)))*"
    r" (?:about|on|dealt with|deal with|looked at|look at|covers?|covered|concerned with)\b"
)
_SAYS_SO = re.compile(
    r"\b(?:this|the|our) (?:\w+ ){0,3}(?:letter|report|inspection|review|visit|revisit)\b"
    r"|\binspection of\b|\bresponse to\b",
    re.IGNORECASE,
)
_OF_ASKING = stem_set(
    "report reports letter letters inspection inspections publication thematic visit about deal"
    " dealt look looked cover covered concerned list name hold held any many"
)


def answer_subject(reading: Reading) -> Found | None:
    """Return the reports whose title or opening says that they are about what is named.

    None where a report or place is named, or no report says so.
    """
    subject = beyond(reading.wanted.terms, _OF_ASKING)
    if not subject or not is_over_all(reading, _ASKED):
        return None
    lines = [line for report in reading.reports for line in _about(reading, report, subject)]
    said = [(line, made) for line in lines if (made := line.cite(reading))]
    if not said:
        return None
    shown = [Statement(made.text, made.sources, mark=heading_of(at.report)) for at, made in said]
    sources = sources_of(shown)
    words = " ".join(term.word for term in subject)
    opening = Statement(
        f"{len(shown)} of the {counted(len(reading.reports), 'report')} held say in their title "
        f"or opening that they are about “{words}”.",
        sources,
    )
    rest = [remark(f"The first {MOST} are shown.")] if len(shown) > MOST else []
    return Found(Outcome.ANSWERED, (opening, *shown[:MOST], *rest), complete=not rest)


def _about(reading: Reading, report: Report, subject: list[Term]) -> Iterator[Line]:
    """Yield the line by which a report says that it is about the subject, if one does."""
    title = stem_set(report.title)
    for line in opening_lines(reading, report, _OPENING):
        stems = stem_set(line.text)
        says = line.is_heading or _SAYS_SO.search(line.text) or stems <= title
        if says and coverage(subject, stems) >= _ALL:
            yield line
            return
