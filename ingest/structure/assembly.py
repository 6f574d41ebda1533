"""Lines, one after the other, into blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.documents import Block, BlockKind
from ingest.structure.headings import LABEL, Heading, Style
from ingest.structure.joining import Hyphens, Piece, join
from ingest.structure.lines import PageLines
from ingest.structure.lists import Lists, ends
from ingest.structure.markers import Mark, Marked
from ingest.structure.notes import Note, note_mark
from ingest.structure.profile import Flowing, Profile, is_forced, is_unfinished
from ingest.structure.tables import table_block

SAME_SIZE = 0.9
"""Times; type of a smaller ratio is another kind of text."""
SHORT = 0.75
"""Share of the width around it; shorter lines may end a paragraph without a full stop."""
HANGING = 2.0
"""Points further right than the list mark: the lines of an item hang under its first."""


@dataclass(slots=True)
class _Open:
    """The block that lines are being added to."""

    flows: list[Flowing]
    begin: int = 0
    mark: Marked | None = None
    level: int = 0

    @property
    def text(self) -> str:
        """The last line's text, enough to see how the block ends."""
        line = self.flows[-1].line
        end = len(line.text)
        for start, stop in reversed(line.notes):
            if not line.text[stop:end].strip():
                end = start
        return line.text[:end].rstrip()

    @property
    def last(self) -> Flowing:
        """The last line."""
        return self.flows[-1]


@dataclass(slots=True)
class Assembler:
    """Grows the list of blocks; one a document."""

    pages: Sequence[PageLines]
    profile: Profile
    hyphens: Hyphens
    covers: set[Style]
    levels: dict[Style, int]
    found: list[Block] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    lists: Lists = field(init=False)
    opened: _Open | None = None
    waiting: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lists = Lists(plain=self.profile.plain)

    def heading(self, heading: Heading) -> None:
        """Add a heading; it closes what is open, and stands above what follows."""
        self.close()
        self.lists.clear()
        level = self.levels[heading.style]
        begin = heading.mark.length if heading.mark else 0
        pieces = self._pieces(heading.lines, begin)
        text, parts = join(pieces, self.hyphens)
        if not text:
            return
        if heading.mark is not None or not self._is_alone(level, parts[0].page):
            while self.path and self.path[-1][0] >= level:
                self.path.pop()
        mark = heading.mark.text if heading.mark else None
        self.found.append(Block(BlockKind.HEADING, text, parts, self._above, mark, level))
        if heading.style not in self.covers:
            self.path.append((level, text))

    def _is_alone(self, level: int, page: int) -> bool:
        """Say whether the heading before has nothing under it but this one."""
        before = self.found[-1] if self.found else None
        if before is None or before.kind is not BlockKind.HEADING or before.page != page:
            return False
        alike = sum(one == level for one, _ in self.path) == 1
        return before.level == level and alike and self.path[-1] == (level, before.text)

    def table(self, flows: Sequence[Flowing]) -> None:
        """Add the lines of one table."""
        self.close()
        block = table_block(self._pieces(flows, 0), self.hyphens, self._above)
        if block is not None:
            self.found.append(block)

    def line(self, flow: Flowing) -> None:
        """Add a line of running text to the open block, or begin a new one."""
        mark = self.lists.begins(flow.line, at_break=self._at_break(flow))
        if mark is not None:
            self._begin_item(flow, mark)
        elif self.opened is not None and self._goes_on(self.opened, flow):
            self.opened.flows.append(flow)
        else:
            self.close()
            self.lists.pass_paragraph(flow.line)
            self.opened = _Open([flow])

    def notes(self, notes: Sequence[Note]) -> None:
        """Keep a page's footnotes until the block that runs over the page's end is whole."""
        self.waiting.extend(notes)

    def close(self) -> None:
        """Finish the open block, then its page's footnotes."""
        if self.opened is not None:
            self._add(self.opened)
            self.opened = None
        for note in self.waiting:
            mark, length = note_mark(note[0].line.text)
            text, parts = join(self._pieces(note, length), self.hyphens)
            if text:
                self.found.append(Block(BlockKind.FOOTNOTE, text, parts, self._above, mark or None))
        self.waiting.clear()

    @property
    def _above(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.path)

    def _pieces(self, flows: Sequence[Flowing], begin: int) -> list[Piece]:
        numbers = [self.pages[flow.page].number for flow in flows]
        return [
            Piece(number, flow.line, 0 if index else begin)
            for index, (number, flow) in enumerate(zip(numbers, flows, strict=True))
        ]

    def _add(self, opened: _Open) -> None:
        text, parts = join(self._pieces(opened.flows, opened.begin), self.hyphens)
        if not text:
            return
        mark = opened.mark
        is_item = mark is not None and mark.kind is not Mark.PARAGRAPH
        self.found.append(
            Block(
                BlockKind.LIST_ITEM if is_item else BlockKind.PARAGRAPH,
                text,
                parts,
                self._above,
                mark.text if mark else None,
                opened.level,
            )
        )

    def _begin_item(self, flow: Flowing, mark: Marked) -> None:
        before = self.opened.text if self.opened else (self.found[-1].text if self.found else "")
        self.close()
        if mark.kind is Mark.PARAGRAPH:
            self.lists.clear()
            level = 0
        else:
            level = self.lists.level(mark, flow.line, before)
        self.opened = _Open([flow], mark.length, mark, level)

    def _at_break(self, flow: Flowing) -> bool:
        """Say whether a new block may begin at this line, by what stands before it."""
        opened = self.opened
        if opened is None or ends(opened.text):
            return True
        last = opened.last
        if self._is_apart(last, flow):
            return False
        return self.profile.gap_between(last.line, flow.line) or is_forced(last, flow.line)

    def _is_apart(self, last: Flowing, flow: Flowing) -> bool:
        """On another page or in another column, where distances say nothing."""
        return last.page != flow.page or last.line.column != flow.line.column

    def _goes_on(self, opened: _Open, flow: Flowing) -> bool:
        last, line = opened.last, flow.line
        if LABEL.match(opened.text) and len(opened.flows) == 1:
            return True
        if min(last.line.size, line.size) < SAME_SIZE * max(last.line.size, line.size):
            return False
        unfinished = is_unfinished(opened.text)
        if unfinished and line.text[:1].islower():
            return True
        if self._is_apart(last, flow):
            return unfinished and not is_forced(last, line)
        return not self._is_parted(opened, flow)

    def _is_parted(self, opened: _Open, flow: Flowing) -> bool:
        """Say whether a line of the same column begins anew."""
        last, line = opened.last.line, flow.line
        if self.profile.gap_between(last, line) or line.y < last.y:
            return True
        if last.bold != line.bold and is_forced(opened.last, line):
            return True
        return self._is_outdented(opened, flow) or self._is_ended(opened, flow)

    def _is_outdented(self, opened: _Open, flow: Flowing) -> bool:
        """Say whether a line stands left of the item that hung so far."""
        if opened.mark is None or len(opened.flows) == 1:
            return False
        first = opened.flows[0].line.x0
        hung = opened.last.line.x0 > first + HANGING or self._is_apart(opened.flows[0], flow)
        return hung and flow.line.x0 <= first + HANGING and not is_unfinished(opened.text)

    def _is_ended(self, opened: _Open, flow: Flowing) -> bool:
        """Say whether the line before ended its paragraph by ending early."""
        last = opened.last
        if not is_forced(last, flow.line):
            return False
        if not is_unfinished(opened.text):
            return True
        width = last.right - min(last.line.x0, flow.line.x0)
        return last.line.x1 - last.line.x0 < SHORT * width and not flow.line.text[:1].islower()
