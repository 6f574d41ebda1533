"""Registers as forces keep them: each column gets to its field, or is named as filling none."""

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from assistant.domain.sources import Visibility
from ingest.register.columns import Column
from ingest.register.load import load_register

KEPT: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("kept_registers.yaml").read_text(encoding="utf-8")
)
REGISTERS: dict[str, dict[str, Any]] = KEPT["registers"]
NOWHERE = "-"


def _values(column: list[Any]) -> list[Any]:
    named = column[2]
    return KEPT["values"][named] if isinstance(named, str) else named


def _rows(kept: dict[str, Any]) -> list[tuple[Any, ...]]:
    return list(zip(*map(_values, kept["columns"]), strict=True))


def write(kept: dict[str, Any], folder: Path) -> Path:
    """Write a register as it is kept."""
    heads = [column[0] for column in kept["columns"]]
    if "separator" in kept:
        path = folder / "register.csv"
        with path.open("w", encoding=kept["encoding"], newline="") as file:
            csv.writer(file, delimiter=kept["separator"]).writerows([heads, *_rows(kept)])
        return path
    book = Workbook()
    if kept.get("from 1904"):
        book.epoch = CALENDAR_MAC_1904
    first = book.active
    assert isinstance(first, Worksheet)
    for name in kept.get("sheets", ["Register"]):
        _fill(book.create_sheet(name), heads, kept)
    book.remove(first)
    if "sheets" in kept:
        book.create_sheet("Lookups").append(["Status", "Colour"])
        archive = book.create_sheet("Archive")
        _fill(archive, heads, kept)
        archive.sheet_state = "hidden"
    path = folder / "register.xlsx"
    book.save(path)
    return path


def _fill(sheet: Worksheet, heads: list[str], kept: dict[str, Any]) -> None:
    for line in kept.get("above", ()):
        sheet.append(line)
    if kept.get("two rows"):
        _head_in_two_rows(sheet, [head.split("|") for head in heads])
    else:
        sheet.append(heads)
    reports = KEPT["values"]["reports"]
    for place, row in enumerate(_rows(kept)):
        if "bands" in kept and place in {0, 2}:
            sheet.append([reports[place]])
            if kept["bands"] == "merged":
                sheet.merge_cells(None, sheet.max_row, 1, sheet.max_row, len(heads))
        sheet.append(row)
    if kept.get("merged down"):
        sheet.merge_cells(None, sheet.max_row - 2, 1, sheet.max_row - 1, 1)
    for place in kept.get("hidden", ()):
        sheet.column_dimensions["ABCDEFGH"[place]].hidden = True


def _head_in_two_rows(sheet: Worksheet, heads: list[list[str]]) -> None:
    sheet.append([over for over, _ in heads])
    sheet.append([under for _, under in heads])
    for first in range(1, len(heads), 2):
        sheet.merge_cells(None, 1, first, 1, first + 1)


def _under(head: str, kept: dict[str, Any]) -> str:
    """Return the second of a header's two rows: the first is not always part of the name."""
    groups = {column[0].split("|")[0] for column in kept["columns"]} if "two rows" in kept else ()
    return next((head.removeprefix(f"{group} ") for group in groups if group in head), head)


@pytest.mark.parametrize("name", REGISTERS)
def test_columns_fill_the_field_that_they_are_or_none(tmp_path: Path, name: str) -> None:
    kept = REGISTERS[name]
    loaded = load_register(
        write(kept, tmp_path), as_at=None, profile=None, default_visibility=Visibility.FORCE
    )
    heads = [_under(column[0].replace("|", " "), kept) for column in kept["columns"]]
    meant = {
        head: column[1]
        for head, column in zip(heads, kept["columns"], strict=True)
        if column[1] != NOWHERE
    }
    proposed = loaded.profile.columns.items()
    assert {
        _under(head, kept): column.value for column, known in proposed for head in known.names
    } == meant
    listed = "\n".join(loaded.version.issues)
    hidden = {heads[place] for place in kept.get("hidden", ())}
    for head in set(heads) - set(meant) - hidden:
        assert f"{head}”" in listed or not head, head


@pytest.mark.parametrize("name", REGISTERS)
def test_no_row_is_lost_and_none_is_made_up(tmp_path: Path, name: str) -> None:
    kept = REGISTERS[name]
    version = load_register(
        write(kept, tmp_path), as_at=None, profile=None, default_visibility=Visibility.FORCE
    ).version
    rows = _rows(kept) * len(kept.get("sheets", [""]))
    assert len(version.entries) == len(rows)
    wordings = [column[1] for column in kept["columns"]].index(Column.TEXT)
    assert [entry.text for entry in version.entries] == [row[wordings] for row in rows]
    if "bands" in kept or "merged down" in kept:
        assert [entry.report for entry in version.entries] == KEPT["values"]["reports"]
