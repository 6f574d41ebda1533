"""Writes the canonical library of a new generation."""

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from assistant.adapters import library_sqlite_rows as rows
from assistant.domain.catalogue import Reading, SourceFile
from assistant.domain.documents import Block
from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Passage, Visibility
from assistant.reports.evidence.layout import lay_out

_COPIED = ("reports", "pages", "blocks", "passages", "findings")
_AT_ONCE = 2_000


class Stored(NamedTuple):
    """A passage as the indexes need it."""

    id: str
    report_id: str
    text: str
    heading: str
    """Headings above it and the report's title, for the word index."""
    title: str


class Unplaced(NamedTuple):
    """A passage that has to have a vector, and where the previous generation keeps its equal."""

    id: str
    text: str
    """What is to be embedded."""
    previous: tuple[Visibility, int] | None


class SqliteLibraryWriter:
    """Fills a new file; `finish` leaves it without a journal, ready to be opened immutable."""

    def __init__(self, path: Path, previous: Path | None) -> None:
        """Create the file, with the previous library at hand to copy from."""
        self._database = sqlite3.connect(f"file:{quote(str(path))}", uri=True, isolation_level=None)
        # Nobody reads the file before it is synced and published; the journal only undoes a
        # report that can't be stored.
        self._database.executescript(
            "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;" + rows.SCHEMA
        )
        self._previous = previous
        self._previous_has_layouts = False
        if previous is not None:
            uri = f"file:{quote(str(previous.absolute()))}?mode=ro&immutable=1"
            self._database.execute("ATTACH ? AS previous", (uri,))
            tables = self._database.execute("SELECT name FROM previous.sqlite_master")
            self._previous_has_layouts = ("layouts",) in tables.fetchall()
        self._database.execute("BEGIN")

    def add(self, file: SourceFile, reading: Reading) -> None:
        """Store a report with everything cut from it, or nothing of it.

        Raises:
            InvalidInput: something in it can't be stored.
        """
        self._database.execute("SAVEPOINT report")
        try:
            self._add(file, reading)
        except (sqlite3.IntegrityError, UnicodeEncodeError, struct.error) as error:
            self._database.execute("ROLLBACK TO report")
            raise InvalidInput(f"What was read from it can't be stored ({error}).") from error
        # Not in a `finally`: on a full disk SQLite gives the whole transaction up by itself.
        self._database.execute("RELEASE report")

    def _add(self, file: SourceFile, reading: Reading) -> None:
        self.add_file(file)
        report = reading.report
        self._database.execute(
            "INSERT INTO reports VALUES (?,?,?)",
            (report.id, report.visibility.value, rows.report_body(report)),
        )
        self._many("pages", 7, [rows.page_row(report.id, page) for page in reading.pages])
        self._many(
            "blocks",
            3,
            [(report.id, place, rows.block_body(b)) for place, b in enumerate(reading.blocks)],
        )
        pairs = zip(reading.passages, reading.contexts, strict=True)
        self._many("passages", 13, [rows.passage_row(p, context) for p, context in pairs])
        self._lay_out(report.id, reading.passages, reading.blocks)
        self._many(
            "findings",
            4,
            [(f.id, report.id, at, rows.finding_body(f)) for at, f in enumerate(reading.findings)],
        )

    def add_file(self, file: SourceFile) -> None:
        """Remember a file, whether it was read or refused."""
        self._many("files", 13, [astuple(file)])

    def keep(self, file: SourceFile) -> None:
        """Copy a file's report from the previous library as it stands."""
        self.add_file(file)
        for table in _COPIED:
            key = "id" if table == "reports" else "report_id"
            self._database.execute(
                f"INSERT INTO {table} SELECT * FROM previous.{table} WHERE {key} = ?",  # noqa: S608
                (file.report_id,),
            )
        self._keep_layout(file.report_id or "")

    def _keep_layout(self, report_id: str) -> None:
        if self._previous_has_layouts:
            sql = "INSERT INTO layouts SELECT * FROM previous.layouts WHERE report_id = ?"
            self._database.execute(sql, (report_id,))
            return
        columns = (
            f"SELECT {rows.PASSAGE_COLUMNS} FROM main.passages "  # noqa: S608 - constant
            "WHERE report_id = ? ORDER BY ordinal"
        )
        passages = [rows.passage(row) for row in self._each(columns, (report_id,))]
        bodies = "SELECT body FROM main.blocks WHERE report_id = ? ORDER BY ordinal"
        blocks = [rows.block(body) for (body,) in self._each(bodies, (report_id,))]
        self._lay_out(report_id, passages, blocks)

    def _lay_out(
        self, report_id: str, passages: Sequence[Passage], blocks: Sequence[Block]
    ) -> None:
        body = rows.layout_body(lay_out(passages, blocks))
        self._many("layouts", 2, [(report_id, body)])

    def place_vectors(self) -> dict[Visibility, int]:
        """Give every passage the row of its vector, by report and place; return the counts."""
        self._database.execute(
            "UPDATE passages SET row = place FROM (SELECT id AS name, row_number() OVER "
            "(PARTITION BY visibility ORDER BY report_id, ordinal) - 1 AS place FROM passages) "
            "WHERE name = id"
        )
        found = self._database.execute("SELECT visibility, count(*) FROM passages GROUP BY 1")
        return {Visibility(name): count for name, count in found}

    def unplaced(self, visibility: Visibility) -> Iterator[Unplaced]:
        """Yield the class's passages in the order of their rows."""
        equal = "NULL, NULL"
        if self._previous is not None:
            equal = (
                "(SELECT o.visibility FROM previous.passages o WHERE o.embedded = p.embedded "
                "ORDER BY o.id LIMIT 1), (SELECT o.row FROM previous.passages o "
                "WHERE o.embedded = p.embedded ORDER BY o.id LIMIT 1)"
            )
        sql = (
            f"SELECT p.id, p.context || p.text, {equal} FROM main.passages p "  # noqa: S608
            "WHERE p.visibility = ? ORDER BY p.row"
        )
        for name, text, kind, row in self._each(sql, (visibility.value,)):
            yield Unplaced(name, text, None if row is None else (Visibility(kind), row))

    def stored(self, visibility: Visibility) -> Iterator[Stored]:
        """Yield the class's passages in the order of their rows."""
        sql = (
            "SELECT p.id, p.report_id, p.text, p.heading, json_extract(r.body, '$.title') "
            "FROM main.passages p JOIN main.reports r ON r.id = p.report_id "
            "WHERE p.visibility = ? ORDER BY p.row"
        )
        for row in self._each(sql, (visibility.value,)):
            yield Stored(*row)

    def finish(self) -> None:
        """Commit, and tidy the file."""
        self._database.execute(
            "INSERT INTO meta VALUES ('schema', ?)",
            (rows.SCHEMA_VERSION,),
        )
        self._database.execute("COMMIT")
        if self._previous is not None:
            self._database.execute("DETACH previous")
        self._database.execute("ANALYZE")
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _many(self, table: str, width: int, values: list[rows.Row]) -> None:
        marks = ",".join("?" * width)
        self._database.executemany(f"INSERT INTO main.{table} VALUES ({marks})", values)  # noqa: S608

    def _each(self, sql: str, values: tuple[object, ...]) -> Iterator[rows.Row]:
        cursor = self._database.execute(sql, values)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some
