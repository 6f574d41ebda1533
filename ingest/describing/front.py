"""The front of a document: its cover or letter head, where it says what it is."""

import re
from dataclasses import dataclass

from assistant.domain.documents import Block, BlockKind, Document
from assistant.language.dates import find_dates

_MOST_BLOCKS = 24
_LAST_PAGE = 3
_PROSE = 160
"""Characters from which a block is text to be read, and no line of a cover."""
_NOT_A_TITLE = re.compile(
    r"(?:inspection dates?|date of inspection|lead inspector|reporting inspector|her majesty|"
    r"his majesty|age group|contents|agenda item|report published|published|unique reference|"
    r"isbn|page \d|official|protect(?:ed|ive)|foreword|summary|introduction|and$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the report's own text."""

    headings: tuple[Block, ...]
    """Headings that could be a title, in order, dates and labels left out."""
    lines: tuple[str, ...]
    """All blocks of the front as lines, short ones and the first of the text."""
    text: str
    """The same as one text."""
    is_letter: bool
    """It is addressed to someone: "Dear ..."."""
    before_letter: int
    """How many of `lines` stand before the address."""
    subject: str | None
    """A letter's heading."""


def read_front(document: Document) -> Front:
    """Return the front of a document."""
    blocks = [block for block in document.blocks if block.page <= _LAST_PAGE]
    dear = next((at for at, block in enumerate(blocks[:60]) if _is_address(block)), None)
    if dear is not None:
        return _letter(blocks, dear)
    end = _end_of_cover(blocks)
    cover = blocks[:end]
    return Front(
        headings=tuple(block for block in cover if _may_be_title(block)),
        lines=tuple(block.text for block in blocks[: end + 2]),
        text="\n".join(block.text for block in blocks[: end + 2]),
        is_letter=False,
        before_letter=0,
        subject=None,
    )


def _letter(blocks: list[Block], dear: int) -> Front:
    after = blocks[dear + 1 : dear + 6]
    subject = next((block for block in after[:3] if block.kind is BlockKind.HEADING), None)
    if (
        subject is None
        and after
        and len(after[0].text) <= _PROSE
        and after[0].text[-1:] not in ".:;"
    ):
        subject = after[0]
    lines = tuple(block.text for block in blocks[: dear + 6])
    return Front(
        headings=tuple(block for block in after if _may_be_title(block)),
        lines=lines,
        text="\n".join(lines),
        is_letter=True,
        before_letter=dear,
        subject=subject.text if subject else None,
    )


def _is_address(block: Block) -> bool:
    return block.text.startswith("Dear ") and len(block.text) < _PROSE


def _end_of_cover(blocks: list[Block]) -> int:
    for at, block in enumerate(blocks[:_MOST_BLOCKS]):
        numbered = block.kind is BlockKind.HEADING and block.marker is not None
        prose = block.kind is BlockKind.PARAGRAPH and len(block.text) > _PROSE
        if numbered or prose or block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE}:
            return at
    return min(len(blocks), _MOST_BLOCKS)


def _may_be_title(block: Block) -> bool:
    text = block.text.strip()
    if block.kind is not BlockKind.HEADING or _NOT_A_TITLE.match(text):
        return False
    return not is_date(text) and any(sign.isalpha() for sign in text)


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    text = text.strip().rstrip(".")
    found = find_dates(text)
    return len(found) == 1 and found[0].end - found[0].start >= len(text) - 1
