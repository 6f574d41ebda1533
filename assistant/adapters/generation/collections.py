"""Which collections in Milvus are this home's.

A collection is told to the home before it is written, so that none is forgotten: whatever
happens, it is dropped once its generation is gone. Others may keep theirs in the same cluster.
"""

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from assistant.adapters.generation.publish import generation_names
from assistant.adapters.milvus_index import Milvus
from assistant.adapters.syncing import sync_folder
from assistant.domain.errors import InvalidUse, StoreUnavailable

LEDGER = "milvus-collections"

_log = logging.getLogger(__name__)


def collections_of(generation: str) -> str:
    """Return what the names of a generation's collections begin with."""
    return f"liaison_{generation.partition('-')[0]}"


def promise(home: Path, collections: str) -> None:
    """Write down that collections of this name are about to be written."""
    with (home / LEDGER).open("a", encoding="utf-8") as file:
        file.write(f"{collections}\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(home)


def sweep(home: Path, milvus: Milvus | None, keep: Iterable[str] | None = None) -> None:
    """Drop the collections of generations that are gone.

    Args:
        home: The folder of the stores.
        milvus: Where the collections are.
        keep: Generations that are kept; all that are there, if not given.

    Raises:
        InvalidUse: there are some, and it isn't said where.
        StoreUnavailable: Milvus can't be reached; the next time they are dropped.
    """
    kept = {collections_of(name) for name in (generation_names(home) if keep is None else keep)}
    named = _promised(home)
    gone = [name for name in named if name not in kept]
    if not gone:
        return
    if milvus is None:
        raise InvalidUse(
            f"Milvus still has the collections of {len(gone)} earlier generations. Set "
            "LIAISON_MILVUS_URI and run `liaison erase --earlier`."
        )
    milvus.erase(gone)
    aside = home / f".{LEDGER}-new"
    aside.write_text("".join(f"{name}\n" for name in named if name in kept), encoding="utf-8")
    aside.replace(home / LEDGER)


def sweep_if_possible(home: Path, milvus: Milvus | None) -> None:
    """Drop what is gone, or say why it can't be done now."""
    try:
        sweep(home, milvus)
    except (InvalidUse, StoreUnavailable) as error:
        _log.warning("collections of earlier generations stay for now: %s", error)


def _promised(home: Path) -> list[str]:
    try:
        return (home / LEDGER).read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []
