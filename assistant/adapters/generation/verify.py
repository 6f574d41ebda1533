"""Whether the stores hold what they should: before a generation is published, and on demand."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from assistant.adapters.exact_index import ExactIndex
from assistant.adapters.generation.manifest import (
    FORMAT,
    NAME,
    REPAIR,
    Damage,
    Manifest,
    differences,
    read_manifest,
)
from assistant.adapters.generation.opening import (
    LIBRARY,
    WORDS,
    open_stored,
)
from assistant.adapters.generation.publish import (
    BUILDING,
    current_name,
    generation_names,
    generations_folder,
)
from assistant.adapters.library_sqlite import SqliteLibrary
from assistant.adapters.milvus_index import Milvus, MilvusAway
from assistant.adapters.register_versions import RegisterVersions
from assistant.adapters.stored_index import StoredIndex
from assistant.adapters.tantivy_words import TantivyWords
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import DenseIndex, Vectors

REGISTERS = "register"
"""Folder under home in which every loaded register is kept."""

_SAMPLE = 64
_SAME = 1e-3


def verify(home: Path, milvus: Milvus | None = None) -> list[Damage]:
    """Compare every store with what it was when it was written.

    Returns:
        All that is damaged, each with its repair; empty where everything is as it was.

    Raises:
        StoreUnavailable: Milvus, which has the vectors, can't be reached.
    """
    found = list(_pointer(home))
    for name in generation_names(home):
        found += _generation(home, generations_folder(home) / name, milvus)
    for problem in RegisterVersions(home / REGISTERS).verify():
        found.append(Damage("register", problem, "Restore that version from a backup."))
    return found


def check_new(home: Path, folder: Path, manifest: Manifest, milvus: Milvus | None = None) -> None:
    """See that a finished folder can be published.

    Raises:
        StoreUnavailable: its stores don't hold the same passages, or don't find them.
    """
    problem = next(_problems(home, folder, manifest, milvus), None)
    if problem is not None:
        raise StoreUnavailable(
            f"The new generation was not published, because {problem}. The one before stays; run "
            "the same command again."
        )


def _pointer(home: Path) -> Iterator[Damage]:
    try:
        current_name(home)
    except StoreUnavailable as error:
        yield Damage("current", str(error), REPAIR)
    folder = generations_folder(home)
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") and not path.name.startswith(BUILDING):
            yield Damage(f"generations/{path.name}", "is no generation", "Remove it.")


def _generation(home: Path, folder: Path, milvus: Milvus | None) -> list[Damage]:
    place = f"generation {folder.name}"
    try:
        manifest = read_manifest(folder)
    except StoreUnavailable:
        return [Damage(f"{place}: {NAME}", "can't be read, or is not the one it had", REPAIR)]
    try:
        found = list(differences(folder, manifest))
    except OSError as error:
        return [Damage(f"{place}: {error.filename}", f"can't be read: {error.strerror}", REPAIR)]
    if not found and manifest.format == FORMAT:
        problem = next(_problems(home, folder, manifest, milvus), None)
        if problem is not None:
            found = [Damage(place, problem, REPAIR)]
    return found


def _problems(home: Path, folder: Path, manifest: Manifest, milvus: Milvus | None) -> Iterator[str]:
    """Yield what the stores of one generation disagree on."""
    for damage in differences(folder, manifest):
        yield f"{damage.place} {damage.problem}"
    library = SqliteLibrary(folder / LIBRARY, folder.name)
    try:
        exact = ExactIndex(folder)
        yield from _count_problems(library, exact, TantivyWords(folder / WORDS), manifest)
        if exact.size([*Visibility]):
            stored = open_stored(home, folder, manifest, exact, milvus)
            yield from _stored_problems(stored, exact, manifest)
    except MilvusAway:
        raise
    except StoreUnavailable as error:
        yield str(error)
    finally:
        library.close()


def _count_problems(
    library: SqliteLibrary, exact: ExactIndex, words: TantivyWords, manifest: Manifest
) -> Iterator[str]:
    counts = library.counts()
    if counts != manifest.counts:
        yield f"the library holds {counts}, not {dict(manifest.counts)}"
    for visibility in Visibility:
        if library.places(visibility) != exact.rows(visibility):
            yield f"the {visibility.value} vectors are not those of the library's passages"
    if words.count() != counts["passages"]:
        yield f"the word index holds {words.count()} passages, the library {counts['passages']}"
    for report in library.reports([*Visibility]):
        library.passages_of(report.id)  # compares each passage with its digest


def _stored_problems(stored: StoredIndex, exact: ExactIndex, manifest: Manifest) -> Iterator[str]:
    name = "Milvus" if manifest.collections else "Chroma"
    try:
        for visibility in Visibility:
            rows = exact.rows(visibility)
            if stored.count(visibility) != len(rows):
                yield f"{name} holds {stored.count(visibility)} {visibility.value} passages"
            for row in _sample(len(rows)):
                vector = exact.vector(visibility, row)
                yield from _lost(exact, "the exact index", vector, (visibility, row))
                yield from _lost(stored, name, vector, (visibility, row))
    finally:
        stored.close()


def _lost(
    index: DenseIndex, name: str, vector: Vectors, place: tuple[Visibility, int]
) -> Iterator[str]:
    """A passage's own vector has to find it, or one that is as near."""
    visibility, row = place
    best = index.nearest(vector, 1, [visibility])
    if not best or abs(best[0].score - float(np.dot(vector, vector))) > _SAME:
        yield f"{name} doesn't find {visibility.value} passage {row} by its own vector"


def _sample(count: int) -> list[int]:
    return sorted({int(place) for place in np.linspace(0, count - 1, min(count, _SAMPLE))})
