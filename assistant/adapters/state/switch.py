"""The switch of every node that shares the state database."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import monotonic

from sqlalchemy import Column, DateTime, Engine, Integer, Table, Text, delete, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.adapters.state.database import metadata, open_database
from assistant.adapters.switch import FileSwitch
from assistant.domain.errors import InvalidUse, StoreUnavailable

switched_off = Table(
    "switched_off",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("why", Text, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
)
KNOWN_S = 1.0
"""How long what was seen is relied on: a question needn't wait for the database each time."""
_ONLY = 1


class SharedSwitch:
    """Off while the database says so, or while this node's own flag file is there.

    So one command silences every node, and where the database is away it silences its own.
    """

    def __init__(
        self,
        own: FileSwitch,
        engine: Callable[[], Engine],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._own = own
        self._engine = engine
        self._clock = clock
        self._seen: tuple[float, bool] | None = None

    def check(self) -> None:
        """Let an answer pass.

        Raises:
            SwitchedOff: the service is switched off.
            StoreUnavailable: it can't be told whether it is.
        """
        self._own.check()
        if self._shared():
            raise self._own.refusal()

    def is_off(self) -> bool:
        """Whether the service is switched off; so too where that can't be told."""
        try:
            return self._own.is_off() or self._shared()
        except StoreUnavailable:
            return True

    def off(self, why: str) -> None:
        """Switch off every node, this one first.

        Raises:
            StoreUnavailable: the flag can't be written, or the others couldn't be told.
        """
        self._own.off(why)
        row = {"id": _ONLY, "why": why, "since": datetime.now(UTC)}
        try:
            with self._engine().begin() as connection:
                connection.execute(switched_off.insert().values(**row))
        except IntegrityError:
            pass  # It is off already.
        except (SQLAlchemyError, StoreUnavailable) as error:
            raise StoreUnavailable(
                "Only this node is switched off: the state database can't be reached. "
                "Run `liaison off` on each of the others."
            ) from error
        self._seen = None

    def on(self) -> None:
        """Switch on every node.

        Raises:
            InvalidUse: it isn't off.
            StoreUnavailable: the flag can't be removed, or the others couldn't be told.
        """
        try:
            with self._engine().begin() as connection:
                others = connection.execute(delete(switched_off)).rowcount
        except SQLAlchemyError as error:
            raise _unknown() from error
        self._seen = None
        try:
            self._own.on()
        except InvalidUse:
            if not others:
                raise

    def _shared(self) -> bool:
        now = self._clock()
        if self._seen is None or not 0 <= now - self._seen[0] < KNOWN_S:
            self._seen = now, self._read()
        return self._seen[1]

    def _read(self) -> bool:
        try:
            with self._engine().connect() as connection:
                return connection.execute(select(switched_off.c.id)).first() is not None
        except SQLAlchemyError as error:
            raise _unknown() from error


def make_switch(home: Path, url: str | None, contact: str) -> FileSwitch | SharedSwitch:
    """Return the switch of this home's service, or of all nodes that share the database."""
    own = FileSwitch(home, contact)
    # Opened when it is first needed: a node must be silenced though the database is away.
    return SharedSwitch(own, cache(lambda: open_database(url, home))) if url else own


def _unknown() -> StoreUnavailable:
    return StoreUnavailable(
        "The state database can't be reached, so it can't be told whether Liaison is switched "
        "off; nothing is answered. Check LIAISON_DATABASE_URL and the database."
    )
