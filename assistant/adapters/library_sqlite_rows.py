"""How the library's nouns are laid out in SQLite rows, and back."""

import hashlib
import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from assistant.domain.documents import Block, BlockKind, Page, Part, WordBox
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import (
    Basis,
    Deadline,
    DeadlineKind,
    Finding,
    FindingKind,
    Layout,
    Passage,
    PassageKind,
    Report,
    Visibility,
)

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files(
    path BLOB PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, device INTEGER NOT NULL,
    seen_ns INTEGER NOT NULL, digest TEXT NOT NULL, reader TEXT NOT NULL, declared TEXT NOT NULL,
    report_id TEXT, reason TEXT);
CREATE TABLE reports(id TEXT PRIMARY KEY, visibility TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE pages(
    report_id TEXT NOT NULL, number INTEGER NOT NULL, label TEXT, text TEXT NOT NULL,
    width REAL NOT NULL, height REAL NOT NULL, words BLOB NOT NULL,
    PRIMARY KEY(report_id, number));
CREATE TABLE blocks(
    report_id TEXT NOT NULL, ordinal INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY(report_id, ordinal));
CREATE TABLE passages(
    id TEXT PRIMARY KEY, report_id TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL, heading TEXT NOT NULL, parts TEXT NOT NULL, marker TEXT,
    visibility TEXT NOT NULL, digest BLOB NOT NULL, context TEXT NOT NULL,
    embedded BLOB NOT NULL, row INTEGER);
CREATE UNIQUE INDEX passages_in_order ON passages(report_id, ordinal);
CREATE INDEX passages_by_embedded ON passages(embedded);
CREATE TABLE layouts(report_id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE findings(
    id TEXT PRIMARY KEY, report_id TEXT NOT NULL, ordinal INTEGER NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX findings_in_order ON findings(report_id, ordinal);
"""
"""`passages.embedded` is the digest of what was embedded; `row` is the row of its vector among
those of its visibility class."""

SCHEMA_VERSION = "1"

PASSAGE_COLUMNS = "id, report_id, ordinal, kind, text, heading, parts, marker, visibility, digest"

Row = tuple[Any, ...]

_BOX = struct.Struct("<IIffff")


def embedded_digest(context: str, text: str) -> bytes:
    """Return the digest that says whether a passage can keep its vector."""
    return hashlib.sha256(f"{context}\x00{text}".encode("utf-8", "surrogatepass")).digest()


def passage_row(passage: Passage, context: str) -> Row:
    """Lay a passage out, without the row of its vector, which isn't known yet."""
    columns = (
        passage.id,
        passage.report_id,
        passage.ordinal,
        passage.kind.value,
        passage.text,
        _dump(passage.heading),
        _dump([_numbers(part) for part in passage.parts]),
        passage.marker,
        passage.visibility.value,
    )
    return (*columns, _digest(columns), context, embedded_digest(context, passage.text), None)


def passage(row: Row) -> Passage:
    """Read a passage from `PASSAGE_COLUMNS`.

    Raises:
        StoreUnavailable: the row is not what was written.
    """
    *columns, digest = row
    if _digest(columns) != digest:
        raise StoreUnavailable(
            f'The passage {row[0]} of report "{row[1]}" is not what was stored. Run '
            "`liaison verify`, then `liaison rollback` or `liaison ingest --full`."
        )
    name, report_id, ordinal, kind, text, heading, parts, marker, visibility = columns
    return Passage(
        id=name,
        report_id=report_id,
        ordinal=ordinal,
        kind=PassageKind(kind),
        text=text,
        heading=tuple(json.loads(heading)),
        parts=tuple(Part(*part) for part in json.loads(parts)),
        marker=marker,
        visibility=Visibility(visibility),
    )


def _digest(columns: Sequence[object]) -> bytes:
    return hashlib.sha256(
        "\x1f".join("\x00" if column is None else str(column) for column in columns).encode()
    ).digest()


def page_row(report_id: str, page: Page) -> Row:
    """Lay a page out; its words' boxes are packed, 24 bytes each, and deflated."""
    packed = b"".join(
        _BOX.pack(word.start, word.end, word.x0, word.y0, word.x1, word.y1) for word in page.words
    )
    boxes = zlib.compress(packed, 1)
    return (report_id, page.number, page.label, page.text, page.width, page.height, boxes)


def page(row: Row) -> Page:
    """Read a page from all its columns."""
    _, number, label, text, width, height, boxes = row
    words = tuple(WordBox(*box) for box in _BOX.iter_unpack(zlib.decompress(boxes)))
    return Page(number, label, text, width, height, words)


def block_body(block: Block) -> str:
    """Lay a block out."""
    return _dump(
        [
            block.kind.value,
            block.text,
            [_numbers(part) for part in block.parts],
            block.heading,
            block.marker,
            block.level,
            block.cells,
        ]
    )


def block(body: str) -> Block:
    """Read a block."""
    kind, text, parts, heading, marker, level, cells = json.loads(body)
    return Block(
        kind=BlockKind(kind),
        text=text,
        parts=tuple(Part(*part) for part in parts),
        heading=tuple(heading),
        marker=marker,
        level=level,
        cells=tuple(tuple(row) for row in cells),
    )


def heading(body: str) -> tuple[str, ...]:
    """Read the headings above a passage."""
    return tuple(json.loads(body))


def layout_body(layout: Layout) -> str:
    """Lay out where a report's sentences stand: offsets by column, as that is quick to read."""
    columns = (layout.passages, layout.starts, layout.ends, layout.lines)
    return _dump([*columns, sorted(layout.listed), sorted(layout.markers.items())])


def layout(body: str) -> Layout:
    """Read where a report's sentences stand."""
    passages, starts, ends, lines, listed, markers = json.loads(body)
    return Layout(
        tuple(passages), tuple(starts), tuple(ends), tuple(lines), frozenset(listed), dict(markers)
    )


def report_body(report: Report) -> str:
    """Lay a report out."""
    return _dump({field.name: getattr(report, field.name) for field in fields(report)})


def report(body: str) -> Report:
    """Read a report."""
    values = json.loads(body)
    values |= {
        "title_basis": Basis(values["title_basis"]),
        "published_basis": Basis(values["published_basis"]),
        "published": _day(values["published"]),
        "visibility": Visibility(values["visibility"]),
        "notes": tuple(values["notes"]),
    }
    return Report(**values)


def finding_body(finding: Finding) -> str:
    """Lay a finding out."""
    return _dump(asdict(finding))


def finding(body: str) -> Finding:
    """Read a finding."""
    values = json.loads(body)
    values |= {
        "kind": FindingKind(values["kind"]),
        "addressees": tuple(values["addressees"]),
        "deadline": _deadline(values["deadline"]),
        "published": _day(values["published"]),
        "passage_ids": tuple(values["passage_ids"]),
    }
    return Finding(**values)


def _deadline(values: dict[str, Any] | None) -> Deadline | None:
    if values is None:
        return None
    return Deadline(**(values | {"kind": DeadlineKind(values["kind"]), "due": _day(values["due"])}))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _numbers(part: Part) -> list[int]:
    return [part.start, part.end, part.page, part.page_start, part.page_end]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the library")
