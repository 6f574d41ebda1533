import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.render.exports import COLUMNS, entries_csv, entries_xlsx
from tests.builders import an_entry

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_an_export_runs(formula: str) -> None:
    entries = [an_entry(text=formula, notes=formula, owners=(formula,))]

    rows = list(csv.reader(io.StringIO(entries_csv(entries).decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(entries_xlsx(entries))).active

    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if str(cell.value or "").startswith(("=", "+", "-", "@"))]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_a_csv_export_keeps_every_word(text: str) -> None:
    exported = entries_csv([an_entry(text=text)]).decode("utf-8-sig")

    row = dict(zip(COLUMNS, list(csv.reader(io.StringIO(exported, newline="")))[1], strict=True))

    printable = "".join(each for each in text if each in "\n\t" or ord(each) >= 32)
    assert row["text"].removeprefix("'").replace("\r", "") == printable.removeprefix("'")
