"""Answers register questions by SQL over all rows of a version."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from assistant.adapters.register_codec import decode_entry, decode_version
from assistant.adapters.register_sqlite_compile import Scope, Sql, compile_where
from assistant.adapters.register_sqlite_fields import email_key
from assistant.adapters.register_sqlite_group import grouped, groups_of
from assistant.domain.answers import Group
from assistant.domain.errors import NotFound, StoreUnavailable
from assistant.domain.queries import AnyOf, Condition, Field
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.domain.sources import Visibility

_MOST_HELD = 100_000
"""Entries kept in memory once read: a register of the largest size that is loaded."""
_AT_ONCE = 500
"""Rows asked for in one statement."""


class SqliteRegister:
    """A `RegisterStore` over a database that `build` wrote and that never changes.

    Rows come in the order of sheet and row. Who may see a row is decided in SQL, and again before
    it is handed out: its class is among `classes`, or `email` is an owner's or delegate's address.
    Where others will read the answer, pass no email.
    """

    def __init__(self, path: Path) -> None:
        """Open the database for reading.

        Raises:
            StoreUnavailable: it isn't there or isn't such a database.
        """
        self._path = path
        self._lock = Lock()
        self._held: dict[int, RegisterEntry] = {}
        try:
            self._database = sqlite3.connect(
                f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
            rows = self._database.execute(
                "SELECT version, id, first, last, body FROM versions ORDER BY version"
            ).fetchall()
            self._versions = [decode_version(json.loads(row[4])) for row in rows]
        except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
            raise self._unreadable(error) from error
        self._places = {row[1]: (row[0], row[2], row[3]) for row in rows}

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def versions(self) -> list[RegisterVersion]:
        """Return all versions without their entries, oldest first."""
        return list(self._versions)

    def version(self, as_at: date | None = None) -> RegisterVersion | None:
        """Return the newest version dated no later than the day, with people and issues."""
        dated = [one for one in self._versions if as_at is None or one.as_at <= as_at]
        return max(reversed(dated), key=lambda one: one.as_at, default=None)

    def select(
        self,
        where: Sequence[Condition | AnyOf],
        *,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None = None,
    ) -> list[RegisterEntry]:
        """Return every entry that matches and that the asker may see (own entries included).

        Raises:
            InvalidUse: a condition compares a field in a way that it can't be compared.
            NotFound: there is no such version.
            StoreUnavailable: the database can't be read.
        """
        scope = self._scope(classes, email, today, version_id)
        if scope is None:
            return []
        found = self._ask(Sql("SELECT n FROM rows WHERE {} ORDER BY n"), where, scope)
        entries = self._entries([row[0] for row in found])
        return [entry for entry in entries if _may_see(entry, scope)]

    def count(
        self,
        where: Sequence[Condition | AnyOf],
        *,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None = None,
    ) -> int:
        """Return how many entries `select` would return.

        Raises:
            InvalidUse: a condition compares a field in a way that it can't be compared.
            NotFound: there is no such version.
            StoreUnavailable: the database can't be read.
        """
        scope = self._scope(classes, email, today, version_id)
        if scope is None:
            return 0
        return int(self._ask(Sql("SELECT COUNT(*) FROM rows WHERE {}"), where, scope)[0][0])

    def group(
        self,
        where: Sequence[Condition | AnyOf],
        fields: Sequence[Field],
        *,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None = None,
    ) -> list[Group]:
        """Return the entries `select` would return, counted by the values of the fields.

        An entry with two business areas counts in the group of each. Largest group first, then by
        value; what is blank has an empty value.

        Raises:
            InvalidUse: a condition compares a field in a way that it can't be compared, or a
                field can't be grouped by.
            NotFound: there is no such version.
            StoreUnavailable: the database can't be read.
        """
        query = grouped(fields, today)
        scope = self._scope(classes, email, today, version_id)
        if scope is None:
            return []
        return groups_of(self._ask(query, where, scope), fields)

    def _entries(self, numbers: Sequence[int]) -> list[RegisterEntry]:
        """Return the entries of rows; those read before are kept, as they never change."""
        held = self._held  # Replaced when it is full, never emptied: other threads read it too.
        missing = [number for number in numbers if number not in held]
        try:
            read = {number: decode_entry(body) for number, body in self._bodies(missing)}
        except (TypeError, ValueError) as error:
            raise self._unreadable(error) from error
        if len(held) + len(read) > _MOST_HELD:
            self._held = read
        elif read:
            held.update(read)
        return [read[number] if number in read else held[number] for number in numbers]

    def _bodies(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        with self._lock:
            try:
                for start in range(0, len(numbers), _AT_ONCE):
                    some = numbers[start : start + _AT_ONCE]
                    marks = ",".join("?" * len(some))
                    found += self._database.execute(
                        f"SELECT n, body FROM bodies WHERE n IN ({marks})",  # noqa: S608 - marks
                        some,
                    ).fetchall()
            except sqlite3.Error as error:
                raise self._unreadable(error) from error
        return found

    def _scope(
        self,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None,
    ) -> Scope | None:
        if version_id is None:
            newest = self.version()
            if newest is None:
                return None
            version_id = newest.id
        if version_id not in self._places:
            raise NotFound(f"The register has no version {version_id}.")
        number, first, last = self._places[version_id]
        return Scope(number, first, last, tuple(classes), email, today)

    def _ask(self, query: Sql, where: Sequence[Condition | AnyOf], scope: Scope) -> list[Any]:
        with self._lock:
            try:
                matching = compile_where(self._database, where, scope)
                return self._database.execute(
                    query.text.format(matching.text), query.values + matching.values
                ).fetchall()
            except sqlite3.Error as error:
                raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> StoreUnavailable:
        return StoreUnavailable(
            f"The register's database {self._path} can't be read: {error}. "
            "Run `liaison verify`, and build it again with `liaison ingest`."
        )


def _may_see(entry: RegisterEntry, scope: Scope) -> bool:
    if entry.visibility in scope.classes:
        return True
    own = email_key(scope.email or "")
    return bool(own) and own in {
        email_key(found) for found in entry.owner_emails + entry.delegate_emails
    }
