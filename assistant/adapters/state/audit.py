"""The audit log in the state database, where several nodes share one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    Engine,
    Table,
    Text,
    delete,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from assistant.adapters.audit.chain import START, ChainStore, Link, read_line
from assistant.adapters.audit.files import FileStore
from assistant.adapters.state.database import metadata, open_database
from assistant.domain.errors import StoreUnavailable

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("line", Text, nullable=False),
)
_LOCK = 5_428_016_773
"""Any number: PostgreSQL's advisory lock of those who add entries."""
_PAGE = 1_000


class SqlStore:
    """Lines as rows. Whoever runs the database should let the service add and read them only."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: Connection | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other writer out until the block ends, when what was added is committed."""
        try:
            with self._engine.begin() as connection:
                if self._engine.dialect.name == "postgresql":
                    lock = text("SELECT pg_advisory_xact_lock(:lock)")
                    connection.execute(lock, {"lock": _LOCK})
                else:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                self._open = connection
                yield
        except SQLAlchemyError as error:
            raise StoreUnavailable(
                "The audit log can't be written to the state database, so nothing is answered. "
                "Try again in a minute."
            ) from error
        finally:
            self._open = None

    def last(self) -> Link:
        """Return where the chain stands."""
        newest = select(audit_entries.c.line).order_by(audit_entries.c.seq.desc()).limit(1)
        line = self._connection.execute(newest).scalar()
        if line is None:
            return START
        found = read_line(str(line).encode())
        if found is None:
            raise StoreUnavailable(
                "The audit log in the state database is damaged at its end. Nothing is answered. "
                "Run `liaison audit verify`."
            )
        return found[1]

    def append(self, line: str, link: Link, at: datetime) -> None:
        """Add a line; a number that is taken already is refused by the database."""
        self._connection.execute(audit_entries.insert().values(seq=link.seq, at=at, line=line))

    def prune(self, before: date) -> Iterator[Link]:
        """Yield the last entry that is older, and remove all up to it."""
        day = datetime.combine(before, time(), UTC)
        newest = (
            select(audit_entries.c.line)
            .where(audit_entries.c.at < day)
            .order_by(audit_entries.c.seq.desc())
            .limit(1)
        )
        found = read_line(str(self._connection.execute(newest).scalar() or "").encode())
        if found:
            yield found[1]
            self._connection.execute(
                delete(audit_entries).where(audit_entries.c.seq <= found[1].seq)
            )

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """Yield (place, line) of the whole log, oldest first."""
        last = -1
        while True:
            page = (
                select(audit_entries.c.seq, audit_entries.c.line)
                .where(audit_entries.c.seq > last)
                .order_by(audit_entries.c.seq)
                .limit(_PAGE)
            )
            try:
                with self._engine.connect() as connection:
                    rows = connection.execute(page).all()
            except SQLAlchemyError as error:
                raise StoreUnavailable("The state database can't be read.") from error
            if not rows:
                return
            for seq, line in rows:
                last = seq
                yield f"row {seq}", line.encode()

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            raise RuntimeError("the log is written outside `alone`")
        return self._open


def make_store(home: Path, url: str | None) -> ChainStore:
    """Return the log's files in the home folder, or its table in the database that nodes share.

    Raises:
        StoreUnavailable: the database can't be opened.
    """
    return SqlStore(open_database(url, home)) if url else FileStore(home / "audit")
