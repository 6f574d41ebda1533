"""Splitting a report into passages along its structure."""

import hashlib
import math
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assistant.domain.documents import Block, BlockKind, Page
from assistant.domain.sources import Passage, PassageKind, Report
from assistant.language.sentences import sentences
from ingest.findings import FoundFinding, find_findings
from ingest.findings.labels import label_of
from ingest.findings.publications import publications
from ingest.pieces import Piece, joined, united

TARGET_TOKENS = 190
"""Tokens of a passage with its context, where the structure leaves the choice."""
_SHORT_TOKENS = 48
"""A rest that is shorter joins the passage before it, if that one has room."""
_LEAST_ROOM = 32
"""Tokens left for the text however long the context is."""
_COUNTS_KEPT = 256
_ID_LENGTH = 16
_LONGEST_NAME = 100
_LONGEST_CONTEXT = 240


def context(report_title: str, heading: Sequence[str], place: str | None = None) -> str:
    """Return what is embedded before a passage's text: title, place and heading path.

    Long names are shortened, and headings left out from the outermost on, so that the passage
    itself has room.
    """
    names = [report_title]
    if place and place.lower() not in report_title.lower():
        names.append(place)
    kept = len(names)
    names += heading
    names = [_shortened(" ".join(name.split())) for name in names if name.strip()]
    while len(" > ".join(names)) > _LONGEST_CONTEXT and len(names) > kept + 1:
        del names[kept]
    return " > ".join(names)


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST_NAME:
        return name
    return name[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def embedded_text(passage: Passage, passage_context: str) -> str:
    """Return the text whose vector stands for a passage."""
    return f"{passage_context}\n{passage.text}" if passage_context else passage.text


def digest_of(passage: Passage, passage_context: str) -> str:
    """Return the SHA-256 of everything that is embedded, by which a vector can be used again."""
    return hashlib.sha256(embedded_text(passage, passage_context).encode()).hexdigest()


def split(
    report: Report,
    blocks: Sequence[Block],
    encoder_tokens: Callable[[str], int],
    max_tokens: int,
    findings: Sequence[FoundFinding] | None = None,
    pages: Sequence[Page] = (),
) -> list[Passage]:
    """Split a report into passages: never over a heading, findings whole where they fit.

    Args:
        report: the report.
        blocks: its blocks in reading order.
        encoder_tokens: how many tokens a text takes, specials included.
        max_tokens: the most tokens a passage may take with its context.
        findings: the report's findings, where they have been found already.
        pages: its pages, by which a part of a paragraph finds its place on the page.
    """
    if findings is None:
        findings = find_findings(report, blocks)
    by_number = {page.number: page for page in pages}
    # What stands before a passage is counted again for each of its pieces.
    splitter = _Splitter(report, lru_cache(_COUNTS_KEPT)(encoder_tokens), max_tokens)
    seen: Counter[str] = Counter()
    passages: list[Passage] = []
    for kind, pieces in splitter.groups(blocks, findings):
        text, parts = joined(pieces, by_number)
        seen[text] += 1
        first = pieces[0].block
        passages.append(
            Passage(
                id=_id(report.id, seen[text], text),
                report_id=report.id,
                ordinal=len(passages),
                kind=kind,
                text=text,
                heading=first.heading,
                parts=parts,
                marker=_paragraph_number(first),
                visibility=report.visibility,
            )
        )
    return passages


def _id(report_id: str, occurrence: int, text: str) -> str:
    identity = "\x1f".join((report_id, str(occurrence), text))
    return hashlib.sha256(identity.encode()).hexdigest()[:_ID_LENGTH]


def _paragraph_number(block: Block) -> str | None:
    marker = block.marker
    return marker if marker and any(char.isalnum() for char in marker) else None


_Group = tuple[PassageKind, list[Piece]]


@dataclass(frozen=True)
class _Splitter:
    report: Report
    encoder_tokens: Callable[[str], int]
    max_tokens: int

    def groups(self, blocks: Sequence[Block], findings: Sequence[FoundFinding]) -> Iterator[_Group]:
        """Yield what becomes a passage each, in reading order; footnotes after their section."""
        owner = _owners(blocks, findings)
        starts = [publication.start for publication in publications(self.report, blocks)]

        def belongs(index: int) -> tuple[int | None, int, int, bool]:
            kind = blocks[index].kind
            table = index if kind is BlockKind.TABLE else -1
            return owner[index], bisect(starts, index), table, kind is BlockKind.HEADING

        for _, section in groupby(range(len(blocks)), key=lambda index: blocks[index].heading):
            indexes = [index for index in section if _findable(blocks, index)]
            body = [index for index in indexes if blocks[index].kind is not BlockKind.FOOTNOTE]
            for _, together in groupby(body, key=belongs):
                run = list(together)
                yield from self._run(blocks, run, finding=owner[run[0]] is not None)
            notes = [index for index in indexes if blocks[index].kind is BlockKind.FOOTNOTE]
            yield from self._run(blocks, notes, finding=False)

    def _run(
        self, blocks: Sequence[Block], indexes: Sequence[int], *, finding: bool
    ) -> Iterator[_Group]:
        if indexes and blocks[indexes[0]].kind is BlockKind.TABLE:
            yield from self._table(indexes[0], blocks[indexes[0]])
        elif indexes:
            pieces = [piece for index in indexes for piece in self._pieces(index, blocks[index])]
            yield from self._close(pieces, finding)

    def _room(self, heading: Sequence[str], limit: int) -> int:
        title = context(self.report.title, heading, self.report.place)
        return max(_LEAST_ROOM, limit - self.encoder_tokens(title))

    def _tokens(self, text: str) -> int:
        return max(1, self.encoder_tokens(text) - self.encoder_tokens(""))

    def _pieces(self, index: int, block: Block) -> list[Piece]:
        """Return a block whole or, when it is too long for one passage, cut at sentence ends."""
        text = block.text
        room = self._room(block.heading, self.max_tokens)
        target = min(room, self._room(block.heading, TARGET_TOKENS))
        whole = self._piece(index, block, 0, len(text))
        if whole.tokens <= min(room, target + target // 4):
            return [whole]
        spans = [span for whole in sentences(text) for span in self._fitting(text, whole, room)]
        return self._balanced(index, block, spans, target)

    def _piece(self, index: int, block: Block, start: int, end: int) -> Piece:
        return Piece(index, block, start, end, self._tokens(block.text[start:end]))

    def _fitting(self, text: str, span: tuple[int, int], room: int) -> list[tuple[int, int]]:
        """Return a sentence, cut between words into halves for as long as it is too long."""
        start, end = span
        if self._tokens(text[start:end]) <= room:
            return [span]
        middle = (start + end) // 2
        cut = max(text.rfind(" ", start + 1, middle), text.rfind("\n", start + 1, middle))
        cut = cut if cut > start else text.find(" ", middle, end)
        if not start < cut < end:
            cut = middle  # one endless word
        left, right = text[start:cut].rstrip(), text[cut:end].lstrip()
        spans = [(start, start + len(left)), (end - len(right), end)]
        return [
            piece
            for half in spans
            if half[0] < half[1]
            for piece in self._fitting(text, half, room)
        ]

    def _balanced(
        self, index: int, block: Block, spans: Sequence[tuple[int, int]], target: int
    ) -> list[Piece]:
        sizes = [self._tokens(block.text[start:end]) for start, end in spans]
        share = sum(sizes) / max(1, math.ceil(sum(sizes) / target))
        pieces = []
        first, size = 0, 0
        for place, tokens in enumerate(sizes):
            # The sentence goes where the passage comes nearer to an even share.
            if size and (size + tokens > target or size + tokens / 2 > share):
                pieces.append(self._piece(index, block, spans[first][0], spans[place - 1][1]))
                first, size = place, 0
            size += tokens
        pieces.append(self._piece(index, block, spans[first][0], spans[-1][1]))
        return pieces

    def _close(self, run: Sequence[Piece], finding: bool) -> Iterator[_Group]:
        """Yield a run of pieces under one heading as passages of the right size."""
        heading = run[0].block.heading
        room = self._room(heading, self.max_tokens)
        kind = PassageKind.FINDING if finding else PassageKind.TEXT
        target = room if finding else min(room, self._room(heading, TARGET_TOKENS))
        passages: list[list[Piece]] = [[]]
        for piece in run:
            if passages[-1] and _size(passages[-1]) + piece.tokens > target:
                passages.append(_carried(passages[-1], piece, target))
            passages[-1].append(piece)
        rest = _size(passages[-1])
        if len(passages) > 1 and rest < _SHORT_TOKENS and _size(passages[-2]) + rest <= room:
            short = passages.pop()
            passages[-1] += short
        for pieces in passages:
            yield kind, united(pieces)

    def _table(self, index: int, block: Block) -> Iterator[_Group]:
        """Yield a table, cut between rows when it is too long; the header opens each part."""
        room = self._room(block.heading, self.max_tokens)
        rows = [
            self._piece(index, block, start, end)
            for line in _lines(block.text)
            for start, end in self._fitting(block.text, line, room // 2)
        ]
        header, group = rows[:1], list[Piece]()
        for row in rows:
            if group and _size(group) + row.tokens > room:
                yield PassageKind.TABLE, group
                group = list(header) if block.page == block.page_end else []
            group.append(row)
        if group:
            yield PassageKind.TABLE, group


def _size(pieces: Sequence[Piece]) -> int:
    return sum(piece.tokens for piece in pieces)


def _carried(closing: list[Piece], following: Piece, target: int) -> list[Piece]:
    """Take the sentence that announces a list along with the list's first item."""
    stem = closing[-1]
    announces = stem.text.endswith(":") and following.block.kind is BlockKind.LIST_ITEM
    if announces and len(closing) > 1 and stem.tokens + following.tokens <= target:
        return [closing.pop()]
    return []


def _lines(text: str) -> list[tuple[int, int]]:
    spans = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((offset, offset + len(line)))
        offset += len(line) + 1
    return spans


def _findable(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a block is text to find; headings are, where nothing stands under them."""
    block = blocks[index]
    if not block.text.strip() or not block.parts:
        return False
    if block.kind is not BlockKind.HEADING or index + 1 == len(blocks):
        return True
    path = (*block.heading, block.text)
    return blocks[index + 1].heading[: len(path)] != path


def _owners(blocks: Sequence[Block], findings: Sequence[FoundFinding]) -> list[int | None]:
    """Return, for each block, the finding it belongs to; a label on its own goes with its text."""
    owner: list[int | None] = [None] * len(blocks)
    for number, finding in enumerate(findings):
        for index in finding.blocks:
            if blocks[index].kind is not BlockKind.TABLE:
                owner[index] = number
        before = finding.blocks[0] - 1
        if before >= 0 and owner[before] is None and blocks[before].kind is BlockKind.PARAGRAPH:
            label = label_of(blocks[before])
            if label is not None and not label.rest:
                owner[before] = number
    return owner
