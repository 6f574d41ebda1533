"""Where the sentences of a report stand in its passages."""

from collections.abc import Mapping, Sequence

from assistant.domain.documents import Block, BlockKind
from assistant.domain.sources import Layout, Passage, PassageKind
from assistant.language.sentences import sentences


def lay_out(passages: Sequence[Passage], blocks: Sequence[Block]) -> Layout:
    """Return the place of every sentence, and of every row of a table, in reading order.

    Args:
        passages: Passages of one report, in order.
        blocks: The report's blocks, which say what is an item of a list and how it is marked.
    """
    marks = _marks(blocks)
    rows: list[tuple[int, int, int, int]] = []
    listed: set[int] = set()
    markers: dict[int, str] = {}
    line = 0
    for passage in passages:
        for start, end in _lines(passage):
            block = marks.get(passage.text[start:end])
            pieces = _pieces(passage, start, end)
            if block and block.kind is BlockKind.LIST_ITEM:
                listed.update(range(len(rows), len(rows) + len(pieces)))
            if block and block.marker and pieces and pieces[0][0] == start:
                markers[len(rows)] = block.marker
            rows += [(passage.ordinal, first, last, line) for first, last in pieces]
            line += 1
    return Layout(
        passages=tuple(row[0] for row in rows),
        starts=tuple(row[1] for row in rows),
        ends=tuple(row[2] for row in rows),
        lines=tuple(row[3] for row in rows),
        listed=frozenset(listed),
        markers=markers,
    )


def _marks(blocks: Sequence[Block]) -> Mapping[str, Block]:
    """Return blocks by their text; of two alike the list item counts."""
    ordered = sorted(blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM)
    return {block.text: block for block in ordered}


def _lines(passage: Passage) -> list[tuple[int, int]]:
    found, offset = [], 0
    for line in passage.text.split("\n"):
        if line.strip():
            found.append((offset, offset + len(line)))
        offset += len(line) + 1
    return found


def _pieces(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    if passage.kind is PassageKind.TABLE:
        return [(start, end)]
    found = sentences(passage.text[start:end])
    return [(start + first, start + last) for first, last in found]
