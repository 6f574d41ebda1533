"""What a committee paper is made of. Every figure is typed, so that it can be checked again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from assistant.domain.answers import PassageSource
from assistant.domain.queries import AnyOf, Condition


class Made(StrEnum):
    """How a statement was made."""

    COMPUTED = "computed"
    QUOTED = "quoted"
    MODEL = "model"
    """Chosen and shortened by a language model, and borne out by what it cites."""
    TEMPLATE = "template"
    """A fixed text of the outline, which the force writes."""
    PERSON = "person"


class PieceKind(StrEnum):
    """What a stretch of a statement is."""

    WORDS = "words"
    FIGURE = "figure"
    DAY = "day"
    NAME = "name"
    """A value taken over as it stands: a title, an owner, a printed number."""
    QUOTE = "quote"
    GAP = "gap"
    """Something that no source says, marked for the author to fill."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts. One key has one value throughout a paper."""

    key: str
    value: int
    basis: str
    """What is counted, in plain words."""
    where: tuple[Condition | AnyOf, ...] | None = None
    """The register query that counts it again; none where it isn't of the register."""
    version: str | None = None
    """Register version that is counted."""
    entries: tuple[str, ...] = ()
    """Handles of the register rows counted."""
    reports: tuple[str, ...] = ()
    """Ids of the reports counted or counted in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a statement's text."""

    kind: PieceKind
    text: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or table cell's worth of text, with everything that it leans on."""

    pieces: tuple[Piece, ...]
    made: Made
    quotes: tuple[PassageSource, ...] = ()
    entries: tuple[str, ...] = ()
    """Handles of register rows, those of its figures apart."""
    reports: tuple[str, ...] = ()
    by: str | None = None
    """Who wrote it, where a person did."""

    @property
    def text(self) -> str:
        """The text as printed."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures it states, in order."""
        return tuple(piece.figure for piece in self.pieces if piece.figure)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph, or a bullet under it."""

    statements: tuple[Statement, ...]
    bullet: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Statement, ...]
    total: bool = False
    less: bool = False
    """Its figures are taken away in the sum."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the header row repeats on every page."""

    caption: Statement
    header: tuple[str, ...]
    widths: tuple[int, ...]
    """Relative widths of the columns."""
    rows: tuple[Row, ...]
    sums: bool = False
    """The figures of the rows add up to those of the total row, column by column."""
    kind: Literal["table"] = "table"


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper that can be edited and drafted again by itself."""

    name: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    """1 for a numbered section, 2 for a report inside one."""
    mandatory: bool = False
    """What code fills stays, whatever a person writes."""
    annex: bool = False
    author: str | None = None
    """Who changed it, if anyone did."""


@dataclass(frozen=True, slots=True)
class RowRef:
    """Where a register row stands."""

    handle: str
    ref: str
    source: str
    sheet: str
    row: int
    version: str
    quote: str
    """The row's wording; empty for a restricted entry."""


@dataclass(frozen=True, slots=True)
class ReportRef:
    """A report that the paper leans on."""

    id: str
    title: str
    source: str
    published: date | None
    digest: str


@dataclass(frozen=True, slots=True)
class VersionRef:
    """A register version that the paper leans on."""

    id: str
    as_at: date
    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class Front:
    """What stands above the paper and on every page."""

    title: str
    force: str
    committee: str
    agenda_item: str
    meeting: date | None
    marking: str
    author: str
    author_title: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole committee paper, with all that is needed to print and check it."""

    front: Front
    since: date
    until: date
    generation: str
    inputs: str
    """Digest of everything that the paper was made from."""
    sections: tuple[Section, ...]
    notes: tuple[Statement, ...]
    """For the author, never for the committee."""
    rows: tuple[RowRef, ...]
    reports: tuple[ReportRef, ...]
    versions: tuple[VersionRef, ...]
    model: str | None = None
    """The language model that chose findings, if one did."""
