"""Entries of the audit log as lines, each holding the hash of the one before it."""

import hmac
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Protocol

GENESIS = "0" * 64
"""What the first entry names as the one before it."""


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


class ChainStore(Protocol):
    """Where the lines are kept. Calls but `lines` are made within `alone`."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep every other writer out until the block ends; then what was added is on disk.

        Raises:
            StoreUnavailable: the log can't be written.
        """

    def last(self) -> Link:
        """Return where the chain stands.

        Raises:
            StoreUnavailable: its end is damaged, or was removed while in use.
        """

    def append(self, line: str, link: Link, at: datetime) -> None:
        """Add a line."""

    def prune(self, before: date) -> Iterator[Link]:
        """Yield the last entry of each stretch that is older, and remove it when resumed."""

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """Yield (place, line) of the whole log, oldest first, while no one writes."""


def mac(key: bytes, document: dict[str, Any]) -> str:
    """Return the keyed digest of a checkpoint."""
    return hmac.new(key, canonical(document).encode(), sha256).hexdigest()
