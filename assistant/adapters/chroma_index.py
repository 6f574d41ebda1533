"""Nearest passages through Chroma, by way of LlamaIndex's vector store.

One collection a visibility class: Chroma's own filters are slow and let through what they
shouldn't. Text stays out of it: the library holds the text, and what Chroma has deleted stays
readable in its file. A folder is written once, by one process, and is only ever opened as a
private copy, because opening writes. Chroma's server is never used.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.adapters.exact_index import best_first
from assistant.domain.errors import OutOfSpace, StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import Hit, Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from llama_index.vector_stores.chroma import ChromaVectorStore

_AT_ONCE = 2_000
_SPARE = 8
"""Fetched beyond k, so that ties at the end are cut by id."""
_CONFIGURATION: Any = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 200}
}
"""Twice Chroma's own effort: an exact scan's best twenty are all found, save one in a thousand."""


def build(folder: Path, classes: Mapping[Visibility, Iterable[tuple[str, str, Vectors]]]) -> None:
    """Write a new folder from (passage id, report id, vector) of each class.

    Raises:
        StoreUnavailable: Chroma failed.
        OutOfSpace: the disk is full.
    """
    from llama_index.core.schema import TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    with _client(folder) as client:
        for visibility, rows in classes.items():
            collection = client.create_collection(
                visibility.value, embedding_function=None, configuration=_CONFIGURATION
            )
            store = ChromaVectorStore(chroma_collection=collection)
            remaining = iter(rows)
            while some := list(islice(remaining, _AT_ONCE)):
                store.add(
                    [
                        TextNode(
                            id_=name,
                            text="",
                            metadata={"report": report_id},
                            embedding=vector.tolist(),
                        )
                        for name, report_id, vector in some
                    ]
                )


class ChromaIndex:
    """Implements `ports.DenseIndex` over a private copy of a generation's Chroma folder."""

    def __init__(self, folder: Path, known: Mapping[Visibility, frozenset[str]]) -> None:
        """Open the folder, which it may write to.

        Args:
            folder: A private copy.
            known: The passages of each class, as the library has them: what Chroma returns is
                checked against it.

        Raises:
            StoreUnavailable: Chroma can't open it.
        """
        self.folder = folder
        self._known = known
        self._opening = _client(folder)
        self._client: ClientAPI = self._opening.__enter__()
        self._lock = Lock()
        self._stores: dict[Visibility, tuple[ChromaVectorStore, int]] = {}
        try:
            self._open_collections()
        except BaseException:
            self.close()
            raise

    def count(self, visibility: Visibility) -> int:
        """Return how many passages the class's collection holds."""
        return self._stores[visibility][1] if visibility in self._stores else 0

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k nearest passages by cosine.

        Raises:
            StoreUnavailable: Chroma failed, or returned a passage that is not of the class.
        """
        query = np.asarray(vector, np.float32).reshape(-1).tolist()
        hits = [
            hit
            for visibility in classes
            if visibility in self._stores
            for hit in self._nearest(visibility, query, k, scope)
        ]
        return sorted(hits, key=best_first)[: max(k, 0)]

    def close(self) -> None:
        """Let go of the folder."""
        with self._lock:
            self._stores.clear()
            self._opening.__exit__(None, None, None)

    def _open_collections(self) -> None:
        from llama_index.vector_stores.chroma import ChromaVectorStore

        with _named_errors():
            for found in self._client.list_collections():
                collection = self._client.get_collection(found.name, embedding_function=None)
                store = ChromaVectorStore(chroma_collection=collection)
                self._stores[Visibility(found.name)] = (store, collection.count())

    def _nearest(
        self, visibility: Visibility, query: list[float], k: int, scope: Sequence[str]
    ) -> list[Hit]:
        store, count = self._stores[visibility]
        if min(k, count) <= 0:
            return []
        with _named_errors():
            # The store's own query makes a node of each hit, which takes three times as long as
            # finding it; only the distances are wanted.
            found = store.client.query(
                query_embeddings=[query],
                n_results=min(k + _SPARE, count),
                where={"report": {"$in": sorted(set(scope))}} if scope else None,
                include=["distances"],
            )
            ids, distances = found["ids"][0], found["distances"][0]
        if not self._known.get(visibility, frozenset()).issuperset(ids):
            raise StoreUnavailable(
                f"The vector index returned passages that are not in the {visibility.value} "
                "library. Run `liaison verify`."
            )
        return [
            Hit(name, 1.0 - float(distance)) for name, distance in zip(ids, distances, strict=True)
        ]


@contextmanager
def _client(folder: Path) -> Iterator["ClientAPI"]:
    with _named_errors():
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        client = chromadb.PersistentClient(str(folder), settings)
        try:
            yield client
        finally:
            # Without it every generation that was served keeps its memory and its open files.
            client.close()  # type: ignore[attr-defined]  # not in the abstract client


@contextmanager
def _named_errors() -> Iterator[None]:
    """Turn whatever Chroma or LlamaIndex raise into ours."""
    try:
        yield
    except StoreUnavailable:
        raise
    except Exception as error:  # Chroma's errors come from Rust and share no base
        if "No space left" in str(error) or "disk is full" in str(error):
            raise OutOfSpace(
                "No space is left for the vector index. Free some and run the same command again."
            ) from error
        raise StoreUnavailable(
            f"The vector index can't be used ({type(error).__name__}). Run `liaison verify`."
        ) from error
