"""The force's register of recommendations."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.domain.sources import Visibility


class Status(StrEnum):
    """Canonical status. The word that the register prints is kept beside it.

    "Overdue" and RAG colours are no status: they mix lateness with progress.
    """

    NOT_ALLOCATED = "not allocated"
    IN_PROGRESS = "in progress"
    AWAITING_SIGN_OFF = "awaiting sign-off"
    """Done by the force, not yet accepted by the inspectorate: still open."""
    CLOSED = "closed"
    NO_FURTHER_ACTION = "no further action"
    """Superseded or withdrawn by the inspectorate."""
    NOT_APPLICABLE = "not applicable"
    NOT_STATED = "not stated"
    UNKNOWN = "unknown"
    """A word that the profile doesn't know: listed, counted as open, never guessed."""

    @property
    def is_open(self) -> bool:
        """Whether something may still have to be done."""
        return self not in _ENDED


_ENDED = frozenset({Status.CLOSED, Status.NO_FURTHER_ACTION, Status.NOT_APPLICABLE})


class DueBasis(StrEnum):
    """Who set the date that now counts."""

    INSPECTORATE = "inspectorate"
    FORCE_TARGET = "force target"
    REVISED_TARGET = "revised target"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One row of the register, with where it stands in the file it came from."""

    id: str
    """Unique within a version also where printed references are not: sheet and row."""
    ref: str
    """The register's reference as printed, or one made from report and number when there is none
    (then `ref_made` is true)."""
    ref_made: bool
    report: str
    number: str | None
    kind: str
    """In the register's own terms; "recommendation" when it has no such column."""
    text: str
    status: Status
    status_text: str
    """As printed; empty where the cell is blank."""
    sheet: str
    row: int
    """Row of the sheet, from 1 as spreadsheets count; line of the record in a CSV file."""
    published: date | None = None
    addressees: tuple[str, ...] = ()
    due: date | None = None
    """The date that now counts: revised target, else force target, else the inspectorate's."""
    due_basis: DueBasis = DueBasis.NONE
    deadline_text: str = ""
    """The inspectorate's deadline as printed."""
    deadline: date | None = None
    force_target: date | None = None
    revised_target: date | None = None
    immediate: bool = False
    """The deadline is "immediately" or "with immediate effect"."""
    portfolio: str | None = None
    business_areas: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    owner_emails: tuple[str, ...] = ()
    """Lower case."""
    delegates: tuple[str, ...] = ()
    delegate_emails: tuple[str, ...] = ()
    priority: str | None = None
    closed_on: date | None = None
    updated: date | None = None
    notes: str = ""
    visibility: Visibility = Visibility.RESTRICTED
    extra: tuple[tuple[str, str], ...] = ()
    """Columns that no field of ours takes, as (header, value)."""
    doubts: tuple[str, ...] = ()
    """What could not be read with certainty, as plain sentences."""

    @property
    def owner(self) -> str | None:
        """Owners as one line, or none."""
        return "; ".join(self.owners) or None

    @property
    def business_area(self) -> str | None:
        """Business areas as one line, or none."""
        return "; ".join(self.business_areas) or None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the register names as owner or delegate, with the other ways it writes them."""

    name: str
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    listed: bool = False
    """The register's own list of people has them."""


@dataclass(frozen=True, slots=True)
class RegisterVersion:
    """One load of the register, kept for ever."""

    id: str
    """Date and short digest."""
    as_at: date
    source: str
    """File name as given."""
    digest: str
    """SHA-256 of the file's bytes."""
    entries: tuple[RegisterEntry, ...] = field(repr=False, default=())
    people: tuple[Person, ...] = field(repr=False, default=())
    issues: tuple[str, ...] = field(repr=False, default=())
    """Every duplicate, blank owner, unreadable date, unknown status and unmapped column."""
