"""Whether a quotation stands word for word in a text."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from assistant.language.words import quotable

_SPACE = re.compile(r"\s")
_LETTERS_APART = re.compile(r"-(?<=[^\W\d_]-)-*(?=[^\W\d_])")
"""Hyphens between letters, found by the first of them."""


def quote_stands(quote: str, page_text: str) -> bool:
    """Say whether the quotation stands in the text, white space and line-break hyphens aside.

    It must begin and end where words do: "1 July 2021" doesn't stand in "21 July 2021".
    """
    # A quotation cut at a line's or page's end may end in the hyphen of a broken word.
    wanted = quotable(quote).strip("-")
    if not wanted:
        return False
    page = _canonical(page_text)
    start = page.text.find(wanted)
    while start >= 0:
        if _whole_words(page, start, start + len(wanted)):
            return True
        start = page.text.find(wanted, start + 1)
    return False


class _Page(NamedTuple):
    """A page in its canonical form, and how its lines lie in that."""

    text: str
    lines: tuple[str, ...]
    offsets: tuple[int, ...]
    """Where each line begins, before hyphens at the lines' ends were left out."""
    cuts: tuple[tuple[int, int], ...]
    """Those hyphens."""
    told: bool
    """Whether the lines make up the text; else nothing is known of where words start."""


@lru_cache(maxsize=16)
def _canonical(page_text: str) -> _Page:
    """Return a page in its canonical form; many quotations share a page."""
    lines = tuple(unicodedata.normalize("NFKD", page_text).split("\n"))
    pieces = [quotable(line) for line in lines]
    joined = "".join(pieces)
    offsets = tuple(accumulate((len(piece) for piece in pieces[:-1]), initial=0))
    made = _LETTERS_APART.sub("", joined)
    # Of plain letters the whole is the sum of its lines; else it has to be made to know.
    canonical = made if page_text.isascii() else quotable(page_text)
    return _Page(canonical, lines, offsets, _cuts(joined), made == canonical)


def _whole_words(page: _Page, start: int, end: int) -> bool:
    text = page.text
    return all(
        edge in (0, len(text))
        or not (text[edge - 1].isalnum() and text[edge].isalnum())
        or _starts_word(page, edge)
        for edge in (start, end)
    )


def _starts_word(page: _Page, edge: int) -> bool:
    """Say whether white space or a hyphen was left out before an offset in the canonical form."""
    if not page.told:
        return True
    begins = _shifted(page.offsets, page.cuts)
    if edge in _shifted([start for start, _ in page.cuts], page.cuts):
        return True
    # Lines that hold nothing begin where the next one does.
    line = bisect_right(begins, edge) - 1
    local = _word_starts(page.lines[line])
    if local is None:
        return True
    return edge in _shifted([page.offsets[line] + offset for offset in sorted(local)], page.cuts)


@lru_cache(maxsize=1024)
def _word_starts(line: str) -> frozenset[int] | None:
    """Return offsets in a line's canonical form before which a space or a hyphen was left out.

    None where they can't be told (the canonical form isn't the sum of its words).
    """
    pieces = [_word(piece) for piece in _SPACE.split(line)]
    joined = "".join(pieces)
    starts = accumulate((len(piece) for piece in pieces[:-1]), initial=0)
    # A hyphen left at a word's end falls away once the words are joined.
    cuts = _cuts(joined)
    if _LETTERS_APART.sub("", joined) != quotable(line):
        return None
    cut = _shifted([start for start, _ in cuts], cuts)
    return frozenset(_shifted(list(starts), cuts)) | frozenset(cut)


def _cuts(joined: str) -> tuple[tuple[int, int], ...]:
    return tuple((match.start(), match.end()) for match in _LETTERS_APART.finditer(joined))


_word = lru_cache(maxsize=16_384)(quotable)
"""The same words stand on every page."""


def _shifted(offsets: Sequence[int], cuts: Sequence[tuple[int, int]]) -> list[int]:
    """Return where ascending offsets lie once the cuts, also ascending, are taken out."""
    found, passed, removed = [], 0, 0
    for offset in offsets:
        while passed < len(cuts) and cuts[passed][1] <= offset:
            removed += cuts[passed][1] - cuts[passed][0]
            passed += 1
        begun = passed < len(cuts) and cuts[passed][0] < offset
        found.append(offset - removed - (offset - cuts[passed][0] if begun else 0))
    return found
