"""Having what was written reach the disk, names included."""

import os
from pathlib import Path


def sync_all(folder: Path) -> None:
    """Have every file and folder under a folder written to the disk."""
    for path in sorted(folder.rglob("*")):
        sync_folder(path)
    sync_folder(folder)


def sync_folder(path: Path) -> None:
    """Have one file or folder written to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
