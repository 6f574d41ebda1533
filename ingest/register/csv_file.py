"""Reads a CSV file as one sheet: encoding and separator told from the content."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from assistant.domain.errors import InvalidInput
from ingest.register.limits import MAX_CELL, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from ingest.register.tables import Row, Sheet, TableFile

SHEET = "CSV"
"""Name of the only sheet: a CSV file has none of its own."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t|"
_SNIFFED = 30
"""Records from which the separator is told."""
_RETRIES = 20
"""Quotation marks never closed that are passed over before the file is given up."""
_SWALLOWED = 20
"""Lines inside one cell from which they are looked at as rows that a quotation mark swallowed."""


_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_ALLOWED_CONTROLS = 0.01
"""Share of control characters from which a file isn't text."""
_UNCLOSED = "unexpected end of data"


def read_csv(path: Path) -> TableFile:
    """Open a CSV file for reading row by row.

    Raises:
        InvalidInput: it can't be read as text; also later, while rows are read.
    """
    notes: list[str] = []
    text = _decode(path, notes)
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(f"{path.name} holds more than {MAX_CHARACTERS:,} characters.")
    # The file's own line ends are kept, so that cells of several lines stay as they are.
    lines = list(io.StringIO(text, newline=""))
    separator, width = _separator(lines)
    reader = _Reader(path.name, lines, separator, width, notes)
    return TableFile((Sheet(SHEET, reader.rows),), notes)


def _decode(path: Path, notes: list[str]) -> str:
    raw = path.read_bytes()
    text = _text(path, raw, notes)
    nulls = text.count("\0")
    if nulls:
        notes.append(f"{nulls} null character(s) were left out.")
        text = text.replace("\0", "")
    if len(_CONTROLS.findall(text)) > _ALLOWED_CONTROLS * len(text):
        raise InvalidInput(f"{path.name} isn't text. A register is read from .xlsx or .csv.")
    return text


def _text(path: Path, raw: bytes, notes: list[str]) -> str:
    for encoding in _encodings(raw):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(raw).best()
    if best is None:
        raise InvalidInput(
            f"{path.name} is in no encoding that could be told. Save it as “CSV UTF-8”."
        )
    notes.append(f"The file's encoding was taken to be {best.encoding}; save it as “CSV UTF-8”.")
    return str(best)


def _encodings(raw: bytes) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            yield encoding
            return
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = raw[first::2]
        if half.count(0) * 2 > len(half):
            yield encoding
    yield "utf-8"
    yield "cp1252"


def _separator(lines: list[str]) -> tuple[str, int]:
    """Return the separator that gives most records the same number of fields, and that number."""
    best = (0, 0, ",")
    for separator in reversed(_SEPARATORS):
        widths: Counter[int] = Counter()
        try:
            for record in islice(csv.reader(lines, delimiter=separator), _SNIFFED):
                widths[len(record)] += 1
        except csv.Error:
            continue
        width = max((found for found in widths if found > 1), key=widths.__getitem__, default=0)
        best = max(best, (widths[width] * bool(width), width, separator), key=lambda one: one[:2])
    return best[2], best[1]


class _Reader:
    """Reads records, passing over quotation marks that are never closed."""

    def __init__(
        self, name: str, lines: list[str], separator: str, width: int, notes: list[str]
    ) -> None:
        self._name = name
        self._lines = lines
        self._separator = separator
        self._width = width
        self._notes = notes

    def rows(self) -> Iterator[Row]:
        count = 0
        for row in self._records():
            if any(row.values):
                count += 1
                self._check(row, count)
                yield row

    def _check(self, row: Row, count: int) -> None:
        if count > MAX_ROWS + MAX_COLUMNS:
            raise InvalidInput(
                f"{self._name} has more than {MAX_ROWS:,} rows. A register of that size is not "
                "read; remove what isn't an entry, or split it."
            )
        if len(row.values) > MAX_COLUMNS:
            self._note(
                f"Line {row.number} has more than {MAX_COLUMNS} fields; the rest isn't read."
            )
            del row.values[MAX_COLUMNS:]
        if any(isinstance(value, str) and len(value) > MAX_CELL for value in row.values):
            raise InvalidInput(
                f"{self._name} has a cell of more than {MAX_CELL:,} characters in line "
                f"{row.number}; no spreadsheet program writes that. It was not read."
            )

    def _records(self) -> Iterator[Row]:
        position = retries = 0
        while position < len(self._lines):
            for row, end in self._parsed(position):
                if row is None:
                    retries += 1
                    yield self._alone(position, retries)
                    position += 1
                    break
                yield row
                position = end

    def _parsed(self, start: int) -> Iterator[tuple[Row | None, int]]:
        """Yield each record and the line it ends before; none where a quotation never ends."""
        reader = csv.reader(islice(self._lines, start, None), delimiter=self._separator)
        before = start
        while True:
            try:
                record = next(reader, None)
            except csv.Error:
                yield None, before
                return
            if record is None:
                return
            end = start + reader.line_num
            if end == len(self._lines) and self._unclosed(before, end):
                yield None, before
                return
            self._look_inside(before, end)
            yield Row(before + 1, [value or None for value in record]), end
            before = end

    def _unclosed(self, start: int, end: int) -> bool:
        strict = csv.reader(self._lines[start:end], delimiter=self._separator, strict=True)
        try:
            list(strict)
        except csv.Error as error:
            return str(error) == _UNCLOSED
        return False

    def _alone(self, position: int, retries: int) -> Row:
        if retries > _RETRIES:
            raise InvalidInput(
                f"{self._name} has more than {_RETRIES} quotation marks that are never closed, "
                f"the last in line {position + 1}. Mend them, or save the file anew."
            )
        doubt = f"A quotation mark in line {position + 1} is never closed; the line was read alone."
        self._note(doubt)
        line = self._lines[position].rstrip("\r\n")
        record = next(csv.reader([line], delimiter=self._separator, quoting=csv.QUOTE_NONE))
        return Row(position + 1, [value or None for value in record], doubts=(doubt,))

    def _look_inside(self, start: int, end: int) -> None:
        """Note a cell of many lines that look like rows of their own."""
        if end - start < _SWALLOWED:
            return
        inside = csv.reader(
            (line for line in self._lines[start + 1 : end - 1]),
            delimiter=self._separator,
            quoting=csv.QUOTE_NONE,
        )
        alike = sum(len(record) == self._width for record in inside)
        if 2 * alike > end - start:
            self._note(
                f"Lines {start + 1} to {end} are one record, but most of them look like rows of "
                "their own: see whether a quotation mark is missing."
            )

    def _note(self, note: str) -> None:
        if note not in self._notes:
            self._notes.append(note)
