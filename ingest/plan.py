"""What a run has to do: the difference between what is remembered and what is there."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain.catalogue import SourceFile
from assistant.domain.errors import InvalidInput
from ingest.discover import Discovery, printable, under

MAX_DROP = 0.2
"""Share of the named paths' reports that may vanish at once (a share that isn't mounted looks like
an empty folder)."""
_FEW = 10
"""Up to so many may always vanish, unless they are all."""
_SLUG_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file that is remembered or found, each in exactly one of these."""

    added: tuple[SourceFile, ...] = ()
    changed: tuple[SourceFile, ...] = ()
    unchanged: tuple[SourceFile, ...] = ()
    """Found as they are remembered, refused ones included."""
    removed: tuple[SourceFile, ...] = ()
    elsewhere: tuple[SourceFile, ...] = ()
    """Not under the named paths: they stay."""

    @property
    def to_read(self) -> tuple[SourceFile, ...]:
        """Files whose bytes are to be read, by path."""
        return tuple(sorted(self.added + self.changed, key=lambda file: file.path))

    @property
    def to_keep(self) -> tuple[SourceFile, ...]:
        """Files that stay as they are remembered, by path."""
        return tuple(sorted(self.unchanged + self.elsewhere, key=lambda file: file.path))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.added or self.changed or self.removed)


def make_plan(
    found: Iterable[SourceFile],
    known: Mapping[bytes, SourceFile],
    discovery: Discovery,
    *,
    full: bool = False,
) -> Plan:
    """Compare what was found with what is remembered.

    Args:
        found: The files as they are now, with digest, reader and declared digest.
        known: The files as they are remembered, by path.
        discovery: What was named, and what could not be listed.
        full: Read every found file again, whether it changed or not.
    """
    now = {file.path: file for file in found}
    ids = _Ids(file.report_id for file in known.values())
    added, changed, unchanged = [], [], []
    for path in sorted(now):
        before = known.get(path)
        if before is None:
            added.append(replace(now[path], report_id=ids.make(path)))
        elif full or _content(before) != _content(now[path]):
            report_id = before.report_id or ids.make(path)
            changed.append(replace(now[path], report_id=report_id))
        else:
            unchanged.append(before)
    gone = [file for path, file in sorted(known.items()) if path not in now]
    removed = tuple(file for file in gone if _is_missing(file, discovery))
    elsewhere = tuple(file for file in gone if not _is_missing(file, discovery))
    return Plan(tuple(added), tuple(changed), tuple(unchanged), removed, elsewhere)


def check_drop(plan: Plan) -> None:
    """See that no more vanished than is likely to be meant.

    Raises:
        InvalidInput: more than a fifth of the reports under the named paths are gone.
    """
    gone = sum(1 for file in plan.removed if file.reason is None)
    left = sum(1 for file in plan.unchanged + plan.changed if file.reason is None)
    everything = gone > 0 and left == 0 and not plan.added
    if everything or (gone > _FEW and gone > MAX_DROP * (gone + left)):
        raise InvalidInput(
            f"{gone} of the {gone + left} reports under the named paths are gone. Nothing was "
            "changed, in case a folder isn't where it should be. If they are meant to go, run the "
            "same command with --accept-drop."
        )


def twins(files: Iterable[SourceFile]) -> list[tuple[str, ...]]:
    """Return the names of files that have the same content, grouped."""
    groups: dict[str, list[str]] = {}
    for file in sorted(files, key=lambda file: file.path):
        if file.digest and file.reason is None:
            groups.setdefault(file.digest, []).append(file.name)
    return [tuple(names) for names in groups.values() if len(names) > 1]


def _content(file: SourceFile) -> tuple[str, str, str]:
    return (file.digest, file.reader, file.declared)


def _is_missing(file: SourceFile, discovery: Discovery) -> bool:
    named = any(under(file.path, discovery.roots))
    return named and not any(under(file.path, discovery.unreadable))


class _Ids:
    """Makes report ids from the names of a file and its folder."""

    def __init__(self, taken: Iterable[str | None]) -> None:
        self._taken = {name for name in taken if name}

    def make(self, path: bytes) -> str:
        place = Path(os.fsdecode(path))
        # Two components, so that a library that is moved as a whole keeps its ids.
        short = f"{slug(printable(place.stem))}-{_digest(b'/'.join(path.split(b'/')[-2:]))}"
        made = short if short not in self._taken else f"{short}-{_digest(path)}"
        self._taken.add(made)
        return made


def slug(text: str) -> str:
    """Return a name's letters and digits, without accents, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "report"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]
