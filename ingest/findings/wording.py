"""The whole wording of one finding: its first block and what is nested under it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.domain.documents import Block, BlockKind
from ingest.findings.labels import label_of
from ingest.findings.marks import Mark, follows, mark_of

_ENDED = re.compile(r"[.!?:;…][\"'’”)\]]*\d{0,2}$")


@dataclass(slots=True)
class Wording:
    """Lines of a finding, and the blocks they stand in."""

    lines: list[str] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    following: int = 0
    """Index of the first block after it."""

    @property
    def text(self) -> str:
        """Lines joined by newlines."""
        return "\n".join(self.lines)

    def add(self, index: int, line: str) -> None:
        """Take in a block as a line of its own."""
        if line:
            self.lines.append(line)
        self.blocks.append(index)

    def carry_on(self, index: int, text: str) -> None:
        """Take in a block that goes on with the sentence before it, as after a page break."""
        self.lines[-1] = f"{self.lines[-1]} {text}"
        self.blocks.append(index)


def paragraph_wording(blocks: Sequence[Block], start: int, first_line: str) -> Wording:
    """Return the wording that opens in block `start` and isn't an item of a list itself."""
    return _wording(blocks, start, first_line, lambda wording, _: bool(wording.lines))


def item_wording(blocks: Sequence[Block], start: int, first: Mark) -> Wording:
    """Return the wording of a list item with the items nested under it."""
    own = blocks[start]
    return _wording(
        blocks,
        start,
        mark_of(own)[1],
        lambda _, block: not is_sibling(own, first, block, mark_of(block)[0]),
    )


def _wording(
    blocks: Sequence[Block],
    start: int,
    first_line: str,
    takes: Callable[[Wording, Block], bool],
) -> Wording:
    """Return the wording that opens in block `start`, with the items after it that it takes."""
    wording = Wording(following=start + 1)
    wording.add(start, first_line)
    while wording.following < len(blocks):
        index, block = wording.following, blocks[wording.following]
        if goes_on(wording, block):
            wording.carry_on(index, block.text)
        elif block.kind is BlockKind.LIST_ITEM and not label_of(block) and takes(wording, block):
            mark, text = mark_of(block)
            wording.add(index, _line(mark, block, text))
        elif block.kind is not BlockKind.FOOTNOTE:
            break
        wording.following += 1
    return wording


def is_sibling(first: Block, first_mark: Mark, block: Block, mark: Mark | None) -> bool:
    """Return whether an item stands beside the first one, and not under it."""
    if mark is None:
        return block.level <= first.level
    if first_mark.readings:
        # Depth as printed can't be trusted where the numbering says otherwise.
        return follows(first_mark, mark)
    return block.level <= first.level


def goes_on(wording: Wording, block: Block) -> bool:
    """Return whether a paragraph goes on with a sentence that a page break cut."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and bool(wording.lines)
        and not _ENDED.search(wording.lines[-1])
        and block.text[:1].islower()
    )


def _line(mark: Mark | None, block: Block, text: str) -> str:
    if mark is None or text == block.text:
        return f"{block.marker or '•'} {text}"
    return block.text
