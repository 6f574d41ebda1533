"""Reads a workbook's visible cells through openpyxl, with limits and with what openpyxl hides."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any, BinaryIO

from assistant.domain.errors import InvalidInput
from ingest.register.limits import MAX_CELL, MAX_CHARACTERS, MAX_COLUMNS
from ingest.register.merges import Merges
from ingest.register.package import check_package
from ingest.register.sheet_facts import SheetFacts, read_facts
from ingest.register.tables import Row, Sheet, TableFile, Unreadable, Value
from ingest.register.values import NamedSheet, Values

_MACROS = "xl/vbaProject.bin"
_UNCOMPUTED = Unreadable("holds a formula that was never calculated")


def read_workbook(path: Path, *, hidden: bool = False) -> TableFile:
    """Open a workbook for reading sheet by sheet, row by row.

    Args:
        path: the file.
        hidden: also read hidden sheets, rows and columns.

    Raises:
        InvalidInput: it can't be read; also later, while rows are read.
    """
    check_package(path)
    file = path.open("rb")
    try:
        return _opened(path, file, hidden)
    except BaseException:
        file.close()
        raise


def _opened(path: Path, file: BinaryIO, hidden: bool) -> TableFile:
    try:
        book = Values(file)
        named = list(book.sheets())
    except Exception as error:
        raise _broken(path, error) from error
    notes = ["The workbook holds macros; they were not run."] if _has_macros(path) else []
    sheets = []
    for sheet in named:
        if sheet.visible or hidden:
            sheets.append(_sheet(path, book, sheet, hidden))
        else:
            notes.append(f"The hidden sheet “{sheet.title}” was not read.")
    return TableFile(tuple(sheets), notes, _saved(book.wb), file.close)


def _sheet(path: Path, book: Values, sheet: NamedSheet, hidden: bool) -> Sheet:
    try:
        with zipfile.ZipFile(path) as package, package.open(sheet.part) as content:
            facts = read_facts(content, f"{sheet.part} of {path.name}")
    except KeyError as error:
        raise InvalidInput(
            f"{path.name} names a sheet that it doesn't hold: {sheet.part}."
        ) from error
    if hidden:
        facts.hidden_rows.clear()
        facts.hidden_columns.clear()
    rows = partial(_rows, path, partial(book.rows, sheet.part, facts.last_column), facts)
    return Sheet(sheet.title, rows, tuple(_notes(sheet.title, facts)))


def _notes(title: str, facts: SheetFacts) -> Iterator[str]:
    within = sum(1 for number in facts.hidden_rows if number <= facts.last_row)
    if within:
        yield f"{within} hidden row(s) of the sheet “{title}” were not read."
    columns = sum(facts.hides_column(column) for column in range(1, facts.last_column + 1))
    if columns:
        yield f"{columns} hidden column(s) of the sheet “{title}” were not read."
    if facts.beyond:
        yield (
            f"{facts.beyond} cell(s) of the sheet “{title}” stand right of column {MAX_COLUMNS} "
            "and were not read."
        )


def _rows(
    path: Path, read: Callable[[], Iterator[tuple[int, list[Any]]]], facts: SheetFacts
) -> Iterator[Row]:
    if not facts.last_row:
        return
    merges = Merges(facts.merges)
    hidden = [
        column - 1 for column in range(1, facts.last_column + 1) if facts.hides_column(column)
    ]
    characters = 0
    for number, cells in _to_last(path, read(), facts.last_row):
        values = [_value(path, number, cell) for cell in cells]
        for column in facts.uncomputed.get(number, ()):
            values[column - 1] = _UNCOMPUTED
        spans = merges.fill(number, values)
        if number in facts.hidden_rows:
            continue
        for place in hidden:
            values[place] = None
        characters += sum(len(value) for value in values if isinstance(value, str))
        if characters > MAX_CHARACTERS:
            raise InvalidInput(
                f"{path.name} holds more than {MAX_CHARACTERS:,} characters in its cells; "
                "it was not read."
            )
        if any(value is not None for value in values):
            yield Row(number, values, spans)


def _to_last(
    path: Path, rows: Iterator[tuple[int, list[Any]]], last: int
) -> Iterator[tuple[int, list[Any]]]:
    try:
        yield from takewhile(lambda row: row[0] <= last, rows)
    except InvalidInput:
        raise
    except Exception as error:
        raise _broken(path, error) from error


_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!")
)


def _value(path: Path, row: int, cell: Any) -> Value:
    if not isinstance(cell, str):
        return cell  # type: ignore[no-any-return]
    if len(cell) > MAX_CELL:
        raise InvalidInput(
            f"{path.name} has a cell of {len(cell):,} characters in row {row}; no spreadsheet "
            f"program writes more than {MAX_CELL:,}. It was not read."
        )
    if cell in _ERRORS:
        return Unreadable(f"holds the error {cell}")
    return cell if cell.strip() else None


def _has_macros(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        return _MACROS in package.namelist()


def _saved(book: Any) -> date | None:
    modified = getattr(book.properties, "modified", None)
    return modified.date() if isinstance(modified, datetime) else None


def _broken(path: Path, error: Exception) -> InvalidInput:
    return InvalidInput(
        f"{path.name} is damaged and can't be read ({type(error).__name__}: {error}). "
        "Open it in a spreadsheet program, save it anew and load that."
    )
