"""Whether a quotation stands word for word in a text."""

import re
import unicodedata
from functools import lru_cache

from assistant.language.words import quotable

_SPACE = re.compile(r"\s")
_LETTERS_APART = re.compile(r"(?<=[^\W\d_])-+(?=[^\W\d_])")


def quote_stands(quote: str, page_text: str) -> bool:
    """Say whether the quotation stands in the text, white space and line-break hyphens aside.

    It must begin and end where words do: "1 July 2021" doesn't stand in "21 July 2021".
    """
    # A quotation cut at a line's or page's end may end in the hyphen of a broken word.
    wanted = quotable(quote).strip("-")
    if not wanted:
        return False
    canonical, starts = _canonical(page_text)
    start = canonical.find(wanted)
    while start >= 0:
        if _whole_words(canonical, start, start + len(wanted), starts):
            return True
        start = canonical.find(wanted, start + 1)
    return False


@lru_cache(maxsize=16)
def _canonical(page_text: str) -> tuple[str, frozenset[int] | None]:
    """Return a page in its canonical form with where words start; many quotations share a page."""
    canonical = quotable(page_text)
    return canonical, _word_starts(page_text, canonical)


def _whole_words(text: str, start: int, end: int, starts: frozenset[int] | None) -> bool:
    return all(
        edge in (0, len(text))
        or not (text[edge - 1].isalnum() and text[edge].isalnum())
        or starts is None
        or edge in starts
        for edge in (start, end)
    )


def _word_starts(text: str, canonical: str) -> frozenset[int] | None:
    """Return offsets in the canonical form before which white space or a hyphen was left out.

    None where they can't be told (the canonical form isn't the sum of its words).
    """
    pieces = [quotable(piece) for piece in _SPACE.split(unicodedata.normalize("NFKD", text))]
    joined = "".join(pieces)
    starts, offset = set(), 0
    for piece in pieces:
        starts.add(offset)
        offset += len(piece)
    # A hyphen left at a line's end falls away once the lines are joined.
    cuts = [(match.start(), match.end()) for match in _LETTERS_APART.finditer(joined)]
    if _LETTERS_APART.sub("", joined) != canonical:
        return None
    return frozenset(_shifted(offset, cuts) for offset in starts) | frozenset(
        _shifted(start, cuts) for start, _ in cuts
    )


def _shifted(offset: int, cuts: list[tuple[int, int]]) -> int:
    return offset - sum(min(end, offset) - start for start, end in cuts if start < offset)
