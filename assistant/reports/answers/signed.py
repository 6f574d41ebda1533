"""Answering who wrote or signed a report, with the names that stand under it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.evidence.cite import cite_heading
from assistant.reports.evidence.remarks import heading_of, not_stated
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.reading import Reading

_WRITING = r"report|letter|foreword|paper|review|assessment|response|summary"
_ASKED = re.compile(
    rf"^\W*who (?:(?:has |have )?(?:wrote|written|signed|authored|drafted)|(?:is|was|are|were) the"
    rf" authors? of) (?:the |this |that |its |our |their )?(?:(?!to\b)[\w'’-]+ ){{0,6}}"
    rf"(?:{_WRITING})\b"
    rf"|^\W*who (?:is|was) the (?:[\w'’-]+ ){{0,4}}(?:{_WRITING}) (?:written |signed )?by\b"
)
_CLOSING = re.compile(r"yours (?:sincerely|faithfully|truly)\b")
_NAME = re.compile(
    r"(?:(?:Dr|Sir|Dame|Professor|Mr|Mrs|Ms) )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}"
    r"(?:,? [A-Z]{2,4})*"
)
_OFFICE = re.compile(
    r"\b(?:inspector|director|commissioner|chair|chief executive|ombudsman|secretary|constable)\b"
)
MOST = 8
"""Lines under a letter that are taken for its signatures."""
_LONGEST = 16
"""Words of a line with a name and an office."""


def answer_signed(reading: Reading) -> Found | None:
    """Return the names under the reports named; none where nobody's authorship is asked for."""
    if not _ASKED.search(fold(reading.question.text)) or not reading.question.scope:
        return None
    statements: list[Statement] = []
    for report in reading.reports:
        said = [made for made in _signatures(reading, reading.text_of(report)) if made]
        if said and len(reading.reports) > 1:
            said[0] = replace(said[0], mark=heading_of(report))
        statements += said
    if statements:
        return Found(Outcome.ANSWERED, tuple(dict.fromkeys(statements)))
    return Found(Outcome.ABSTAINED, (not_stated(),), Reason.NOT_IN_SOURCES)


def _signatures(reading: Reading, text: ReportText) -> Iterator[Statement | None]:
    units = list(text.units)
    closing = next((u.place for u in units if _CLOSING.match(fold(u.text))), None)
    if closing is not None:
        signed = [u for u in units if u.place > closing and not _is_prose(u)]
        yield from (reading.cite(unit) for unit in signed[:MOST])
        return
    for unit in units:
        if _names_office(unit):
            yield from _under_name(reading, unit)


def _is_prose(unit: Unit) -> bool:
    return unit.text.rstrip().endswith(".") or "www." in unit.text


def _names_office(unit: Unit) -> bool:
    """Say whether a line is an office, alone or after a name, and no sentence."""
    short = len(unit.text.split()) <= _LONGEST
    return short and not unit.is_statement and _OFFICE.search(fold(unit.text)) is not None


def _under_name(reading: Reading, unit: Unit) -> Iterator[Statement | None]:
    name = unit.passage.heading[-1] if unit.passage.heading else ""
    if _NAME.match(unit.text.split(",")[0]) and "," in unit.text:
        yield reading.cite(unit)
    elif _NAME.fullmatch(name) and not _OFFICE.search(fold(name)):
        library, report = reading.stores.library, unit.report
        block = next((each for each in library.blocks(report.id) if each.text == name), None)
        if block is not None:
            yield cite_heading(library, report, block, reading.trace)
            yield reading.cite(unit)
