"""Answering when a report came out, or when its inspection was, with the line that prints it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.domain.answers import Outcome
from assistant.language.dates import find_dates
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.answers.lines import Line, opening_lines
from assistant.reports.evidence.remarks import heading_of
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import beyond, stem_set

OPENING = 12
"""Sentences in which a report prints its dates."""
MOST_REPORTS = 3
_WHEN = re.compile(
    r"^\W*(?:and |so )?(?:when|(?:on )?(?:what|which) (?:date|day|dates|days)"
    r"|what (?:is|was|were) the (?:inspection |publication )?dates?)\b"
)
_PUBLISHED = re.compile(r"\b(?:publish\w*|publication|come out|came out|issued?|released?)\b")
_INSPECTED = re.compile(
    r"\b(?:inspect(?:ed|ions?)|visit(?:ed)?|take place|took place|carried out|happen\w*"
    r"|fieldwork)\b"
)
_OF_DATES = frozenset(
    stem_set("date day publish publication come came out issue release inspect inspection visit")
    | stem_set(
        "take took place carry carried happen held joint targeted area report letter thematic"
    )
    | stem_set("police force council borough county city authority services children's fieldwork")
)
_LABELLED = re.compile(r"^(?:inspection|fieldwork|visit) dates?\b|^dates? of (?:the )?\w+\b", re.I)
_INSPECTING = re.compile(
    r"\b(?:carried out|undertook|conducted|visited|inspected|inspection took place)\b", re.I
)


def answer_dates(reading: Reading) -> Found | None:
    """Return the line of each named report that prints its date, or that of its inspection.

    None where anything else is asked for, or no such line is found.
    """
    asked = fold(reading.question.text)
    tells = _line_asked_for(asked)
    others = beyond(reading.wanted.terms, _OF_DATES)
    if tells is None or others or not 0 < len(reading.question.scope) <= MOST_REPORTS:
        return None
    said = []
    for report in reading.reports:
        line = _printing(opening_lines(reading, report, OPENING), tells)
        made = line.cite(reading) if line else None
        if made:
            several = len(reading.reports) > 1
            said.append(replace(made, mark=heading_of(report) if several else None))
    return Found(Outcome.ANSWERED, tuple(said)) if said else None


_Tells = Callable[[Line], bool]


def _line_asked_for(asked: str) -> _Tells | None:
    if not _WHEN.search(asked):
        return None
    if _PUBLISHED.search(asked):
        return _tells_publication
    return _tells_inspection if _INSPECTED.search(asked) else None


def _tells_publication(line: Line) -> bool:
    published = line.report.published
    return published is not None and any(
        each.day == published
        or (each.day is None and each.month == (published.year, published.month))
        for each in find_dates(line.text)
    )


def _tells_inspection(line: Line) -> bool:
    dated = bool(find_dates(line.text))
    return dated and bool(_LABELLED.search(line.text) or _INSPECTING.search(line.text))


def _printing(opening: Iterable[Line], tells: _Tells) -> Line | None:
    """Return the first line that tells, one with a label before a sentence."""
    found = sorted(filter(tells, opening), key=lambda line: not _LABELLED.search(line.text))
    return found[0] if found else None
