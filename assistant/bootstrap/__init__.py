"""Makes the parts from the settings. Every function imports what it needs when it is called."""

import atexit
from typing import TYPE_CHECKING

from assistant.bootstrap.index import (
    SAMPLE,
    back_up,
    build_encoder,
    build_reranker,
    current_generation,
    generation_writer,
    milvus,
    open_generation,
    open_last_good,
    open_serving,
    reading_home,
    register_versions,
    restore,
    rollback,
    shared_index,
    status,
    verify,
)
from assistant.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from assistant.adapters.audit.chain import ChainStore
    from assistant.adapters.audit.checkpoints import Checkpoints
    from assistant.adapters.audit.log import ChainedAuditLog
    from assistant.adapters.state.keys import SqlKeys
    from assistant.adapters.state.switch import SharedSwitch
    from assistant.adapters.switch import FileSwitch
    from assistant.ports import Identities, LanguageModel, Traces
    from assistant.reports.model.compose import Composer
    from assistant.service.assistant import Assistant

__all__ = [
    "SAMPLE",
    "api_keys",
    "audit_checkpoints",
    "audit_log",
    "audit_store",
    "back_up",
    "build_assistant",
    "build_composer",
    "build_encoder",
    "build_model",
    "build_reranker",
    "current_generation",
    "generation_writer",
    "identities",
    "milvus",
    "open_generation",
    "open_last_good",
    "open_serving",
    "reading_home",
    "register_versions",
    "restore",
    "rollback",
    "shared_index",
    "status",
    "switch",
    "traces",
    "verify",
]


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
    models = Models(build_encoder(read), build_reranker(read), build_composer(read, state))
    threads = SqlThreads(state, read.thread_days)
    stores = Stores(lambda: open_serving(read), lambda: current_generation(read))
    oversight = Oversight(audit_log(settings), switch(settings), Figures(), traces(settings))
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
    from assistant.reports.model.compose import Composer

    model = make_model(settings, state)
    return Composer(model, settings.model_max_tokens) if model else None


def traces(settings: Settings) -> "Traces | None":
    """Return what takes traces of answers; none where no collector is set.

    Raises:
        InvalidUse: a collector is set, and what sends to it isn't installed.
    """
    if settings.otlp_endpoint is None:
        return None
    from assistant.adapters.traces import OpenTelemetryTraces, otlp_exporter

    return OpenTelemetryTraces(otlp_exporter(settings.otlp_endpoint))


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


def switch(settings: Settings) -> "FileSwitch | SharedSwitch":
    """Return the switch that silences every channel, of all nodes that share a state database."""
    from assistant.adapters.state.switch import make_switch

    read = reading_home(settings)
    return make_switch(read.home, read.database_url, settings.contact)
