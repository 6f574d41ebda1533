"""Which generation is the current one, and how that changes: all at once or not at all."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from assistant.adapters.generation.lock import writer_lock
from assistant.adapters.generation.manifest import NAME, differences, read_manifest
from assistant.adapters.syncing import sync_folder
from assistant.domain.errors import NotFound, StoreUnavailable

BUILDING = ".building-"
_POINTER = "current"

Fault = Callable[[str], None]
"""Called at every named step of building and publishing; a test kills the process there."""


def no_fault(step: str) -> None:
    """Let every step pass."""


def generations_folder(home: Path) -> Path:
    """Where the generations are."""
    return home / "generations"


def generation_names(home: Path) -> list[str]:
    """Return the names of all finished generations, oldest first."""
    folder = generations_folder(home)
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def current_name(home: Path) -> str | None:
    """Return the current generation's name, or none where nothing has been ingested yet.

    Raises:
        StoreUnavailable: the pointer is damaged or names a generation that isn't there.
    """
    pointer = home / _POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreUnavailable(f"{pointer} can't be read. Run `liaison rollback`.") from error
    if name not in generation_names(home):
        raise StoreUnavailable(
            f"{pointer} names a generation that isn't there. Run `liaison rollback`, or "
            "`liaison ingest --full` with your folders."
        )
    return name


def publish(building: Path, home: Path, name: str, fault: Fault = no_fault) -> None:
    """Give a synced folder its name and make it the current generation."""
    target = generations_folder(home) / name
    building.rename(target)
    sync_folder(target.parent)
    fault("renamed")
    point_to(home, name, fault)


def point_to(home: Path, name: str, fault: Fault = no_fault) -> None:
    """Make a generation the current one."""
    aside = home / f".{_POINTER}-new"
    with aside.open("w", encoding="utf-8") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    fault("pointer written")
    aside.replace(home / _POINTER)
    sync_folder(home)
    fault("published")


def rollback(home: Path) -> str:
    """Make the newest undamaged generation before the current one current; return its name.

    Raises:
        NotFound: there is none.
        Busy: an ingest is running.
    """
    with writer_lock(home):
        pointer = home / _POINTER
        now = pointer.read_text(encoding="utf-8", errors="replace").strip()
        names = generation_names(home)
        earlier = [name for name in names if name < now] if now in names else names
        for name in reversed(earlier):
            if is_whole(generations_folder(home) / name):
                point_to(home, name)
                return name
    raise NotFound("There is no earlier undamaged generation to go back to. Run `liaison ingest`.")


def is_whole(folder: Path) -> bool:
    """Whether a generation is exactly as its manifest says, every byte read."""
    try:
        return not any(differences(folder, read_manifest(folder)))
    except (StoreUnavailable, OSError):
        return False


def clear_unfinished(home: Path) -> None:
    """Remove what a killed ingest left. Only the holder of the writer's lock may."""
    for path in generations_folder(home).glob(f"{BUILDING}*"):
        shutil.rmtree(path, ignore_errors=True)


def prune(home: Path, keep: int) -> list[str]:
    """Remove all but the current and the newest generations, in all `keep`; return what went.

    A generation that a process still serves is left until the next time.
    """
    now = current_name(home)
    others = [name for name in generation_names(home) if name != now]
    gone = []
    for name in others[: max(len(others) - (keep - 1), 0)]:
        folder = generations_folder(home) / name
        if not _is_served(folder):
            # Out of the way at once, then at leisure: half a generation is never in the list.
            aside = folder.rename(folder.with_name(f"{BUILDING}gone-{name}"))
            shutil.rmtree(aside, ignore_errors=True)
            gone.append(name)
    return gone


def hold(folder: Path) -> int:
    """Mark a generation as served until the returned file descriptor is closed."""
    handle = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _is_served(folder: Path) -> bool:
    try:
        handle = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
