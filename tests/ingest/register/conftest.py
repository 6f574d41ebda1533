"""Writes small registers for tests, and loads them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.domain.register import RegisterVersion
from assistant.domain.sources import Visibility
from ingest.register.load import load_register

HEADER = ("Ref", "Report", "Rec no", "Recommendation", "Owner", "Due date", "Status")
Load = Callable[..., RegisterVersion]


def load(
    path: Path,
    profile: str | None = None,
    as_at: date | None = date(2024, 1, 1),
    visibility: Visibility = Visibility.FORCE,
) -> RegisterVersion:
    """Load a file, with a profile given as text."""
    written = None
    if profile is not None:
        written = path.with_suffix(".yaml")
        written.write_text(profile, encoding="utf-8")
    return load_register(path, as_at=as_at, profile=written, default_visibility=visibility).version


@pytest.fixture
def load_csv(tmp_path: Path) -> Load:
    """Load a CSV file with this content."""

    def loaded(content: str | bytes, **choices: object) -> RegisterVersion:
        path = tmp_path / "register.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(path, **choices)  # type: ignore[arg-type]

    return loaded


@pytest.fixture
def load_rows(tmp_path: Path) -> Load:
    """Load a workbook whose only sheet, “Register”, has these rows."""

    def loaded(*rows: Sequence[object], **choices: object) -> RegisterVersion:
        return load(write_book(tmp_path / "register.xlsx", rows), **choices)  # type: ignore[arg-type]

    return loaded


@pytest.fixture
def load_book(tmp_path: Path) -> Load:
    """Load a workbook made with openpyxl."""

    def loaded(book: Workbook, **choices: object) -> RegisterVersion:
        path = tmp_path / "register.xlsx"
        book.save(path)
        return load(path, **choices)  # type: ignore[arg-type]

    return loaded


def write_book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write rows to a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Register"
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def book() -> Workbook:
    """A workbook with the sheet “Register” and a usual header."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Register"
    sheet.append(list(HEADER))
    return made
