"""The list of a generation's files with their digests, and how a folder is compared with it.

A generation's name ends in the digest of its manifest, so that a manifest edited to fit other
files no longer fits its folder's name.
"""

import hashlib
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from assistant.adapters.digests import digest_file
from assistant.domain.errors import StoreUnavailable

FORMAT = 1
"""Layout of a generation; another one is not opened but built again."""

EDITION = 2
"""What was added to the layout since; one without it is opened, and built again by an ingest.

1: the library says where the sentences of each report stand.
2: the word index holds pairs of words.
"""

NAME = "manifest.json"
_MADE_WITH = ("chromadb", "llama-index-core", "numpy", "onnxruntime", "tantivy", "tokenizers")


class Seal(NamedTuple):
    """What one file has to be."""

    size: int
    digest: str
    """SHA-256."""


@dataclass(frozen=True)
class Manifest:
    """What a generation is made of."""

    files: Mapping[str, Seal]
    """By path inside the folder."""
    encoder: str
    """Identity of what made the vectors."""
    counts: Mapping[str, int]
    registers: tuple[str, ...]
    """Ids of the register versions held, oldest first."""
    created: str
    format: int = FORMAT
    edition: int = 0
    collections: str = ""
    """What the names of its collections in Milvus begin with; none where Chroma has them."""
    versions: Mapping[str, str] = field(default_factory=lambda: made_with())

    def dump(self) -> bytes:
        """Return the file's bytes."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    def name(self, stamp: str) -> str:
        """Return the name that a generation with this manifest has."""
        return f"{stamp}-{_short(self.dump())}"

    def is_current(self, encoder: str) -> bool:
        """Whether this version of the software, with this encoder, would build the same."""
        return (
            self.format == FORMAT
            and self.edition == EDITION
            and self.encoder == encoder
            and self.versions["tantivy"] == version("tantivy")
            and self.versions["chromadb"] == version("chromadb")
        )


class Damage(NamedTuple):
    """Something in a store that is not as it was written."""

    place: str
    """Which store and file."""
    problem: str
    repair: str


def made_with() -> dict[str, str]:
    """Return the versions of what a generation is made with."""
    found = {name: version(name) for name in _MADE_WITH}
    return found | {"python": platform.python_version(), "platform": sys.platform}


def seal_files(folder: Path) -> dict[str, Seal]:
    """Return the size and digest of every file under a folder, the manifest's own left out."""
    return {
        name: Seal(path.stat().st_size, digest_file(path)) for name, path in _files(folder).items()
    }


def new_manifest(
    folder: Path,
    encoder: str,
    counts: Mapping[str, int],
    registers: tuple[str, ...],
    collections: str = "",
) -> Manifest:
    """Describe a finished folder."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(
        seal_files(folder),
        encoder,
        counts,
        registers,
        now,
        edition=EDITION,
        collections=collections,
    )


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest and see that it is the one the folder is named after.

    Raises:
        StoreUnavailable: it is missing, damaged, edited or of another layout.
    """
    try:
        data = (folder / NAME).read_bytes()
        values = json.loads(data)
        values["files"] = {name: Seal(*seal) for name, seal in values["files"].items()}
        values["registers"] = tuple(values["registers"])
        manifest = Manifest(**values)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreUnavailable(f"{folder.name}: its manifest can't be read. {REPAIR}") from error
    if folder.name.rpartition("-")[2] != _short(data):
        raise StoreUnavailable(f"{folder.name}: its manifest is not the one it had. {REPAIR}")
    return manifest


REPAIR = "Run `liaison rollback` to go back to the one before, or `liaison ingest --full`."


def differences(folder: Path, manifest: Manifest, *, full: bool = True) -> Iterator[Damage]:
    """Yield every way in which a folder differs from its manifest.

    Args:
        folder: The generation.
        manifest: What it has to be.
        full: Read every byte; without it only names and sizes are compared.
    """
    found = _files(folder)
    for name in sorted(manifest.files.keys() - found.keys()):
        yield _damage(folder, name, "is missing")
    for name in sorted(found.keys() - manifest.files.keys()):
        yield _damage(folder, name, _extra(found[name], manifest) if full else "is not its own")
    for name in sorted(found.keys() & manifest.files.keys()):
        seal, path = manifest.files[name], found[name]
        if path.stat().st_size != seal.size:
            yield _damage(folder, name, f"has {path.stat().st_size} bytes, not {seal.size}")
        elif full and digest_file(path) != seal.digest:
            yield _damage(folder, name, "has changed (its SHA-256 differs)")


def _extra(path: Path, manifest: Manifest) -> str:
    digest = digest_file(path)
    for name, seal in manifest.files.items():
        if seal.digest == digest and seal.size > 0:
            return f"is not its own: it is {name} under another name"
    return "is not its own"


def _damage(folder: Path, name: str, problem: str) -> Damage:
    return Damage(f"generation {folder.name}: {name}", problem, REPAIR)


def _files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or not path.is_dir()) and path != folder / NAME
    }


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
