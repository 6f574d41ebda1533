"""Answers given in Slack by their ids, what people thought of them, and who is reminded."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Engine,
    String,
    Table,
    delete,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from assistant.adapters.state.database import metadata
from assistant.adapters.state.trouble import in_words

answers = Table(
    "slack_answers",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("user", String(40), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("at", DateTime, nullable=False, index=True),
)
feedback = Table(
    "slack_feedback",
    metadata,
    Column("answer", String(40), primary_key=True),
    Column("user", String(40), primary_key=True),
    Column("right", Boolean, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
)
reminded = Table(
    "slack_reminded",
    metadata,
    Column("user", String(40), primary_key=True),
    Column("last", DateTime, nullable=False),
    Column("stopped", Boolean, nullable=False),
)

_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - all times of the state database are UTC


@dataclass(frozen=True, slots=True)
class Kept:
    """Who may act on an answer. Its words and the question's are in Slack and the audit log."""

    id: str
    """Also the `request` of the audit log's entry."""
    user: str
    private: bool
    """Only the asker has read it."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What someone thought of an answer."""

    answer: str
    user: str
    right: bool
    reason: str = ""


class Keepsakes:
    """Answers, ratings and reminders in the state database."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] | None = None) -> None:
        self._engine = engine
        self._now = clock or (lambda: datetime.now(UTC).replace(tzinfo=None))

    def keep(self, answer: Kept) -> None:
        """Keep an answer; keeping it again changes nothing."""
        try:
            with in_words(), self._engine.begin() as connection:
                connection.execute(answers.insert().values(**asdict(answer), at=self._now()))
        except IntegrityError:
            return

    def answer(self, answer_id: str) -> Kept | None:
        """Return a kept answer."""
        columns = [answers.c[name] for name in Kept.__dataclass_fields__]
        with in_words(), self._engine.connect() as connection:
            row = connection.execute(select(*columns).where(answers.c.id == answer_id)).mappings()
            found = row.first()
        return Kept(**found) if found else None

    def rate(self, rating: Rating) -> None:
        """Keep someone's rating of an answer in the place of their last one."""
        here = (feedback.c.answer == rating.answer, feedback.c.user == rating.user)
        with in_words(), self._engine.begin() as connection:
            connection.execute(delete(feedback).where(*here))
            connection.execute(feedback.insert().values(**asdict(rating), at=self._now()))

    def forget(self, older_than: timedelta) -> None:
        """Drop answers, and what was thought of them, after their time."""
        with in_words(), self._engine.begin() as connection:
            connection.execute(delete(answers).where(answers.c.at < self._now() - older_than))
            kept = select(answers.c.id)
            connection.execute(delete(feedback).where(feedback.c.answer.not_in(kept)))

    def claim_reminder(self, user: str, every: timedelta) -> bool:
        """Whether the person is to be reminded now; whoever is told so must do it."""
        now = self._now()
        due = (
            update(reminded)
            .where(
                reminded.c.user == user,
                reminded.c.stopped.is_(False),
                reminded.c.last <= now - every,
            )
            .values(last=now)
        )
        try:
            with in_words(), self._engine.begin() as connection:
                if connection.execute(due).rowcount:
                    return True
                connection.execute(reminded.insert().values(user=user, last=now, stopped=False))
        except IntegrityError:
            return False
        return True

    def release_reminder(self, user: str) -> None:
        """Undo a claim: the person could not be reminded."""
        with in_words(), self._engine.begin() as connection:
            connection.execute(
                update(reminded).where(reminded.c.user == user).values(last=_LONG_AGO)
            )

    def remindable(self, user: str, every: timedelta) -> bool:
        """Whether a claim would succeed; nothing is changed."""
        with in_words(), self._engine.connect() as connection:
            row = connection.execute(select(reminded).where(reminded.c.user == user)).first()
        return row is None or (not row.stopped and row.last <= self._now() - every)

    def set_reminders(self, user: str, *, stopped: bool) -> None:
        """Stop someone's reminders, or start them again."""
        change = update(reminded).where(reminded.c.user == user).values(stopped=stopped)
        try:
            with in_words(), self._engine.begin() as connection:
                if not connection.execute(change).rowcount:
                    connection.execute(
                        reminded.insert().values(user=user, last=_LONG_AGO, stopped=stopped)
                    )
        except IntegrityError:
            with in_words(), self._engine.begin() as connection:
                connection.execute(change)
