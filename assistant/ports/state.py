"""What is kept beside a generation: who asks, what was said, whether the service is on."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.domain.audit import AuditEvent
from assistant.domain.people import Asker
from assistant.domain.plans import Turn
from assistant.domain.timing import Timed


class Threads(Protocol):
    """Conversations: the last turn of each."""

    def last(self, thread: str, owner: str) -> Turn | None:
        """Return the last turn, unless there is none or it has expired."""

    def keep(self, thread: str, owner: str, turn: Turn) -> None:
        """Keep the turn as the thread's last."""


class Identities(Protocol):
    """Proves who asks."""

    def asker(self, credential: str, channel: str) -> Asker:
        """Return the person, or program, that the credential proves.

        Raises:
            NotIdentified: it proves nobody.
            StoreUnavailable: it can't be checked now.
        """


class AuditLog(Protocol):
    """Keeps what was done. Where it can't, nothing may be answered."""

    def record(self, event: AuditEvent) -> None:
        """Keep the event, on disk before this returns.

        Raises:
            StoreUnavailable: it could not be kept.
        """

    def close(self) -> None:
        """Vouch for what was kept, and let go."""


class Switch(Protocol):
    """Silences every channel at once."""

    def check(self) -> None:
        """Let an answer pass.

        Raises:
            SwitchedOff: the service is switched off.
        """

    def is_off(self) -> bool:
        """Whether the service is switched off."""


class Traces(Protocol):
    """Takes how long the steps of each answer took, never what was asked."""

    def record(
        self, times: Sequence[Timed], facts: Mapping[str, str], failed: str | None = None
    ) -> None:
        """Keep one trace: its steps as they were begun, what became of it, how it failed."""

    def close(self) -> None:
        """Let go of what takes them."""
