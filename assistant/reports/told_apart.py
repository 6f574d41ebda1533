"""Whether all findings of a kind in a report can be taken to have been told apart."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.domain.sources import Finding
from assistant.language.words import fold
from assistant.ports import Library
from assistant.reports.findings import KINDS, number_of

_NAMES_THEM = re.compile(
    rf"\b(?:{'|'.join(KINDS.values())}|needs? to improve|recommend\w*|concerns?)\b"
)
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


def _consecutive(numbers: Sequence[int]) -> bool:
    """Say whether numbers go up by one, in one run or in a run for each part of a report."""
    return all(
        after in {before + 1, 1} or after - before > _PART for before, after in pairwise(numbers)
    )
