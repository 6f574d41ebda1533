"""The one relational database of what changes while the service runs."""

from pathlib import Path

from sqlalchemy import Engine, MetaData, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from assistant.domain.errors import StoreUnavailable

metadata = MetaData()
"""Every table of the state database registers here."""


def open_database(url: str | None, home: Path) -> Engine:
    """Open the database at the address, else the SQLite file of the home folder; make its tables.

    Raises:
        StoreUnavailable: it can't be opened.
    """
    if url is None:
        home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{home / 'state.sqlite'}"
    try:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        metadata.create_all(engine)
    except SQLAlchemyError as error:
        raise StoreUnavailable(
            "The state database can't be opened. Check LIAISON_DATABASE_URL and the rights on "
            f"the folder {home}."
        ) from error
    return engine


def make_tables(engine: Engine) -> None:
    """Make the tables of modules that were imported after the database was opened.

    Raises:
        StoreUnavailable: the database can't be written.
    """
    try:
        metadata.create_all(engine)
    except SQLAlchemyError as error:
        raise StoreUnavailable("The state database can't be written.") from error


def _prepare_sqlite(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
