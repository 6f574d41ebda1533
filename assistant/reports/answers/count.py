"""Answering how many recommendations a report makes, checked against those it sets out."""

import re

from assistant.domain.answers import Outcome
from assistant.domain.plans import Want
from assistant.language.words import fold
from assistant.reports.answers.finding_lists import kind_called
from assistant.reports.answers.found import Found
from assistant.reports.answers.told_apart import numbers_of
from assistant.reports.matching.reading import Reading

_KIND = "recommendations|causes (?:of|for) concern|areas for improvement"
_ASKED = re.compile(rf"\bhow many (?:[\w-]+ )?(?P<kind>{_KIND})\b(?! (?:and|or) )")
_NONE = re.compile(r"\bno (?:[\w-]+ )?(?:recommendations|causes|areas)\b")


def answer_count(reading: Reading) -> Found | None:
    """Return the sentence that counts a report's findings as they are set out; else none.

    Only where one report is asked about, and one kind of finding: then a sentence with another
    number speaks of another report, or of part of them.
    """
    match = _ASKED.search(fold(reading.question.text))
    if match is None or Want.NUMBER not in reading.question.wants or len(reading.reports) != 1:
        return None
    kind = kind_called(match["kind"])
    findings = reading.stores.library.findings([reading.reports[0].id])
    number = sum(finding.kind is kind for finding in findings)
    for unit in reading.text_of(reading.reports[0]).units:
        says_none = number == 0 and _NONE.search(fold(unit.text))
        if says_none or number in numbers_of(unit.text, kind):
            made = reading.cite(unit)
            if made is not None and unit.is_statement:
                return Found(Outcome.ANSWERED, (made,))
    return None
