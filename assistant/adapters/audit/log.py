"""The audit log: lines in files by month, chained, on disk before an answer leaves."""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Lock, Timer
from time import monotonic

from structlog.contextvars import get_contextvars

from assistant.adapters.audit.chain import START, Link, entry_line, read_line, segments
from assistant.adapters.audit.checkpoints import PRUNED, REACHED, Checkpoints
from assistant.domain.audit import AuditEvent
from assistant.domain.errors import StoreUnavailable

_log = logging.getLogger(__name__)

CHECKPOINT_EVERY = 100
"""Entries after which the log is vouched for."""
CHECKPOINT_S = 60.0
"""Seconds after which it is, if there was any entry."""


def _now() -> datetime:
    return datetime.now(UTC)


class FileAuditLog:
    """Appends entries. Several processes of one machine may share a folder."""

    def __init__(
        self,
        folder: Path,
        checkpoints: Checkpoints,
        keep_days: int,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """Use the folder, which is made where it isn't there.

        Raises:
            StoreUnavailable: it can't be made.
        """
        self._folder = folder
        self._checkpoints = checkpoints
        self._keep = timedelta(days=keep_days)
        self._now = now
        self._lock = Lock()
        self._tail: tuple[Path, int, Link] | None = None
        """The newest file, its size and the last entry, as this process left them."""
        self._pending = 0
        self._vouched_at = monotonic()
        self._timer: Timer | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise _unwritable(folder, error) from error

    def record(self, event: AuditEvent) -> None:
        """Keep the event, on disk before this returns.

        Raises:
            StoreUnavailable: it could not be kept, or the log was tampered with.
        """
        with self._alone():
            at = self._now()
            path = self._folder / f"{at:%Y-%m}.jsonl"
            last = self._last()
            newest = segments(self._folder)[-1:]
            if newest and newest[0] > path:
                path = newest[0]  # The clock was put back; the order of entries holds.
            line, link = entry_line(_entry(event, at, last))
            size = self._append(path, line.encode())
            self._tail = (path, size, link)
            self._pending += 1
            if newest != [path]:
                self._prune(at.date())
            self._vouch_when_due(link, at)

    def close(self) -> None:
        """Vouch for what was kept."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._timer = None
        if self._pending:
            self._vouch_now()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads and processes out."""
        with self._lock:
            try:
                file = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise _unwritable(self._folder, error) from error
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
            except OSError as error:
                self._tail = None
                raise _unwritable(self._folder, error) from error
            finally:
                os.close(file)

    def _last(self) -> Link:
        """Return the last entry's link; what was kept before must still be there."""
        files = segments(self._folder)
        if self._tail:
            path, size, link = self._tail
            there = path.stat().st_size if path.exists() else -1
            if there < size:
                raise StoreUnavailable(
                    f"The audit log {path} was cut or removed while it was in use. "
                    "Nothing is answered. Run `liaison audit verify`."
                )
            if there == size and files[-1] == path:
                return link
        return _last_link(files[-1]) if files else START

    def _append(self, path: Path, line: bytes) -> int:
        """Write the line whole and sync it; return the file's size."""
        new = not path.exists()
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(file).st_size
            try:
                _write_whole(file, line)
            except OSError:
                os.ftruncate(file, size)
                raise
        finally:
            os.close(file)
        if new:
            _sync_folder(self._folder)
        return size + len(line)

    def _vouch_when_due(self, link: Link, at: datetime) -> None:
        since = monotonic() - self._vouched_at
        if self._pending >= CHECKPOINT_EVERY or since >= CHECKPOINT_S:
            self._vouch(link, at)
        elif self._timer is None:
            self._timer = Timer(CHECKPOINT_S - since, self._vouch_now)
            self._timer.daemon = True
            self._timer.start()

    def _vouch_now(self) -> None:
        try:
            with self._alone():
                self._timer = None
                if self._pending:
                    self._vouch(self._last(), self._now())
        except StoreUnavailable as error:
            # The next entry tries again, and nothing is answered if that fails too.
            _log.error("%s", error)

    def _vouch(self, link: Link, at: datetime) -> None:
        self._checkpoints.add(REACHED, link, at)
        self._pending, self._vouched_at = 0, monotonic()

    def _prune(self, today: date) -> None:
        """Remove the months whose every day is past its time, vouching for where they ended."""
        for path in segments(self._folder)[:-1]:
            first = date.fromisoformat(f"{path.stem}-01")
            after = (first + timedelta(days=31)).replace(day=1)
            if after + self._keep > today:
                return
            self._checkpoints.add(PRUNED, _last_link(path), self._now())
            path.unlink()


def _entry(event: AuditEvent, at: datetime, last: Link) -> dict[str, object]:
    asker = event.asker
    return {
        "seq": last.seq + 1,
        "previous": last.hash,
        "at": at.isoformat(timespec="milliseconds"),
        "request": get_contextvars().get("request"),
        "action": event.action.value,
        "who": asker.email or asker.name or "unknown",
        "name": asker.name,
        "roles": sorted(role.value for role in asker.roles),
        "channel": asker.channel,
        "public_only": asker.public_only,
        "asked": event.asked,
        "facts": dict(event.facts),
    }


def _last_link(path: Path) -> Link:
    """Return the link of a file's last entry.

    A last line without an end was being written when the machine stopped, and never
    acknowledged: it is cut off.

    Raises:
        StoreUnavailable: the last line is not as it was written.
    """
    content = path.read_bytes()
    whole, _, torn = content.rpartition(b"\n")
    if torn:
        os.truncate(path, len(content) - len(torn))
    found = read_line(whole.rpartition(b"\n")[2] + b"\n")
    if found is None:
        raise StoreUnavailable(
            f"The audit log {path} is damaged at its end. Nothing is answered. Run "
            "`liaison audit verify`; to go on, move the folder away and keep it as evidence."
        )
    return found[1]


def _write_whole(file: int, line: bytes) -> None:
    if os.write(file, line) != len(line):
        raise OSError(0, "it was written in part only")
    os.fsync(file)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(folder: Path, error: OSError) -> StoreUnavailable:
    return StoreUnavailable(
        f"The audit log in {folder} can't be written ({error.strerror or error}), so nothing is "
        "answered. Free space or mend the rights on it."
    )
