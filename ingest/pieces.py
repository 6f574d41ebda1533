"""Stretches of blocks, and where they stand on their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.documents import Block, Page, Part

_SKIPPED_ON_PAGE = frozenset("-‐‑\u00ad\u200b\ufffe\uffff")
"""Line-break hyphens that a block's text leaves out."""
_SKIPPED_IN_TEXT = frozenset("|")
"""What joins a table's cells in a block's text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or a stretch of it that begins and ends with words."""

    index: int
    """Index of the block."""
    block: Block
    start: int
    end: int
    tokens: int
    """The model's tokens for the stretch, specials left out."""

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.block.text[self.start : self.end]


def parts_of(piece: Piece, offset: int, pages: Mapping[int, Page]) -> list[Part]:
    """Return the piece's parts, their offsets counted in a text where it begins at `offset`."""
    shift = offset - piece.start
    parts = []
    for part in piece.block.parts:
        start, end = max(part.start, piece.start), min(part.end, piece.end)
        if start < end:
            page_start, page_end = _on_page(piece.block, part, (start, end), pages)
            parts.append(Part(start + shift, end + shift, part.page, page_start, page_end))
    return parts


def _on_page(
    block: Block, part: Part, stretch: tuple[int, int], pages: Mapping[int, Page]
) -> tuple[int, int]:
    """Return where on the page a stretch of a part stands.

    Where the page's text can't be followed letter by letter, it is the whole part's place: too
    much, but never elsewhere.
    """
    start, end = stretch
    whole = (part.page_start, part.page_end)
    if (start, end) == (part.start, part.end) or part.page not in pages:
        return whole
    printed = pages[part.page].text[part.page_start : part.page_end]
    places = _follow(block.text[part.start : part.end], printed)
    if places is None:
        return whole
    first, last = places[start - part.start], places[end - part.start - 1]
    return part.page_start + first, part.page_start + last + 1


def _follow(text: str, printed: str) -> list[int] | None:
    """Return, for each letter of a block's text, its offset in the page's text."""
    places = []
    at = 0
    for letter in text:
        if letter.isspace():
            places.append(min(at, len(printed) - 1))
            continue
        found = _next(letter, printed, at)
        if found is None and letter in _SKIPPED_IN_TEXT:
            places.append(min(at, len(printed) - 1))
        elif found is None:
            return None
        else:
            places.append(found)
            at = found + 1
    return places


def _next(letter: str, printed: str, at: int) -> int | None:
    """Return where a letter stands next on the page, over white space and broken words only."""
    while at < len(printed) and printed[at] != letter:
        if not (printed[at].isspace() or printed[at] in _SKIPPED_ON_PAGE):
            return None
        at += 1
    return at if at < len(printed) else None


def united(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with those that go on with one another in one block made one."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if (
            last
            and last.index == piece.index
            and not piece.block.text[last.end : piece.start].strip(" ")
        ):
            tokens = last.tokens + piece.tokens
            result[-1] = Piece(last.index, last.block, last.start, piece.end, tokens)
        else:
            result.append(piece)
    return result


def joined(pieces: Sequence[Piece], pages: Mapping[int, Page]) -> tuple[str, tuple[Part, ...]]:
    """Return the pieces' texts joined by newlines, and the parts of the whole."""
    parts: list[Part] = []
    offset = 0
    for piece in pieces:
        parts += parts_of(piece, offset, pages)
        offset += len(piece.text) + 1
    return "\n".join(piece.text for piece in pieces), tuple(parts)
