"""What is asked and what is answered. Abstaining is an outcome; an outage is an exception."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.domain.register import RegisterEntry


class Outcome(StrEnum):
    """Whether and how far a question was answered."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    ABSTAINED = "abstained"
    CLARIFY = "clarify"


ANSWERED = frozenset({Outcome.ANSWERED, Outcome.PARTIAL})
"""Outcomes by which something is said of the question, wholly or in part."""


class Kind(StrEnum):
    """Which side of the house the answer comes from."""

    REGISTER = "register"
    REPORT = "report"
    BOTH = "both"
    DRAFT = "draft"
    OTHER = "other"


class Reason(StrEnum):
    """Why nothing was answered."""

    NOT_IN_SOURCES = "not_in_sources"
    PREMISE_CONTRADICTED = "premise_contradicted"
    OUT_OF_SCOPE = "out_of_scope"
    NO_IDENTITY = "no_identity"
    NOT_PERMITTED = "not_permitted"


@dataclass(frozen=True, slots=True)
class PassageSource:
    """A quotation and where it stands."""

    passage_id: str
    report_id: str
    source: str
    title: str
    published: date | None
    page: int
    page_label: str | None
    heading: tuple[str, ...]
    quote: str
    """Stands word for word on `page`, white space and line-break hyphens aside."""


@dataclass(frozen=True, slots=True)
class RegisterSource:
    """A register row, and the cells of it that the statement leans on."""

    entry_id: str
    ref: str
    source: str
    sheet: str
    row: int
    quote: str
    """The row's own wording (the recommendation's text)."""
    version: str


Source = PassageSource | RegisterSource


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence with what supports it.

    `sources` is never empty in an answer, except where `remark` is true: a sentence about the
    answer itself (what is missing, what was asked).
    """

    text: str
    sources: tuple[Source, ...]
    remark: bool = False
    mark: str | None = None
    """List mark or heading it is shown with: "IV.", "•"."""


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a table of counts."""

    key: tuple[tuple[str, str], ...]
    """(field, value) pairs; a blank value is "not stated"."""
    count: int
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How the question was understood."""

    interpretation: str
    today: date
    as_: str | None = None
    unplaced: tuple[str, ...] = ()
    """Words that no rule could place."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the answer, so that it can be made again."""

    index: str | None
    register_as_at: date | None
    register_version: str | None = None
    model: str | None = None
    prompt: str | None = None
    took_ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; rendered to JSON, text, Slack and Word elsewhere."""

    outcome: Outcome
    kind: Kind
    statements: tuple[Statement, ...]
    asked: Asked
    provenance: Provenance
    reason: Reason | None = None
    entries: tuple[RegisterEntry, ...] = ()
    count: int | None = None
    """Number of entries that match, for register answers."""
    groups: tuple[Group, ...] = ()
    choices: tuple[str, ...] = ()
    """For CLARIFY: what can be picked."""
    nearest: tuple[Statement, ...] = ()
    """What the nearest source does say, where it doesn't answer the question."""
    complete: bool = True
    marking: str = "public"
    """Highest visibility class of what was used."""
    listed: bool = False
    """The statements marked "•" only name `entries`: a table of them says the same."""


def sources_of(statements: Iterable[Statement]) -> tuple[Source, ...]:
    """Return every source of the statements once, in order."""
    return tuple(dict.fromkeys(source for each in statements for source in each.sources))


def reports_quoted(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the ids of the reports that are quoted, each once, in order."""
    sources = (source for statement in statements for source in statement.sources)
    quoted = (source.report_id for source in sources if isinstance(source, PassageSource))
    return tuple(dict.fromkeys(quoted))
