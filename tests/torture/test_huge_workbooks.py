"""Workbooks that are small outside and enormous or twisted inside."""

import io
import re
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Visibility
from ingest.register.load import load_register
from tests.torture import making


def with_shared_string(book: Workbook, text: bytes) -> bytes:
    """The workbook with every cell “x” pointing at one shared string instead."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    typed = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], pointing = re.subn(
        rb't="inlineStr"><is><t>x</t></is>', b't="s"><v>0</v>', parts[sheet]
    )
    assert pointing
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (main, text)
    links = "xl/_rels/workbook.xml.rels"
    parts[links] = parts[links].replace(
        b"</Relationships>",
        b'<Relationship Id="rS" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind,
    )
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % typed,
    )
    return making.zipped(parts)


def test_a_string_shared_by_many_cells_counts_every_time(tmp_path: Path) -> None:
    """Hundreds of millions of characters in a small file, were they all written out."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Report", "Recommendation", "Owner", "Status"])
    for row in range(4_000):
        sheet.append([f"A-{row}", "R", "x", "x", "Open"])
    path = tmp_path / "shared.xlsx"
    path.write_bytes(with_shared_string(book, b"long " * 6_000))
    assert path.stat().st_size < 200_000
    began = time.process_time()
    with pytest.raises(InvalidInput, match="characters"):
        load_register(
            path, as_at=date(2026, 1, 1), profile=None, default_visibility=Visibility.FORCE
        )
    assert time.process_time() - began < 20


@pytest.mark.torture
def test_two_hundred_thousand_rows_are_refused_loudly(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(["Ref", "Report", "Recommendation", "Owner", "Status"])
    for row in range(200_000):
        sheet.append([f"A-{row}", "R", "Record crime.", "Ann Lee", "Open"])
    path = tmp_path / "long.xlsx"
    book.save(path)
    began = time.monotonic()
    with pytest.raises(InvalidInput, match="rows"):
        load_register(
            path, as_at=date(2026, 1, 1), profile=None, default_visibility=Visibility.FORCE
        )
    assert time.monotonic() - began < 120


@pytest.mark.torture
def test_fifty_thousand_merged_ranges_are_read_or_refused_in_time(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Report", "Recommendation", "Owner", "Status"])
    sheet.append(["A-1", "R", "Record crime.", "Ann Lee", "Open"])
    held = io.BytesIO()
    book.save(held)
    merges = b"".join(b'<mergeCell ref="H%d:I%d"/>' % (n, n) for n in range(10, 50_010))
    path = tmp_path / "merged.xlsx"
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                made = b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
                content = content.replace(b"</sheetData>", made)
            new.writestr(item.filename, content)
    began = time.monotonic()
    try:
        version = load_register(
            path, as_at=date(2026, 1, 1), profile=None, default_visibility=Visibility.FORCE
        ).version
        assert [entry.ref for entry in version.entries] == ["A-1"]
    except InvalidInput as error:
        assert "merge" in str(error)
    assert time.monotonic() - began < 60
