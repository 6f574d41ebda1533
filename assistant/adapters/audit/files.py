"""The audit log in files of a folder, one a month, which several processes may share."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from assistant.adapters.audit.chain import START, Link, read_line
from assistant.adapters.syncing import sync_folder
from assistant.domain.errors import StoreUnavailable

SEGMENT = "????-??.jsonl"


class FileStore:
    """Lines in files. A process notices when its own were cut or removed meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Use the folder, which is made when it is first written to."""
        self._folder = folder
        self._tail: tuple[Path, int, Link] | None = None
        """The newest file, its size and the last entry, as this process left them."""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other writer out until the block ends."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        except OSError as error:
            self._tail = None
            raise self._unwritable(error) from error
        finally:
            os.close(file)

    def last(self) -> Link:
        """Return where the chain stands; what was kept before must still be there."""
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

    def append(self, line: str, link: Link, at: datetime) -> None:
        """Add a line to the month's file, or to a later one where the clock was put back."""
        path = max([self._folder / f"{at:%Y-%m}.jsonl", *segments(self._folder)[-1:]])
        self._tail = (path, self._write(path, line.encode()), link)

    def prune(self, before: date) -> Iterator[Link]:
        """Yield the last entry of each month that ended before, and remove its file."""
        for path in segments(self._folder)[:-1]:
            first = date.fromisoformat(f"{path.stem}-01")
            if (first + timedelta(days=31)).replace(day=1) > before:
                return
            yield _last_link(path)
            path.unlink()

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """Yield (place, line) of the whole log, oldest first, while no one writes."""
        with self._still():
            for path in segments(self._folder):
                with path.open("rb") as file:
                    for number, line in enumerate(file, start=1):
                        yield f"{path.name}, line {number}", line

    @contextmanager
    def _still(self) -> Iterator[None]:
        try:
            with (self._folder / "lock").open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH)
                yield
        except FileNotFoundError:
            yield

    def _write(self, path: Path, line: bytes) -> int:
        """Write the line whole and sync it, or not at all; return the file's size."""
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
            sync_folder(self._folder)
        return size + len(line)

    def _unwritable(self, error: OSError) -> StoreUnavailable:
        return StoreUnavailable(
            f"The audit log in {self._folder} can't be written ({error.strerror or error}), so "
            "nothing is answered. Free space or mend the rights on it."
        )


def segments(folder: Path) -> list[Path]:
    """Return the log's files, oldest first."""
    return sorted(folder.glob(SEGMENT))


def _last_link(path: Path) -> Link:
    """Return the link of a file's last entry.

    A last line without an end was being written when the machine stopped, and never
    acknowledged: it is cut off.
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
