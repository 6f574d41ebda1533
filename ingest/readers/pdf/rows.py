"""Words into stretches, and stretches into rows: what stands side by side on one printed line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.tables import RuledTable
from ingest.readers.pdf.words import Word
from ingest.structure.markers import marked

MARK_GAP = 6.0
"""Ems that may lie between a list mark and its text."""
WIDE_GAP = 1.3
"""Ems; wider gaps part stretches: columns, tabs, list marks."""
BACKWARDS = 0.6
"""Ems; a word may overlap the one before it by so much (kerning, italics)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that follow each other on one line with ordinary spaces between them, or a table."""

    words: tuple[Word, ...]
    table: RuledTable | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        if self.table is not None:
            return self.table.box[0]
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        if self.table is not None:
            return self.table.box[2]
        return max(word.x1 for word in self.words)

    @property
    def y0(self) -> float:
        """Top edge, of the largest word."""
        if self.table is not None:
            return self.table.box[1]
        return self._main.y0

    @property
    def y1(self) -> float:
        """Bottom edge, of the largest word."""
        if self.table is not None:
            return self.table.box[3]
        return self._main.y1

    @property
    def _main(self) -> Word:
        return max(self.words, key=lambda word: word.size)


Row = list[Stretch]


def stretches(words: Iterable[Word]) -> list[Stretch]:
    """Cut words, in drawing order, wherever the next one isn't just to the right."""
    cut: list[list[Word]] = []
    for word in words:
        if cut and _follows(cut[-1], word):
            cut[-1].append(word)
        else:
            cut.append([word])
    return _rejoined([Stretch(tuple(words)) for words in cut])


def _follows(before: Sequence[Word], word: Word) -> bool:
    last = before[-1]
    em = max(last.size, word.size)
    gap = word.x0 - last.x1
    return -BACKWARDS * em <= gap <= WIDE_GAP * em and word.x0 >= before[0].x0 and level(last, word)


def level(one: Word | Stretch, other: Word | Stretch) -> bool:
    """Say whether two things stand on the same printed line."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


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
        row = next((row for row in found[-3:] if level(max(row, key=_height), part)), None)
        if row is None:
            found.append([part])
        else:
            row.append(part)
    return [sorted(row, key=lambda part: part.x0) for row in found]


def _height(part: Stretch) -> float:
    return part.y1 - part.y0
