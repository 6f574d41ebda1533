"""Answering which reports set out findings of a kind, and how many each: computed over all."""

import re

from assistant.domain.answers import Outcome, Statement, sources_of
from assistant.domain.sources import Finding, FindingKind, Report
from assistant.language.wording import counted
from assistant.language.words import fold
from assistant.reports.answers.finding_lists import (
    KINDS,
    first_sentences,
    kind_called,
    many,
)
from assistant.reports.answers.found import Found
from assistant.reports.answers.over_all import is_over_all
from assistant.reports.answers.told_apart import surely_all
from assistant.reports.evidence.remarks import heading_of, maybe_more
from assistant.reports.matching.reading import Reading

_PRIORITY = re.compile(r"\bpriority (?:and immediate )?actions?\b")
_ANY = "|".join(KINDS.values())
_ASKED = re.compile(
    r"^\W*(?:which|what|how many|list|are there any|any)\b.{0,20}?"
    r"\b(?:areas?|authorit(?:y|ies)|councils?|forces?|letters?|reports?|inspections?|places?)\b"
    r" (?:with|(?:that )?(?:got|get|had|have|has|were given|received?|made|makes?|contains?"
    r"|sets? out|includes?|were set|needed|need))"
    r" (?:(?:any|a|the) )?"
    rf"(?P<kind>(?:areas? for )?priority (?:and immediate )?actions?|{_ANY})\W*$"
)


def answer_having(reading: Reading) -> Found | None:
    """Return the reports that set out findings of the kind asked for, each with their number.

    None where a report or place is named, more is asked, or no report sets any out.
    """
    asked = _ASKED.search(fold(reading.question.text))
    if asked is None or not is_over_all(reading, _ASKED):
        return None
    priority = _PRIORITY.search(asked["kind"]) is not None
    kind = FindingKind.ACTION if priority else kind_called(asked["kind"])
    name = ("priority action", "priority actions") if priority else (kind.value, many(kind.value))
    held = [(report, _of_kind(reading, report, kind, priority=priority))
            for report in reading.reports]  # fmt: skip
    said = [_said(reading, report, found, name) for report, found in held if found]
    if not said:
        return None
    total = sum(len(found) for _, found in held)
    sources = sources_of(said)
    verb = "sets" if len(said) == 1 else "set"
    opening = (
        f"{len(said)} of the {counted(len(reading.reports), 'report')} held {verb} out "
        f"{counted(total, *name)}."
    )
    sure = all(surely_all(reading.stores.library, found) for _, found in held)
    rest = () if sure else (maybe_more(),)
    outcome = Outcome.ANSWERED if sure else Outcome.PARTIAL
    return Found(outcome, (Statement(opening, sources), *said, *rest), complete=sure)


def _of_kind(
    reading: Reading, report: Report, kind: FindingKind, *, priority: bool
) -> list[Finding]:
    library = reading.stores.library
    found = [each for each in library.findings([report.id]) if each.kind is kind]
    if not priority:
        return found
    under = {
        passage.id
        for passage in library.passages([name for each in found for name in each.passage_ids])
        if any(_PRIORITY.search(fold(heading)) for heading in passage.heading)
    }
    return [each for each in found if under & set(each.passage_ids)]


def _said(
    reading: Reading, report: Report, found: list[Finding], name: tuple[str, str]
) -> Statement:
    firsts = reading.cite_all(first_sentences(found, reading.text_of(report)))
    return Statement(f"{counted(len(found), *name)}.", sources_of(firsts), mark=heading_of(report))
