"""Counts of recommendations that a report states itself, against those it sets out."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.domain.sources import Finding, FindingKind, Passage
from assistant.language.numbers import find_numbers
from assistant.language.sentences import sentences

_COUNTED = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}?(recommendations|causes of concern|areas for improvement)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(made|makes?|make|set out|sets out|contains?|resulted|identified|are made|there are|"
    r"following)\b",
    re.IGNORECASE,
)
_KINDS = {
    "recommendations": FindingKind.RECOMMENDATION,
    "causes of concern": FindingKind.CAUSE_OF_CONCERN,
    "areas for improvement": FindingKind.AREA_FOR_IMPROVEMENT,
}


class StatedCount(NamedTuple):
    """A sentence that says how many findings were made, and how many are set out."""

    sentence: str
    passage: Passage
    start: int
    """Offset of the sentence in the passage."""
    what: str
    stated: int
    set_out: int


def stated_counts(passages: Iterable[Passage], findings: Sequence[Finding]) -> list[StatedCount]:
    """Return every stated count of a report's findings beside the number it sets out.

    Where the findings stand under several publications' headings, those under the sentence's
    own heading are counted.
    """
    found: list[StatedCount] = []
    for passage in passages:
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            for stated, what in stated_in(sentence):
                set_out = len(_concerned(findings, _KINDS[what], passage))
                if set_out:
                    found.append(StatedCount(sentence, passage, start, what, stated, set_out))
    return found


def stated_in(sentence: str) -> list[tuple[int, str]]:
    """Return (number, what) for each count of findings that a sentence says were made."""
    if not _MADE.search(sentence):
        return []
    counts = []
    for number in find_numbers(sentence):
        match = _COUNTED.match(sentence, number.end)
        if match and number.value == int(number.value):
            counts.append((int(number.value), match[1].lower()))
    return counts


def _concerned(findings: Sequence[Finding], kind: FindingKind, passage: Passage) -> list[Finding]:
    return [
        each
        for each in findings
        if each.kind is kind and (each.section is None or _under(each.section, passage))
    ]


def _under(section: str, passage: Passage) -> bool:
    # The printed heading goes on with the publication's date.
    return any(heading.startswith(section) for heading in passage.heading)
