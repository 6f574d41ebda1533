"""A page drawn from the places of its words, with a quotation marked where its words are."""

from dataclasses import dataclass

from assistant.domain.documents import Page
from assistant.grounding.highlight import find_quote

_BASELINE = 0.22
"""Part of a word's box that is below the baseline."""


@dataclass(frozen=True, slots=True)
class DrawnWord:
    """A word and where it is drawn, in points from the top left."""

    text: str
    x: float
    y: float
    """Of the baseline."""
    top: float
    width: float
    height: float
    quoted: bool


def drawn_words(page: Page, quote: str | None) -> list[DrawnWord]:
    """Return the words of a page that has their places; nothing for one that hasn't."""
    place = find_quote(quote, page.text) if quote else None
    start, end = place or (0, 0)
    return [
        DrawnWord(
            text=page.text[word.start : word.end],
            x=round(word.x0, 1),
            y=round(word.y1 - _BASELINE * (word.y1 - word.y0), 1),
            top=round(word.y0, 1),
            width=round(word.x1 - word.x0, 1),
            height=round(word.y1 - word.y0, 1),
            quoted=word.start < end and start < word.end,
        )
        for word in page.words
        if word.x1 > word.x0 and word.y1 > word.y0
    ]
