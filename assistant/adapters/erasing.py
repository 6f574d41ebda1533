"""Erasing for good: a person's traces, earlier generations, or everything."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Engine, Table, delete, func, text
from sqlalchemy.exc import SQLAlchemyError

from assistant.adapters.generation.collections import sweep
from assistant.adapters.generation.lock import writer_lock
from assistant.adapters.generation.publish import current_name, prune
from assistant.adapters.milvus_index import Milvus
from assistant.adapters.state import keys, slack, slack_answers, threads
from assistant.domain.errors import InvalidUse, StoreUnavailable

MARKS = ("generations", "current", "state.sqlite", "register", "sample")
"""Names of which a home folder of Liaison has at least one."""


def erase_person(engine: Engine, person: str) -> dict[str, int]:
    """Erase what the state database holds of a person; return how many rows, by kind.

    What the audit log holds stays for its time, and what the register says of its owners is the
    force's own record.

    Args:
        engine: The state database.
        person: Address, or member id in Slack.

    Raises:
        InvalidUse: nobody is named.
        StoreUnavailable: the database can't be written.
    """
    name = person.strip().lower()
    if not name:
        raise InvalidUse("Name whom to erase, by address or by member id in Slack.")
    gone: dict[str, int] = {}
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.execute(text("PRAGMA secure_delete=ON"))
            for kind, table, column in _places():
                found = connection.execute(delete(table).where(func.lower(column) == name))
                gone[kind] = found.rowcount
        _compact(engine)
    except SQLAlchemyError as error:
        raise StoreUnavailable(
            "The state database can't be written. Nothing was erased; try again in a minute."
        ) from error
    return gone


def _places() -> Iterator[tuple[str, Table, Column[Any]]]:
    given = slack_answers.answers
    yield "conversations", threads.threads, threads.threads.c.owner
    yield "keys", keys.api_keys, keys.api_keys.c.email
    yield "questions in Slack", slack.jobs, slack.jobs.c.user
    yield "ratings", slack_answers.feedback, slack_answers.feedback.c.user
    yield "answers in Slack", given, given.c.user
    yield "reminders", slack_answers.reminded, slack_answers.reminded.c.user


def _compact(engine: Engine) -> None:
    """What SQLite has deleted stays readable in its files until they are written anew."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def erase_earlier(home: Path, milvus: Milvus | None = None) -> list[str]:
    """Remove every generation but the current one; return their names.

    A document that was removed and ingested away stays in earlier generations until then.

    Raises:
        Busy: an ingest is running.
        StoreUnavailable: the pointer is damaged, or Milvus, which has their vectors, is away: what
            is left there goes when the same is done again.
    """
    with writer_lock(home):
        gone = prune(home, keep=1) if current_name(home) else []
        sweep(home, milvus)
        return gone


def purge(home: Path, milvus: Milvus | None = None) -> dict[str, Any]:
    """Remove all that Liaison keeps in its home folder; return what went, as a certificate.

    Raises:
        InvalidUse: it is no home folder of Liaison.
        Busy: an ingest is running.
        StoreUnavailable: something can't be removed, here or in Milvus.
    """
    if not any((home / mark).exists() for mark in MARKS):
        raise InvalidUse(f"{home} is no home folder of Liaison; nothing was removed.")
    with writer_lock(home):
        sweep(home, milvus, keep=())
        found = [path for path in sorted(home.rglob("*")) if path.is_file()]
        certificate = {
            "home": str(home.resolve()),
            "removed": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": len(found),
            "bytes": sum(path.stat().st_size for path in found),
        }
        try:
            shutil.rmtree(home)
        except OSError as error:
            raise StoreUnavailable(
                f"{error.filename} can't be removed ({error.strerror}). Stop the service and run "
                "the same command again."
            ) from error
    return certificate
