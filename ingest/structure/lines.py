"""Printed lines: what every reader hands to the structure code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Lengths are points from the page's top left corner.

    Readers of plain text set every character one unit wide and every line one unit high, which
    keeps all the proportions that the structure code looks at.
    """

    start: int
    """Offset of the first character in the page's text."""
    end: int
    text: str
    """The page's text from `start` to `end`."""
    x0: float
    x1: float
    y: float
    """Baseline."""
    size: float
    """Font size of most of the line."""
    bold: bool = False
    """The whole line is bold."""
    italic: bool = False
    """The whole line is in italics."""
    colour: tuple[int, int, int] = (0, 0, 0)
    """Of most of the line."""
    first_word: float = 0.0
    """Width of the first word: would it have fitted on the line before?"""
    gaps: tuple[int, ...] = ()
    """Offsets into `text` of what follows a wide gap: columns, tabs, the text after a list mark."""
    notes: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` that are raised note marks."""
    cell: tuple[int, int, int] | None = None
    """Table on this page, row and column, each from 0, when the line stands in a table."""
    column: int = 0
    """Which column of text, from 0, counted along the page."""
    sideways: bool = False
    """Set at an angle: seen, but no part of the running text."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page in reading order."""

    number: int
    """Physical number, from 1."""
    lines: tuple[Line, ...]
    height: float = 0.0
    """Points; 0 where there are no pages and so no running heads."""
