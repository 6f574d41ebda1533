"""Opens a file for reading only if it is an ordinary one, and tells whether it stayed the same."""

import hashlib
import os
import stat
from dataclasses import dataclass
from errno import EACCES, EIO, ELOOP, EMFILE, ENAMETOOLONG, ENFILE, ENOENT, ENOMEM, ENOSPC, EPERM
from pathlib import Path

from assistant.domain.errors import InvalidInput

_STEP = 1 << 20
_SAYINGS = {
    ENOENT: "The file is gone.",
    EACCES: "The file may not be read; check its permissions.",
    EPERM: "The file may not be read; check its permissions.",
    ELOOP: "The file is a link; links aren't followed. Copy the file itself.",
    EIO: "The disk failed while the file was read.",
    ENOSPC: "There is no space left on the disk.",
    EMFILE: "Too many files are open.",
    ENFILE: "Too many files are open.",
    ENOMEM: "There is not enough memory.",
    ENAMETOOLONG: "The file's name is too long.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    file_bytes: int = 50_000_000
    memory_bytes: int = 1 << 30
    seconds: int = 60
    """Of processor time, and of waiting."""
    reader: str = "ingest.readers:read"
    """The function that reads, as module:name."""


def explain(error: OSError) -> str:
    """Return a system's error as a sentence for a person."""
    return _SAYINGS.get(error.errno or 0, f"The system refused it: {error.strerror}.")


def open_plain(path: Path, limits: Limits) -> int:
    """Open a regular file without following a link or waiting at a pipe.

    Raises:
        InvalidInput: it is none, is empty or too large, or may not be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise InvalidInput(explain(error)) from error
    except ValueError as error:
        raise InvalidInput("The file's name holds characters that no file can have.") from error
    found = os.fstat(handle)
    trouble = None
    if not stat.S_ISREG(found.st_mode):
        trouble = "It is no ordinary file (a folder, pipe or device), and is not opened."
    elif found.st_size > limits.file_bytes:
        trouble = f"The file is larger than {limits.file_bytes // 1_000_000} MB."
    elif found.st_size == 0:
        trouble = "The file is empty."
    if trouble:
        os.close(handle)
        raise InvalidInput(trouble)
    return handle


def digest_of(handle: int, limits: Limits) -> str:
    """Return the SHA-256 of an open file's bytes.

    Raises:
        InvalidInput: it is larger than the limit.
    """
    digest, place = hashlib.sha256(), 0
    while piece := os.pread(handle, _STEP, place):
        place += len(piece)
        if place > limits.file_bytes:
            raise InvalidInput(f"The file is larger than {limits.file_bytes // 1_000_000} MB.")
        digest.update(piece)
    return digest.hexdigest()


def check_unchanged(path: Path, read: str, digest: str, limits: Limits) -> None:
    """Compare the bytes before, those that were read and those now under the name.

    Raises:
        InvalidInput: they are not the same.
    """
    again = open_plain(path, limits)
    try:
        now = digest_of(again, limits)
    finally:
        os.close(again)
    if not read == digest == now:
        raise InvalidInput("The file changed while it was read; try again when it is finished.")
