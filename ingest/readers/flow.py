"""Builds a document from blocks in reading order, for kinds of file that have no fixed lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.domain.documents import Block, BlockKind, Document, Page, Part
from assistant.domain.errors import InvalidInput
from ingest.readers.characters import visible
from ingest.readers.nesting import typed_mark
from ingest.structure.markers import Mark

MAX_CHARACTERS = 5_000_000
MAX_BLOCKS = 200_000
MAX_PAGES = 2_000
PAGE_BREAK = "\f"
_ENDS = ".!?:;…|"
"""What the last character of a whole paragraph is, quotes and brackets aside."""
_SPACES = re.compile(r"[^\S\f]+")


@dataclass(slots=True)
class Draft:
    """A block before its place is known. A form feed in `text` is a page break."""

    kind: BlockKind
    text: str
    marker: str | None = None
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)
    """Rows of a table; `text` is then unused."""
    aside: bool = False
    """Seen on the page but no part of what it says, such as a table of contents."""


class Flow:
    """Collects drafts and lays them out as pages and blocks."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]
        self._length = 0
        self._total = 0
        self._blocks: list[Block] = []
        self._headings: list[tuple[int, str]] = []
        self._invisible = 0

    def add_all(self, drafts: Iterable[Draft]) -> None:
        """Add drafts in reading order."""
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Add one block; what holds no visible text only turns its pages.

        Raises:
            InvalidInput: the document grows beyond what a report can be.
        """
        if draft.kind is BlockKind.HEADING:
            draft = without_number(draft)
        if draft.rows:
            self._add_table(draft)
        else:
            self._add_text(draft)
        if len(self._blocks) > MAX_BLOCKS or self._total > MAX_CHARACTERS:
            raise InvalidInput(
                f"The file holds more than {MAX_CHARACTERS:,} characters or {MAX_BLOCKS:,} blocks; "
                "split it and try again."
            )

    def document(
        self, media_type: str, title: str | None = None, notes: Iterable[str] = ()
    ) -> Document:
        """Finish the document.

        Raises:
            InvalidInput: nothing that could be read was added.
        """
        if not self._blocks:
            raise InvalidInput("The file holds no text that a reader would see.")
        pages = tuple(
            Page(number=number, label=None, text="".join(pieces))
            for number, pieces in enumerate(self._pages, start=1)
        )
        said = list(notes)
        if self._invisible:
            said.append(f"{self._invisible} invisible characters were left out.")
        clean = " ".join(visible(title)[0].split()) if title else None
        return Document(media_type, pages, tuple(self._blocks), clean or None, tuple(said))

    def _add_text(self, draft: Draft) -> None:
        raw, dropped = visible(draft.text)
        self._invisible += dropped
        pieces = [_SPACES.sub(_space, piece).strip() for piece in raw.split(PAGE_BREAK)]
        marker = draft.marker
        text = ""
        parts: list[Part] = []
        for turn, piece in enumerate(pieces):
            if turn:
                self._turn()
            if not piece:
                continue
            start = self._write(piece, marker if not parts else None)
            text += " " if text else ""
            span = (len(text), len(text) + len(piece))
            parts.append(Part(*span, len(self._pages), start, start + len(piece)))
            text += piece.replace("\n", " ")
        if parts and not draft.aside:
            self._keep(draft, text, tuple(parts), ())

    def _add_table(self, draft: Draft) -> None:
        rows = []
        for row in draft.rows:
            cells = [" ".join(self._seen(cell).split()) for cell in row]
            if any(cells):
                rows.append(tuple(cells))
        if not rows:
            return
        text = "\n".join(" | ".join(row) for row in rows)
        start = self._write(text, None)
        part = Part(0, len(text), len(self._pages), start, start + len(text))
        self._keep(draft, text, (part,), tuple(rows))

    def _seen(self, text: str) -> str:
        kept, dropped = visible(text)
        self._invisible += dropped
        return kept.replace(PAGE_BREAK, " ")

    def _keep(
        self, draft: Draft, text: str, parts: tuple[Part, ...], cells: tuple[tuple[str, ...], ...]
    ) -> None:
        if draft.kind is BlockKind.HEADING:
            level = max(draft.level, 1)
            while self._headings and self._headings[-1][0] >= level:
                self._headings.pop()
        path = tuple(heading for _, heading in self._headings)
        if draft.kind is BlockKind.HEADING:
            self._headings.append((max(draft.level, 1), text))
        marker = " ".join(draft.marker.split()) if draft.marker else None
        self._blocks.append(
            Block(draft.kind, text, parts, path, marker or None, draft.level, cells)
        )

    def _write(self, text: str, marker: str | None) -> int:
        """Put a block on the page and return where its text starts."""
        lead = "\n" if self._pages[-1] else ""
        if marker:
            lead += " ".join(marker.split()) + " "
        self._pages[-1].append(lead + text)
        start = self._length + len(lead)
        self._length = start + len(text)
        self._total += len(lead) + len(text)
        return start

    def _turn(self) -> None:
        if len(self._pages) >= MAX_PAGES:
            raise InvalidInput(
                f"The file has more than {MAX_PAGES:,} pages; split it and try again."
            )
        self._pages.append([])
        self._length = 0


def rejoined(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Put sentences together again that were torn over paragraphs, as in files made from PDFs."""
    held: Draft | None = None
    for draft in drafts:
        if held is not None and _goes_on(held, draft):
            held.text = f"{held.text}\n{draft.text}"
            continue
        if held is not None:
            yield held
        held = draft
    if held is not None:
        yield held


def _goes_on(before: Draft, after: Draft) -> bool:
    if after.kind is not BlockKind.PARAGRAPH or after.marker or after.aside or before.aside:
        return False
    if before.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return False
    end = before.text.rstrip().rstrip("\"'’”)]*")
    begin = after.text.lstrip(PAGE_BREAK + " \t\n")
    return end[-1:] not in _ENDS and begin[:1].islower()


def without_number(draft: Draft) -> Draft:
    """Take a typed number off a heading's text, where it is its mark."""
    mark = typed_mark(draft.text) if draft.marker is None else None
    if mark is not None and mark.kind is not Mark.BULLET and draft.text[mark.length :].strip():
        draft.marker, draft.text = mark.text, draft.text[mark.length :]
    return draft


def _space(found: re.Match[str]) -> str:
    """A line break stays one, so that the page keeps its lines; other white space is one space."""
    return "\n" if "\n" in found.group() else " "
