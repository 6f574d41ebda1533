"""What a run did, for a person and for programs."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class RegisterLoad:
    """What became of the register file that was named."""

    version: str
    source: str
    as_at: date
    entries: int
    is_new: bool
    """Whether it wasn't kept already."""
    issues: tuple[str, ...]
    """All that was doubtful in it, as plain sentences."""
    profile: str | None
    """Where none was given, the one that its headers come to: YAML to save, edit and name."""


@dataclass(slots=True)
class IngestReport:
    """What was found, what was done with it, and what it took."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """(file, reason), those included that were refused before and haven't changed."""
    ignored: list[str] = field(default_factory=list)
    """Files of kinds that are not read, in the named folders."""
    notes: list[str] = field(default_factory=list)
    """What a person should know: files with the same content, declarations of missing files."""
    register: RegisterLoad | None = None
    generation: str | None = None
    """The generation that is current now."""
    is_new: bool = False
    """Whether this run made it."""
    dry_run: bool = False
    reports: int = 0
    """In the whole library, as are the next two."""
    pages: int = 0
    passages: int = 0
    encoded: int = 0
    """Passages that had no vector yet."""
    took_s: dict[str, float] = field(default_factory=dict)
    """Seconds by stage: look, read, embed, store, check, total."""

    @property
    def exit_code(self) -> int:
        """0 where everything was taken, 1 where something was refused."""
        return 1 if self.refused else 0
