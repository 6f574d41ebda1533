"""Which files the named folders hold, and which of them may be read at all."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import time_ns

from assistant.domain.catalogue import SourceFile
from ingest.declared import FILE_NAMES, find_declared

SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})
"""Endings of the documents that are read; what a file really is, its content tells."""

_OLD_KINDS = frozenset({".doc", ".rtf", ".odt", ".docm", ".dot", ".wpd", ".pages"})
_RACY_NS = 2_000_000_000
"""A file that changed so shortly before it was looked at may have changed once more since, within
the clock's step."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is not read, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """One document that may be read."""

    path: Path
    """Absolute, no links in it."""
    name: str
    """Path from the folder that was named, safe to print."""


@dataclass
class Discovery:
    """All that was found under the named paths."""

    roots: list[Path] = field(default_factory=list)
    """Folders and files that were named and are there."""
    files: list[Found] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unreadable: list[Path] = field(default_factory=list)
    """Folders that couldn't be listed: what was in them is not known to be gone."""
    ignored: list[str] = field(default_factory=list)
    """Files of other kinds."""
    declarations: list[Path] = field(default_factory=list)
    """Every `reports.yaml` on the way."""


def discover(paths: Iterable[Path], skip: Path | None = None) -> Discovery:
    """Find the documents under folders, recursively, or the files named themselves.

    Links that lead out of a named folder are not followed; pipes, sockets and devices are not
    opened; what is hidden, and the folder `skip`, is passed over.
    """
    found = Discovery()
    for path in paths:
        _add_root(found, path, skip.resolve() if skip else None)
    unique = {one.path: one for one in found.files}
    found.files = [unique[path] for path in sorted(unique)]
    return found


def printable(path: Path | str) -> str:
    """Return a path as text that can't disturb a terminal or a log, whatever its bytes are."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def look(found: Found, known: Mapping[bytes, SourceFile], most_bytes: int) -> SourceFile | Refusal:
    """Return the file as it is now, with its digest.

    The digest is the remembered one where nothing about the file has changed since: size, inode
    and both times (the change time can't be set by a program).

    Args:
        found: The file.
        known: What is remembered, by path; empty to read every byte anew.
        most_bytes: Larger files are not read: they will be refused.
    """
    key = os.fsencode(found.path)
    try:
        handle = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return Refusal(found.name, f"It can't be opened: {error.strerror}.")
    try:
        seen_ns = time_ns()
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return Refusal(found.name, "It is not an ordinary file.")
        now = SourceFile(
            path=key,
            name=found.name,
            size=status.st_size,
            mtime_ns=status.st_mtime_ns,
            ctime_ns=status.st_ctime_ns,
            inode=status.st_ino,
            device=status.st_dev,
            seen_ns=seen_ns,
            digest="",
        )
        remembered = known.get(key)
        if remembered is not None and _is_same(remembered, now):
            return replace(now, digest=remembered.digest)
        unread = f"{status.st_size} bytes, too many to read"
        digest = unread if status.st_size > most_bytes else _digest(handle)
        return replace(now, digest=digest)
    except OSError as error:
        return Refusal(found.name, f"It can't be read: {error.strerror}.")
    finally:
        os.close(handle)


def _is_same(before: SourceFile, now: SourceFile) -> bool:
    settled = before.ctime_ns < before.seen_ns - _RACY_NS
    return settled and bool(before.digest) and _marks(before) == _marks(now)


def _marks(file: SourceFile) -> tuple[int, ...]:
    return (file.size, file.mtime_ns, file.ctime_ns, file.inode, file.device)


def _digest(handle: int) -> str:
    digest = hashlib.sha256()
    while block := os.read(handle, _BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _add_root(found: Discovery, path: Path, skip: Path | None) -> None:
    name = printable(path)
    try:
        root = path.expanduser().resolve(strict=True)
        mode = root.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        found.refused.append(
            Refusal(name, "There is no such file or folder. Check the path; nothing was removed.")
        )
        return
    if stat.S_ISDIR(mode):
        found.roots.append(root)
        _add_folder(found, root, root, skip)
    elif not stat.S_ISREG(mode):
        found.refused.append(Refusal(name, "It is neither a file nor a folder."))
    elif root.suffix.lower() not in SUFFIXES:
        found.refused.append(Refusal(name, _wrong_kind(root)))
    else:
        found.roots.append(root)
        found.files.append(Found(root, printable(root.name)))
        _add_declarations(found, root.parent)


def _add_folder(found: Discovery, root: Path, folder: Path, skip: Path | None) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        found.unreadable.append(folder)
        name = printable(folder.relative_to(root)) if folder != root else printable(folder)
        found.refused.append(Refusal(name, f"The folder can't be listed: {error.strerror}."))
        return
    _add_declarations(found, folder)
    for entry in entries:
        if not entry.name.startswith((".", "~$")):
            _add_entry(found, root, Path(entry.path), skip)


def _add_entry(found: Discovery, root: Path, path: Path, skip: Path | None) -> None:
    name = printable(path.relative_to(root))
    if path.is_symlink():
        _add_link(found, root, path, name)
    elif path.is_dir():
        if path != skip:
            _add_folder(found, root, path, skip)
    elif path.suffix.lower() in SUFFIXES:
        if path.is_file():
            found.files.append(Found(path, name))
        else:
            found.refused.append(Refusal(name, "It is a pipe, socket or device, not a file."))
    elif path.suffix.lower() in _OLD_KINDS:
        found.refused.append(Refusal(name, _wrong_kind(path)))
    elif path.name not in FILE_NAMES:
        found.ignored.append(name)


def _add_link(found: Discovery, root: Path, path: Path, name: str) -> None:
    """A link inside the folder shows what is found there anyway; one that leads out is refused."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        reason = "It is a link that leads nowhere."
    else:
        if target.is_relative_to(root):
            return
        reason = "It is a link that leads out of the folder; name its target itself."
    if path.suffix.lower() in SUFFIXES or path.is_dir():
        found.refused.append(Refusal(name, reason))


def _add_declarations(found: Discovery, folder: Path) -> None:
    path = find_declared(folder)
    if path is not None and not path.is_symlink() and path not in found.declarations:
        found.declarations.append(path)


def _wrong_kind(path: Path) -> str:
    kinds = ", ".join(sorted(SUFFIXES))
    return f"Files ending in {printable(path.suffix) or 'nothing'} are not read, only {kinds}."


def under(path: bytes, roots: Sequence[Path]) -> Iterator[Path]:
    """Yield those of the roots that a file is or lies under."""
    for root in roots:
        start = os.fsencode(root)
        if path == start or path.startswith(start.rstrip(b"/") + b"/"):
            yield root
