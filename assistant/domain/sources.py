"""Reports, and what is cut from them: passages to find and findings to follow up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain.documents import Part


class Visibility(StrEnum):
    """Who may see a report or a register entry. What is unmarked or oddly marked is RESTRICTED."""

    PUBLIC = "public"
    """Published: anyone who may ask at all."""
    FORCE = "force"
    """Anyone whose membership of the force is proved."""
    RESTRICTED = "restricted"
    """The liaison team, and the owner of a register entry."""


_CLASSES = tuple(Visibility)
"""From what anyone may see to what few may."""


def highest(classes: Iterable[Visibility]) -> Visibility:
    """Return the class that the fewest may see; public where there is none."""
    return max(classes, key=_CLASSES.index, default=Visibility.PUBLIC)


class Basis(StrEnum):
    """Where a fact about a report comes from."""

    DOCUMENT = "document"
    DECLARED = "declared"
    """`reports.yaml` beside the documents."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """A published document in the library."""

    id: str
    """Stable short identifier, made from the source's name and folder, never from its content."""
    source: str
    """File name as given."""
    digest: str
    """SHA-256 of the file's bytes."""
    media_type: str
    title: str
    title_basis: Basis
    pages: int
    published: date | None = None
    published_basis: Basis = Basis.UNKNOWN
    inspectorate: str | None = None
    kind: str | None = None
    """Kind of inspection in plain words ("joint targeted area inspection", "thematic")."""
    place: str | None = None
    """The area, authority or force that the report is about, when it is about one."""
    supersedes: str | None = None
    """Title of the report that this one replaces, as declared."""
    withdrawn: bool = False
    visibility: Visibility = Visibility.PUBLIC
    notes: tuple[str, ...] = ()


class PassageKind(StrEnum):
    """What a passage holds."""

    TEXT = "text"
    FINDING = "finding"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded, ranked and cited: part of one section of one report."""

    id: str
    """From report id, place in the report and text: the same passage keeps its id."""
    report_id: str
    ordinal: int
    """Place in the report, from 0, without gaps."""
    kind: PassageKind
    text: str
    """Blocks joined by newlines. No quotation runs over a newline."""
    heading: tuple[str, ...]
    parts: tuple[Part, ...]
    marker: str | None = None
    """Printed paragraph number of the first block, when there is one."""
    visibility: Visibility = Visibility.PUBLIC

    @property
    def page(self) -> int:
        """First physical page."""
        return self.parts[0].page

    @property
    def page_end(self) -> int:
        """Last physical page."""
        return self.parts[-1].page


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sentences of a report stand in its passages, one item a sentence, in order."""

    passages: tuple[int, ...]
    """The passage's place in the report."""
    starts: tuple[int, ...]
    """Offsets in the passage's text."""
    ends: tuple[int, ...]
    lines: tuple[int, ...]
    """Line of the report that it is part of: sentences of one paragraph share it."""
    listed: frozenset[int]
    """Places of the sentences that are part of a list's item."""
    markers: Mapping[int, str]
    """Printed numbers or list marks, by place of the sentence that they open."""


class FindingKind(StrEnum):
    """What inspectors ask for, in their own terms (HMICFRS glossary)."""

    RECOMMENDATION = "recommendation"
    CAUSE_OF_CONCERN = "cause of concern"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    ACTION = "action"
    """Something a letter requires of a named body by a date (a written statement of action)."""


class DeadlineKind(StrEnum):
    """How a deadline is worded."""

    DATE = "date"
    """"By 31st December 2021"."""
    IMMEDIATE = "immediate"
    """"Immediately", "With immediate effect"."""
    PERIOD = "period"
    """"Within six months": the date is calculated from publication."""
    EVENT = "event"
    """Tied to something that has no date ("until DAPOs replace ...")."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written and, where it is one, as a date (the last day on which it is met)."""

    text: str
    kind: DeadlineKind
    due: date | None = None
    partial: bool = False
    """It covers only part of the finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A recommendation, cause of concern, area for improvement or required action."""

    id: str
    report_id: str
    kind: FindingKind
    number: str | None
    """As printed: "1", "IV"; none where the report doesn't number it."""
    text: str
    """Whole wording, nested items on lines of their own with their marks."""
    addressees: tuple[str, ...]
    """Who must act; not partners, people to consult or authors of guidance."""
    deadline: Deadline | None
    section: str | None
    """Heading of the publication it is set out under, where one file describes several."""
    published: date | None
    """Date printed with that heading, else the report's."""
    passage_ids: tuple[str, ...]
    page: int
    page_end: int
