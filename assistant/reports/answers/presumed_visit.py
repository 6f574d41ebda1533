"""Saying that an inspection was at another time than a question takes for granted."""

import re

from assistant.domain.answers import Outcome, Reason
from assistant.language.dates import find_dates
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import contradicted
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.reading import Reading

_OF_VISIT = re.compile(
    r"^\W*(?:why|how come|who|what|which)\b.*\b(?:inspected|inspection|visit(?:ed)?|fieldwork)\b"
    r"(?: (?:take|took|carried|done|held|happen)\b.*?)?.*\bin (?P<when>.+)"
)
_TELLS = re.compile(
    r"\b(?:inspection|visit|fieldwork)\b.{0,40}\b(?:took place|ran from|was carried out|between)\b"
    r"|\binspection dates?:|^between .{5,60}\b(?:undertook|inspected|carried out)\b"
    r"|^we (?:visited|inspected)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENING = 60
"""Sentences of a report in which it says when the inspection was."""


def answer_presumed_visit(reading: Reading) -> Found | None:
    """Return the sentence that says when the inspection was, where a question has another time."""
    match = _OF_VISIT.match(fold(reading.question.text).rstrip("? "))
    if match is None or len(reading.question.scope) != 1 or reading.question.missing_scope:
        return None
    asked = _months(match["when"]) or _years(match["when"])
    for unit in reading.text_of(reading.reports[0]).units[:_OPENING] if reading.reports else ():
        if asked and _TELLS.search(fold(unit.text)) and _tells_another(unit, asked):
            shown = reading.cite_all([unit])
            return (
                Found(Outcome.ABSTAINED, (contradicted(), *shown), Reason.PREMISE_CONTRADICTED)
                if shown
                else None
            )
    return None


def _tells_another(unit: Unit, asked: set[tuple[int, int]]) -> bool:
    said = _months(unit.text)
    years = {year for year, _ in said}
    by_year = any(month == 0 for _, month in asked)
    agrees = bool({year for year, _ in asked} & years) if by_year else bool(asked & said)
    return bool(said) and not agrees


def _months(text: str) -> set[tuple[int, int]]:
    return {
        (written.day.year, written.day.month) if written.day else written.month or (0, 0)
        for written in find_dates(text)
    } - {(0, 0)}


def _years(text: str) -> set[tuple[int, int]]:
    return {(int(year), 0) for year in _YEAR.findall(text)}
