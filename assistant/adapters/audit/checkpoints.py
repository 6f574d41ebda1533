"""Checkpoints: a second file that vouches, by a keyed digest, for how far the log had come."""

import hmac
import json
import os
import secrets
import stat
from datetime import datetime
from pathlib import Path
from socket import gethostname

from assistant.adapters.audit.chain import Link, canonical, mac
from assistant.domain.errors import InvalidUse, StoreUnavailable

REACHED = "reached"
PRUNED = "pruned"
"""Everything up to here was removed because its time was up."""


class Checkpoints:
    """The checkpoints and the key that vouches for them.

    They are in one file or, where several nodes share a log, in a folder with a file for each.
    """

    def __init__(self, path: Path, key: bytes, node: str | None = None) -> None:
        self._path = path
        self._key = key
        self._node = node or gethostname()

    def add(self, kind: str, link: Link, at: datetime) -> None:
        """Vouch for the log up to the link.

        Raises:
            StoreUnavailable: the file can't be written.
        """
        document = {"kind": kind, "seq": link.seq, "hash": link.hash, "at": at.isoformat()}
        line = canonical({**document, "mac": mac(self._key, document)}) + "\n"
        try:
            file = os.open(self._own(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
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
        found: list[tuple[str, Link]] = []
        wrong: list[str] = []
        for path in sorted(self._path.glob("*.jsonl")) if self._path.is_dir() else [self._path]:
            try:
                written = path.read_bytes().splitlines()
            except FileNotFoundError:
                continue
            except OSError as error:
                wrong.append(f"The checkpoints {path} can't be read: {error.strerror}.")
                continue
            for number, line in enumerate(written, start=1):
                link = self._checked(line)
                if link is None:
                    wrong.append(f"{path.name}, line {number}: not written with our key.")
                else:
                    found.append(link)
        return found, wrong

    def _own(self) -> Path:
        return self._path / f"{self._node}.jsonl" if self._path.is_dir() else self._path

    def _checked(self, line: bytes) -> tuple[str, Link] | None:
        try:
            document = json.loads(line)
            given = str(document.pop("mac"))
            if not hmac.compare_digest(given, mac(self._key, document)):
                return None
            return str(document["kind"]), Link(document["seq"], document["hash"])
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
