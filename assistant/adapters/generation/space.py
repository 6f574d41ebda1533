"""Room on the disk: looked at before building, and told as such when it runs out."""

import errno
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.domain.errors import LiaisonError, OutOfSpace, StoreUnavailable

_RESERVE_BYTES = 64 << 20
_NEARLY_FULL_BYTES = 16 << 20
_LARGEST_BYTES = 2 << 30
_TIMES_LARGER = 5
_FULL = (errno.ENOSPC, errno.EDQUOT)


def check_room(home: Path, current_bytes: int) -> None:
    """See that there is room for a generation twice the size of the current one.

    Raises:
        OutOfSpace: there isn't.
    """
    needed = _RESERVE_BYTES + 2 * current_bytes
    free = shutil.disk_usage(home).free
    if free < needed:
        raise OutOfSpace(
            f"{home} has {free >> 20} MB free, and building the index may need {needed >> 20} MB. "
            "Nothing was changed; free some and run the same command again."
        )


@contextmanager
def no_runaway(current_bytes: int) -> Iterator[None]:
    """Let no file that this process writes grow far beyond what an index needs.

    A torn file of a vector index has been seen to grow until the disk was full.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    most = max(_LARGEST_BYTES, _TIMES_LARGER * current_bytes)
    for limit in (soft, hard):
        if limit != resource.RLIM_INFINITY:
            most = min(most, limit)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def space_or(error: StoreUnavailable, home: Path) -> StoreUnavailable:
    """Return what went wrong: an index that fails on a full disk doesn't always say so."""
    if shutil.disk_usage(home).free < _NEARLY_FULL_BYTES:
        return _out_of_space(home)
    return error


@contextmanager
def named_errors(home: Path) -> Iterator[None]:
    """Turn a system's and SQLite's errors into ours."""
    try:
        yield
    except LiaisonError:
        raise
    except (OSError, sqlite3.Error) as error:
        raise named(error, home) from error


def named(error: OSError | sqlite3.Error, home: Path) -> StoreUnavailable:
    """Return a system's or SQLite's error as ours."""
    full = isinstance(error, OSError) and error.errno in _FULL
    if full or "disk is full" in str(error):
        return _out_of_space(home)
    return StoreUnavailable(f"The index in {home} can't be written ({error}). Nothing was changed.")


def _out_of_space(home: Path) -> OutOfSpace:
    return OutOfSpace(
        f"No space is left in {home}. Nothing was changed; free some and run the same command "
        "again."
    )
