"""API keys: 256 random bits each, of which only the SHA-256 is kept."""

import hmac
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, DateTime, Engine, Row, String, Table, select, update
from sqlalchemy.exc import SQLAlchemyError

from assistant.adapters.state.database import metadata
from assistant.domain.errors import InvalidUse, NotFound, StoreUnavailable
from assistant.domain.people import ApiKey, Role

api_keys = Table(
    "api_keys",
    metadata,
    Column("prefix", String(8), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("label", String(100), nullable=False),
    Column("role", String(20), nullable=False),
    Column("email", String(320)),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("expires", DateTime(timezone=True), nullable=False),
    Column("revoked", DateTime(timezone=True)),
)
KEY = re.compile(r"liaison_([0-9a-f]{8})_[0-9a-f]{64}")
"""How a key is written."""
_NO_DIGEST = "0" * 64
MAX_LABEL = 100
"""Characters of what a key is for."""


def _now() -> datetime:
    return datetime.now(UTC)


class SqlKeys:
    """The keys of every node that shares the state database; a revoked one opens nothing more."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = _now) -> None:
        self._engine = engine
        self._now = now

    def create(self, label: str, role: Role, days: int, email: str | None) -> tuple[ApiKey, str]:
        """Make a key; return what is kept of it, and the key, which is never shown again.

        Raises:
            InvalidUse: the label is empty or too long.
            StoreUnavailable: the state database can't be reached.
        """
        label = " ".join("".join(c if c.isprintable() else " " for c in label).split())
        if not label or len(label) > MAX_LABEL:
            raise InvalidUse(f"Say what the key is for, in at most {MAX_LABEL} characters.")
        prefix, made = secrets.token_hex(4), self._now()
        secret = f"liaison_{prefix}_{secrets.token_hex(32)}"
        address = email.strip().lower() if email else None
        key = ApiKey(prefix, label, role, made, made + timedelta(days=days), address)
        row = {
            "prefix": prefix,
            "digest": _digest(secret),
            "label": label,
            "role": role.value,
            "email": address,
            "made": made,
            "expires": key.expires,
        }
        self._write(api_keys.insert().values(**row))
        return key, secret

    def all(self) -> list[ApiKey]:
        """Return every key ever made, oldest first.

        Raises:
            StoreUnavailable: the state database can't be reached.
        """
        return [_key(row) for row in self._read(select(api_keys).order_by(api_keys.c.made))]

    def revoke(self, prefix: str) -> None:
        """Revoke a key, at once and on every node.

        Raises:
            NotFound: there is no such key, or it is revoked already.
            StoreUnavailable: the state database can't be reached.
        """
        change = (
            update(api_keys)
            .where(api_keys.c.prefix == prefix, api_keys.c.revoked.is_(None))
            .values(revoked=self._now())
        )
        if not self._write(change):
            raise NotFound(f"There is no key {prefix} that could be revoked. See `keys list`.")

    def find(self, secret: str) -> ApiKey | None:
        """Return the key that this is, if it is one and still opens something.

        Raises:
            StoreUnavailable: the state database can't be reached.
        """
        written = KEY.fullmatch(secret)
        if written is None:
            return None
        rows = self._read(select(api_keys).where(api_keys.c.prefix == written[1]))
        # Compared also where there is none, so that the time tells nothing about prefixes.
        kept = rows[0].digest if rows else _NO_DIGEST
        if not hmac.compare_digest(kept, _digest(secret)) or not rows:
            return None
        key = _key(rows[0])
        return key if key.holds(self._now()) else None

    def _read(self, query: Any) -> Sequence[Row[Any]]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as error:
            raise _unavailable() from error

    def _write(self, change: Any) -> int:
        try:
            with self._engine.begin() as connection:
                return int(connection.execute(change).rowcount)
        except SQLAlchemyError as error:
            raise _unavailable() from error


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _key(row: Row[Any]) -> ApiKey:
    made, expires, revoked = (_aware(day) for day in (row.made, row.expires, row.revoked))
    if made is None or expires is None:
        raise _unavailable()
    return ApiKey(row.prefix, row.label, Role(row.role), made, expires, row.email, revoked)


def _aware(moment: datetime | None) -> datetime | None:
    """Return the moment in UTC: SQLite forgets the zone."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _unavailable() -> StoreUnavailable:
    return StoreUnavailable("The state database can't be reached. Try again in a minute.")
