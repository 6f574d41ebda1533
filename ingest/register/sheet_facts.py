"""What a worksheet's XML says that reading its values doesn't: hidden parts, merges, true size.

It is read once before the values, by a parser that refuses document type definitions.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from string import digits
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils import range_boundaries

from assistant.domain.errors import InvalidInput
from ingest.register.limits import MAX_CELLS_ACROSS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS

_BLOCK = 2**16
_TRUE = ("1", "true")
_LETTERS = re.compile(r"[A-Z]+")
_A = ord("A") - 1


@dataclass(slots=True)
class SheetFacts:
    """Facts of one sheet; rows and columns counted from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """Both ends included."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column; by first row."""
    uncomputed: dict[int, set[int]] = field(default_factory=dict)
    """Columns, by row, of formulas without a stored value."""
    last_row: int = 0
    last_column: int = 0
    beyond: int = 0
    """Filled cells right of the last column that is read."""

    def hides_column(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_facts(part: IO[bytes], name: str) -> SheetFacts:
    """Read a worksheet part.

    Raises:
        InvalidInput: it isn't well formed, holds a document type definition, is too large or
            has its rows out of order.
    """
    scanner = _Scanner(name)
    feed_checked(part, name, scanner.attach)
    scanner.facts.merges.sort()
    return scanner.facts


def feed_checked(
    part: IO[bytes],
    name: str,
    attach: Callable[[expat.XMLParserType], None] | None = None,
    *,
    strict: bool = True,
) -> None:
    """Parse a part to its end, refusing a document type definition.

    Raises:
        InvalidInput: it holds a document type definition or, if `strict`, isn't well formed.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_dtd(name)
    if attach is not None:
        attach(parser)
    try:
        while block := part.read(_BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if strict:
            raise InvalidInput(f"The workbook's part {name} is damaged: {error}.") from error


def _refuse_dtd(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise InvalidInput(
            f"The workbook's part {name} holds a document type definition, which no spreadsheet "
            "program writes. It was not read. Save the register anew from a spreadsheet program."
        )

    return refuse


class _ByName(dict[str, Any]):
    """Handlers of elements by name, whatever the prefix that a file gives them."""

    def __init__(self, local: dict[str, Callable[..., None]]) -> None:
        super().__init__()
        self._local = local

    def __missing__(self, name: str) -> Callable[..., None] | None:
        found = self[name] = self._local.get(name.rpartition(":")[2])
        return found


class _Scanner:
    """Receives the XML's events; most of the time goes by here, so each does little."""

    def __init__(self, name: str) -> None:
        self.facts = SheetFacts()
        self._name = name
        self._row = 0
        self._rows_filled = 0
        self._row_filled = False
        self._cells = 0
        self._column = 0
        self._formula = False
        self._filled = False
        self._in_value = False
        self._starts = _ByName(
            {
                "row": self._start_row,
                "c": self._start_cell,
                "f": self._start_formula,
                "v": self._start_value,
                "t": self._start_value,
                "col": self._start_col,
                "mergeCell": self._start_merge,
            }
        )
        self._ends = _ByName({"c": self._end_cell, "v": self._end_value, "t": self._end_value})

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._starts[name]
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        handler = self._ends[name]
        if handler is not None:
            handler()

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
        if number <= self._row:
            raise InvalidInput(
                f"The workbook's part {self._name} has row {number} after row {self._row}. "
                "Rows out of order can't be read safely; save it anew from a spreadsheet program."
            )
        self._row, self._column, self._cells, self._row_filled = number, 0, 0, False
        if attributes.get("hidden") in _TRUE:
            self.facts.hidden_rows.add(number)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._column = _column(place.rstrip(digits)) if place else self._column + 1
        self._formula = self._filled = False
        self._cells += 1
        if self._cells > MAX_CELLS_ACROSS:
            raise InvalidInput(
                f"The workbook's part {self._name} has more than {MAX_CELLS_ACROSS:,} cells in row "
                f"{self._row}, which no spreadsheet program writes. It was not read."
            )

    def _start_formula(self, _: dict[str, str]) -> None:
        self._formula = True

    def _start_value(self, _: dict[str, str]) -> None:
        self._in_value = True

    def _start_col(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.facts.hidden_columns.append((int(first), int(last)))

    def _start_merge(self, attributes: dict[str, str]) -> None:
        try:
            first_column, first_row, last_column, last_row = range_boundaries(attributes["ref"])
        except (KeyError, TypeError, ValueError):
            return
        if first_row and first_column and last_row and last_column:
            self.facts.merges.append((first_row, first_column, last_row, last_column))
        if len(self.facts.merges) > MAX_MERGES:
            raise InvalidInput(
                f"The workbook's part {self._name} merges more than {MAX_MERGES:,} ranges."
            )

    def _text(self, text: str) -> None:
        if self._in_value and text:
            self._filled = True

    def _end_value(self) -> None:
        self._in_value = False

    def _end_cell(self) -> None:
        if not (self._filled or self._formula):
            return
        facts = self.facts
        if self._column > MAX_COLUMNS:
            facts.beyond += 1
            return
        if not self._filled:
            facts.uncomputed.setdefault(self._row, set()).add(self._column)
        facts.last_row = self._row
        facts.last_column = max(facts.last_column, self._column)
        if not self._row_filled:
            self._row_filled = True
            self._rows_filled += 1
            if self._rows_filled > MAX_ROWS + MAX_COLUMNS:
                raise InvalidInput(
                    f"The workbook's part {self._name} has more than {MAX_ROWS:,} filled rows. "
                    "A register of that size is not read; remove what isn't an entry, or split it."
                )


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    match = _LETTERS.match(letters)
    number = 0
    for letter in match.group() if match else "":
        number = number * 26 + ord(letter) - _A
    return number
