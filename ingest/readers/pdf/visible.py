"""Which words a reader of the page sees, and why others are left out."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf.drawing import Drawing, Fill
from ingest.readers.pdf.geometry import Box, PageSpace
from ingest.readers.pdf.words import Word
from ingest.structure.characters import clean

SMALLEST = 2.0
"""Points; smaller text can't be read."""
FAINTEST = 26
"""Out of 255: text less opaque, or closer in brightness to what lies behind it, isn't seen."""
INVISIBLE_MODES = {3, 7}
COVERED = 0.6
"""Share of the smaller word's area that another word lies over."""
WHITE = (255, 255, 255)
GRID = 40.0
"""Points; words are compared with those in the same square only."""

INVISIBLE, TINY, OFF_PAGE, FAINT, BURIED = (
    "invisible text",
    "text too small to read",
    "text off the page",
    "text in the colour of its background",
    "text under an opaque area",
)
OVERPRINT = "text printed over other text"
CHARACTERS = "invisible characters"


def visible_words(
    words: Sequence[Word], space: PageSpace, drawing: Drawing
) -> tuple[list[Word], Counter[str]]:
    """Return the words that are seen, and how many were left out for which reason.

    Words printed over other words stay, and are counted: which of them is seen can't be told.
    """
    found: Counter[str] = Counter()
    seen = []
    for word in words:
        reason = _hidden(word, space, drawing)
        if reason is not None:
            found[reason] += 1
            continue
        if word.text.isascii() and word.text.isprintable():
            seen.append(word)
            continue
        text = clean(word.text)
        found[CHARACTERS] += len(clean(word.text, expand=False)) < len(word.text)
        if text:
            note = word.note if len(text) == len(word.text) else None
            seen.append(word if text == word.text else replace(word, text=text, note=note))
    return _without_double_prints(seen, found), found


def _hidden(word: Word, space: PageSpace, drawing: Drawing) -> str | None:
    if word.mode in INVISIBLE_MODES or word.alpha < FAINTEST:
        return INVISIBLE
    if word.size < SMALLEST:
        return TINY
    x, y = _centre(word)
    if not (0 <= x <= space.width and 0 <= y <= space.height):
        return OFF_PAGE
    return _against_background(word, drawing)


def _against_background(word: Word, drawing: Drawing) -> str | None:
    order = drawing.orders.get(word.drawn)
    behind: Fill | None = None
    for fill in drawing.fills:
        if not _holds(fill.box, word):
            continue
        if order is None or fill.order < order:
            behind = fill
        elif fill.colour is not None:
            return BURIED
    if behind is not None and behind.colour is None:
        return None
    paper = behind.colour if behind is not None and behind.colour is not None else WHITE
    return FAINT if _contrast(word.colour, paper) < FAINTEST else None


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _holds(box: Box, word: Word) -> bool:
    x, y = _centre(word)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _centre(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2


def _without_double_prints(words: list[Word], found: Counter[str]) -> list[Word]:
    """Drop words printed twice for boldness or shadow; count different words in one place."""
    squares: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
    kept = []
    for word in words:
        x, y = _centre(word)
        around = [
            other
            for column in (int((x - GRID / 2) // GRID), int((x + GRID / 2) // GRID))
            for row in (int((y - GRID / 2) // GRID), int((y + GRID / 2) // GRID))
            for other in squares[column, row]
        ]
        under = [other for other in around if _overlap(word, other) > COVERED]
        if any(other.text == word.text for other in under):
            continue
        found[OVERPRINT] += bool(under)
        squares[int(x // GRID), int(y // GRID)].append(word)
        kept.append(word)
    return kept


def _overlap(one: Word, other: Word) -> float:
    if one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0:
        return 0.0
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    areas = [(word.x1 - word.x0) * (word.y1 - word.y0) for word in (one, other)]
    return width * height / max(min(areas), 1e-6)
