"""Generations in a folder or object store that nodes share: handed out by one, taken by each.

A node answers from its own copy. Nothing is believed that isn't as its manifest says.
"""

import logging
import re
import shutil
from pathlib import Path, PurePosixPath
from threading import Event
from typing import Any

from assistant.adapters.generation.lock import writer_lock
from assistant.adapters.generation.manifest import NAME, differences, read_manifest
from assistant.adapters.generation.publish import (
    BUILDING,
    current_name,
    generations_folder,
    is_whole,
    point_to,
    prune,
    publish,
)
from assistant.adapters.syncing import sync_all
from assistant.domain.errors import InvalidUse, LiaisonError, NotFound, StoreUnavailable

_log = logging.getLogger(__name__)

FOLLOW_S = 15.0
"""Seconds between two looks at what is handed out."""
_POINTER = "current"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")


class SharedIndex:
    """What one node hands out and the others take."""

    def __init__(self, home: Path, address: str | None, keep: int) -> None:
        """Bind a node's home folder to the address.

        Args:
            home: The node's own home folder.
            address: Where generations are handed out: a folder, or any address of fsspec.
            keep: How many generations the node keeps, the current one included.

        Raises:
            InvalidUse: there is no address.
        """
        if not address:
            raise InvalidUse("Name a folder or object store by LIAISON_SHARED_INDEX.")
        self._home = home
        self._address = address
        self._keep = keep

    def hand_out(self) -> str:
        """Put the current generation where the nodes take it from; return its name.

        Raises:
            NotFound: nothing has been ingested yet.
            StoreUnavailable: the generation is damaged, or the address can't be written.
        """
        name = current_name(self._home)
        if name is None:
            raise NotFound(f"There is nothing in {self._home} to hand out. Run `liaison ingest`.")
        folder = generations_folder(self._home) / name
        if not is_whole(folder):
            raise StoreUnavailable(f"The generation {name} is damaged. Run `liaison verify`.")
        with _Trouble(self._address, "written"):
            files, root = _files_at(self._address)
            target = f"{root}/generations/{name}"
            for path in sorted(read_manifest(folder).files):
                files.makedirs(f"{target}/{path}".rpartition("/")[0], exist_ok=True)
                files.put_file(str(folder / path), f"{target}/{path}")
            # The manifest is last of the files, and the pointer after all of them.
            files.put_file(str(folder / NAME), f"{target}/{NAME}")
            files.pipe_file(f"{root}/{_POINTER}", f"{name}\n".encode())
        return name

    def take(self) -> str | None:
        """Make what is handed out this node's current generation; return its name if it is new.

        Raises:
            NotFound: nothing is handed out there.
            StoreUnavailable: the address can't be read, or what is there is damaged.
            Busy: an ingest is running here.
        """
        with _Trouble(self._address, "read"):
            files, root = _files_at(self._address)
            name = _handed_out(files, root, self._address)
        if name == _own(self._home):
            return None
        with writer_lock(self._home):
            if is_whole(generations_folder(self._home) / name):
                point_to(self._home, name)
            else:
                _fetch(files, f"{root}/generations/{name}", self._home, name, self._address)
            prune(self._home, self._keep)
        return name

    def follow(self, ended: Event) -> None:
        """Take what is handed out, again and again, until it ends; what fails is tried again."""
        while not ended.is_set():
            try:
                name = self.take()
            except LiaisonError as error:
                _log.warning("the shared index: %s", error)
            else:
                if name:
                    _log.info("took generation %s", name)
            ended.wait(FOLLOW_S)


def _fetch(files: Any, source: str, home: Path, name: str, address: str) -> None:
    # Named as it will be, since the manifest is compared with its folder's name.
    aside = generations_folder(home) / f"{BUILDING}taken"
    shutil.rmtree(aside, ignore_errors=True)
    building = aside / name
    building.mkdir(parents=True)
    try:
        with _Trouble(address, "read"):
            files.get_file(f"{source}/{NAME}", str(building / NAME))
            manifest = read_manifest(building)
            for path in manifest.files:
                _inside(path)
                (building / path).parent.mkdir(parents=True, exist_ok=True)
                files.get_file(f"{source}/{path}", str(building / path))
        damage = next(differences(building, manifest), None)
        if damage:
            raise StoreUnavailable(f"{address}: {damage.place} {damage.problem}. Hand it out anew.")
        sync_all(building)
        shutil.rmtree(generations_folder(home) / name, ignore_errors=True)
        publish(building, home, name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _handed_out(files: Any, root: str, address: str) -> str:
    try:
        name = str(files.cat_file(f"{root}/{_POINTER}").decode("ascii").strip())
    except FileNotFoundError as error:
        raise NotFound(f"Nothing is handed out at {address}. Run `liaison share`.") from error
    if not _NAME.fullmatch(name):
        raise StoreUnavailable(f"{address} names no generation. Run `liaison share` again.")
    return name


def _own(home: Path) -> str | None:
    try:
        return current_name(home)
    except StoreUnavailable:
        # Damaged here: what is handed out mends it.
        return None


def _inside(path: str) -> None:
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        raise StoreUnavailable(f"A manifest names {path}, which is outside its generation.")


def _files_at(address: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    files, root = url_to_fs(address)
    # What was listed before may have changed since: others write there.
    files.invalidate_cache()
    return files, str(root).rstrip("/")


class _Trouble:
    """Says of any fault of a file system, each of which has errors of its own, where it was."""

    def __init__(self, address: str, done: str) -> None:
        self._said = f"The shared index {address} can't be {done}. Check LIAISON_SHARED_INDEX."

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: Any, _: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, LiaisonError):
            raise StoreUnavailable(self._said) from error
