"""Tables without rules: rows whose stretches line up in columns. When unsure, none."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.rows import Row, Stretch
from ingest.readers.pdf.words import Word

ALIGNED = 5.0
"""Points between edges that count as lined up."""
FEWEST_ROWS = 3
LARGEST_STEP = 3.5
"""Ems from one row of a table to the next."""
WRAP_STEP = 1.6
ENTRY_PARTS = 2
"""An entry of a contents page is a title and a page number."""
PAGE_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})$")
LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Rows `first` to `last` (included) of the given rows form a table."""

    first: int
    last: int
    cells: dict[tuple[int, int], list[Word]]


def aligned_tables(rows: Sequence[Row]) -> list[AlignedTable]:
    """Return the tables among rows that come one under the other."""
    tables = []
    at = 0
    while at < len(rows):
        table = _table_at(rows, at)
        if table is None:
            at += 1
        else:
            tables.append(table)
            at = table.last + 1
    return tables


def _table_at(rows: Sequence[Row], first: int) -> AlignedTable | None:
    if len(rows[first]) <= 1:
        return None
    placed: list[list[tuple[int, Stretch]]] = []
    for index in range(first, len(rows)):
        places = _places(rows[index], rows[first])
        if not places or (index > first and _is_apart(rows[index - 1], rows[index])):
            break
        placed.append(places)
    while placed and len(placed[-1]) == 1 and placed[-1][0][0] == 0:
        placed.pop()
    if sum(len(places) > 1 for places in placed) < FEWEST_ROWS or _is_contents(placed):
        return None
    return AlignedTable(first, first + len(placed) - 1, _cells(placed))


def _is_apart(before: Row, after: Row) -> bool:
    """Say whether a row is too far from the one before; a wrapped cell must be close to it."""
    return _step(before, after) > (WRAP_STEP if len(after) == 1 else LARGEST_STEP)


def _step(before: Row, after: Row) -> float:
    em = max(stretch.y1 - stretch.y0 for stretch in before)
    return (max(part.y1 for part in after) - max(part.y1 for part in before)) / em


def _places(row: Row, columns: Row) -> list[tuple[int, Stretch]] | None:
    """Return each stretch with its column, or nothing if one doesn't fit or reaches over."""
    places = []
    for part in row:
        column = next((i for i, head in enumerate(columns) if _in_line(part, head)), None)
        if column is None:
            return None
        if column + 1 < len(columns) and part.x1 > columns[column + 1].x0:
            return None
        places.append((column, part))
    numbers = [column for column, _ in places]
    return places if len(set(numbers)) == len(numbers) else None


def _in_line(part: Stretch, head: Stretch) -> bool:
    middle = abs((part.x0 + part.x1) - (head.x0 + head.x1)) / 2
    return min(abs(part.x0 - head.x0), abs(part.x1 - head.x1), middle) <= ALIGNED


def _is_contents(placed: list[list[tuple[int, Stretch]]]) -> bool:
    texts = [" ".join(w.text for _, part in row for w in part.words) for row in placed]
    if any(LEADERS.search(text) for text in texts):
        return True
    pairs = [row for row in placed if len(row) > 1]
    ends = [row[-1][1].words[-1].text for row in pairs]
    return all(len(row) == ENTRY_PARTS for row in pairs) and all(map(PAGE_NUMBER.match, ends))


def _cells(placed: list[list[tuple[int, Stretch]]]) -> dict[tuple[int, int], list[Word]]:
    cells: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
    row = -1
    for places in placed:
        row += len(places) > 1 or row < 0
        for column, part in places:
            cells[row, column].extend(part.words)
    return dict(sorted(cells.items()))
