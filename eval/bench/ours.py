"""Our own library for the benchmarks, made and opened as the product does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant import bootstrap
from assistant.adapters.embedding.engines import make_encoder
from assistant.adapters.generation.opening import OpenGeneration, open_current
from assistant.adapters.state.database import open_database
from assistant.adapters.state.drafts import SqlDrafts
from assistant.adapters.state.threads import SqlThreads
from assistant.door import Door
from assistant.ports import Encoder
from assistant.service.assistant import Assistant
from assistant.service.figures import Figures
from assistant.service.models import Models
from assistant.service.oversight import Oversight
from assistant.service.stores import Stores
from assistant.settings import Settings, read_settings
from ingest.job import Request, ingest
from ingest.report import IngestReport


def settings_of(home: Path) -> Settings:
    """The settings as they are by default, with this home."""
    return read_settings(home=home)


def index(home: Path, *paths: Path, encoder: Encoder | None = None, **more: Any) -> IngestReport:
    """Ingest as `liaison ingest` does.

    Args:
        home: Where to.
        paths: What.
        encoder: In place of the one of the settings.
        more: Of the request: `register`, for one.
    """
    make = (lambda: encoder) if encoder else None
    return ingest(Request(paths=paths, **more), settings_of(home), encoder=make)


def engine(name: str, models: Path) -> Encoder:
    """One of the engines by its name, as the settings name it."""
    return make_encoder(name, settings_of(models).embedding_model, models)


@contextmanager
def opened(
    home: Path, encoder: Encoder, *, exact_below: int | None = None
) -> Iterator[OpenGeneration]:
    """Yield the current generation, searched as by default or exactly up to another size."""
    limit = settings_of(home).exact_scan_below if exact_below is None else exact_below
    generation = open_current(home, exact_below=limit, encoder=encoder.identity)
    try:
        yield generation
    finally:
        generation.close()


@contextmanager
def door(home: Path, encoder: Encoder) -> Iterator[Door]:
    """Yield the door to an assistant over a home, with another encoder than the settings name."""
    settings = settings_of(home)
    state = open_database(settings.database_url, home)

    def open_it() -> OpenGeneration:
        return open_current(home, exact_below=settings.exact_scan_below, encoder=encoder.identity)

    assistant = Assistant(
        Stores(open_it, lambda: bootstrap.current_generation(settings)),
        Models(encoder),
        SqlThreads(state, settings.thread_days),
        settings,
        Oversight(bootstrap.audit_log(settings), bootstrap.switch(settings), Figures()),
        SqlDrafts(state),
    )
    found = Door(assistant, settings)
    try:
        yield found
    finally:
        found.close()
