"""What the audit log keeps of one thing that someone did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.people import Asker

Fact = str | int | float | bool | None | list[str]


class Action(StrEnum):
    """What was done."""

    ASK = "ask"
    SEARCH = "search"
    REGISTER = "register"
    """The register listed, exported, checked, or an entry of it opened."""
    SOURCE = "source"
    """A page of a report opened."""
    DRAFT = "draft"
    KEY = "key"
    """An API key made or revoked."""
    SWITCH = "switch"
    """The service switched off or on."""
    ERASE = "erase"
    """A person's traces, or earlier generations of the index, erased."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what, and what came of it."""

    action: Action
    asker: Asker
    asked: str = ""
    """The question, query or filters, word for word. It is kept nowhere else."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """What was answered, from which generation and sources, and how it was made."""
