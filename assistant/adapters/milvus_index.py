"""Nearest passages through Milvus, by way of LlamaIndex's vector store.

For libraries that outgrow one machine. Each generation has collections of its own, one a
visibility class, written once and dropped when the generation is erased. The address is a
cluster's, or a file of Milvus Lite, which one process at a time can open.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from assistant.adapters.stored_index import EF, REPORT, M, Rows, StoredIndex, fill
from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import Hit
from assistant.settings import Settings

LITE = ".db"
"""What the name of a file of Milvus Lite ends in."""
_WITHIN_S = 10.0
_FLUSHED_WITHIN_S = 600.0
_VECTOR = "embedding"
_INDEX = {"index_type": "HNSW", "M": M, "efConstruction": EF}
_SEARCH = {"params": {"ef": EF}}
_lite_users: Counter[str] = Counter()
_lite_lock = Lock()


class MilvusAway(StoreUnavailable):
    """Milvus can't be reached, or failed."""


class Milvus:
    """Where the collections of generations are."""

    def __init__(self, address: str, token: str = "") -> None:
        """Take the address and what opens it; nothing is connected to.

        Raises:
            InvalidUse: what is needed for it isn't installed, or it is no address.
        """
        needed = ["pymilvus", "llama_index.vector_stores.milvus"]
        needed += ["milvus_lite"] if address.endswith(LITE) else []
        if any(_missing(name) for name in needed):
            raise InvalidUse(
                "Milvus needs packages that are not installed. Run `pip install 'liaison[milvus]'`."
            )
        if not address.endswith(LITE) and not _is_address(address):
            raise InvalidUse(
                "LIAISON_MILVUS_URI must be a cluster's address (http://host:19530) or a file "
                f"that ends in {LITE}."
            )
        self._address = address
        self._token = token

    def write(self, collections: str, dimensions: int, classes: Mapping[Visibility, Rows]) -> None:
        """Write a generation's collections.

        Raises:
            MilvusAway: they can't be written.
        """
        with self.connected() as connect:
            for visibility, rows in classes.items():
                store = connect.store(f"{collections}_{visibility.value}", dimensions)
                fill(store, rows)
                # Once for all rows: a cluster takes few of these.
                store.client.flush(store.collection_name, timeout=_FLUSHED_WITHIN_S)

    def open(self, collections: str, known: Mapping[Visibility, frozenset[str]]) -> "MilvusIndex":
        """Open a generation's collections.

        Raises:
            MilvusAway: Milvus can't be reached.
            StoreUnavailable: it doesn't hold them.
        """
        return MilvusIndex(self, collections, known)

    def erase(self, collections: Iterable[str]) -> None:
        """Drop the collections of generations, those that are there.

        Raises:
            MilvusAway: they can't be dropped.
        """
        unwanted = {
            f"{name}_{visibility.value}" for name in collections for visibility in Visibility
        }
        with self.connected() as connect:
            client = connect.client()
            for name in sorted(unwanted.intersection(client.list_collections(timeout=_WITHIN_S))):
                client.drop_collection(name, timeout=_WITHIN_S)

    @contextmanager
    def connected(self) -> Iterator["Connect"]:
        """Yield what opens collections; close them at the end, and Milvus Lite with its last user.

        Raises:
            MilvusAway: Milvus can't be reached.
        """
        file = str(Path(self._address).absolute()) if self._address.endswith(LITE) else None
        with ExitStack() as stack, self.named_errors():
            if file:
                stack.enter_context(_using(file))
            yield Connect(file or self._address, self._token, stack)

    @contextmanager
    def named_errors(self) -> Iterator[None]:
        """Turn whatever pymilvus or LlamaIndex raise into ours."""
        try:
            yield
        except StoreUnavailable:
            raise
        except Exception as error:
            raise MilvusAway(self._said(error)) from error

    def _said(self, error: Exception) -> str:
        if self._address.endswith(LITE):
            return (
                f"The Milvus Lite file {self._address} can't be used ({type(error).__name__}). One "
                "process at a time can open it: stop the service for an ingest, or use a cluster."
            )
        # Without what may stand before the host: it opens the cluster.
        place = urlsplit(self._address)
        return (
            f"Milvus at {place.hostname}:{place.port or 19530} can't be used "
            f"({type(error).__name__}). See that it runs and that LIAISON_MILVUS_URI is right."
        )


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def make_milvus(settings: Settings) -> Milvus | None:
    """Return the Milvus of the settings; none where they name none.

    Raises:
        InvalidUse: the settings don't fit together, or what is needed isn't installed.
    """
    if settings.milvus_uri is None:
        if settings.vector_store == "milvus":
            raise InvalidUse(
                "LIAISON_VECTOR_STORE is milvus. Set LIAISON_MILVUS_URI to a cluster's address, or "
                f"to a file that ends in {LITE}."
            )
        return None
    return Milvus(settings.milvus_uri, _token(settings))


def _token(settings: Settings) -> str:
    if settings.milvus_token is not None:
        return settings.milvus_token.get_secret_value().strip()
    file = settings.milvus_token_file
    try:
        return file.read_text(encoding="utf-8").strip() if file else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidUse(f"The file of Milvus's token, {file}, can't be read.") from error


class MilvusIndex(StoredIndex):
    """Implements `ports.DenseIndex` over a generation's collections in Milvus."""

    def __init__(
        self, milvus: Milvus, collections: str, known: Mapping[Visibility, frozenset[str]]
    ) -> None:
        """Connect and see that the collections are there; see `Milvus.open`."""
        super().__init__(known)
        self._milvus = milvus
        self._opening = milvus.connected()
        connect = self._opening.__enter__()
        try:
            with milvus.named_errors():
                self._open_collections(connect, collections)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection."""
        self._stores.clear()
        self._opening.__exit__(None, None, None)

    def _open_collections(self, connect: "Connect", collections: str) -> None:
        held = connect.client().list_collections(timeout=_WITHIN_S)
        for visibility in Visibility:
            name = f"{collections}_{visibility.value}"
            if name in held:
                store = connect.store(name)
                store.client.load_collection(name, timeout=_WITHIN_S)
                counted = store.client.query(name, output_fields=["count(*)"], timeout=_WITHIN_S)
                self._stores[visibility] = (store, int(counted[0]["count(*)"]))
            elif self._known.get(visibility):
                raise StoreUnavailable(
                    f"Milvus doesn't hold the collection {name}. Run `liaison ingest --full`."
                )

    def _ask(self, store: Any, query: list[float], k: int, scope: list[str]) -> list[Hit]:
        with self._milvus.named_errors():
            # As in Chroma: the store's own query would fetch a node for each hit.
            found = store.client.search(
                store.collection_name,
                data=[query],
                limit=k,
                anns_field=_VECTOR,
                filter=f"{REPORT} in {json.dumps(scope, ensure_ascii=False)}" if scope else "",
                output_fields=["id"],
                search_params=_SEARCH,
                timeout=_WITHIN_S,
            )
            return [Hit(str(each["id"]), float(each["distance"])) for each in found[0]]


class Connect:
    """Opens collections, to be closed with the stack."""

    def __init__(self, address: str, token: str, stack: ExitStack) -> None:
        self._address = address
        self._token = token
        self._stack = stack
        # They write to standard error by themselves, Milvus Lite for every call that it lacks; what
        # goes wrong is told by our own errors.
        for name in ("pymilvus", "milvus_lite", "grpc._server"):
            logging.getLogger(name).setLevel(logging.CRITICAL)

    def client(self) -> Any:
        """Return Milvus's own client."""
        from pymilvus import MilvusClient

        client = MilvusClient(self._address, token=self._token, timeout=_WITHIN_S, dedicated=True)
        self._stack.callback(client.close)
        return client

    def store(self, name: str, dimensions: int | None = None) -> Any:
        """Return LlamaIndex's store of a collection, which is made where dimensions are given."""
        from llama_index.vector_stores.milvus import MilvusVectorStore
        from llama_index.vector_stores.milvus.base import IndexManagement
        from pymilvus import DataType

        made = IndexManagement.CREATE_IF_NOT_EXISTS
        store = MilvusVectorStore(
            uri=self._address,
            token=self._token,
            timeout=_WITHIN_S,
            collection_name=name,
            dim=dimensions,
            embedding_field=_VECTOR,
            similarity_metric="COSINE",
            index_config=_INDEX,
            index_management=made if dimensions else IndexManagement.NO_VALIDATION,
            scalar_field_names=[REPORT],
            scalar_field_types=[DataType.VARCHAR],
            # What was written has to be found at once: it is checked, then published.
            consistency_level="Strong",
            use_async_client=False,
            dedicated=True,
            batch_size=1_000,
        )
        self._stack.callback(store.client.close)
        return store


@contextmanager
def _using(file: str) -> Iterator[None]:
    """Stop Milvus Lite's threads and let go of its lock once nobody uses the file here."""
    with _lite_lock:
        _lite_users[file] += 1
    try:
        yield
    finally:
        from milvus_lite.server_manager import server_manager_instance

        with _lite_lock:
            _lite_users[file] -= 1
            if not _lite_users[file]:
                server_manager_instance.release_server(file)


def _missing(module: str) -> bool:
    try:
        return find_spec(module) is None
    except ModuleNotFoundError:
        return True
