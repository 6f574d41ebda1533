"""The canonical library of one generation, read from SQLite."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from assistant.adapters import library_sqlite_rows as rows
from assistant.adapters.sqlite_read_only import ReadOnlyDatabase
from assistant.domain.catalogue import SourceFile
from assistant.domain.documents import Block, Page
from assistant.domain.sources import Finding, Layout, Passage, Report, Visibility

_AT_ONCE = 500
"""Values in one `IN (...)`; SQLite's limit is 999 in old builds."""

_REPORTS_KEPT = 64
"""Reports whose layout is remembered; about 20 MB where each has two thousand sentences."""
_HEADINGS_KEPT = 512
"""Reports whose headings are remembered: a question looks at those of every report found, and what
is kept of one is small."""


class SqliteLibrary:
    """Implements `ports.Library` over a file that never changes."""

    def __init__(self, path: Path, generation: str) -> None:
        """Open the file read only."""
        self._database = ReadOnlyDatabase(path)
        self._generation = generation
        self._kept_layout = lru_cache(_REPORTS_KEPT)(self._read_layout)
        self._kept_headings = lru_cache(_HEADINGS_KEPT)(self._read_headings)

    @property
    def generation(self) -> str:
        """Name of the generation."""
        return self._generation

    def reports(self, classes: Sequence[Visibility]) -> list[Report]:
        """Return all reports of the classes, by title."""
        found = [report for report in self._reports.values() if report.visibility in classes]
        return sorted(found, key=lambda report: (report.title.casefold(), report.id))

    def report(self, report_id: str) -> Report | None:
        """Return one report."""
        return self._reports.get(report_id)

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """Return passages in the order of the ids; unknown ids are left out.

        Raises:
            StoreUnavailable: a passage is not what was stored.
        """
        wanted = list(ids)
        found: dict[str, Passage] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = tuple(wanted[start : start + _AT_ONCE])
            marks = ",".join("?" * len(some))
            sql = f"SELECT {rows.PASSAGE_COLUMNS} FROM passages WHERE id IN ({marks})"  # noqa: S608
            found |= {passage.id: passage for passage in map(rows.passage, self._rows(sql, some))}
        return [found[name] for name in wanted if name in found]

    def passages_of(self, report_id: str) -> list[Passage]:
        """Return a report's passages in order."""
        sql = (
            f"SELECT {rows.PASSAGE_COLUMNS} FROM passages "  # noqa: S608 - constant
            "WHERE report_id = ? ORDER BY ordinal"
        )
        return [rows.passage(row) for row in self._rows(sql, (report_id,))]

    def passages_at(self, report_id: str, ordinals: Sequence[int]) -> list[Passage]:
        """Return a report's passages of these places, in the order of the places."""
        sql = (
            f"SELECT {rows.PASSAGE_COLUMNS} FROM passages "  # noqa: S608 - constant
            "WHERE report_id = ? AND ordinal = ?"
        )
        found = (self._rows(sql, (report_id, ordinal)) for ordinal in ordinals)
        return [rows.passage(row) for some in found for row in some]

    def headings(self, report_id: str) -> Sequence[tuple[int, tuple[str, ...]]]:
        """Return the place of each of a report's passages and the headings above it, in order."""
        return self._kept_headings(report_id)

    def _read_headings(self, report_id: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        sql = "SELECT ordinal, heading FROM passages WHERE report_id = ? ORDER BY ordinal"
        found = self._rows(sql, (report_id,))
        read = {body: rows.heading(body) for body in {body for _, body in found}}
        return tuple((ordinal, read[body]) for ordinal, body in found)

    def layout(self, report_id: str) -> Layout | None:
        """Return where a report's sentences stand; none in libraries built before it was kept."""
        return self._kept_layout(report_id) if self._has_layouts else None

    def _read_layout(self, report_id: str) -> Layout | None:
        found = self._rows("SELECT body FROM layouts WHERE report_id = ?", (report_id,))
        return rows.layout(found[0][0]) if found else None

    def findings(self, report_ids: Sequence[str] = ()) -> list[Finding]:
        """Return findings of the reports (of all, if none are named), in printed order."""
        sql = "SELECT body FROM findings WHERE report_id = ? ORDER BY ordinal"
        named = report_ids or sorted(self._reports)
        return [
            rows.finding(body) for report_id in named for (body,) in self._rows(sql, (report_id,))
        ]

    def page(self, report_id: str, number: int) -> Page | None:
        """Return one page."""
        sql = "SELECT * FROM pages WHERE report_id = ? AND number = ?"
        found = self._rows(sql, (report_id, number))
        return rows.page(found[0]) if found else None

    def blocks(self, report_id: str) -> list[Block]:
        """Return a report's blocks in reading order."""
        sql = "SELECT body FROM blocks WHERE report_id = ? ORDER BY ordinal"
        return [rows.block(body) for (body,) in self._rows(sql, (report_id,))]

    def refusals(self) -> list[tuple[str, str]]:
        """Return (file, reason) of what could not be read when this generation was built."""
        sql = "SELECT name, reason FROM files WHERE reason IS NOT NULL ORDER BY name, path"
        return [(name, reason) for name, reason in self._rows(sql)]

    def files(self) -> list[SourceFile]:
        """Return what is remembered of every file that was looked at, by path."""
        sql = "SELECT * FROM files ORDER BY path"
        return [SourceFile(*row) for row in self._rows(sql)]

    def counts(self) -> dict[str, int]:
        """Return how many reports, pages, passages and findings there are."""
        return {
            table: int(self._rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - constants
            for table in ("reports", "pages", "passages", "findings")
        }

    def places(self, visibility: Visibility) -> list[tuple[str, str]]:
        """Return (passage id, report id) of a class in the order of their vectors."""
        sql = "SELECT id, report_id FROM passages WHERE visibility = ? ORDER BY row"
        return [(name, report_id) for name, report_id in self._rows(sql, (visibility.value,))]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @cached_property
    def _has_layouts(self) -> bool:
        sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'layouts'"
        return bool(self._rows(sql))

    @cached_property
    def _reports(self) -> dict[str, Report]:
        found = [rows.report(body) for (body,) in self._rows("SELECT body FROM reports")]
        return {report.id: report for report in found}

    def _rows(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        return cast("list[tuple[Any, ...]]", self._database.rows(sql, values))
