"""Who asks, as proved by the channel; never as typed in a message."""

from dataclasses import dataclass
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
