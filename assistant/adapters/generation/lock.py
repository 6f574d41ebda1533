"""One writer at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.domain.errors import Busy, StoreUnavailable


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the home folder for writing. A killed holder's lock is gone with it.

    Raises:
        Busy: another process holds it.
        StoreUnavailable: the home folder can't be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {home} can't be written ({error.strerror}). Set LIAISON_HOME to one that "
            "can."
        ) from error
    try:
        _take(handle)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
        raise Busy(
            f"Another ingest is running (process {holder}). Nothing was changed; run the same "
            "command again when it has finished."
        ) from None
