"""Entries of the audit log as lines, each holding the hash of the one before it."""

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
"""What the first entry names as the one before it."""
SEGMENT = "????-??.jsonl"
"""Files of the log, one a month."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where the chain stands: the last entry's number and hash."""

    seq: int
    hash: str


START = Link(0, GENESIS)


def canonical(document: Any) -> str:
    """Return the one way in which a document is written: printable ASCII, sorted, close."""
    text = json.dumps(document, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.replace("\x7f", "\\u007f")


def entry_line(entry: dict[str, Any]) -> tuple[str, Link]:
    """Return the entry's line, and the link that the next entry must name."""
    digest = sha256(canonical(entry).encode()).hexdigest()
    return canonical({"entry": entry, "hash": digest}) + "\n", Link(entry["seq"], digest)


def read_line(line: bytes) -> tuple[dict[str, Any], Link] | None:
    """Return a line's entry and link, or none where it isn't exactly what was written."""
    try:
        entry = json.loads(line)["entry"]
        written, link = entry_line(entry)
        whole = written.encode() == line and type(entry["seq"]) is int and "previous" in entry
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (entry, link) if whole else None


def segments(folder: Path) -> list[Path]:
    """Return the log's files, oldest first."""
    return sorted(folder.glob(SEGMENT))


def lines(folder: Path) -> Iterator[tuple[Path, int, bytes]]:
    """Yield (file, line number, line) of the whole log, oldest first."""
    for path in segments(folder):
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield path, number, line


def mac(key: bytes, document: dict[str, Any]) -> str:
    """Return the keyed digest of a checkpoint."""
    return hmac.new(key, canonical(document).encode(), sha256).hexdigest()
