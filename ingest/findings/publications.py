"""Headings of the publications that one file describes, each with its date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.documents import Block, BlockKind
from assistant.domain.sources import Report
from assistant.language.dates import WrittenDate, find_dates
from assistant.language.words import fold

_BEFORE_DATE = re.compile(
    r"(?P<title>.*?\S)\s*(?:\s[–—-]+|[,:(\[])\s*(?:(?:first\s+)?(?:published|issued|dated)(?:\s+on)?:?\s+)?$",
    re.IGNORECASE | re.DOTALL,
)
_NO_TITLE = re.compile(r"^(?:recommendation|area for improvement|afi|table|figure|annex)\b", re.I)
_LONGEST_TITLE = 400
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Publication:
    """A heading such as "Title – 5th August 2021" and the blocks under it."""

    title: str
    published: date | None
    start: int
    """Index of the heading's block."""
    end: int
    """Index after the last block under it."""


def publications(report: Report, blocks: Sequence[Block]) -> list[Publication]:
    """Return the publications that a file sets out one by one; none where it is about itself.

    The date stands after the last dash of the heading: titles have dashes of their own.
    """
    found = [
        (index, block, dated)
        for index, block in enumerate(blocks)
        if (dated := _dated_title(block)) and fold(dated[0]) not in fold(report.title)
    ]
    result = []
    for place, (index, block, (title, day)) in enumerate(found):
        following = found[place + 1][0] if place + 1 < len(found) else len(blocks)
        result.append(Publication(title, day, index, _end(blocks, index, following, block.level)))
    return result


def _dated_title(block: Block) -> tuple[str, date | None] | None:
    text = block.text.strip()
    if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or len(text) > _LONGEST_TITLE:
        return None
    dates = find_dates(text)
    if not dates or not _is_tail(text, dates[-1]) or _NO_TITLE.match(text):
        return None
    before = _BEFORE_DATE.fullmatch(text[: dates[-1].start])
    if before is None or len(before["title"].split()) < _FEWEST_WORDS:
        return None
    return before["title"].strip(), dates[-1].day


def _is_tail(text: str, written: WrittenDate) -> bool:
    return written.day is not None and text[written.end :].strip(" )]") == ""


def _end(blocks: Sequence[Block], start: int, following: int, level: int) -> int:
    """A heading of a higher rank ends what stands under a publication's heading."""
    for index in range(start + 1, following):
        block = blocks[index]
        if block.kind is BlockKind.HEADING and 0 < block.level < level:
            return index
    return following
