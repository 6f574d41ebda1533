"""Tokens of the language model used on each day, so that a day's budget is a hard stop."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Date, Engine, Table, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.adapters.state.database import metadata
from assistant.domain.errors import StoreUnavailable
from assistant.settings import LONDON

model_tokens = Table(
    "model_tokens",
    metadata,
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
)


def _today() -> date:
    return datetime.now(LONDON).date()


class SqlBudget:
    """One budget for every process that shares the state database."""

    def __init__(self, engine: Engine, daily: int, today: Callable[[], date] = _today) -> None:
        self._engine = engine
        self._daily = daily
        self._today = today

    def reserve(self, tokens: int) -> bool:
        """Set tokens aside, if that many are left today.

        Raises:
            StoreUnavailable: the state database can't be reached.
        """
        day = self._today()
        wanted = (
            update(model_tokens)
            .where(model_tokens.c.day == day, model_tokens.c.tokens <= self._daily - tokens)
            .values(tokens=model_tokens.c.tokens + tokens)
        )
        try:
            self._begin(day)
            with self._engine.begin() as connection:
                return connection.execute(wanted).rowcount == 1
        except SQLAlchemyError as error:
            raise _unavailable() from error

    def settle(self, reserved: int, used: int) -> None:
        """Put what was used in the place of what was set aside.

        Raises:
            StoreUnavailable: the state database can't be reached.
        """
        change = (
            update(model_tokens)
            .where(model_tokens.c.day == self._today())
            .values(tokens=model_tokens.c.tokens + (used - reserved))
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(change)
        except SQLAlchemyError as error:
            raise _unavailable() from error

    def used(self) -> int:
        """Return the tokens used or set aside today.

        Raises:
            StoreUnavailable: the state database can't be reached.
        """
        query = select(model_tokens.c.tokens).where(model_tokens.c.day == self._today())
        try:
            with self._engine.connect() as connection:
                return int(connection.execute(query).scalar() or 0)
        except SQLAlchemyError as error:
            raise _unavailable() from error

    def _begin(self, day: date) -> None:
        with self._engine.connect() as connection:
            if connection.execute(
                select(model_tokens.c.day).where(model_tokens.c.day == day)
            ).scalar():
                return
        try:
            with self._engine.begin() as connection:
                connection.execute(model_tokens.insert().values(day=day, tokens=0))
        except IntegrityError:
            # Another process began the day first.
            return


def _unavailable() -> StoreUnavailable:
    return StoreUnavailable("The state database can't be reached. Try again in a minute.")
