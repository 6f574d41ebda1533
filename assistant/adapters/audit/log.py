"""The audit log: every entry chained to the one before, kept before an answer leaves."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Lock, Timer
from time import monotonic

from structlog.contextvars import get_contextvars

from assistant.adapters.audit.chain import ChainStore, Link, entry_line
from assistant.adapters.audit.checkpoints import PRUNED, REACHED, Checkpoints
from assistant.domain.audit import AuditEvent
from assistant.domain.errors import StoreUnavailable

_log = logging.getLogger(__name__)

CHECKPOINT_EVERY = 100
"""Entries after which the log is vouched for."""
CHECKPOINT_S = 60.0
"""Seconds after which it is, if there was any entry."""


def _now() -> datetime:
    return datetime.now(UTC)


class ChainedAuditLog:
    """Appends entries to a store and has checkpoints vouch for them."""

    def __init__(
        self,
        store: ChainStore,
        checkpoints: Checkpoints,
        keep_days: int,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._store = store
        self._checkpoints = checkpoints
        self._keep = timedelta(days=keep_days)
        self._now = now
        self._lock = Lock()
        self._last: Link | None = None
        """The newest entry that this process added."""
        self._pending = 0
        self._vouched_at = monotonic()
        self._pruned_on: date | None = None
        self._timer: Timer | None = None

    def record(self, event: AuditEvent) -> None:
        """Keep the event, on disk before this returns.

        Raises:
            StoreUnavailable: it could not be kept, or the log was tampered with.
        """
        with self._lock:
            at = self._now()
            with self._store.alone():
                last = self._store.last()
                line, link = entry_line(_entry(event, at, last))
                self._store.append(line, link, at)
                if self._pruned_on != at.date():
                    self._prune(at)
            # Other nodes add entries, too; whoever comes to the hundredth vouches for all.
            self._pending += link.seq - (self._last.seq if self._last else link.seq - 1)
            self._last = link
            self._vouch_when_due(at)

    def close(self) -> None:
        """Vouch for what was kept."""
        self._vouch_now()

    def _prune(self, at: datetime) -> None:
        """Remove what is past its time, vouching for where it ended before it is gone."""
        for link in self._store.prune(at.date() - self._keep):
            self._checkpoints.add(PRUNED, link, at)
        self._pruned_on = at.date()

    def _vouch_when_due(self, at: datetime) -> None:
        since = monotonic() - self._vouched_at
        if self._pending >= CHECKPOINT_EVERY or since >= CHECKPOINT_S:
            self._vouch(at)
        elif self._timer is None:
            self._timer = Timer(CHECKPOINT_S - since, self._vouch_now)
            self._timer.daemon = True
            self._timer.start()

    def _vouch_now(self) -> None:
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._timer = None
            try:
                self._vouch(self._now())
            except StoreUnavailable as error:
                # The next entry tries again, and nothing is answered if that fails too.
                _log.error("%s", error)

    def _vouch(self, at: datetime) -> None:
        if self._pending and self._last:
            self._checkpoints.add(REACHED, self._last, at)
            self._pending, self._vouched_at = 0, monotonic()


def _entry(event: AuditEvent, at: datetime, last: Link) -> dict[str, object]:
    asker = event.asker
    return {
        "seq": last.seq + 1,
        "previous": last.hash,
        "at": at.isoformat(timespec="milliseconds"),
        "request": get_contextvars().get("request"),
        "action": event.action.value,
        "who": asker.email or asker.name or "unknown",
        "name": asker.name,
        "roles": sorted(role.value for role in asker.roles),
        "channel": asker.channel,
        "public_only": asker.public_only,
        "asked": event.asked,
        "facts": dict(event.facts),
    }
