"""The state database's tables, brought to this version's shape by migrations."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, inspect, text

from assistant.adapters.state.database import metadata
from assistant.domain.errors import StoreUnavailable

HEAD = "0003"
"""The newest migration; a test sees that it is."""
MIGRATIONS = Path(__file__).parent / "migrations"
_VERSIONS = "alembic_version"
_LOCK = 5_428_016_772
"""Any number: PostgreSQL's advisory lock of those who migrate."""


def every_table() -> MetaData:
    """Return what describes every table, whichever modules have been imported so far."""
    from assistant.adapters.state import (
        audit,
        drafts,
        keys,
        model_tokens,
        slack,
        slack_answers,
        switch,
        threads,
    )

    del audit, drafts, keys, model_tokens, slack, slack_answers, switch, threads
    return metadata


def upgrade(engine: Engine) -> None:
    """Bring the database to this version's shape; one process does it, others wait.

    Raises:
        StoreUnavailable: a newer version has written the database.
        SQLAlchemyError: the database can't be read or written.
        OSError: the lock beside a SQLite file can't be taken.
    """
    # A SQLite file is opened for the first time under the lock, too: turning it to write-ahead
    # logging bears no other connection, and waits for none.
    local = engine.dialect.name == "sqlite"
    with _file_lock(engine.url.database) if local else nullcontext():
        _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    found = _version(engine)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StoreUnavailable(
            "The state database was written by a newer version of Liaison. Use that version."
        )
    with _alone(engine) as connection:
        if _version(engine) != HEAD:
            _migrate(connection)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSIONS):
            return None
        found = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608 - a constant
    return str(found) if found else None


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction, while no other process migrates."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            # Let go of at the transaction's end, whatever happens.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
        return
    with engine.begin() as connection:
        yield connection


@contextmanager
def _file_lock(database: str | None) -> Iterator[None]:
    if database in {None, "", ":memory:"}:
        yield
        return
    with Path(f"{database}.lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
