"""Opening a generation to answer from it."""

import logging
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from assistant.adapters.chroma_index import ChromaIndex
from assistant.adapters.dense_search import DenseSearch
from assistant.adapters.exact_index import ExactIndex
from assistant.adapters.generation.manifest import (
    FORMAT,
    REPAIR,
    Manifest,
    differences,
    read_manifest,
)
from assistant.adapters.generation.publish import (
    current_name,
    generation_names,
    generations_folder,
    hold,
    is_whole,
)
from assistant.adapters.library_sqlite import SqliteLibrary
from assistant.adapters.milvus_index import Milvus
from assistant.adapters.register_sqlite import SqliteRegister
from assistant.adapters.stored_index import StoredIndex
from assistant.adapters.tantivy_words import TantivyWords
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility

log = logging.getLogger(__name__)

LIBRARY = "library.sqlite"
REGISTER = "register.sqlite"
CHROMA = "chroma"
WORDS = "words"


@dataclass(frozen=True)
class OpenGeneration:
    """One generation's stores, open for reading. It stays on the disk until it is closed."""

    folder: Path
    manifest: Manifest
    library: SqliteLibrary
    dense: DenseSearch
    words: TantivyWords
    register: SqliteRegister
    held: int
    """File descriptor that keeps the generation from being removed."""

    @property
    def name(self) -> str:
        """The generation's name, which is its folder's."""
        return self.folder.name

    @property
    def built(self) -> datetime:
        """When the generation was built."""
        return datetime.fromisoformat(self.manifest.created).astimezone(UTC)

    def close(self) -> None:
        """Let go of every file."""
        self.dense.close()
        self.library.close()
        self.register.close()
        os.close(self.held)


def open_current(
    home: Path,
    *,
    exact_below: int,
    encoder: str,
    full: bool = False,
    milvus: Milvus | None = None,
) -> OpenGeneration:
    """Open the current generation.

    Args:
        home: The folder of the stores.
        exact_below: Libraries with fewer passages are searched exactly.
        encoder: Identity of the encoder that questions will be encoded with.
        full: Compare every byte with the manifest first, not only names and sizes.
        milvus: Where the vectors are, if Milvus has them.

    Raises:
        StoreUnavailable: there is none, it is damaged, or it was built with another encoder.
    """
    name = current_name(home)
    if name is None:
        raise StoreUnavailable(
            f"Nothing has been ingested into {home} yet. Run `liaison ingest` with your folders."
        )
    return open_generation(
        home, name, exact_below=exact_below, encoder=encoder, full=full, milvus=milvus
    )


def open_last_good(
    home: Path, *, exact_below: int, encoder: str, milvus: Milvus | None = None
) -> OpenGeneration:
    """Open the current generation or, where it is damaged, the newest that is whole.

    Every byte is compared with the manifests. Which one is open is in its `name`.

    Raises:
        StoreUnavailable: there is none that is whole.
    """
    try:
        return open_current(
            home, exact_below=exact_below, encoder=encoder, full=True, milvus=milvus
        )
    except StoreUnavailable as error:
        refused = error
    for name in reversed(generation_names(home)):
        if is_whole(generations_folder(home) / name):
            log.warning("serving generation %s instead of the current one: %s", name, refused)
            return open_generation(
                home, name, exact_below=exact_below, encoder=encoder, milvus=milvus
            )
    raise refused


def open_generation(
    home: Path,
    name: str,
    *,
    exact_below: int,
    encoder: str,
    full: bool = False,
    milvus: Milvus | None = None,
) -> OpenGeneration:
    """Open one generation by its name; see `open_current`."""
    folder = generations_folder(home) / name
    try:
        held = hold(folder)
    except OSError as error:
        raise StoreUnavailable(f"{name}: its manifest can't be read. {REPAIR}") from error
    try:
        manifest = checked_manifest(folder, full=full)
        _check_encoder(manifest, encoder, name)
        exact = ExactIndex(folder)
        return OpenGeneration(
            folder=folder,
            manifest=manifest,
            library=SqliteLibrary(folder / LIBRARY, folder.name),
            dense=DenseSearch(
                exact,
                partial(open_stored, home, folder, manifest, exact, milvus),
                exact_below,
                or_exact=not manifest.collections,
            ),
            words=TantivyWords(folder / WORDS),
            register=SqliteRegister(folder / REGISTER),
            held=held,
        )
    except BaseException:
        os.close(held)
        raise


def checked_manifest(folder: Path, *, full: bool) -> Manifest:
    """Return a generation's manifest if the generation fits it.

    Raises:
        StoreUnavailable: it is damaged or of another layout.
    """
    manifest = read_manifest(folder)
    if manifest.format != FORMAT:
        raise StoreUnavailable(
            f"{folder.name} was built by another version of Liaison. Run `liaison ingest --full`."
        )
    damage = next(differences(folder, manifest, full=full), None)
    if damage is not None:
        raise StoreUnavailable(f"{damage.place} {damage.problem}. {damage.repair}")
    return manifest


def _check_encoder(manifest: Manifest, encoder: str, name: str) -> None:
    if manifest.encoder != encoder:
        raise StoreUnavailable(
            f"{name} was built with the embedding model {manifest.encoder}; the settings say "
            f"{encoder}. Run `liaison ingest`, or set LIAISON_EMBEDDING_ENGINE back."
        )


def open_stored(
    home: Path, folder: Path, manifest: Manifest, exact: ExactIndex, milvus: Milvus | None
) -> StoredIndex:
    """Open a generation's vector index, where its manifest says that it is.

    Raises:
        StoreUnavailable: it is damaged or can't be reached.
    """
    known = {
        visibility: frozenset(name for name, _ in exact.rows(visibility))
        for visibility in Visibility
    }
    if not manifest.collections:
        return _open_chroma(home, folder, manifest, known)
    if milvus is None:
        raise StoreUnavailable(
            f"The vectors of {folder.name} are in Milvus. Set LIAISON_MILVUS_URI to where it is."
        )
    return milvus.open(manifest.collections, known)


class _PrivateChroma(ChromaIndex):
    """Chroma over a copy that goes when it is closed."""

    def close(self) -> None:
        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _open_chroma(
    home: Path, folder: Path, manifest: Manifest, known: Mapping[Visibility, frozenset[str]]
) -> ChromaIndex:
    """Open a private copy of a generation's Chroma folder, compared with the manifest first.

    Opening writes to the folder, and a damaged file could crash the process or worse.
    """
    copy = _private_copy(home, folder, manifest)
    try:
        return _PrivateChroma(copy, known)
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)
        raise


def _private_copy(home: Path, folder: Path, manifest: Manifest) -> Path:
    serving = home / "serving"
    sealed = {
        name.removeprefix(f"{CHROMA}/"): seal
        for name, seal in manifest.files.items()
        if name.startswith(f"{CHROMA}/")
    }
    try:
        serving.mkdir(exist_ok=True)
        _clear_dead(serving)
        copy = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=serving))
        shutil.copytree(folder / CHROMA, copy, dirs_exist_ok=True)
        part = Manifest(sealed, manifest.encoder, {}, (), manifest.created)
        damage = next(differences(copy, part), None)
    except OSError as error:
        raise StoreUnavailable(
            f"{folder.name}: its vector index can't be copied ({error.strerror})."
        ) from error
    if damage is not None:
        shutil.rmtree(copy, ignore_errors=True)
        raise StoreUnavailable(f"{folder.name}/{CHROMA}: a file {damage.problem}. {REPAIR}")
    return copy


def _clear_dead(serving: Path) -> None:
    """Remove the copies of processes that were killed."""
    for path in serving.iterdir():
        owner = path.name.partition("-")[0]
        if owner.isdecimal() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(path, ignore_errors=True)
