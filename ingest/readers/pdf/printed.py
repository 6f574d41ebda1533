"""A page as printed: its text in reading order, the words' places, and its lines."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.domain.documents import WordBox
from ingest.readers.pdf.aligned import aligned_tables
from ingest.readers.pdf.columns import in_columns
from ingest.readers.pdf.geometry import Box
from ingest.readers.pdf.rows import WIDE_GAP, Row, Stretch, level, rows, stretches
from ingest.readers.pdf.tables import ruled_tables
from ingest.readers.pdf.words import RAISED, SMALLER, Word
from ingest.structure.lines import Line
from ingest.structure.markers import marked

Cell = tuple[int, int, int]
AFTER_MARK = 0.5
"""Ems after a list mark that are more than a word space."""
LOOSE_MARK = re.compile(r"\d{1,3}|[*†‡]+")


@dataclass(slots=True)
class PrintedPage:
    """Grows line by line."""

    text: str = ""
    words: list[WordBox] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    height: float = 0.0
    """Points, the page turned so that most of its text stands upright."""
    needs_ocr: bool = False
    """It shows much besides its few words."""
    tables: int = 0

    def add(self, words: Sequence[Word], column: int, cell: Cell | None = None) -> None:
        """Add one line of words from left to right."""
        start = len(self.text) + bool(self.text)
        size = _main_size(words)
        loose = _loose_notes(words, size)
        places, text = [], ""
        for index, word in enumerate(words):
            text += "" if not text or index in loose else " "
            at = start + len(text)
            places.append(at)
            text += word.text
            end = at + len(word.text)
            self.words.append(WordBox(at, end, word.x0, word.y0, word.x1, word.y1))
        self.text += ("\n" if self.text else "") + text
        self.lines.append(
            Line(
                start=start,
                end=start + len(text),
                text=text,
                x0=words[0].x0,
                x1=max(word.x1 for word in words),
                y=next(word.baseline for word in words if _rounded(word) == size),
                size=size,
                bold=_all(words, lambda word: word.bold),
                italic=_all(words, lambda word: word.italic),
                colour=max(words, key=lambda word: len(word.text)).colour,
                first_word=words[0].x1 - words[0].x0,
                gaps=tuple(_gaps(words, places, start)),
                notes=tuple(_notes(words, places, start, loose)),
                cell=cell,
                column=column,
                sideways=words[0].sideways,
            )
        )

    def add_cells(
        self, cells: dict[tuple[int, int], list[Word]], column: int, *, is_table: bool = True
    ) -> None:
        """Add a table, or framed text, cell by cell."""
        for (row, place), words in cells.items():
            for line in _rows_of(words):
                self.add(line, column, (self.tables, row, place) if is_table else None)
        self.tables += is_table


def _rounded(word: Word) -> float:
    return round(word.size, 1)


def _main_size(words: Sequence[Word]) -> float:
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[_rounded(word)] += len(word.text)
    return sizes.most_common(1)[0][0]


def _all(words: Sequence[Word], holds: Callable[[Word], bool]) -> bool:
    lettered = [word for word in words if any(map(str.isalnum, word.text))]
    return bool(lettered) and all(map(holds, lettered))


def _gaps(words: Sequence[Word], places: list[int], start: int) -> Iterator[int]:
    least = AFTER_MARK if marked(words[0].text + " A") else WIDE_GAP
    for before, after, place in zip(words, words[1:], places[1:], strict=False):
        if after.x0 - before.x1 > least * after.size:
            yield place - start
        least = WIDE_GAP


def _loose_notes(words: Sequence[Word], size: float) -> set[int]:
    """Return the indices of words that are note marks to the word before, drawn apart from it."""
    baseline = max(word.baseline for word in words)
    return {
        index
        for index, word in enumerate(words)
        if index
        and LOOSE_MARK.fullmatch(word.text)
        and word.size < SMALLER * size
        and baseline - word.baseline > RAISED * word.size
    }


def _notes(
    words: Sequence[Word], places: list[int], start: int, loose: set[int]
) -> Iterator[tuple[int, int]]:
    for index, (word, place) in enumerate(zip(words, places, strict=True)):
        end = place - start + len(word.text)
        if word.note is not None:
            yield place - start + word.note, end
        elif index in loose:
            yield place - start, end


def _rows_of(words: Sequence[Word]) -> list[list[Word]]:
    return [_words_of(row) for row in rows(stretches(words))]


def _words_of(row: Row) -> list[Word]:
    return [word for part in row for word in part.words]


def print_page(words: Sequence[Word], rules: Sequence[Box]) -> PrintedPage:
    """Put a page's visible words in reading order; text set at an angle comes last."""
    upright = [word for word in words if not word.sideways]
    tables = ruled_tables(rules, upright)
    inside = {id(word) for table in tables for cell in table.cells.values() for word in cell}
    parts = stretches(word for word in upright if id(word) not in inside)
    parts.extend(
        Stretch(tuple(word for cell in table.cells.values() for word in cell), table)
        for table in tables
    )
    page = PrintedPage()
    for column, group in enumerate(in_columns(parts)):
        _add_group(page, rows(group), column)
    for part in _turned(words):
        page.add(part, 0)
    return page


def _add_group(page: PrintedPage, group: list[Row], column: int) -> None:
    plain = [[part for part in row if part.table is None] for row in group]
    tables = {table.first: table for table in aligned_tables(plain)}
    skip_to = 0
    for index, row in enumerate(group):
        if index in tables:
            page.add_cells(tables[index].cells, column)
            skip_to = tables[index].last + 1
        elif index >= skip_to and plain[index]:
            page.add(_words_of(plain[index]), column)
        for part in row:
            if part.table is not None:
                page.add_cells(part.table.cells, column, is_table=part.table.is_table)


def _turned(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in words:
        if not word.sideways:
            continue
        if line and not _beside(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _beside(one: Word, other: Word) -> bool:
    """Say whether turned words overlap in either direction, as words of one line do."""
    return level(one, other) or min(one.x1, other.x1) - max(one.x0, other.x0) > 0
