"""Writes the database that register questions are answered from."""

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from assistant.adapters.register_codec import encode_entry, encode_version
from assistant.adapters.register_sqlite_fields import (
    FILLED_TEXT,
    SINGLE,
    Term,
    key,
    spaced,
    terms_of,
)
from assistant.domain.errors import StoreUnavailable
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.language.words import fold, stems

_SCHEMA = """
CREATE TABLE versions (version INTEGER PRIMARY KEY, id TEXT UNIQUE, first INTEGER, last INTEGER,
                       body TEXT);
CREATE TABLE rows (n INTEGER PRIMARY KEY, version INTEGER, ref TEXT, visibility TEXT, status TEXT,
                   is_open INTEGER, immediate INTEGER, due_basis TEXT, filled INTEGER, due TEXT,
                   deadline TEXT, published TEXT, closed_on TEXT, updated TEXT, portfolio INTEGER,
                   report INTEGER, kind INTEGER, number INTEGER, status_text INTEGER,
                   priority INTEGER);
CREATE TABLE bodies (n INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE terms (term INTEGER PRIMARY KEY, version INTEGER, field INTEGER, key TEXT,
                    spaced TEXT, shown TEXT);
CREATE TABLE row_terms (term INTEGER, n INTEGER, field INTEGER, PRIMARY KEY (term, n))
                    WITHOUT ROWID;
CREATE TABLE stems (stem TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE wordings USING fts5(ids, content='', detail='none');
"""
_INDEXES = """
CREATE INDEX rows_by_due ON rows (version, due);
CREATE INDEX rows_by_lateness ON rows (version, is_open, due, visibility);
CREATE INDEX rows_by_deadline ON rows (version, deadline);
CREATE INDEX rows_by_status ON rows (version, status);
CREATE INDEX terms_by_key ON terms (version, field, key);
CREATE INDEX row_terms_by_row ON row_terms (n, field, term);
ANALYZE;
"""
_BATCH = 5_000


def build(path: Path, versions: Iterable[RegisterVersion]) -> None:
    """Write a database of all versions, oldest first; it appears at `path` whole or not at all.

    Raises:
        StoreUnavailable: it can't be written.
    """
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as database:
            database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            writer = _Writer(database)
            for version in versions:
                writer.add(version)
            database.commit()
            database.executescript(_INDEXES)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailable(
            f"The register's database {path} can't be written: {error}. "
            "Make room or give permission, and run it again."
        ) from error


class _Writer:
    """Numbers what it writes: rows over all versions, terms within one, stems over all."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._version = 0
        self._rows = 0
        self._term_count = 0
        self._terms: dict[tuple[Term, str], int] = {}
        self._keys: dict[tuple[Term, str], str] = {}
        self._stems: dict[str, int] = {}

    def add(self, version: RegisterVersion) -> None:
        self._version += 1
        self._terms = {}
        first = self._rows + 1
        for start in range(0, len(version.entries), _BATCH):
            self._add_rows(version.entries[start : start + _BATCH])
        self._database.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
            (self._version, version.id, first, self._rows, json.dumps(encode_version(version))),
        )

    def _add_rows(self, entries: tuple[RegisterEntry, ...]) -> None:
        rows, bodies, terms, wordings = [], [], [], []
        for entry in entries:
            self._rows += 1
            found = self._terms_of(entry)
            rows.append(self._row(entry, found))
            bodies.append((self._rows, encode_entry(entry)))
            terms += [(i, self._rows, term) for term, ids in found.items() for i in ids]
            wordings.append((self._rows, self._stem_ids(entry)))
        execute = self._database.executemany
        execute("INSERT INTO rows VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
        execute("INSERT INTO bodies VALUES (?, ?)", bodies)
        execute("INSERT INTO row_terms VALUES (?, ?, ?)", terms)
        execute("INSERT INTO wordings (rowid, ids) VALUES (?, ?)", wordings)

    def _row(self, entry: RegisterEntry, found: dict[Term, list[int]]) -> tuple[object, ...]:
        days = (entry.due, entry.deadline, entry.published, entry.closed_on, entry.updated)
        portfolio, report, kind, number, status_text, priority = (
            found[term][0] if found[term] else None for term in SINGLE
        )
        return (
            self._rows,
            self._version,
            entry.ref,
            entry.visibility.value,
            entry.status.value,
            entry.status.is_open,
            entry.immediate,
            entry.due_basis.value,
            sum(1 << term for term, ids in found.items() if ids)
            + FILLED_TEXT * bool(fold(entry.text) or fold(entry.notes)),
            *(day.isoformat() if day else None for day in days),
            portfolio,
            report,
            kind,
            number,
            status_text,
            priority,
        )

    def _terms_of(self, entry: RegisterEntry) -> dict[Term, list[int]]:
        found: dict[Term, list[int]] = {}
        for term, values in terms_of(entry).items():
            keyed = ((self._key(term, value), value) for value in values)
            ids = (self._term(term, folded, value) for folded, value in keyed if folded)
            found[term] = list(dict.fromkeys(ids))
        return found

    def _key(self, term: Term, value: str) -> str:
        folded = self._keys.get((term, value))
        if folded is None:
            folded = self._keys[term, value] = key(term, value)
        return folded

    def _term(self, term: Term, folded: str, value: str) -> int:
        found = self._terms.get((term, folded))
        if found is None:
            self._term_count += 1
            found = self._terms[term, folded] = self._term_count
            self._database.execute(
                "INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?)",
                (found, self._version, term, folded, spaced(term, value), value.strip()),
            )
        return found

    def _stem_ids(self, entry: RegisterEntry) -> str:
        ids = []
        for found in set(stems(f"{entry.text}\n{entry.notes}")):
            number = self._stems.get(found)
            if number is None:
                number = self._stems[found] = len(self._stems) + 1
                self._database.execute("INSERT INTO stems VALUES (?, ?)", (found, number))
            ids.append(number)
        return " ".join(str(number) for number in sorted(ids))
