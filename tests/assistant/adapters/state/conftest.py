from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.adapters.state.database import open_database
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Opens the same database anew each time, as another node would."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    engines: list[Engine] = []

    def again() -> Engine:
        engines.append(open_database(url, tmp_path))
        return engines[-1]

    yield again
    for engine in engines:
        engine.dispose()
