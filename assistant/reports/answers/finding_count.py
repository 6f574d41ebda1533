"""Counting the findings that a report sets out, each of which opens."""

import re

from assistant.domain.answers import Outcome, Reason, Statement, sources_of
from assistant.domain.sources import Finding, Report
from assistant.language.wording import counted
from assistant.language.words import fold
from assistant.reports.answers.finding_lists import (
    KINDS,
    first_sentences,
    kind_called,
    many,
)
from assistant.reports.answers.found import Found
from assistant.reports.answers.told_apart import STATED_OTHERWISE, stating, surely_all
from assistant.reports.evidence.remarks import maybe_more, remark
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import beyond, stem_set

_ANY = "|".join(KINDS.values())
_ASKED = re.compile(rf"\bhow many (?P<kind>{_ANY})\b(?! (?:and|or) )")
_OF_COUNTING = frozenset(
    stem_set("recommendation recommendations cause causes concern area areas improvement actions")
    | stem_set("action get got receive received make made set sets give given have contain")
    | stem_set("report letter inspection inspectors number there told total include hold held was")
)


def answer_finding_count(reading: Reading) -> Found | None:
    """Return how many findings of the kind asked for one report sets out, counted over all.

    None where more than their number is asked, or no report or several are named.
    """
    asked = _ASKED.search(fold(reading.question.text))
    others = beyond(reading.wanted.terms, _OF_COUNTING)
    if asked is None or others or not reading.question.scope or len(reading.reports) != 1:
        return None
    (report,) = reading.reports
    kind = kind_called(asked["kind"])
    findings = reading.stores.library.findings([report.id])
    chosen = [finding for finding in findings if finding.kind is kind]
    if chosen:
        sure = surely_all(reading.stores.library, chosen)
        otherwise = _stated_otherwise(reading, report, chosen)
        doubt = [remark(STATED_OTHERWISE)] if otherwise else []
        rest = doubt or ([] if sure else [maybe_more()])
        said = (*otherwise, _counted(reading, report, chosen), *rest)
        return Found(Outcome.ANSWERED if sure else Outcome.PARTIAL, said, complete=sure)
    none = (remark(f"No {kind.value} could be told in “{report.title}”."),)
    of_other_kinds = []
    for other in dict.fromkeys(finding.kind for finding in findings):
        same = [finding for finding in findings if finding.kind is other]
        of_other_kinds.append(_counted(reading, report, same))
    return Found(Outcome.ABSTAINED, none, Reason.NOT_IN_SOURCES, tuple(of_other_kinds))


def _stated_otherwise(reading: Reading, report: Report, found: list[Finding]) -> list[Statement]:
    """Return the sentence by which a report says it makes another number of them than these."""
    stated = stating(reading.text_of(report).units, found[0].kind)
    return reading.cite_all([unit for unit, number in stated if number != len(found)][:1])


def _counted(reading: Reading, report: Report, findings: list[Finding]) -> Statement:
    """Say how many there are; each is a source."""
    firsts = reading.cite_all(first_sentences(findings, reading.text_of(report)))
    name = findings[0].kind.value
    number = counted(len(findings), name, many(name))
    return Statement(f"“{report.title}” sets out {number}.", sources_of(firsts))
