"""Databases of a register, built of entries that differ in what a test is about."""

from datetime import date
from pathlib import Path

from assistant.adapters.register_sqlite import SqliteRegister
from assistant.adapters.register_sqlite_build import build
from assistant.domain.queries import AnyOf, Condition
from assistant.domain.register import RegisterEntry, RegisterVersion, Status
from assistant.domain.sources import Visibility

ALL = tuple(Visibility)
TODAY = date(2024, 2, 29)
BASE = RegisterEntry(
    id="R!2", ref="A-1", ref_made=False, report="Fraud", number="1", kind="recommendation",
    text="Train officers", status=Status.IN_PROGRESS, status_text="Ongoing", sheet="R", row=2,
    visibility=Visibility.PUBLIC,
)  # fmt: skip


def store(tmp_path: Path, *entries: RegisterEntry, name: str = "r.db") -> SqliteRegister:
    path = tmp_path / name
    build(path, [RegisterVersion("v1", date(2024, 1, 1), "r.xlsx", "0" * 64, entries)])
    return SqliteRegister(path)


def refs(found: list[RegisterEntry]) -> list[str]:
    return [entry.ref for entry in found]


def ask(found: SqliteRegister, *where: Condition | AnyOf, today: date = TODAY) -> list[str]:
    return refs(found.select(where, classes=ALL, email=None, today=today))
