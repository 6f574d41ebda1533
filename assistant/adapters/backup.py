"""The whole home in one file, and back: finished generations, registers, state, audit log.

What is being written (a generation in the making, a live SQLite file) is never copied as it is.
"""

import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.adapters.generation.lock import writer_lock
from assistant.adapters.generation.publish import (
    current_name,
    generations_folder,
    is_whole,
)
from assistant.adapters.syncing import sync_all, sync_folder
from assistant.domain.errors import InvalidUse, StoreUnavailable

LIST = "BACKUP.json"
"""First member of a backup: what is in it, with SHA-256 of every file."""
STATE = "state.sqlite"
_FOLDERS = ("register", "audit")
_FILES = ("audit-checkpoints.jsonl", "audit-key")
_READ = 1 << 20


def back_up(home: Path, target: Path) -> dict[str, Any]:
    """Write a backup of the home folder; return what is in it.

    Raises:
        InvalidUse: the file is there already, or can't be written.
        StoreUnavailable: there is nothing to back up, or it is damaged.
        Busy: an ingest is running.
    """
    if target.exists():
        raise InvalidUse(f"{target} is there already. Name another file.")
    name = current_name(home)
    if name is None:
        raise StoreUnavailable(f"There is nothing in {home} to back up.")
    if not is_whole(generations_folder(home) / name):
        raise StoreUnavailable(
            f"The generation {name} is damaged and would be no use. Run `liaison verify`."
        )
    aside = target.with_name(f".{target.name}.part")
    try:
        with writer_lock(home), tempfile.TemporaryDirectory() as scratch:
            members = list(_members(home, name, Path(scratch)))
            listed = _list(name, members)
            _write(aside, members, listed)
        aside.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise InvalidUse(f"{target} can't be written: {error.strerror or error}.") from error
    finally:
        aside.unlink(missing_ok=True)
    return listed


def restore(source: Path, home: Path) -> dict[str, Any]:
    """Make a home folder of a backup; return what was in it.

    Raises:
        InvalidUse: the folder holds something already, or the file is no backup.
        StoreUnavailable: the backup is damaged, or there is no room.
    """
    if home.exists() and any(home.iterdir()):
        raise InvalidUse(f"{home} is not empty. Restore into a folder that isn't there yet.")
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{home.name}-restoring-", dir=home.parent))
    try:
        listed = _extract(source, aside)
        _compare(aside, listed, source)
        (aside / LIST).unlink()
        sync_all(aside)
        if home.exists():
            home.rmdir()
        aside.rename(home)
        sync_folder(home.parent)
    except OSError as error:
        raise StoreUnavailable(f"{home} can't be restored: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return listed


def _members(home: Path, generation: str, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name in the backup, file) of everything that belongs in it."""
    pointer = scratch / "current"
    pointer.write_text(f"{generation}\n", encoding="utf-8")
    yield "current", pointer
    folders = [f"generations/{generation}", *_FOLDERS]
    for folder in folders:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and path != home / "audit" / "lock":
                yield path.relative_to(home).as_posix(), _still(path, scratch)
    for name in _FILES:
        if (home / name).is_file():
            yield name, _still(home / name, scratch)
    if (home / STATE).is_file():
        yield STATE, _state(home / STATE, scratch / STATE)


def _still(path: Path, scratch: Path) -> Path:
    """Return a copy of a file that grows while it is read; others as they are."""
    if path.suffix != ".jsonl" or path.parent.name == "generations":
        return path
    copy = scratch / f"{sha256(str(path).encode()).hexdigest()}.jsonl"
    # Whole lines only: the last one may be just being written.
    copy.write_bytes(path.read_bytes().rpartition(b"\n")[0] + b"\n")
    return copy


def _state(path: Path, copy: Path) -> Path:
    """Take a snapshot of the live state database."""
    try:
        source, target = sqlite3.connect(path), sqlite3.connect(copy)
        with target:
            source.backup(target)
        source.close()
        target.close()
    except sqlite3.Error as error:
        raise StoreUnavailable(f"The state database {path} can't be read: {error}.") from error
    return copy


def _list(generation: str, members: list[tuple[str, Path]]) -> dict[str, Any]:
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "generation": generation,
        "files": {name: _digest(path) for name, path in members},
    }


def _write(path: Path, members: list[tuple[str, Path]], listed: dict[str, Any]) -> None:
    content = json.dumps(listed, indent=1).encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
            head = tarfile.TarInfo(LIST)
            head.size, head.mode = len(content), 0o600
            tar.addfile(head, io.BytesIO(content))
            for name, member in members:
                tar.add(member, arcname=name, recursive=False)
        file.flush()
        os.fsync(file.fileno())


def _extract(source: Path, target: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as tar:
            tar.extractall(target, filter="data")
        listed = json.loads((target / LIST).read_text(encoding="utf-8"))
        return dict(listed, files=dict(listed["files"]))
    except FileNotFoundError as error:
        raise InvalidUse(f"{source} isn't there, or is no backup of Liaison.") from error
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, OSError) as error:
        raise StoreUnavailable(f"{source} is damaged or no backup: {error}.") from error


def _compare(folder: Path, listed: dict[str, Any], source: Path) -> None:
    """See that exactly what is listed is there, byte for byte."""
    files = listed["files"]
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() and path.name != LIST
    }
    wrong = sorted(there ^ set(files))
    wrong += [name for name in files if name in there and _digest(folder / name) != files[name]]
    if wrong:
        raise StoreUnavailable(f"{source} is damaged: {wrong[0]} is not as it was backed up.")


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while part := file.read(_READ):
            digest.update(part)
    return digest.hexdigest()
