"""Ruled tables: which word stands in which cell."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.geometry import Box
from ingest.readers.pdf.words import Word

TOUCHES = 3.0
"""Points between rules that still meet."""
MOST_RULES = 2_000
MOST_WORDS_ACROSS = 40
"""A cell as wide as the table that holds more words is running text in a frame."""
FEWEST = 2
"""Rows and columns that make a table."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table's outline, and its words by row and column in reading order."""

    box: Box
    cells: dict[tuple[int, int], list[Word]]
    is_table: bool
    """False where only one row has several cells: text set side by side in a frame."""


def ruled_tables(rules: Sequence[Box], words: Sequence[Word]) -> list[RuledTable]:
    """Return the tables and frames that rules draw, with two cells or more side by side."""
    tables = []
    taken: set[int] = set()
    for group in _connected(rules[:MOST_RULES]):
        table = _table(group, words, taken)
        if table is not None:
            tables.append(table)
            taken.update(id(word) for cell in table.cells.values() for word in cell)
    return tables


def _connected(rules: Sequence[Box]) -> list[list[Box]]:
    """Group rules that meet, largest groups first."""
    roots = list(range(len(rules)))

    def root(index: int) -> int:
        while roots[index] != index:
            roots[index] = roots[roots[index]]
            index = roots[index]
        return index

    by_left = sorted(range(len(rules)), key=lambda index: rules[index][0])
    for place, one in enumerate(by_left):
        for other in by_left[place + 1 :]:
            if rules[other][0] > rules[one][2] + TOUCHES:
                break
            if _meet(rules[one], rules[other]):
                roots[root(other)] = root(one)
    groups: defaultdict[int, list[Box]] = defaultdict(list)
    for index, rule in enumerate(rules):
        groups[root(index)].append(rule)
    return sorted(groups.values(), key=len, reverse=True)


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + TOUCHES
        and other[0] <= one[2] + TOUCHES
        and one[1] <= other[3] + TOUCHES
        and other[1] <= one[3] + TOUCHES
    )


def _is_level(rule: Box) -> bool:
    return rule[2] - rule[0] > rule[3] - rule[1]


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > TOUCHES:
            places.append(value)
    return places


def _table(rules: list[Box], words: Sequence[Word], taken: set[int]) -> RuledTable | None:
    level = [rule for rule in rules if _is_level(rule)]
    upright = [rule for rule in rules if not _is_level(rule)]
    across = _places([(rule[0] + rule[2]) / 2 for rule in upright])
    down = _places([(rule[1] + rule[3]) / 2 for rule in level])
    if len(across) <= FEWEST or len(down) < FEWEST:
        return None
    box = (across[0], down[0], across[-1], down[-1])
    cells: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        if id(word) in taken or not (box[0] < x < box[2] and box[1] < y < box[3]):
            continue
        column = _open_before(x, y, across, upright, sideways=False)
        row = _open_before(y, x, down, level, sideways=True)
        cells[row, column].append(word)
    rows = Counter(row for row, _ in cells)
    full = sum(count >= FEWEST for count in rows.values())
    if full == 0:
        return None
    kept = {
        place: words
        for place, words in sorted(cells.items())
        if rows[place[0]] >= FEWEST or len(words) <= MOST_WORDS_ACROSS
    }
    if full < FEWEST:
        kept = {place: words for place, words in kept.items() if rows[place[0]] >= FEWEST}
    outline = _outline([word for words in kept.values() for word in words])
    return RuledTable(outline, kept, full >= FEWEST)


def _outline(words: list[Word]) -> Box:
    return (
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )


def _open_before(
    value: float, along: float, places: list[float], rules: list[Box], *, sideways: bool
) -> int:
    """Return the index of the last place before the value where a rule really stands.

    Cells that were merged have no rule between them, so that their words share one place.
    """
    low, high = (0, 2) if sideways else (1, 3)
    at = 1 if sideways else 0
    for index in range(len(places) - 1, -1, -1):
        if places[index] > value:
            continue
        drawn = any(
            abs((rule[at] + rule[at + 2]) / 2 - places[index]) <= TOUCHES
            and rule[low] - TOUCHES <= along <= rule[high] + TOUCHES
            for rule in rules
        )
        if drawn:
            return index
    return 0
