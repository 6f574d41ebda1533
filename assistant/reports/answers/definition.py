"""Answering "What is an NMO?"."""

import re

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.domain.plans import Want
from assistant.language.glossary import expand
from assistant.reports.answers.found import Found
from assistant.reports.evidence.definitions import define, subjects
from assistant.reports.evidence.remarks import remark, undefined
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.reading import Reading
from assistant.reports.search.retrieve import search

_FOUND = 40
_USED_ONLY = 1
_ENTRY = re.compile(r"[^.:]{2,60}: ")
_GOES_ON = 2
"""Sentences of a glossary's entry that follow the first."""


def answer_definition(reading: Reading) -> Found | None:
    """Answer a question for the meaning of terms; none where it isn't one."""
    if reading.question.wants != (Want.DEFINITION,):
        return None
    terms = subjects(reading.question.text)
    if not terms:
        return None
    defined: list[Statement] = []
    remarks: list[Statement] = []
    used: list[Statement] = []
    for term in terms:
        found = define(term, _units(reading, term))
        made = reading.cite(found.unit) if found else None
        if found is None or made is None:
            remarks.append(remark(f"The reports held do not say what “{term}” means."))
        elif found.strength == _USED_ONLY:
            used.append(made)
            remarks.append(undefined(term))
        else:
            defined += [m for m in (made, *_rest(reading, found.unit)) if m not in defined]
    return _found(defined, used, remarks, worded=any(_is_acronym(term) for term in terms))


def _rest(reading: Reading, unit: Unit) -> list[Statement]:
    """Return what a glossary's entry goes on to say."""
    if not _ENTRY.match(unit.text):
        return []
    units = reading.text_of(unit.report).units
    following = [each for each in units if each.line == unit.line and each.place > unit.place]
    return reading.cite_all(following[:_GOES_ON])


def _found(
    defined: list[Statement], used: list[Statement], remarks: list[Statement], *, worded: bool
) -> Found | None:
    if not remarks:
        return Found(Outcome.ANSWERED, tuple(defined))
    if defined or used:
        return Found(Outcome.PARTIAL, (*defined, *used, *remarks), complete=False)
    # "What is the risk rating?" reads like a definition but is a question like any other.
    return Found(Outcome.ABSTAINED, tuple(remarks), Reason.NOT_IN_SOURCES) if worded else None


def _units(reading: Reading, term: str) -> list[Unit]:
    """Return the sentences of all passages that are near the term or use it."""
    found = search(
        reading.stores,
        " ".join([term, *expand(term)]),
        classes=reading.classes,
        k=_FOUND,
        scope=reading.question.scope,
    )
    reports = {report.id: report for report in reading.reports}
    return [
        unit
        for each in found
        if each.passage.report_id in reports
        for unit in reading.text_of(reports[each.passage.report_id]).of_passage(each.passage.id)
    ]


def _is_acronym(term: str) -> bool:
    return any(char.isupper() for char in term[1:])
