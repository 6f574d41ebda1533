"""Cells come to their values as a spreadsheet shows them, however the file holds them."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Visibility
from ingest.register.load import load_register
from ingest.register.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>Ref</t></si><si><r><t>Train </t></r><r><rPr><b/></rPr><t>all</t></r></si>
<si><t/></si><si><t xml:space="preserve"> two
lines</t></si><si><t>base</t><rPh sb="0" eb="1"><t>said so</t></rPh></si></sst>"""
STRINGS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
ROW = ["A-1", "Fraud", 1, "Train officers", "Ann Lee", date(2024, 3, 31), "Ongoing"]


def values(path: Path) -> list[list[object]]:
    table = read_workbook(path)
    try:
        return [row.values for row in table.sheets[0].rows()]
    finally:
        table.close()


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """Change the XML of one part of a saved workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {item.filename: package.read(item) for item in package.infolist()}
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@pytest.mark.parametrize("write_only", [True, False])
def test_values_are_those_that_openpyxl_itself_reads(tmp_path: Path, write_only: bool) -> None:
    book = Workbook(write_only=write_only)
    sheet = book.create_sheet("Register") if write_only else book.active
    rows: list[list[object]] = [
        ["Ref", "Text", None, "Day"],
        ["A-1", "Line one\nline two  ", 3, datetime(2024, 3, 31, 9, 30)],  # noqa: DTZ001 - as in sheets
        [None, "<&> “quoted” — café", 2.5, date(2024, 3, 31)],
        [True, "_x0041_ stays", -1, "end"],
    ]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "r.xlsx"
    book.save(path)
    read = openpyxl.load_workbook(path, read_only=True, data_only=True)
    assert values(path) == [list(row) for row in read.worksheets[0].iter_rows(values_only=True)]
    read.close()


@pytest.mark.parametrize("write_only", [True, False])
def test_words_in_bold_are_part_of_the_text(tmp_path: Path, write_only: bool) -> None:
    book = Workbook(write_only=write_only)
    sheet = book.create_sheet("Register") if write_only else book.active
    sheet.append(["Ref", CellRichText("Train ", TextBlock(InlineFont(b=True), "all"), " officers")])
    path = tmp_path / "r.xlsx"
    book.save(path)
    assert values(path) == [["Ref", "Train all officers"]]


def test_shared_strings_come_to_their_text(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["x"])
    path = tmp_path / "r.xlsx"
    book.save(path)
    rewritten(path, "[Content_Types].xml", "</Types>", STRINGS_TYPE)
    pointers = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(5))
    rewritten(path, SHEET, "</row>", f'</row><row r="2">{pointers}</row>')
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/sharedStrings.xml", STRINGS)
    assert values(path)[1] == ["Ref", "Train all", None, " two\nlines", "base"]


def test_definitions_after_a_long_blank_are_refused_too(tmp_path: Path, book: Workbook) -> None:
    book["Register"].append(ROW)
    book.save(tmp_path / "r.xlsx")
    bomb = "\n" * 20 + '<!DOCTYPE a [<!ENTITY x "boom">]><styleSheet '
    path = rewritten(tmp_path / "r.xlsx", "xl/styles.xml", "<styleSheet ", bomb)
    with pytest.raises(InvalidInput, match="document type definition"):
        values(path)


def test_more_cells_than_a_row_can_have_are_refused(tmp_path: Path, book: Workbook) -> None:
    book["Register"].append(ROW)
    book.save(tmp_path / "r.xlsx")
    path = rewritten(tmp_path / "r.xlsx", SHEET, '<row r="2">', '<row r="2">' + "<c/>" * 16_400)
    with pytest.raises(InvalidInput, match="more than 16,384 cells in row 2"):
        values(path)


def test_a_sheet_that_is_named_but_not_there_is_loud(tmp_path: Path, book: Workbook) -> None:
    book["Register"].append(ROW)
    book.create_sheet("2023")
    path = tmp_path / "r.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {item.filename: package.read(item) for item in package.infolist()}
    del parts["xl/worksheets/sheet2.xml"]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(InvalidInput, match=r"names a sheet that it doesn't hold: .*sheet2"):
        load_register(path, as_at=None, profile=None, default_visibility=Visibility.FORCE)


def test_rows_are_read_again_from_the_beginning(tmp_path: Path, book: Workbook) -> None:
    book["Register"].append(ROW)
    book.save(tmp_path / "r.xlsx")
    table = read_workbook(tmp_path / "r.xlsx")
    (sheet,) = table.sheets
    rows = sheet.rows()
    next(rows)
    assert [row.number for row in sheet.rows()] == [1, 2]
    assert [row.number for row in rows] == [2]
    table.close()
