"""Makes the parts from the settings. Every function imports what it needs when it is called."""

import atexit
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain.errors import StoreUnavailable
from assistant.ports import Encoder
from assistant.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from assistant.adapters.audit.chain import ChainStore
    from assistant.adapters.audit.checkpoints import Checkpoints
    from assistant.adapters.audit.log import ChainedAuditLog
    from assistant.adapters.generation.opening import OpenGeneration
    from assistant.adapters.generation.sharing import SharedIndex
    from assistant.adapters.generation.writer import GenerationWriter
    from assistant.adapters.register_versions import RegisterVersions
    from assistant.adapters.state.keys import SqlKeys
    from assistant.adapters.state.switch import SharedSwitch
    from assistant.adapters.switch import FileSwitch
    from assistant.ports import Identities, LanguageModel
    from assistant.reports.model_compose import Composer
    from assistant.service.assistant import Assistant

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
    )


def open_last_good(settings: Settings) -> "OpenGeneration":
    """Open the current generation or, where that is damaged, the newest whole one."""
    from assistant.adapters.generation import opening

    return opening.open_last_good(
        settings.home,
        exact_below=settings.exact_scan_below,
        encoder=build_encoder(settings).identity,
    )


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

    return verify_document(reading_home(settings).home)


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


def build_assistant(settings: Settings) -> "Assistant":
    """Return the assistant over the current generation, which it follows as new ones come."""
    from assistant.adapters.state.database import open_database
    from assistant.adapters.state.drafts import SqlDrafts
    from assistant.adapters.state.threads import SqlThreads
    from assistant.service.assistant import Assistant
    from assistant.service.figures import Figures
    from assistant.service.models import Models
    from assistant.service.oversight import Oversight
    from assistant.service.stores import Stores

    read = reading_home(settings)
    state = open_database(read.database_url, read.home)
    models = Models(build_encoder(read), build_composer(read, state))
    threads = SqlThreads(state, read.thread_days)
    stores = Stores(lambda: open_serving(read), lambda: current_generation(read))
    oversight = Oversight(audit_log(settings), switch(settings), Figures())
    return Assistant(stores, models, threads, read, oversight, SqlDrafts(state))


def build_model(settings: Settings) -> "LanguageModel | None":
    """Return the language model of the settings by itself; none where they name none.

    Raises:
        InvalidUse: the model's settings don't fit together.
        ModelUnavailable: the provider's package isn't installed.
        StoreUnavailable: the state database, which counts its tokens, can't be opened.
    """
    if settings.model_provider == "none":
        return None
    from assistant.adapters.language_model.make import make_model
    from assistant.adapters.state.database import open_database

    return make_model(settings, open_database(settings.database_url, settings.home))


def build_composer(settings: Settings, state: "Engine") -> "Composer | None":
    """Return what composes with the language model of the settings; none where there is none.

    Raises:
        InvalidUse: the model's settings don't fit together.
        ModelUnavailable: the provider's package isn't installed.
    """
    if settings.model_provider == "none":
        return None
    from assistant.adapters.language_model.make import make_model
    from assistant.reports.model_compose import Composer

    model = make_model(settings, state)
    return Composer(model, settings.model_max_tokens) if model else None


def api_keys(settings: Settings) -> "SqlKeys":
    """Return the store of API keys.

    Raises:
        StoreUnavailable: the state database can't be opened.
    """
    from assistant.adapters.state.database import open_database
    from assistant.adapters.state.keys import SqlKeys

    read = reading_home(settings)
    return SqlKeys(open_database(read.database_url, read.home))


def identities(settings: Settings) -> "Identities | None":
    """Return what proves who asks; none where no way of proving it is set up.

    Raises:
        InvalidUse: a setting that is needed for it is missing.
        StoreUnavailable: the state database can't be opened.
    """
    from assistant.adapters.identity.credentials import Credentials
    from assistant.adapters.identity.tokens import Tokens

    if not settings.proves_identity:
        return None
    keys = api_keys(settings) if settings.auth_keys else None
    return Credentials(keys, Tokens(settings) if settings.oidc_issuer else None)


def audit_checkpoints(settings: Settings) -> "Checkpoints":
    """Return what vouches for the audit log.

    Raises:
        InvalidUse: the key can't be used.
    """
    from assistant.adapters.audit.checkpoints import Checkpoints, read_key

    home = reading_home(settings).home
    key = read_key(
        settings.audit_key_file or home / "audit-key", make=settings.audit_key_file is None
    )
    return Checkpoints(settings.audit_checkpoint or home / "audit-checkpoints.jsonl", key)


def audit_store(settings: Settings) -> "ChainStore":
    """Return where the audit log is: in files, or in the database that several nodes share.

    Raises:
        StoreUnavailable: the state database can't be opened.
    """
    from assistant.adapters.state.audit import make_store

    read = reading_home(settings)
    return make_store(read.home, read.database_url)


def audit_log(settings: Settings) -> "ChainedAuditLog":
    """Return the audit log; at the end of the process it is vouched for.

    Raises:
        InvalidUse: the key of its checkpoints can't be used.
        StoreUnavailable: the state database can't be opened.
    """
    from assistant.adapters.audit.log import ChainedAuditLog

    log = ChainedAuditLog(
        audit_store(settings), audit_checkpoints(settings), settings.audit_keep_days
    )
    atexit.register(log.close)
    return log


def shared_index(settings: Settings) -> "SharedIndex":
    """Return the index that nodes share."""
    from assistant.adapters.generation.sharing import SharedIndex

    return SharedIndex(settings.home, settings.shared_index, settings.keep_generations)


def switch(settings: Settings) -> "FileSwitch | SharedSwitch":
    """Return the switch that silences every channel, of all nodes that share a state database."""
    from assistant.adapters.state.switch import make_switch

    read = reading_home(settings)
    return make_switch(read.home, read.database_url, settings.contact)


def open_serving(settings: Settings) -> "OpenGeneration":
    """Open the current generation or, where it is damaged, the last good one."""
    try:
        return open_generation(settings)
    except StoreUnavailable:
        if current_generation(settings) is None:
            raise
        return open_last_good(settings)
