"""The peer: LlamaIndex's quickstart over Chroma, as its documentation has it, same model.

`SimpleDirectoryReader`, `VectorStoreIndex` and `ChromaVectorStore` with their defaults, the model
through sentence-transformers. A retriever of ten, as ours returns ten.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.adapters.embedding.llama_index_embedding import EncoderEmbedding
from assistant.ports import Encoder, Vectors

RETRIEVED = 10
NONE: Mapping[str, str] = MappingProxyType({})
_AT_ONCE = 1_000
_COLLECTION = "quickstart"


def fill(folder: Path, rows: Iterable[tuple[str, Vectors, str, dict[str, str]]]) -> int:
    """Write (id, vector, text, metadata) as the quickstart would have; return how many."""
    from llama_index.core.schema import TextNode

    store = _store(folder)
    remaining, count = iter(rows), 0
    while some := list(islice(remaining, _AT_ONCE)):
        store.add(
            [
                TextNode(id_=name, text=text, metadata=metadata, embedding=vector.tolist())
                for name, vector, text, metadata in some
            ]
        )
        count += len(some)
    return count


def retriever(
    folder: Path, encoder: Encoder, equal: Mapping[str, str] = NONE
) -> Callable[[str], list[str]]:
    """Return what finds the ids of the best passages, where metadata are equal to those given."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.vector_stores import MetadataFilter, MetadataFilters

    wanted: list[MetadataFilter | MetadataFilters] = [
        MetadataFilter(key=key, value=value) for key, value in equal.items()
    ]
    index = VectorStoreIndex.from_vector_store(
        _store(folder), embed_model=EncoderEmbedding(encoder)
    )
    found = index.as_retriever(
        similarity_top_k=RETRIEVED, filters=MetadataFilters(filters=wanted) if wanted else None
    )
    return lambda query: [node.node_id for node in found.retrieve(query)]


def index_files(folder: Path, documents: Path, encoder: Encoder, tokens: int) -> int:
    """Index files as the quickstart does; return how many chunks came of them.

    Args:
        folder: Where Chroma's files go.
        documents: The files.
        encoder: What makes the vectors.
        tokens: Longest chunk. The default of 1,024 is four times what the model reads: three
            quarters of the text would be left out, and no comparison would hold.
    """
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    read = SimpleDirectoryReader(str(documents), required_exts=[".md"]).load_data()
    store = _store(folder)
    VectorStoreIndex.from_documents(
        read,
        storage_context=StorageContext.from_defaults(vector_store=store),
        embed_model=EncoderEmbedding(encoder, embed_batch_size=10),
        transformations=[SentenceSplitter(chunk_size=tokens, chunk_overlap=0)],
    )
    return int(store.client.count())


def _store(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection(_COLLECTION, embedding_function=None)
    return ChromaVectorStore(chroma_collection=collection)
