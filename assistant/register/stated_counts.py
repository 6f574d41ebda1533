"""Counts of recommendations that a report states itself, against those it sets out."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.domain.sources import Finding, FindingKind, Passage
from assistant.language.numbers import number_word
from assistant.language.sentences import sentences

_STATED = re.compile(
    r"\b(?P<number>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+(?:[a-z]+\s+){0,2}?"
    r"(?P<what>recommendations|causes of concern|areas for improvement)\b",
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
            for match in _STATED.finditer(sentence) if _MADE.search(sentence) else ():
                stated = _value(match["number"])
                if stated is None:
                    continue
                what = match["what"].lower()
                set_out = len(_concerned(findings, _KINDS[what], passage))
                if set_out:
                    found.append(StatedCount(sentence, passage, start, what, stated, set_out))
    return found


def _value(text: str) -> int | None:
    return int(text) if text.isdigit() else number_word(text.lower())


def _concerned(findings: Sequence[Finding], kind: FindingKind, passage: Passage) -> list[Finding]:
    return [
        each
        for each in findings
        if each.kind is kind and (each.section is None or each.section in passage.heading)
    ]
