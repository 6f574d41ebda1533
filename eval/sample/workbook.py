"""Writes one version of the sample register as a workbook, as a force would keep it."""

import io
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from eval.sample.register import SampleEntry, SampleRegister
from eval.sample.word import settled

COLUMNS = (
    ("Ref", "ref", 12),
    ("Report", "report", 34),
    ("Published", "published", 12),
    ("Type", "type", 18),
    ("No.", "number", 6),
    ("Recommendation", "text", 70),
    ("Addressee", "addressee", 24),
    ("Inspectorate deadline", "deadline", 20),
    ("Force target", "force_target", 13),
    ("Revised target", "revised_target", 13),
    ("Portfolio", "portfolio", 18),
    ("Business area", "business_area", 22),
    ("Owner", "owner", 24),
    ("Owner email", "email", 38),
    ("Delegate", "delegate", 24),
    ("Status", "status", 18),
    ("Priority", "priority", 9),
    ("Marking", "marking", 20),
    ("Notes", "notes", 50),
    ("Last update", "updated", 12),
    ("Date closed", "closed", 12),
)
_DATES = {"published", "force_target", "revised_target", "updated", "closed"}
HEADER_ROW = 4
"""Above it stand the title, the marking and an empty row."""


def write_workbook(register: SampleRegister, version: date, target: Path) -> None:
    """Write the register as it stood on `version`."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Register"
    day = f"{version.day} {version:%B %Y}"
    sheet["A1"] = f"{register.force}: register of inspection recommendations as at {day}"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "OFFICIAL. Entries marked OFFICIAL-SENSITIVE are for the liaison team and owners."
    sheet.merge_cells("A1:J1")
    sheet.merge_cells("A2:J2")
    for column, (header, _, width) in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, column, header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1D3F6E")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, entry in enumerate(register.entries(version), HEADER_ROW + 1):
        for column, (_, name, _) in enumerate(COLUMNS, 1):
            cell = sheet.cell(row, column, _value(register, entry, name))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 2)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(COLUMNS))}{sheet.max_row}"
    _people(book, register)
    buffer = io.BytesIO()
    book.save(buffer)
    target.write_bytes(settled(buffer.getvalue(), version.isoformat()))


def _value(register: SampleRegister, entry: SampleEntry, name: str) -> str | date | None:
    if name in entry.printed:
        return entry.printed[name]
    if name in {"owner", "delegate"}:
        keys = entry.owner if name == "owner" else entry.delegate
        return "; ".join(register.person(key).printed for key in keys) or None
    if name == "email":
        return "; ".join(register.person(key).email for key in entry.owner) or None
    value: Any = getattr(entry, name)
    if name in _DATES and value[:2] == "20":
        return date.fromisoformat(value)
    return value or None


def _people(book: Workbook, register: SampleRegister) -> None:
    sheet = book.create_sheet("People")
    sheet.append(["Name", "Email", "Aliases"])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for person in register.people:
        if person.listed:
            sheet.append([person.printed, person.email, "; ".join((person.name, *person.aliases))])
    for column, width in (("A", 28), ("B", 42), ("C", 70)):
        sheet.column_dimensions[column].width = width
