"""SHA-256 of files, without holding them in memory."""

import hashlib
from pathlib import Path

_BLOCK = 1 << 20


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256", _bufsize=_BLOCK).hexdigest()
