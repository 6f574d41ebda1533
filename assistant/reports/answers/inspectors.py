"""Answering who carried out an inspection, with the line of the report that says so."""

import re

from assistant.domain.answers import Outcome, Reason
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.answers.lines import Line, opening_lines
from assistant.reports.evidence.remarks import not_stated
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import beyond, stem_set

MOST_REPORTS = 3
OPENING = 30
"""Sentences in which a report says who inspected."""
_BODIES = r"inspectorates?|bodies|body|organi[sz]ations?|agenc(?:y|ies)|inspectors"
_ASKED = re.compile(
    rf"^\W*(?:who|which (?:\w+ )?(?:{_BODIES})|what (?:{_BODIES}))\b.{{0,30}}?\b(?:inspected"
    r"|(?:took|take) part|carried out|undertook|conducted|did|involved|ran)\b"
    r"|^\W*(?:who|which (?:\w+ )?inspector)\b.{0,12}?\b(?:led|leads?|headed|in charge of|leading)\b"
    r".*\b(?:inspection|visit|letter|report|team|inspectors?)\b"
)
_LED = re.compile(r"\b(?:led|leads?|headed|in charge of|leading)\b")
_OF_INSPECTING = frozenset(
    stem_set("inspected inspectorate inspectorates bodies body organisation organisations agency")
    | stem_set("agencies inspectors took take part carried carry undertook undertake conducted did")
    | stem_set("involved ran inspection joint targeted area visit letter report")
    | stem_set("led lead leading headed charge team inspector")
)
_SAYS = re.compile(
    r"\b(?:undertook|conducted|carried out)\b.*\binspection\b|\bcarried out by\b"
    r"|\binspectors from\b|\binspectors inspected\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^lead inspector\b", re.IGNORECASE)


def answer_inspectors(reading: Reading) -> Found | None:
    """Return the line that says who inspected, else that names the lead inspector.

    None where anything else is asked for, no one report is named, or it has no such line.
    """
    others = beyond(reading.wanted.terms, _OF_INSPECTING)
    if others or not _ASKED.search(fold(reading.question.text)):
        return None
    if _LED.search(fold(reading.question.text)):
        return _led(reading) if reading.question.scope else None
    if not reading.question.scope or len(reading.reports) != 1:
        return None
    lines = list(opening_lines(reading, reading.reports[0], OPENING))
    leading = [line for line in lines if _LEAD.match(line.text)]
    telling = [line for line in lines if _tells(line)] or leading
    made = telling[0].cite(reading) if telling else None
    return Found(Outcome.ANSWERED, (made,)) if made else None


def _led(reading: Reading) -> Found:
    """Return the lines that name lead inspectors; those who only carried it out led nothing."""
    reports = reading.reports[:MOST_REPORTS]
    lines = [line for each in reports for line in opening_lines(reading, each, OPENING)]
    named = [line for line in lines if _LEAD.match(line.text)]
    said = tuple(made for line in named if (made := line.cite(reading)) is not None)
    if said:
        return Found(Outcome.ANSWERED, said)
    telling = [line for line in lines if _tells(line)][:1]
    nearest = tuple(made for line in telling if (made := line.cite(reading)) is not None)
    return Found(Outcome.ABSTAINED, (not_stated(),), Reason.NOT_IN_SOURCES, nearest)


def _tells(line: Line) -> bool:
    return not line.is_heading and _SAYS.search(line.text) is not None
