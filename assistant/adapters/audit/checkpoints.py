"""Checkpoints: a second file that vouches, by a keyed digest, for how far the log had come."""

import hmac
import json
import os
import secrets
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.adapters.audit.chain import Link, canonical, mac
from assistant.domain.errors import InvalidUse, StoreUnavailable

REACHED = "reached"
PRUNED = "pruned"
"""Everything up to here was removed because its time was up."""


class Checkpoints:
    """The file of checkpoints and the key that vouches for them."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key

    def add(self, kind: str, link: Link, at: datetime) -> None:
        """Vouch for the log up to the link.

        Raises:
            StoreUnavailable: the file can't be written.
        """
        document = {"kind": kind, "seq": link.seq, "hash": link.hash, "at": at.isoformat()}
        line = canonical({**document, "mac": mac(self._key, document)}) + "\n"
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, line.encode())
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise StoreUnavailable(
                f"The audit log's checkpoints can't be written to {self._path}: {error.strerror}. "
                "Nothing is answered until they can."
            ) from error

    def read(self) -> tuple[list[tuple[str, Link]], list[str]]:
        """Return what is vouched for, in the order written, and what is wrong with the file."""
        try:
            written = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return [], []
        except OSError as error:
            return [], [f"The checkpoints {self._path} can't be read: {error.strerror}."]
        found, wrong = [], []
        for number, line in enumerate(written, start=1):
            document = self._checked(line)
            if document is None:
                wrong.append(f"{self._path.name}, line {number}: not written with our key.")
            else:
                found.append((str(document["kind"]), Link(document["seq"], document["hash"])))
        return found, wrong

    def _checked(self, line: bytes) -> dict[str, Any] | None:
        try:
            document = json.loads(line)
            given = str(document.pop("mac"))
            right = hmac.compare_digest(given, mac(self._key, document))
            return document if right and {"kind", "seq", "hash"} <= document.keys() else None
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


def read_key(path: Path, *, make: bool) -> bytes:
    """Return the key that the file holds, made first if it may be and isn't there.

    Raises:
        InvalidUse: the file can't be read, is empty, or others on this machine can read it.
    """
    try:
        if make and not path.exists():
            _make_key(path)
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise InvalidUse(f"Others can read the audit key {path}. Run: chmod 600 {path}")
        key = path.read_bytes().strip()
    except OSError as error:
        raise InvalidUse(
            f"The audit key {path} can't be read: {error.strerror}. Check LIAISON_AUDIT_KEY_FILE."
        ) from error
    if len(key) < _SHORTEST_KEY:
        raise InvalidUse(
            f"The audit key {path} holds less than {_SHORTEST_KEY} characters. "
            "Make one with: openssl rand -hex 32"
        )
    return key


_SHORTEST_KEY = 32


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        # Another process was quicker.
        return
    try:
        os.write(file, secrets.token_hex(32).encode())
        os.fsync(file)
    finally:
        os.close(file)
