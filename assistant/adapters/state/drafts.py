"""Drafts of committee papers, each as it was made, with what people changed of it."""

from datetime import UTC
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Column, DateTime, Engine, Row, String, Table, Text, select, update
from sqlalchemy.exc import IntegrityError

from assistant.adapters.state.database import metadata
from assistant.adapters.state.trouble import in_words
from assistant.domain.errors import Busy, StoreUnavailable
from assistant.papers.drafts import Draft

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("inputs", String(64), nullable=False, index=True),
    Column("made_at", DateTime(timezone=True), nullable=False, index=True),
    Column("draft", Text, nullable=False),
)
_drafts = TypeAdapter(Draft)


class SqlDrafts:
    """Drafts in the state database, shared by every node."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, draft_id: str) -> Draft | None:
        """Return a draft.

        Raises:
            StoreUnavailable: the state database can't be reached, or the draft can't be read.
        """
        found = self._read(select(drafts.c.draft).where(drafts.c.id == draft_id))
        return _draft(found[0]) if found else None

    def of_inputs(self, inputs: str) -> Draft | None:
        """Return the newest draft that was made from the same inputs, if there is one.

        Raises:
            StoreUnavailable: the state database can't be reached, or the draft can't be read.
        """
        query = select(drafts.c.draft).where(drafts.c.inputs == inputs)
        found = self._read(query.order_by(drafts.c.made_at.desc()))
        return _draft(found[0]) if found else None

    def put(self, draft: Draft, was: Draft | None = None) -> None:
        """Keep a draft that is new, or that was so until now.

        Raises:
            Busy: someone else made or changed it meanwhile.
            StoreUnavailable: the state database can't be reached.
        """
        row = {
            "id": draft.id,
            "inputs": draft.made.inputs,
            "made_at": draft.made_at.astimezone(UTC),
            "draft": _written(draft),
        }
        change: Any = drafts.insert().values(**row)
        if was is not None:
            unchanged = (drafts.c.id == was.id, drafts.c.draft == _written(was))
            change = update(drafts).where(*unchanged).values(**row)
        try:
            with in_words(), self._engine.begin() as connection:
                found = connection.execute(change).rowcount
            # A row that was added is there; not every driver counts it.
            done = was is None or found == 1
        except IntegrityError:
            done = False
        if not done:
            raise Busy("Someone else has just changed this draft. Look at it and try again.")

    def all(self) -> list[Draft]:
        """Return all drafts, newest first.

        Raises:
            StoreUnavailable: the state database can't be reached, or a draft can't be read.
        """
        query = select(drafts.c.draft).order_by(drafts.c.made_at.desc(), drafts.c.id)
        return [_draft(row) for row in self._read(query)]

    def _read(self, query: Any) -> list[Row[Any]]:
        with in_words(), self._engine.connect() as connection:
            return list(connection.execute(query).all())


def _written(draft: Draft) -> str:
    return _drafts.dump_json(draft).decode()


def _draft(row: Row[Any]) -> Draft:
    try:
        return _drafts.validate_json(row.draft)
    except ValidationError as error:
        raise StoreUnavailable(
            "A draft was kept by another version of the program and can't be read. Draft again."
        ) from error
