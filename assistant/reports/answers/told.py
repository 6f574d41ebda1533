"""Answering which of the reports held ask for something: computed over all their findings."""

import re

from assistant.domain.answers import Outcome, Statement, sources_of
from assistant.domain.sources import Finding
from assistant.language.wording import counted
from assistant.language.words import fold
from assistant.reports.answers.finding_lists import units_of
from assistant.reports.answers.found import Found
from assistant.reports.answers.over_all import is_over_all
from assistant.reports.evidence.remarks import remark
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.duties import asks_duty
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import Term, beyond, coverage, stem_set

MOST = 20
"""Findings shown in one answer."""
_SPEAKS_OF = 0.99
"""Share of the subject's weight that a finding must have: all of its words, in some form."""
_MANY = (
    r"(?:areas?|authorit(?:y|ies)|councils?|boroughs?|count(?:y|ies)|forces?|letters?|places?"
    r"|partnerships?|constabular(?:y|ies))"
)
_TOLD = r"(?:told|asked|advised|required|directed|urged|instructed|recommended|expected)"
_ASKED = re.compile(
    rf"\b(?:which|what|how many|list)\b.{{0,30}}?\b{_MANY}\b.{{0,30}}?\b{_TOLD}\b"
    rf"|\b(?:which|what|how many|list)\b.{{0,30}}?\b{_MANY}\b.{{0,20}}?\bneed(?:s|ed)? to improve\b"
    r"|\b(?:which|what|how many|list)\b.{0,20}?\b(?:reports|letters|inspections)\b.{0,20}?"
    r"\b(?:makes?|made|contains?|ha(?:ve|s|d)|sets? out|includes?|give|ask)\b.{0,20}?"
    r"\b(?:recommendations?|areas? for improvement|actions?|causes? of concern|for)\b"
)
_OF_ASKING = frozenset(
    stem_set("told tell asked ask advised required require directed urged instructed expected")
    | stem_set("recommended improve improved improvement improving need needs needed area areas")
    | stem_set("authority authorities council councils borough force forces letter letters place")
    | stem_set("county partnership action actions do better make made contain have set include")
    | stem_set("ofsted cqc hmicfrs inspectorate recommends recommend must should tell told")
    | stem_set("given recommendations concern cause inspectors report reports response their work")
)


def answer_told(reading: Reading) -> Found | None:
    """Return what reports ask for on a subject: of the one that is named, else of all, counted.

    None where nothing of the kind is asked, or no finding has every word of the subject.
    """
    question = reading.question
    asked = fold(question.text)
    one = bool(question.scope) and len(reading.reports) == 1 and asks_duty(asked)
    subject = beyond(reading.wanted.terms, _OF_ASKING)
    if not subject or not (one or is_over_all(reading, _ASKED)):
        return None
    found = _asking(reading, subject)
    if not found:
        return None
    return _of_one(reading, found) if one else _of_all(reading, found, subject)


def _of_one(reading: Reading, found: list[Unit]) -> Found | None:
    said = reading.cite_all(found[:MOST])
    return Found(Outcome.ANSWERED, tuple(said), complete=len(found) <= MOST) if said else None


def _of_all(reading: Reading, found: list[Unit], subject: list[Term]) -> Found:
    by_report = {unit.report.id: unit.report for unit in found}
    said = [
        made
        for report in by_report.values()
        for made in reading.cite_all([u for u in found if u.report is report], report)
    ]
    words = " ".join(term.word for term in subject)
    sources = sources_of(said)
    opening = (
        f"Among the findings told apart in the {counted(len(reading.reports), 'report')} held, "
        f"those of {len(by_report)} speak of “{words}”."
    )
    rest = [remark(f"The first {MOST} of {len(said)} are shown.")] if len(said) > MOST else []
    shown = (Statement(opening, sources), *said[:MOST], *rest)
    return Found(Outcome.ANSWERED, shown, complete=not rest)


def _asking(reading: Reading, subject: list[Term]) -> list[Unit]:
    """Return what every finding that has all words of the subject says of it."""
    reports = {report.id: report for report in reading.reports}
    return [
        unit
        for finding in reading.stores.library.findings(list(reports))
        if _speaks_of(finding, subject)
        for unit in _telling(
            units_of(finding, reading.text_of(reports[finding.report_id])), subject
        )
    ]


def _telling(units: tuple[Unit, ...], subject: list[Term]) -> tuple[Unit, ...]:
    """Return the sentences of a finding that speak of the subject, after what leads into them."""
    own = tuple(unit for unit in units if any(term.occurs_in(unit.stems) for term in subject))
    leads = units[:1] if units and units[0].text.rstrip().endswith(":") else ()
    return tuple(dict.fromkeys((*leads, *own))) or units[:1]


def _speaks_of(finding: Finding, subject: list[Term]) -> bool:
    return coverage(subject, stem_set(finding.text)) >= _SPEAKS_OF
