"""Tables: the lines of cells into one block."""

from collections import defaultdict
from collections.abc import Sequence

from assistant.domain.documents import Block, BlockKind, Part
from ingest.structure.joining import Hyphens, Piece, join

CELL_JOIN = " | "


def table_block(
    pieces: Sequence[Piece], hyphens: Hyphens, heading: tuple[str, ...]
) -> Block | None:
    """Return a table block from the lines of its cells, or nothing if all are blank.

    Rows and columns that hold nothing are left out; a cell that spans several columns stands in
    the first of them.
    """
    places: defaultdict[tuple[int, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.line.cell is not None:
            places[piece.line.cell[1:]].append(piece)
    columns = sorted({column for _, column in places})
    text = ""
    parts: list[Part] = []
    cells: list[tuple[str, ...]] = []
    for row in sorted({row for row, _ in places}):
        texts: list[str] = []
        for column in columns:
            cell, stretches = join(places.get((row, column), []), hyphens)
            cell = cell.replace("\n", " ")
            if cell:
                text += CELL_JOIN if any(texts) else ("\n" if cells else "")
            parts.extend(_moved(part, len(text)) for part in stretches)
            text += cell
            texts.append(cell)
        cells.append(tuple(texts))
    if not parts:
        return None
    return Block(BlockKind.TABLE, text, tuple(parts), heading, cells=tuple(cells))


def _moved(part: Part, by: int) -> Part:
    return Part(part.start + by, part.end + by, part.page, part.page_start, part.page_end)
