"""Words into stretches, and stretches into rows: what stands side by side on one printed line."""

from collections.abc import Iterable, Sequence

from ingest.readers.pdf.tables import RuledTable
from ingest.readers.pdf.words import Word
from ingest.structure.markers import marked

MARK_GAP = 6.0
"""Ems that may lie between a list mark and its text."""
WIDE_GAP = 1.3
"""Ems; wider gaps part stretches: columns, tabs, list marks."""
LEVEL = 0.3
"""Share of the height; note marks stand so much higher that little more is left."""
BACKWARDS = 0.6
"""Ems; a word may overlap the one before it by so much (kerning, italics)."""


class Stretch:
    """Words that follow each other on one line with ordinary spaces between them, or a table.

    Its top and bottom are those of its largest word.
    """

    __slots__ = ("table", "words", "x0", "x1", "y0", "y1")

    def __init__(self, words: Sequence[Word], table: RuledTable | None = None) -> None:
        self.words = tuple(words)
        self.table = table
        if table is not None:
            self.x0, self.y0, self.x1, self.y1 = table.box
            return
        largest = max(words, key=_size)
        self.x0, self.y0, self.y1 = words[0].x0, largest.y0, largest.y1
        self.x1 = max(word.x1 for word in words)


def _size(word: Word) -> float:
    return word.size


Row = list[Stretch]


def stretches(words: Iterable[Word]) -> list[Stretch]:
    """Cut words, in drawing order, wherever the next one isn't just to the right."""
    cut: list[list[Word]] = []
    for word in words:
        if cut and _follows(cut[-1], word):
            cut[-1].append(word)
        else:
            cut.append([word])
    return _rejoined([Stretch(words) for words in cut])


def _follows(before: Sequence[Word], word: Word) -> bool:
    last = before[-1]
    em = max(last.size, word.size)
    gap = word.x0 - last.x1
    return -BACKWARDS * em <= gap <= WIDE_GAP * em and word.x0 >= before[0].x0 and level(last, word)


def level(one: Word | Stretch, other: Word | Stretch) -> bool:
    """Say whether two things stand on the same printed line."""
    return _shared(one, other) >= LEVEL


def _shared(one: Word | Stretch, other: Word | Stretch) -> float:
    """Return which share of the lower one's height both have in common."""
    return (min(one.y1, other.y1) - max(one.y0, other.y0)) / max(
        min(one.y1 - one.y0, other.y1 - other.y0), 0.1
    )


def _rejoined(parts: list[Stretch]) -> list[Stretch]:
    """Join stretches that were drawn apart although they stand side by side."""
    joined: list[Stretch] = []
    for row in rows(parts):
        run = [row[0]]
        for part in row[1:]:
            last = run[-1]
            if _follows(last.words, part.words[0]) or _is_mark_of(last, part):
                run[-1] = Stretch(last.words + part.words)
            else:
                run.append(part)
        joined.extend(run)
    return joined


def _is_mark_of(mark: Stretch, part: Stretch) -> bool:
    if len(mark.words) > 1 or mark.table is not None or part.table is not None:
        return False
    em = part.words[0].size
    return part.x0 - mark.x1 <= MARK_GAP * em and marked(mark.words[0].text + " A") is not None


def rows(parts: Iterable[Stretch]) -> list[Row]:
    """Return rows from the top, each from left to right."""
    found: list[Row] = []
    for part in sorted(parts, key=lambda part: (part.y1, part.x0)):
        row = max(found[-3:], key=lambda row: _shared(_tallest(row), part), default=None)
        if row is None or not level(_tallest(row), part):
            found.append([part])
        else:
            row.append(part)
    return [sorted(row, key=lambda part: part.x0) for row in found]


def _tallest(row: Row) -> Stretch:
    return row[0] if len(row) == 1 else max(row, key=_height)


def _height(part: Stretch) -> float:
    return part.y1 - part.y0
