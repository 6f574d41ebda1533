"""The register as a file that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.domain.register import RegisterEntry
from assistant.render.document import entry_document

COLUMNS = (
    "ref",
    "report",
    "published",
    "kind",
    "number",
    "text",
    "addressees",
    "deadline_text",
    "due",
    "due_basis",
    "portfolio",
    "business_area",
    "owner",
    "delegates",
    "status_detail",
    "status_text",
    "priority",
    "closed_on",
    "updated",
    "notes",
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def entries_csv(entries: Iterable[RegisterEntry]) -> bytes:
    """Return the entries as CSV (UTF-8 with a mark, as spreadsheets expect)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([inert(value) for value in _row(entry)])
    return out.getvalue().encode("utf-8-sig")


def entries_xlsx(entries: Iterable[RegisterEntry]) -> bytes:
    """Return the entries as a workbook of plain text cells."""
    # Half a second of import that no question needs.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    def cell_of(text: str) -> Any:
        made = WriteOnlyCell(sheet, value=inert(text))
        made.data_type = "s"
        return made

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.freeze_panes = "A2"
    header = [WriteOnlyCell(sheet, value=name) for name in COLUMNS]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for entry in entries:
        sheet.append([cell_of(value) for value in _row(entry)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def inert(value: str) -> str:
    """Return the value so that a spreadsheet takes it for text (OWASP, CSV injection)."""
    return "'" + value if value.startswith(_STARTS_A_FORMULA) else value


def _row(entry: RegisterEntry) -> Sequence[str]:
    document = entry_document(entry)
    return [_plain(document[name]) for name in COLUMNS]


def _plain(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return "".join(each for each in text if each in "\n\t" or ord(each) >= ord(" "))
