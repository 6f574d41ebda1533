"""Conversations: the last turn of each, so that a follow-up can continue it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Column, DateTime, Engine, String, Table, Text, delete, select
from sqlalchemy.exc import SQLAlchemyError

from assistant.adapters.state.database import metadata
from assistant.domain.errors import StoreUnavailable
from assistant.domain.plans import ReportQuestion, Route, Turn

threads = Table(
    "threads",
    metadata,
    Column("thread", String(200), primary_key=True),
    Column("owner", String(320), primary_key=True),
    Column("turn", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
)
_turns = TypeAdapter(Turn)


class SqlThreads:
    """Threads in the state database. One person's thread is never continued by another."""

    def __init__(self, engine: Engine, keep_days: int) -> None:
        self._engine = engine
        self._keep = timedelta(days=keep_days)

    def last(self, thread: str, owner: str) -> Turn | None:
        """Return the last turn, unless there is none or it has expired."""
        query = select(threads.c.turn).where(
            threads.c.thread == thread,
            threads.c.owner == owner,
            threads.c.at > datetime.now(UTC) - self._keep,
        )
        try:
            with self._engine.connect() as connection:
                kept = connection.execute(query).scalar()
        except SQLAlchemyError as error:
            raise _unavailable() from error
        try:
            return _turns.validate_json(kept) if kept else None
        except ValidationError:
            # Written by another version of the program: the conversation starts afresh.
            return None

    def keep(self, thread: str, owner: str, turn: Turn) -> None:
        """Keep the turn as the thread's last, and forget threads that have expired."""
        now = datetime.now(UTC)
        kept = _turns.dump_json(needed(turn)).decode()
        row = {"thread": thread, "owner": owner, "turn": kept, "at": now}
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(threads).where(threads.c.at <= now - self._keep))
                connection.execute(
                    delete(threads).where(threads.c.thread == thread, threads.c.owner == owner)
                )
                connection.execute(threads.insert().values(**row))
        except SQLAlchemyError as error:
            raise _unavailable() from error


def needed(turn: Turn) -> Turn:
    """Return what a follow-up continues, and no more.

    Of a question to the register that is its typed query, not its words. A question to the reports
    is continued by its words alone ("and in Norfolk?"), so these are kept, without greetings.
    """
    plan = turn.plan
    asked = plan.report if plan.route is Route.REPORT else None
    report = None
    if asked is not None:
        report = ReportQuestion(asked.text, asked.wants, asked.scope, whole=asked.whole)
    return replace(turn, plan=replace(plan, interpretation="", message="", report=report))


def _unavailable() -> StoreUnavailable:
    return StoreUnavailable("The state database can't be reached. Try again in a minute.")
