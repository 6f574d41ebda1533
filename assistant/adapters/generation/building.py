"""The indexes of a new generation, made from its library."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from assistant.adapters import chroma_index, register_sqlite_build, tantivy_words
from assistant.adapters.embedding.vectors import checked
from assistant.adapters.exact_index import ExactIndex, vectors_path, write_places
from assistant.adapters.generation.manifest import read_manifest
from assistant.adapters.generation.opening import CHROMA, REGISTER, WORDS
from assistant.adapters.library_sqlite_writer import SqliteLibraryWriter, Unplaced
from assistant.adapters.milvus_index import Milvus
from assistant.adapters.register_versions import RegisterVersions
from assistant.domain.sources import Visibility
from assistant.ports import Encoder, Vectors

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is."""

_AT_ONCE = 64


class Vectorised(NamedTuple):
    """How many vectors were made and how many taken over."""

    made: int
    kept: int


def write_vectors(
    folder: Path,
    library: SqliteLibraryWriter,
    encoder: Encoder,
    previous: ExactIndex | None,
    progress: Progress,
) -> Vectorised:
    """Write the vectors of every class; equal passages keep the vector they had.

    Args:
        folder: The new generation.
        library: Its library, filled.
        encoder: What makes the vectors.
        previous: The vectors before, if they were made by the same encoder.
        progress: Told of every stretch of passages.
    """
    counts = library.place_vectors()
    total, done, made = sum(counts.values()), 0, 0
    for visibility, count in counts.items():
        # Written, not mapped: on a full disk a write is an error, and a mapping kills the process.
        with vectors_path(folder, visibility).open("wb") as file:
            _write_header(file, count, encoder.dimensions)
            for some in _stretches(library.unplaced(visibility)):
                missing = [place for place, one in enumerate(some) if not _kept(one, previous)]
                file.write(_vectors(some, missing, encoder, previous).tobytes())
                made += len(missing)
                done += len(some)
                progress("embedding", done, total)
        places = [(one.id, one.report_id) for one in library.stored(visibility)]
        write_places(folder, visibility, places)
    return Vectorised(made, total - made)


def _write_header(file: BinaryIO, rows: int, columns: int) -> None:
    kind = np.lib.format.dtype_to_descr(np.dtype(np.float32))
    header = {"descr": kind, "fortran_order": False, "shape": (rows, columns)}
    np.lib.format.write_array_header_1_0(file, header)


def _kept(one: Unplaced, previous: ExactIndex | None) -> bool:
    return previous is not None and one.previous is not None


def _vectors(
    some: list[Unplaced], missing: list[int], encoder: Encoder, previous: ExactIndex | None
) -> Vectors:
    found = np.zeros((len(some), encoder.dimensions), np.float32)
    if missing:
        made = encoder.encode([some[place].text for place in missing])
        found[missing] = checked(made, len(missing), encoder.dimensions)
    for place, one in enumerate(some):
        if previous is not None and one.previous is not None:
            found[place] = previous.vector(*one.previous)
    return found


def write_stored(folder: Path, milvus: Milvus | None, collections: str) -> None:
    """Write the collections of Chroma or Milvus; none where there are no passages.

    Args:
        folder: The new generation, with its vectors.
        milvus: Where they go; without it they go to Chroma, in the folder.
        collections: What their names begin with in Milvus.
    """
    exact = ExactIndex(folder)
    if milvus is None:
        (folder / CHROMA).mkdir()
    held = [visibility for visibility in Visibility if exact.size([visibility])]
    if not held:
        return

    def rows(visibility: Visibility) -> Iterator[tuple[str, str, Vectors]]:
        for row, (name, report_id) in enumerate(exact.rows(visibility)):
            yield name, report_id, exact.vector(visibility, row)

    classes = {visibility: rows(visibility) for visibility in held}
    if milvus is None:
        chroma_index.build(folder / CHROMA, classes)
    else:
        milvus.write(collections, len(exact.vector(held[0], 0)), classes)


def write_words(folder: Path, library: SqliteLibraryWriter) -> None:
    """Write the word index."""
    tantivy_words.build(
        folder / WORDS,
        (
            (one.id, one.report_id, visibility, one.text, one.heading, one.title)
            for visibility in Visibility
            for one in library.stored(visibility)
        ),
    )


def write_register(
    folder: Path, before: Path | None, versions: RegisterVersions, ids: tuple[str, ...]
) -> None:
    """Write the register, or take over the one before where it holds the same versions."""
    if before is not None:
        manifest = read_manifest(before)
        if manifest.registers == ids and manifest.is_current(manifest.encoder):
            shutil.copyfile(before / REGISTER, folder / REGISTER)
            return
    register_sqlite_build.build(folder / REGISTER, versions.all())


def reusable_vectors(before: Path | None, encoder: Encoder) -> ExactIndex | None:
    """Return the vectors of the generation before, if this encoder made them."""
    if before is None or read_manifest(before).encoder != encoder.identity:
        return None
    return ExactIndex(before)


def _stretches(rows: Iterable[Unplaced]) -> Iterator[list[Unplaced]]:
    remaining = iter(rows)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
