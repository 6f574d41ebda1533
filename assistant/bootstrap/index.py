"""The index's parts: the encoder, generations, and what is done with them as a whole."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain.errors import StoreUnavailable
from assistant.ports import Encoder, Reranker
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.adapters.generation.opening import OpenGeneration
    from assistant.adapters.generation.sharing import SharedIndex
    from assistant.adapters.generation.writer import GenerationWriter
    from assistant.adapters.milvus_index import Milvus
    from assistant.adapters.register_versions import RegisterVersions

SAMPLE = "sample"
"""Folder of the home that holds the sample library's own stores."""


def build_encoder(settings: Settings) -> Encoder:
    """Return the encoder that the settings name; it loads its model when first used.

    Raises:
        ModelUnavailable: the model isn't on this machine.
    """
    from assistant.adapters.embedding.engines import make_encoder

    return make_encoder(
        settings.embedding_engine, settings.embedding_model, settings.home / "models"
    )


def build_reranker(settings: Settings) -> Reranker | None:
    """Return what reorders the best passages; none where the settings name none.

    Raises:
        ModelUnavailable: the folder that they name holds no cross-encoder.
    """
    if settings.reranker is None:
        return None
    from assistant.adapters.embedding.cross_encoder import CrossEncoderReranker

    return CrossEncoderReranker(settings.reranker)


def milvus(settings: Settings) -> "Milvus | None":
    """Return the Milvus of the settings; none where they name none.

    Raises:
        InvalidUse: the settings don't fit together, or what is needed isn't installed.
    """
    if settings.milvus_uri is None and settings.vector_store == "chroma":
        return None
    from assistant.adapters.milvus_index import make_milvus

    return make_milvus(settings)


def open_generation(settings: Settings, *, full: bool = False) -> "OpenGeneration":
    """Open the current generation: library, dense, words and register.

    Args:
        settings: The settings.
        full: Compare every byte with the manifest, not only names and sizes.

    Raises:
        StoreUnavailable: there is none, it is damaged, or it was built by another encoder.
    """
    from assistant.adapters.generation.opening import open_current

    return open_current(
        settings.home,
        exact_below=settings.exact_scan_below,
        encoder=build_encoder(settings).identity,
        full=full,
        milvus=milvus(settings),
    )


def open_last_good(settings: Settings) -> "OpenGeneration":
    """Open the current generation or, where that is damaged, the newest whole one."""
    from assistant.adapters.generation import opening

    return opening.open_last_good(
        settings.home,
        exact_below=settings.exact_scan_below,
        encoder=build_encoder(settings).identity,
        milvus=milvus(settings),
    )


def open_serving(settings: Settings) -> "OpenGeneration":
    """Open the current generation or, where it is damaged, the last good one."""
    try:
        return open_generation(settings)
    except StoreUnavailable:
        if current_generation(settings) is None:
            raise
        return open_last_good(settings)


def current_generation(settings: Settings) -> str | None:
    """Return the current generation's name: another one than that open means open it anew."""
    from assistant.adapters.generation.publish import current_name

    return current_name(settings.home)


def generation_writer(
    settings: Settings, encoder: Callable[[], Encoder] | None = None
) -> "GenerationWriter":
    """Return the writer of the next generation, to be entered.

    Args:
        settings: The settings.
        encoder: Makes another encoder than the one that the settings name.
    """
    from assistant.adapters.generation.writer import GenerationWriter

    return GenerationWriter(
        settings.home,
        encoder or (lambda: build_encoder(settings)),
        keep=settings.keep_generations,
        milvus=milvus(settings) if settings.vector_store == "milvus" else None,
    )


def register_versions(settings: Settings) -> "RegisterVersions":
    """Return the store of every register version ever loaded."""
    from assistant.adapters.generation.verify import REGISTERS
    from assistant.adapters.register_versions import RegisterVersions

    return RegisterVersions(settings.home / REGISTERS)


def status(settings: Settings) -> dict[str, Any]:
    """Return what is indexed, when, and by which versions and models, as a document."""
    from assistant.adapters.generation.report import status_document

    return status_document(reading_home(settings).home)


def verify(settings: Settings) -> dict[str, Any]:
    """Compare every store with its manifest; return what is damaged, as a document."""
    from assistant.adapters.generation.report import verify_document

    return verify_document(reading_home(settings).home, milvus(settings))


def rollback(settings: Settings) -> str:
    """Make the generation before the current one current; return its name."""
    from assistant.adapters.generation import publish

    return publish.rollback(reading_home(settings).home)


def back_up(settings: Settings, target: Path) -> dict[str, Any]:
    """Write a backup of the home folder into a file; return what is in it."""
    from assistant.adapters import backup

    return backup.back_up(reading_home(settings).home, target)


def restore(settings: Settings, source: Path) -> dict[str, Any]:
    """Make the home folder of a backup; return what was in it."""
    from assistant.adapters import backup

    return backup.restore(source, settings.home)


def reading_home(settings: Settings) -> Settings:
    """Return the settings of the home to read: the sample's, while nothing else is indexed."""
    if current_generation(settings) is None:
        sample = settings.model_copy(update={"home": settings.home / SAMPLE})
        if current_generation(sample) is not None:
            return sample
    return settings


def shared_index(settings: Settings) -> "SharedIndex":
    """Return the index that nodes share."""
    from assistant.adapters.generation.sharing import SharedIndex

    return SharedIndex(settings.home, settings.shared_index, settings.keep_generations)
