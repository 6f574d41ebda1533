"""Every register ever loaded, kept as it came. The history can't be rebuilt, so it only grows.

One folder a version: the file's own bytes, the entries as JSON lines, the rest as JSON, and the
SHA-256 of each. A folder appears whole, by rename, or not at all.
"""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.adapters.register_codec import (
    decode_entry,
    decode_version,
    encode_entry,
    encode_version,
)
from assistant.adapters.syncing import sync_folder
from assistant.domain.errors import InvalidInput, NotFound, StoreUnavailable
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.language.words import fold

_ORIGINAL, _ENTRIES, _VERSION, _DIGESTS = (
    "original",
    "entries.jsonl",
    "version.json",
    "digests.json",
)
_UNFINISHED = ".unfinished-"
_ALLOWED_DROP = 0.2
"""Share of the rows that may vanish from one version to the next (reliability D7)."""


class RegisterVersions:
    """The kept versions under one folder. One process writes at a time: the caller holds a lock."""

    def __init__(self, folder: Path) -> None:
        """Keep versions under `folder`, which is made when the first one is kept."""
        self._folder = folder

    def versions(self) -> list[RegisterVersion]:
        """Return all versions without their entries, oldest day first, then as they were kept.

        Raises:
            StoreUnavailable: a version's description is damaged.
        """
        described = [self._describe(path.name) for path in self._paths()]
        described.sort(key=lambda stored: (stored["as_at"], stored["kept"]))
        return [decode_version(stored) for stored in described]

    def get(self, version_id: str) -> RegisterVersion:
        """Return a version whole.

        Raises:
            NotFound: no such version is kept.
            StoreUnavailable: it is damaged.
        """
        stored = self._describe(version_id)
        lines = self._read(version_id, _ENTRIES).splitlines()
        try:
            return decode_version(stored, tuple(decode_entry(line) for line in lines))
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(version_id, _ENTRIES) from error

    def original(self, version_id: str) -> bytes:
        """Return the bytes of the file that a version was read from.

        Raises:
            NotFound: no such version is kept.
            StoreUnavailable: it is damaged.
        """
        return self._read(version_id, _ORIGINAL)

    def all(self) -> Iterator[RegisterVersion]:
        """Yield every version whole, in the order of `versions`, one at a time."""
        for version in self.versions():
            yield self.get(version.id)

    def keep(self, version: RegisterVersion, original: bytes, *, accept_drop: bool = False) -> bool:
        """Keep a version for ever; return whether it was new.

        The same bytes of the same day, read the same way, are no new version. Read differently
        (by a corrected profile), they are kept as another reading of that day.

        Raises:
            InvalidInput: it has no rows, or it would become the newest version while more than a
                fifth of the rows of the newest one are gone, and `accept_drop` isn't set.
            StoreUnavailable: it can't be written.
        """
        if not version.entries:
            raise InvalidInput(f"{version.source} has no entries; the register stays as it was.")
        body = "".join(encode_entry(entry) + "\n" for entry in version.entries).encode()
        kept = self.versions()
        found = self._unused_id(version, body, {other.id for other in kept})
        if found is None:
            return False
        if kept and not accept_drop and version.as_at >= kept[-1].as_at:
            _refuse_drop(self.get(kept[-1].id), version)
        described = encode_version(replace(version, id=found)) | {"kept": len(kept) + 1}
        parts = {_ORIGINAL: original, _ENTRIES: body, _VERSION: _json(described)}
        try:
            self._write(found, parts | {_DIGESTS: _json(_digests(parts))})
        except OSError as error:
            raise StoreUnavailable(
                f"The register's version {found} can't be written to {self._folder}: {error}. "
                "Nothing was changed; make room or give permission, and load it again."
            ) from error
        return True

    def verify(self) -> list[str]:
        """Return a sentence on every damaged version; none when all are as they were kept."""
        problems = []
        for path in self._paths():
            try:
                for part in (_ORIGINAL, _ENTRIES, _VERSION):
                    self._read(path.name, part)
                self.get(path.name)
            except StoreUnavailable as error:
                problems.append(str(error))
        return problems

    def _paths(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        names = (path for path in self._folder.iterdir() if path.is_dir())
        return sorted(path for path in names if not path.name.startswith("."))

    def _describe(self, version_id: str) -> dict[str, Any]:
        try:
            stored: dict[str, Any] = json.loads(self._read(version_id, _VERSION))
            decode_version(stored)
            int(stored["kept"])
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(version_id, _VERSION) from error
        return stored

    def _read(self, version_id: str, part: str) -> bytes:
        folder = self._folder / version_id
        if folder.parent != self._folder or not folder.is_dir():
            raise NotFound(f"The register has no version {version_id}.")
        try:
            digests = json.loads((folder / _DIGESTS).read_bytes())
            content = (folder / part).read_bytes()
        except (OSError, ValueError) as error:
            raise _damaged(version_id, part) from error
        if not isinstance(digests, dict) or digests.get(part) != _digest(content):
            raise _damaged(version_id, part)
        return content

    def _unused_id(self, version: RegisterVersion, body: bytes, taken: set[str]) -> str | None:
        """Return the id to keep it under, or none where just this reading is kept already."""
        found, reading = version.id, 1
        while found in taken:
            if self._read(found, _ENTRIES) == body:
                return None
            reading += 1
            found = f"{version.id}-r{reading}"
        return found

    def _write(self, version_id: str, parts: dict[str, bytes]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left)
        unfinished = self._folder / f"{_UNFINISHED}{version_id}"
        unfinished.mkdir()
        for name, content in parts.items():
            with (unfinished / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        sync_folder(unfinished)
        unfinished.rename(self._folder / version_id)
        sync_folder(self._folder)


def _refuse_drop(before: RegisterVersion, after: RegisterVersion) -> None:
    # A row whose reference changed is still there if its wording is.
    wordings = {fold(entry.text) for entry in after.entries if entry.text}
    refs = Counter(fold(entry.ref) for entry in after.entries)
    gone = 0
    for entry in before.entries:
        if refs[fold(entry.ref)] > 0:
            refs[fold(entry.ref)] -= 1
        elif fold(entry.text) not in wordings:
            gone += 1
    if gone > _ALLOWED_DROP * len(before.entries):
        raise InvalidInput(
            f"{after.source} has {_count(after.entries)}, and {gone} of the "
            f"{_count(before.entries)} of {before.source} (as at {before.as_at:%-d %B %Y}) are "
            "not among them. That is more than a fifth, so the register stays as it was. If this "
            "is meant, load it again with --accept-drop."
        )


def _count(entries: tuple[RegisterEntry, ...]) -> str:
    return f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"


def _damaged(version_id: str, part: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The register's version {version_id} is damaged: its {part} is not as it was kept. "
        "Restore it from a backup, or move its folder away and load the file again."
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digests(parts: dict[str, bytes]) -> dict[str, str]:
    return {name: _digest(content) for name, content in parts.items()}


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=True) + "\n").encode()
