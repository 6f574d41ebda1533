"""What Slack brought and what became of it: every event once, every question to its end.

A question is written down before Slack is told that it has arrived, and stays open until it is
answered. A node that works on one renews its lease; when it no longer does, another takes over.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    Table,
    delete,
    exists,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from tenacity import Retrying, retry_if_exception, stop_after_attempt

from assistant.adapters.state.slack_tables import engaged, events
from assistant.adapters.state.slack_tables import jobs as jobs
from assistant.adapters.state.trouble import in_words

_TRIES = 5
"""Of a transaction that the database broke off."""
KEEP = timedelta(days=2)
"""How long an event's id is remembered; Slack delivers again for five minutes."""


class State(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    WORKING = "working"
    DELIVERING = "delivering"
    """The answer is being sent: after a crash nobody knows whether it arrived."""
    DONE = "done"
    STOPPED = "stopped"


_OPEN = (State.WAITING, State.WORKING, State.DELIVERING)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that was asked for in Slack."""

    id: str
    kind: str
    """"ask", "draft" or "handover"."""
    channel: str
    """Conversation to answer in; a member's id stands for their direct messages."""
    thread: str
    """`ts` of the thread's first message; empty where the answer is no reply."""
    ts: str
    """When it was asked, by Slack's clock: the order within a thread."""
    user: str
    text: str
    private: bool
    """Only the asker reads the conversation."""
    tries: int = 0
    stream_ts: str | None = None
    delivering: bool = False
    """Its last try was sending the answer."""
    age_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that Slack brought."""

    event_id: str
    """The same when it is delivered again."""
    job: Job | None = None
    """What it asks for."""
    engage: bool = False
    """Follow-ups in the job's thread are answered without a mention."""


class Journal:
    """Events and jobs in the state database, shared by all nodes."""

    def __init__(
        self, engine: Engine, node: str, lease_s: float, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._engine = engine
        self._node = node
        self._lease = timedelta(seconds=lease_s)
        self._now = clock or (lambda: datetime.now(UTC).replace(tzinfo=None))

    def take_in_all(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Write what arrived down at one stroke; false for each that has been before.

        Two nodes may write the same down: in the order of the ids, so that neither waits for the
        other in a circle, and again where the database broke one of them off all the same.
        """
        now = self._now()
        ordered = sorted(dict.fromkeys(arrivals), key=lambda each: each.event_id)
        new: set[Arrival] = set()
        with in_words():
            for attempt in Retrying(
                stop=stop_after_attempt(_TRIES), retry=retry_if_exception(_broken_off), reraise=True
            ):
                with attempt, self._engine.begin() as connection:
                    new = {each for each in ordered if self._take_in(connection, each, now)}
        first = {each: place for place, each in reversed(list(enumerate(arrivals)))}
        return [each in new and first[each] == place for place, each in enumerate(arrivals)]

    def _take_in(self, connection: Connection, arrived: Arrival, now: datetime) -> bool:
        job = arrived.job
        if not _added(connection, events, id=arrived.event_id, at=now):
            return False
        if job is None:
            return True
        if not _added(connection, jobs, **self._row(job, now)):
            return False
        if arrived.engage:
            _added(connection, engaged, channel=job.channel, thread=job.thread, at=now)
        return True

    def is_engaged(self, channel: str, thread: str) -> bool:
        """Whether the assistant was mentioned in the thread."""
        query = select(engaged.c.at).where(engaged.c.channel == channel, engaged.c.thread == thread)
        with in_words(), self._engine.connect() as connection:
            return connection.execute(query).scalar() is not None

    def begin(self, job: Job) -> bool | None:
        """Start on a job: true; wait, because the thread's earlier one is open: false.

        None where there is nothing left to do: it was stopped, or another node has it.
        """
        earlier = jobs.alias()
        first = ~exists().where(
            earlier.c.channel == job.channel,
            earlier.c.thread == job.thread,
            earlier.c.ts < job.ts,
            earlier.c.state.in_(_OPEN),
        )
        if self._move(job, State.WORKING, (State.WAITING,), first):
            return True
        return False if self._state(job) is State.WAITING else None

    def started_stream(self, job: Job, ts: str) -> None:
        """Remember the message that the answer streams into."""
        self._change(job, stream_ts=ts)

    def deliver(self, job: Job) -> bool:
        """Go over to sending the answer; false if it was stopped or taken over meanwhile."""
        return self._move(job, State.DELIVERING, (State.WORKING,))

    def finish(self, job: Job) -> None:
        """Close the job; the question's text isn't kept."""
        self._change(job, state=State.DONE, text="")

    def take_back(self, event_id: str) -> None:
        """Forget an event, and the job of its id, that came to nothing: it may come again."""
        with in_words(), self._engine.begin() as connection:
            connection.execute(delete(events).where(events.c.id == event_id))
            connection.execute(delete(jobs).where(jobs.c.id == event_id))

    def stop(self, channel: str, thread: str) -> list[str]:
        """Stop what is open in a thread; return the ids of the jobs."""
        here = (
            jobs.c.channel == channel,
            jobs.c.thread == thread,
            jobs.c.state.in_((State.WAITING, State.WORKING)),
        )
        with in_words(), self._engine.begin() as connection:
            ids = list(connection.execute(select(jobs.c.id).where(*here)).scalars())
            connection.execute(update(jobs).where(*here).values(state=State.STOPPED, text=""))
        return ids

    def renew(self, busy: Collection[str]) -> None:
        """Say that this node is at work on these jobs."""
        with in_words(), self._engine.begin() as connection:
            connection.execute(
                update(jobs)
                .where(jobs.c.node == self._node, jobs.c.id.in_(busy), jobs.c.state.in_(_OPEN))
                .values(leased_until=self._now() + self._lease)
            )

    def adopt(self, busy: Collection[str]) -> list[Job]:
        """Take over what is open and shows no sign of life; `busy` is what this node works on."""
        now = self._now()
        left = (
            jobs.c.id.not_in(busy),
            jobs.c.state.in_(_OPEN),
            jobs.c.leased_until < now,
        )
        taken = []
        with in_words(), self._engine.begin() as connection:
            rows = connection.execute(select(jobs).where(*left).order_by(jobs.c.ts)).mappings()
            for row in rows.all():
                claim = (
                    update(jobs)
                    .where(jobs.c.id == row["id"], *left)
                    .values(
                        node=self._node,
                        leased_until=now + self._lease,
                        state=State.WAITING,
                        tries=row["tries"] + 1,
                    )
                )
                if connection.execute(claim).rowcount:
                    taken.append(_job(row, now))
        return taken

    def forget(self, keep_threads: timedelta) -> None:
        """Drop what is no longer needed, and the words of questions that SQLite's log still has."""
        now = self._now()
        with in_words(), self._engine.begin() as connection:
            connection.execute(delete(events).where(events.c.at < now - KEEP))
            ended = jobs.c.state.in_((State.DONE, State.STOPPED))
            connection.execute(delete(jobs).where(jobs.c.at < now - KEEP, ended))
            connection.execute(delete(engaged).where(engaged.c.at < now - keep_threads))
        if self._engine.dialect.name == "sqlite":
            with in_words(), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _row(self, job: Job, now: datetime) -> dict[str, Any]:
        row = asdict(job)
        del row["delivering"], row["age_s"]
        return {
            **row,
            "state": State.WAITING,
            "node": self._node,
            "leased_until": now + self._lease,
            "at": now,
        }

    def _move(self, job: Job, to: State, before: tuple[State, ...], *more: Any) -> bool:
        change = (
            update(jobs)
            .where(
                jobs.c.id == job.id,
                jobs.c.node == self._node,
                jobs.c.state.in_(before),
                *more,
            )
            .values(state=to, leased_until=self._now() + self._lease)
        )
        with in_words(), self._engine.begin() as connection:
            return bool(connection.execute(change).rowcount)

    def _state(self, job: Job) -> State | None:
        query = select(jobs.c.state).where(jobs.c.id == job.id, jobs.c.node == self._node)
        with in_words(), self._engine.connect() as connection:
            found = connection.execute(query).scalar()
        return State(found) if found else None

    def _change(self, job: Job, **values: Any) -> None:
        with in_words(), self._engine.begin() as connection:
            connection.execute(
                update(jobs).where(jobs.c.id == job.id, jobs.c.node == self._node).values(**values)
            )


def _broken_off(error: BaseException) -> bool:
    """Whether PostgreSQL broke a transaction off for another's sake, which may go on alone."""
    cause = getattr(error, "orig", None)
    return type(cause).__name__ in {"DeadlockDetected", "SerializationFailure"}


def _added(connection: Connection, table: Table, **row: Any) -> bool:
    """Add a row; false if there is one with its key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    added = insert(table).values(**row).on_conflict_do_nothing()
    counted = connection.execution_options(preserve_rowcount=True)
    return counted.execute(added).rowcount == 1


def _job(row: RowMapping, now: datetime) -> Job:
    fields = ("id", "kind", "channel", "thread", "ts", "user", "text", "private", "stream_ts")
    return Job(
        **{name: row[name] for name in fields},
        tries=row["tries"] + 1,
        delivering=row["state"] == State.DELIVERING,
        age_s=(now - row["at"]).total_seconds(),
    )
