"""Who asks, as proved by the channel; never as typed in a message."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.domain.sources import Visibility


class Role(StrEnum):
    """What someone may do."""

    OFFICER = "officer"
    LIAISON = "liaison"
    COMMITTEE = "committee"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Asker:
    """A proved identity. Without an email, "me" can't be matched to an owner."""

    email: str | None = None
    """Lower case."""
    name: str | None = None
    roles: frozenset[Role] = frozenset({Role.OFFICER})
    channel: str = "cli"
    public_only: bool = False
    """The answer will be read by others (a Slack channel): published reports only."""

    @property
    def classes(self) -> tuple[Visibility, ...]:
        """Visibility classes that this person may see whole, narrowest set last."""
        if self.public_only:
            return (Visibility.PUBLIC,)
        if Role.LIAISON in self.roles:
            return (Visibility.PUBLIC, Visibility.FORCE, Visibility.RESTRICTED)
        return (Visibility.PUBLIC, Visibility.FORCE)

    @property
    def own_email(self) -> str | None:
        """The address whose own entries may be shown, if any may."""
        return None if self.public_only else self.email


LOCAL = Asker(name="local user", roles=frozenset({Role.LIAISON, Role.ADMINISTRATOR}))
"""Whoever sits at the machine, where no identity is set up."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What is known of an API key; the key itself is known to its holder only."""

    prefix: str
    """Names the key in lists and logs; it opens nothing."""
    label: str
    """What the key is for."""
    role: Role
    made: datetime
    expires: datetime
    email: str | None = None
    """The person that the key stands for; none for a program of its own."""
    revoked: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the key opens anything now."""
        return self.revoked is None and now < self.expires

    def asker(self, channel: str) -> Asker:
        """Return whom the key stands for, with the one role that it carries."""
        name = f"{self.label} (key {self.prefix})"
        return Asker(self.email, name, frozenset({self.role}), channel)
