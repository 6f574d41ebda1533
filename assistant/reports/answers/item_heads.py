"""Quoting items of lists under the heading that says what they are: strengths, or faults.

"The sharing of information by doctors" says nothing without "What needs to improve?" above it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.answers import Statement
from assistant.domain.sources import Report
from assistant.language.words import fold
from assistant.reports.evidence.remarks import heading_of
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.reading import Reading

_JUDGES = re.compile(
    r"\b(?:needs? to improve|strengths?|weakness\w*|(?:good|positive|promising|innovative) practice"
    r"|areas? (?:for|of)|priority actions?|recommendations?|concerns?|what (?:works|went) well)\b"
)


def head_of_item(unit: Unit, text: ReportText) -> str | None:
    """Return the heading that says what an item of a list is; none where a sentence leads to it."""
    if not unit.listed or not unit.passage.heading or text.lead_in(unit) is not None:
        return None
    head = unit.passage.heading[-1]
    return head.rstrip(" :?") if _JUDGES.search(fold(head)) else None


def cite_with_heads(
    reading: Reading, units: Sequence[Unit], text: ReportText, under: Report | None = None
) -> list[Statement]:
    """Return the sentences as statements, an item after the heading that says what it is.

    Args:
        reading: The question.
        units: The sentences, all of one report.
        text: That report.
        under: The report, where its name is to stand above the first.
    """
    made: list[Statement] = []
    told: str | None = None
    for unit in units:
        head = head_of_item(unit, text)
        cited = reading.cite(unit, head if head != told else None)
        if cited is None:
            continue
        if not made and under is not None:
            cited = replace(cited, mark=": ".join(filter(None, (heading_of(under), head))))
        told = head
        made.append(cited)
    return made
