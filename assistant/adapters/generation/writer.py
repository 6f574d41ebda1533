"""Builds the next generation aside the current one and puts it in its place, whole."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

from assistant.adapters.generation.building import (
    Progress,
    Vectorised,
    reusable_vectors,
    write_register,
    write_stored,
    write_vectors,
    write_words,
)
from assistant.adapters.generation.collections import collections_of, promise, sweep_if_possible
from assistant.adapters.generation.lock import writer_lock
from assistant.adapters.generation.manifest import NAME, Manifest, Seal, new_manifest, read_manifest
from assistant.adapters.generation.opening import LIBRARY, checked_manifest
from assistant.adapters.generation.publish import (
    BUILDING,
    Fault,
    clear_unfinished,
    current_name,
    generations_folder,
    no_fault,
    prune,
    publish,
)
from assistant.adapters.generation.space import (
    check_room,
    named,
    named_errors,
    no_runaway,
    space_or,
)
from assistant.adapters.generation.verify import REGISTERS, check_new
from assistant.adapters.library_sqlite import SqliteLibrary
from assistant.adapters.library_sqlite_writer import SqliteLibraryWriter
from assistant.adapters.milvus_index import Milvus
from assistant.adapters.register_versions import RegisterVersions
from assistant.adapters.syncing import sync_all
from assistant.domain.catalogue import Reading, SourceFile
from assistant.domain.errors import StoreUnavailable
from assistant.ports import Encoder, Published


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


class GenerationWriter:
    """Implements `ports.GenerationWriter`; holds the writer's lock from entering to leaving.

    Without `publish` nothing changes.
    """

    def __init__(
        self,
        home: Path,
        encoder: Callable[[], Encoder],
        *,
        keep: int = 2,
        milvus: Milvus | None = None,
        fault: Fault = no_fault,
    ) -> None:
        """Remember where and with what; without Milvus, Chroma has the vector index."""
        self._home = home
        self._make_encoder = encoder
        self._keep_count = keep
        self._milvus = milvus
        self._fault = fault
        self._stack = ExitStack()
        self._library: SqliteLibraryWriter | None = None
        self._forgotten = False
        self._took_s: dict[str, float] = {}

    def __enter__(self) -> Self:
        """Take the lock, clear what a killed ingest left, and look at the current generation."""
        self._stack.enter_context(writer_lock(self._home))
        try:
            generations_folder(self._home).mkdir(exist_ok=True)
            clear_unfinished(self._home)
        except OSError as error:
            self._stack.close()
            raise named(error, self._home) from error
        self._fault("locked")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what is unfinished and let go of the lock."""
        if self._library is not None:
            self._library.close()
        shutil.rmtree(self._building, ignore_errors=True)
        self._stack.close()

    @cached_property
    def encoder(self) -> Encoder:
        """What passages are encoded with."""
        return self._make_encoder()

    @cached_property
    def name(self) -> str | None:
        """Name of the current generation, if there is one."""
        return None if self._forgotten else current_name(self._home)

    @cached_property
    def files(self) -> Mapping[bytes, SourceFile]:
        """What is remembered of every file that was looked at, by path."""
        if self._before is None:
            return {}
        library = SqliteLibrary(self._before / LIBRARY, self._before.name)
        try:
            return {file.path: file for file in library.files()}
        finally:
            library.close()

    def is_current(self) -> bool:
        """Whether the current generation is of this software, encoder and registers."""
        if self._before is None:
            return False
        manifest = read_manifest(self._before)
        return (
            manifest.is_current(self.encoder.identity)
            and manifest.registers == self._registers
            and bool(manifest.collections) == bool(self._milvus)
        )

    def check(self) -> None:
        """Compare the current generation with its manifest, every byte.

        Raises:
            StoreUnavailable: it is damaged.
        """
        if self._before is not None:
            checked_manifest(self._before, full=True)

    def current(self) -> str | None:
        """Return the current generation's name, if there is one."""
        return current_name(self._home)

    def counts(self) -> Mapping[str, int]:
        """Return how much the current generation holds, by kind."""
        name = self.current()
        if name is None:
            return {}
        return read_manifest(generations_folder(self._home) / name).counts

    def start_afresh(self) -> None:
        """Forget the current generation: nothing is taken over from it."""
        self._forgotten = True
        for name in ("name", "files", "_before"):
            self.__dict__.pop(name, None)

    def add(self, file: SourceFile, reading: Reading) -> None:
        """Store a report that was read."""
        with named_errors(self._home):
            self._open_library().add(file, reading)

    def keep(self, file: SourceFile) -> None:
        """Take a report over from the current generation as it stands."""
        with named_errors(self._home):
            self._open_library().keep(file)

    def refuse(self, file: SourceFile) -> None:
        """Remember a file that could not be read, with its reason."""
        with named_errors(self._home):
            self._open_library().add_file(file)

    def publish(self, progress: Progress = _silent) -> Published:
        """Build, check and publish.

        Raises:
            StoreUnavailable: it can't be built, or its stores don't agree. The old one stays.
            OutOfSpace: the disk is full. The old one stays.
            ModelUnavailable: the encoder failed. The old one stays.
        """
        with named_errors(self._home), no_runaway(sum(seal.size for seal in self._seals())):
            vectors = self._build(progress)
            with self._timed("check"):
                progress("checking", 0, 1)
                manifest = self._seal()
                check_new(self._home, self._building, manifest, self._milvus)
                self._fault("verified")
                progress("checking", 1, 1)
            name = manifest.name(self._stamp)
            publish(self._building, self._home, name, self._fault)
            prune(self._home, self._keep_count)
            self._fault("pruned")
            sweep_if_possible(self._home, self._milvus)
        return Published(name, vectors.made, vectors.kept, self._took_s)

    def _build(self, progress: Progress) -> Vectorised:
        library = self._open_library()
        self._fault("library")
        with self._timed("embed"):
            previous = reusable_vectors(self._before, self.encoder)
            vectors = write_vectors(self._building, library, self.encoder, previous, progress)
        self._fault("vectors")
        with self._timed("store"):
            try:
                self._store(library, progress)
            except StoreUnavailable as error:
                raise space_or(error, self._home) from error
        return vectors

    def _store(self, library: SqliteLibraryWriter, progress: Progress) -> None:
        progress("storing", 0, 3)
        if self._milvus:
            promise(self._home, self._collections)
        write_stored(self._building, self._milvus, self._collections)
        self._fault("chroma")
        progress("storing", 1, 3)
        write_words(self._building, library)
        self._fault("words")
        progress("storing", 2, 3)
        library.finish()
        self._library = None
        write_register(self._building, self._before, self._versions, self._registers)
        self._fault("register")
        progress("storing", 3, 3)

    def _seal(self) -> Manifest:
        library = SqliteLibrary(self._building / LIBRARY, "new")
        try:
            counts = library.counts()
        finally:
            library.close()
        manifest = new_manifest(
            self._building, self.encoder.identity, counts, self._registers, self._collections
        )
        (self._building / NAME).write_bytes(manifest.dump())
        self._fault("manifest")
        sync_all(self._building)
        self._fault("synced")
        return manifest

    def _open_library(self) -> SqliteLibraryWriter:
        if self._library is None:
            current = sum(seal.size for seal in self._seals())
            check_room(self._home, current)
            self._building.mkdir()
            self._fault("building")
            previous = None
            if self._before is not None:
                # What is taken over gets a fresh digest, so it has to be sound now.
                checked_manifest(self._before, full=True)
                previous = self._before / LIBRARY
            self._library = SqliteLibraryWriter(self._building / LIBRARY, previous)
        return self._library

    def _seals(self) -> Iterable[Seal]:
        return read_manifest(self._before).files.values() if self._before is not None else ()

    @property
    def _collections(self) -> str:
        return collections_of(self._stamp) if self._milvus else ""

    @cached_property
    def _stamp(self) -> str:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        before = (self.name or "").rpartition("-")[0]
        # A clock that was set back must not make the newest generation an older one.
        return stamp if stamp > before else f"{before}0"

    @cached_property
    def _before(self) -> Path | None:
        return None if self.name is None else generations_folder(self._home) / self.name

    @cached_property
    def _building(self) -> Path:
        return generations_folder(self._home) / f"{BUILDING}{os.getpid()}"

    @cached_property
    def _versions(self) -> RegisterVersions:
        return RegisterVersions(self._home / REGISTERS)

    @property
    def _registers(self) -> tuple[str, ...]:
        return tuple(version.id for version in self._versions.versions())

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self._took_s[stage] = round(perf_counter() - start, 3)
