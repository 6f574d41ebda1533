"""Answering what one report says has to improve, or is done well, with its list of that."""

import re

from assistant.domain.answers import Outcome, Reason
from assistant.domain.sources import FindingKind
from assistant.language.words import fold
from assistant.reports.answers.finding_lists import units_of
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import more, not_stated
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.duties import asks_improvement, asks_recommended, asks_strengths
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import beyond, stem_set

MOST = 20
"""Sentences shown in one answer."""
_TO_IMPROVE = re.compile(r"\bneeds? to improve\b|\bareas? (?:for|of) (?:improvement|development)\b")
_WELL = re.compile(r"\b(?:strengths?|good practice|positive practice|does well|working well)\b")
_FRAMING = stem_set(
    "need needs have has must should could improve improved change do does done doing well good at"
    " recommend recommended recommends recommendation better get work works working list name show"
    " give tell report letter inspection area areas authority council force partnership local going"
    " perform told asked inspectors inspector inspectorate ofsted cqc hmicfrs borough county"
)


def answer_verdict_list(reading: Reading) -> Found | None:
    """Return all that a report says has to improve, or is done well.

    None where no one report is named, or where one matter is asked about. Where the report has no
    such list nothing is: what is good or bad is not for us to pick.
    """
    question = reading.question
    if not question.scope or len(reading.reports) != 1 or question.missing_scope:
        return None
    asked = fold(question.text)
    improving, well, recommended = (
        asks_improvement(asked),
        asks_strengths(asked),
        asks_recommended(asked),
    )
    if not (improving or well or recommended) or beyond(reading.wanted.terms, _FRAMING):
        return None
    text = reading.text_of(reading.reports[0])
    units = _findings(reading, text, only=FindingKind.RECOMMENDATION) if recommended else []
    units = units or _headed(text, _WELL if well else _TO_IMPROVE)
    if not (units or well):
        units = _findings(reading, text)
    shown = reading.cite_all(units[:MOST])
    if not shown:
        return Found(Outcome.ABSTAINED, (not_stated(),), Reason.NOT_IN_SOURCES)
    rest = [more(len(units) - MOST, units[MOST].passage.page)] if len(units) > MOST else []
    return Found(Outcome.ANSWERED, (*shown, *rest), complete=not rest)


def _headed(text: ReportText, heading: re.Pattern[str]) -> list[Unit]:
    """Return the items of the lists under the headings of a kind."""
    under = text.units.under(lambda names: bool(names) and _is(heading, names[-1]))
    return [unit for unit in under if unit.listed]


def _is(heading: re.Pattern[str], name: str) -> bool:
    return heading.search(fold(name)) is not None


def _findings(reading: Reading, text: ReportText, only: FindingKind | None = None) -> list[Unit]:
    found = reading.stores.library.findings([text.report.id])
    return [
        unit
        for finding in found
        if only in {None, finding.kind}
        for unit in units_of(finding, text)
    ]
