"""What a reader makes of one file: pages as printed, and blocks in reading order."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What part a block plays on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class WordBox:
    """One word's place: offsets into `Page.text`, and its box in points from the top left."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page, or the whole of a file that has no pages (then number 1, no size)."""

    number: int
    """Physical number, from 1."""
    label: str | None
    """The number printed on the page, when there is one ("iv", "12")."""
    text: str
    """All text a reader of the page sees, in reading order, line ends as printed."""
    width: float = 0.0
    height: float = 0.0
    words: tuple[WordBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a text that stands on one page.

    `text[start:end]` of the owning block or passage is `page_text[page_start:page_end]` of page
    `page`, white space and line-break hyphens aside.
    """

    start: int
    end: int
    page: int
    page_start: int
    page_end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table or footnote, whole even over a page break.

    `text` is for reading and quoting: white space folded to single spaces, words broken at line
    ends joined, the list mark left out (it is `marker`). Table rows are joined by newlines and
    their cells by " | "; no quotation runs over such a join.
    """

    kind: BlockKind
    text: str
    parts: tuple[Part, ...]
    heading: tuple[str, ...] = ()
    """Headings above this block, outermost first (a heading block holds its parents only)."""
    marker: str | None = None
    """The list mark or paragraph number as printed: "2.14", "IV.", "(a)", "•"."""
    level: int = 0
    """Heading level from 1, or depth of a list item from 1; 0 elsewhere."""
    cells: tuple[tuple[str, ...], ...] = ()
    """Rows of a table, header first; empty elsewhere."""

    @property
    def page(self) -> int:
        """First physical page the block stands on."""
        return self.parts[0].page

    @property
    def page_end(self) -> int:
        """Last physical page the block stands on."""
        return self.parts[-1].page


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: what it says of itself, its pages and its blocks."""

    media_type: str
    """What the content is, whatever the name says: "application/pdf", "text/html" ..."""
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    title: str | None = None
    notes: tuple[str, ...] = ()
    """What a person should know of this file: hidden text left out, active content, tracked
    deletions, odd pages. Plain sentences."""
