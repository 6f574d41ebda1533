"""Whether all findings of a kind in a report have been told apart, and how many it says it has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.domain.sources import Finding, FindingKind
from assistant.language.numbers import find_numbers
from assistant.language.words import fold
from assistant.ports import Library
from assistant.reports.answers.finding_lists import KINDS, number_of
from assistant.reports.evidence.units import Unit

_NAMES_THEM = re.compile(
    rf"\b(?:{'|'.join(KINDS.values())}|needs? to improve|recommend\w*|concerns?)\b"
)
_MAKES = re.compile(
    r"\b(?:we|this (?:report|letter|inspection|review)|the (?:report|letter))"
    r" (?:\w+ )?(?:make|makes|have made|has made|set out|sets out|contains?|issue|issues)\b",
    re.IGNORECASE,
)
"""Of this report itself: an earlier one "made nine recommendations"."""
STATED_OTHERWISE = "The report states another number than it sets out."
"""Said beside the two numbers, wherever both are."""
_PART = 5
"""Paragraph numbers between two parts of a report that each set findings out, at the least."""


def surely_all(library: Library, findings: Sequence[Finding]) -> bool:
    """Say whether findings are numbered one after the other, or all stand under their own name.

    Items under a heading within ("Leadership") may go on under the next one, which a letter
    prints no smaller than the heading that named them: then others may be missing.
    """
    numbers = [number_of(finding) for finding in findings]
    if all(numbers) and _consecutive([number for number in numbers if number]):
        return True
    passages = library.passages([name for each in findings for name in each.passage_ids])
    return all(_NAMES_THEM.search(fold(" ".join(each.heading[-1:]))) for each in passages)


def stating(units: Iterable[Unit], kind: FindingKind) -> Iterator[tuple[Unit, float]]:
    """Yield each sentence by which a report says how many findings of a kind it makes itself."""
    for unit in units:
        if _MAKES.search(unit.text):
            yield from ((unit, number) for number in numbers_of(unit.text, kind))


def numbers_of(sentence: str, kind: FindingKind) -> list[float]:
    """Return the numbers that stand right before a kind of finding: "seven recommendations"."""
    before = re.compile(rf"\W*(?:[\w-]+ ){{0,2}}(?:{KINDS[kind]})\b")
    return [
        number.value
        for number in find_numbers(sentence)
        if before.match(fold(sentence[number.end :]))
    ]


def _consecutive(numbers: Sequence[int]) -> bool:
    """Say whether numbers go up by one, in one run or in a run for each part of a report."""
    return all(
        after in {before + 1, 1} or after - before > _PART for before, after in pairwise(numbers)
    )
