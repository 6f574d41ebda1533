"""The one relational database of what changes while the service runs."""

from pathlib import Path

from sqlalchemy import Engine, MetaData, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from assistant.domain.errors import StoreUnavailable

metadata = MetaData()
"""Every table of the state database registers here."""


def open_database(url: str | None, home: Path) -> Engine:
    """Open the database at the address, else the SQLite file of the home folder.

    Its tables are brought to this version's shape first.

    Raises:
        StoreUnavailable: it can't be opened.
    """
    from assistant.adapters.state.schema import upgrade

    if url is None:
        home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{home / 'state.sqlite'}"
    try:
        engine = create_engine(_with_driver(url), pool_pre_ping=True)
    except (SQLAlchemyError, ImportError) as error:
        raise _unopened(home) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    try:
        upgrade(engine)
    except (SQLAlchemyError, OSError) as error:
        engine.dispose()
        raise _unopened(home) from error
    except StoreUnavailable:
        engine.dispose()
        raise
    return engine


def _unopened(home: Path) -> StoreUnavailable:
    return StoreUnavailable(
        "The state database can't be opened. Check LIAISON_DATABASE_URL and the rights on "
        f"the folder {home}."
    )


def _with_driver(url: str) -> str:
    """Return the address with the driver that is installed for it: psycopg 3."""
    for written in ("postgresql://", "postgres://"):
        if url.startswith(written):
            return url.replace(written, "postgresql+psycopg://", 1)
    return url


def _prepare_sqlite(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA journal_mode=WAL")
    # What is deleted is overwritten, so that a question's words don't stay in the file.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()
