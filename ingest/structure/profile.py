"""What is usual in a document: the body's type size, the distance between its lines."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.structure.lines import Line

WIDER = 1.22
"""Times the usual distance; more is a gap between paragraphs."""
USUAL_PITCH = 1.2
"""Ems, where a document has too few lines to tell."""
FEWEST = 3
NEAR = 0.3
"""Points between steps that are the same but for rounding."""
FURTHEST = 2.5
"""Ems; lines further apart aren't lines of one paragraph."""
SAME_LEFT = 3.0
"""Points to the side, within which lines begin at the same place."""
SPARE = 0.25
"""Ems that a word needs beside it to fit."""
UNFINISHED = re.compile(r"[^.?!:;]$")
CLOSERS = "\"'’”)]*"


@dataclass(frozen=True, slots=True)
class Flowing:
    """A line of running text with its surroundings."""

    page: int
    """Index of the page."""
    at: int
    """Index of the line on its page."""
    line: Line
    right: float
    """Right edge of the text around it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Usual measures of one document."""

    body: float
    """Font size of most of the text."""
    pitches: dict[float, float]
    """Usual distance of baselines by font size."""
    colour: tuple[int, int, int]
    """Of most of the text."""
    plain: bool
    """Without type: a text file, where only places and words can tell."""

    def pitch(self, size: float) -> float:
        """Return the usual distance of baselines at a size."""
        return self.pitches.get(round(size), USUAL_PITCH * size if not self.plain else 1.0)

    def gap_between(self, before: Line, after: Line) -> bool:
        """Say whether two lines, one under the other, stand apart like paragraphs."""
        return after.y - before.y > WIDER * self.pitch(max(before.size, after.size))


def make_profile(lines: Sequence[Line], *, plain: bool) -> Profile:
    """Measure a document's lines, given in reading order."""
    sizes: Counter[float] = Counter()
    steps: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    colours = Counter(line.colour for line in lines).most_common(1)
    colour = colours[0][0] if colours else (0, 0, 0)
    if plain:
        return Profile(body, {}, colour, plain)
    for before, after in pairwise(lines):
        step = after.y - before.y
        alike = before.column == after.column and round(before.size) == round(after.size)
        if alike and 0 < step < FURTHEST * after.size:
            steps[round(after.size)][round(step, 1)] += 1
    pitches = {size: _usual(found) for size, found in steps.items() if found.total() >= FEWEST}
    return Profile(body, pitches, colour, plain)


def _usual(steps: Counter[float]) -> float:
    """Return the commonest step, near ones counted together."""
    near = {
        step: sum(count for other, count in steps.items() if abs(other - step) <= NEAR)
        for step in steps
    }
    return max(near.items(), key=lambda item: (item[1], -item[0]))[0]


def flowing(lines: Sequence[tuple[int, int, Line]]) -> list[Flowing]:
    """Return the lines (page index, line index, line) with the right edge around each.

    That is the furthest edge of the lines that begin as far left on the same page and column.
    """
    edges: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    for page, _, line in lines:
        place = round(line.x0 / SAME_LEFT)
        for near in (place - 1, place, place + 1):
            key = page, line.column, near
            edges[key] = max(edges[key], line.x1)
    return [
        Flowing(page, at, line, edges[page, line.column, round(line.x0 / SAME_LEFT)])
        for page, at, line in lines
    ]


def is_forced(before: Flowing, after: Line) -> bool:
    """Say whether the line was ended on purpose: the next word would have fitted on it."""
    line = before.line
    room = before.right - line.x1 - SPARE * max(line.size, 1.0)
    return room > after.first_word


def is_unfinished(text: str) -> bool:
    """Say whether a text stops in the middle of a sentence."""
    bare = text.rstrip().rstrip(CLOSERS)
    return bool(bare) and UNFINISHED.search(bare) is not None
