"""What spreadsheets hide, merge, lie about and break."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from assistant.domain.errors import InvalidInput
from assistant.domain.register import RegisterVersion, Status
from assistant.domain.sources import Visibility
from ingest.register.load import load_register

ROW = ["A-1", "Fraud", "1", "Train officers", "Ann Lee", date(2024, 3, 31), "Ongoing"]
HEADER = ["Ref", "Report", "Rec no", "Recommendation", "Owner", "Due date", "Status"]


def loaded(path: Path) -> RegisterVersion:
    return load_register(
        path, as_at=date(2024, 1, 1), profile=None, default_visibility=Visibility.FORCE
    ).version


def changed(book: Workbook, path: Path, part: str, change: tuple[str, str]) -> Path:
    """Save a workbook with a change in the XML of one part."""
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        assert part in old.namelist()
        for item in old.infolist():
            content = old.read(item)
            if item.filename == part:
                text = content.decode()
                assert re.search(change[0], text), text
                content = re.sub(change[0], change[1], text, count=1).encode()
            new.writestr(item.filename, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_title_and_marking_above_and_a_header_of_two_rows_are_understood(load_book) -> None:
    book = Workbook()
    sheet = book.active
    rows = [
        ["OFFICIAL-SENSITIVE"],
        ["Register of recommendations as at 21 November 2025"],
        [],
        ["Ref", "Recommendation", "Deadline", None, "Status"],
        [None, None, "HMICFRS", "Force", None],
        ["A-1", "Train officers", "By 31 March 2024", date(2024, 2, 1), "Ongoing"],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("A1:E1", "A2:E2", "A4:A5", "B4:B5", "C4:D4", "E4:E5"):
        sheet.merge_cells(merged)
    version = load_book(book, as_at=None)
    (entry,) = version.entries
    assert version.as_at == date(2025, 11, 21)
    assert entry.visibility is Visibility.RESTRICTED
    assert (entry.ref, entry.text, entry.row) == ("A-1", "Train officers", 6)
    assert entry.deadline == date(2024, 3, 31)
    assert entry.force_target == entry.due == date(2024, 2, 1)
    assert entry.status is Status.IN_PROGRESS


def test_a_value_merged_downwards_holds_for_each_row_and_sideways_stays_in_its_column(
    load_book, book
) -> None:
    sheet = book["Register"]
    for number in (1, 2, 3):
        sheet.append(
            [f"A-{number}", "Fraud" if number == 1 else None, str(number), "Text", "Ann Lee"]
        )
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("E3:F3")
    entries = load_book(book).entries
    assert [entry.report for entry in entries] == ["Fraud"] * 3
    assert [entry.due for entry in entries] == [None] * 3


def test_a_heading_merged_over_the_table_is_no_entry_and_names_the_report_below(load_book) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["Rec no", "Recommendation", "Owner", "Status"],
        ["Fraud: time to choose", None, None, None],
        ["1", "Train officers", "Ann Lee", "Open"],
        ["A duty to protect", None, None, None],
        ["1", "Review policy", "Bo Ek", "Open"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:D2")
    sheet.merge_cells("A4:D4")
    version = load_book(book)
    assert [entry.report for entry in version.entries] == [
        "Fraud: time to choose",
        "A duty to protect",
    ]
    assert any("heading between rows" in issue for issue in version.issues)


def test_hidden_sheets_rows_and_columns_are_left_out_and_counted(load_book, book) -> None:
    sheet = book["Register"]
    sheet.append(ROW)
    sheet.append(["SECRET-1", *ROW[1:]])
    sheet.row_dimensions[3].hidden = True
    sheet.cell(1, 8, "Covert owner")
    sheet.cell(2, 8, "SECRET-2")
    sheet.column_dimensions["H"].hidden = True
    book.create_sheet("Old")
    for row in (HEADER, ["SECRET-3", *ROW[1:]]):
        book["Old"].append(row)
    book["Old"].sheet_state = "veryHidden"
    version = load_book(book)
    assert [entry.ref for entry in version.entries] == ["A-1"]
    assert "SECRET" not in repr((version.entries, version.people, version.issues))
    said = " ".join(version.issues)
    assert "1 hidden row(s)" in said
    assert "1 hidden column(s)" in said
    assert "hidden sheet “Old” was not read" in said
    everything = load_book(book, profile="hidden: true")
    assert [entry.ref for entry in everything.entries] == ["A-1", "SECRET-1", "SECRET-3"]


def test_a_merge_that_begins_in_a_hidden_row_still_holds_below(load_book, book) -> None:
    sheet = book["Register"]
    sheet.append(["A-0", "Fraud", "1", "Text", "Ann Lee"])
    sheet.append(["A-1", None, "2", "Text", "Ann Lee"])
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[2].hidden = True
    assert [entry.report for entry in load_book(book).entries] == ["Fraud"]


def test_dates_count_from_1904_where_the_workbook_says_so(load_book, book) -> None:
    book.epoch = CALENDAR_MAC_1904
    book["Register"].append([*ROW[:5], date(2024, 4, 3), "Open"])
    assert load_book(book).entries[0].due == date(2024, 4, 3)


def test_a_formula_never_calculated_and_an_error_cell_are_unknown_and_named(
    load_book, book
) -> None:
    book["Register"].append([*ROW[:5], "=TODAY()", "#N/A"])
    version = load_book(book)
    (entry,) = version.entries
    assert entry.due is None
    assert entry.status is Status.UNKNOWN
    assert any("“Due date”" in issue and "never calculated" in issue for issue in version.issues)
    assert any("“Status”" in issue and "#N/A" in issue for issue in version.issues)


def test_a_lie_about_the_size_and_a_value_in_the_last_corner_change_nothing(tmp_path, book) -> None:
    book["Register"].append(ROW)
    book["Register"]["XFD1048576"] = "far"
    path = changed(
        book, tmp_path / "r.xlsx", SHEET, (r'<dimension ref="[^"]*"', '<dimension ref="A1:B1"')
    )
    version = loaded(path)
    assert [entry.owners for entry in version.entries] == [("Ann Lee",)]
    assert any("right of column 200" in issue for issue in version.issues)


def test_a_stray_cell_far_below_is_named_and_is_no_entry(load_book, book) -> None:
    book["Register"].append(ROW)
    book["Register"]["E60000"] = "end of register"
    version = load_book(book)
    assert len(version.entries) == 1
    assert any("“end of register” and nothing else" in issue for issue in version.issues)


def test_rows_out_of_order_are_refused_as_some_would_be_lost(tmp_path, book) -> None:
    book["Register"].append(ROW)
    book["Register"].append(["A-2", *ROW[1:]])
    path = changed(book, tmp_path / "r.xlsx", SHEET, (r'<row r="3"', '<row r="1"'))
    with pytest.raises(InvalidInput, match="out of order"):
        loaded(path)


@pytest.mark.parametrize(
    "part",
    [SHEET, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "docProps/core.xml"],
)
def test_a_document_type_definition_is_refused_in_any_part(tmp_path, book, part) -> None:
    book["Register"].append(ROW)
    bomb = '<!DOCTYPE a [<!ENTITY x "boom">]>'
    start = r"^(<\?xml[^>]*\?>)?\s*<"
    path = changed(book, tmp_path / "r.xlsx", part, (start, rf"\1{bomb}<"))
    with pytest.raises(InvalidInput, match="document type definition"):
        loaded(path)


def test_more_text_than_a_cell_can_hold_is_refused(tmp_path, book) -> None:
    book["Register"].append(ROW)
    path = changed(book, tmp_path / "r.xlsx", SHEET, ("Train officers", "x" * 40_000))
    with pytest.raises(InvalidInput, match="40,000 characters"):
        loaded(path)


def test_what_inflates_beyond_reason_is_refused_before_it_is_read(tmp_path, book) -> None:
    book.save(tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx", "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/big.bin", b"\0" * (20 * 2**20))
    with pytest.raises(InvalidInput, match="inflates"):
        loaded(tmp_path / "r.xlsx")


def test_a_string_that_is_not_there_is_loud(tmp_path, book) -> None:
    book["Register"].append(ROW)
    pointed = (r'<c r="D2".*?</c>', '<c r="D2" t="s"><v>9999</v></c>')
    path = changed(book, tmp_path / "r.xlsx", SHEET, pointed)
    with pytest.raises(InvalidInput, match="damaged"):
        loaded(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"old \.xls"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"MZ\x90" + bytes(range(32)) * 40, "isn't text|no encoding"),
    ],
)
def test_what_is_no_register_is_refused_by_its_content(tmp_path, content, said) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=said):
        loaded(path)


def test_a_zip_file_of_another_kind_and_a_missing_file_are_refused(tmp_path) -> None:
    path = tmp_path / "register.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    with pytest.raises(InvalidInput, match="another kind"):
        loaded(path)
    with pytest.raises(InvalidInput, match="No such file"):
        loaded(tmp_path / "none.xlsx")


def test_a_workbook_is_told_by_its_content_whatever_its_name(tmp_path, book) -> None:
    book["Register"].append(ROW)
    book.save(tmp_path / "r.xlsx")
    path = (tmp_path / "r.xlsx").rename(tmp_path / "register.csv")
    assert [entry.ref for entry in loaded(path).entries] == ["A-1"]


def test_every_sheet_with_a_header_is_read_and_every_other_one_is_named(load_book, book) -> None:
    book["Register"].append(ROW)
    for row in (HEADER, ["B-1", *ROW[1:]]):
        book.create_sheet("Closed") if "Closed" not in book.sheetnames else None
        book["Closed"].append(row)
    book.create_sheet("Summary").append(["Portfolio", "Open", "Closed"])
    version = load_book(book)
    assert [(entry.sheet, entry.ref, entry.id) for entry in version.entries] == [
        ("Register", "A-1", "Register!2"),
        ("Closed", "B-1", "Closed!2"),
    ]
    assert any("“Summary” has no header" in issue for issue in version.issues)


def test_damage_anywhere_in_a_workbook_is_a_refusal_or_a_whole_reading(tmp_path, book) -> None:
    book["Register"].append(ROW)
    book.save(tmp_path / "r.xlsx")
    whole = (tmp_path / "r.xlsx").read_bytes()
    path = tmp_path / "bad.xlsx"
    refused = 0
    for place in range(0, len(whole), 37):
        path.write_bytes(whole[:place] + bytes((whole[place] ^ 0x10,)) + whole[place + 1 :])
        try:
            version = loaded(path)
        except InvalidInput:
            refused += 1
        else:
            assert [entry.text for entry in version.entries] == ["Train officers"]
    assert refused
