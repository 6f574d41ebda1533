"""Nearest passages through Chroma, by way of LlamaIndex's vector store.

One collection a visibility class: Chroma's own filters are slow and let through what they
shouldn't. A folder is written once, by one process, and is only ever opened as a private copy,
because opening writes. Chroma's server is never used.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.adapters.stored_index import EF, REPORT, M, Rows, StoredIndex, fill
from assistant.domain.errors import OutOfSpace, StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import Hit

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_CONFIGURATION: Any = {
    "hnsw": {"space": "cosine", "ef_construction": EF, "max_neighbors": M, "ef_search": EF}
}


def build(folder: Path, classes: Mapping[Visibility, Rows]) -> None:
    """Write a new folder from (passage id, report id, vector) of each class.

    Raises:
        StoreUnavailable: Chroma failed.
        OutOfSpace: the disk is full.
    """
    from llama_index.vector_stores.chroma import ChromaVectorStore

    with _client(folder) as client:
        for visibility, rows in classes.items():
            collection = client.create_collection(
                visibility.value, embedding_function=None, configuration=_CONFIGURATION
            )
            fill(ChromaVectorStore(chroma_collection=collection), rows)


class ChromaIndex(StoredIndex):
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
        super().__init__(known)
        self.folder = folder
        self._opening = _client(folder)
        self._client: ClientAPI = self._opening.__enter__()
        self._lock = Lock()
        try:
            self._open_collections()
        except BaseException:
            self.close()
            raise

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

    def _ask(self, store: Any, query: list[float], k: int, scope: list[str]) -> list[Hit]:
        with _named_errors():
            # The store's own query makes a node of each hit, which takes three times as long as
            # finding it; only the distances are wanted.
            found = store.client.query(
                query_embeddings=[query],
                n_results=k,
                where={REPORT: {"$in": scope}} if scope else None,
                include=["distances"],
            )
            ids, distances = found["ids"][0], found["distances"][0]
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
