"""Columns of text: which rows are read one after the other."""

from collections.abc import Sequence
from math import floor

from ingest.readers.pdf.rows import Stretch

NARROWEST_GUTTER = 9.0
"""Points."""
FEWEST_LINES = 6
"""A column of text has at least so many lines on each side of the gutter ..."""
FEWEST_WORDS = 3.5
"""... of so many words on average, or it is taken for a table ..."""
FULLEST = 0.55
"""... and its lines fill so much of its width on average."""
DEEPEST = 3
"""How often a column may be cut again: at most eight columns."""


def in_columns(parts: Sequence[Stretch], depth: int = 0) -> list[list[Stretch]]:
    """Return groups of stretches in reading order: one a column, parted by what runs across."""
    gutter = _gutter(parts) if depth < DEEPEST else None
    if gutter is None:
        return [list(parts)] if parts else []
    groups: list[list[Stretch]] = []
    left: list[Stretch] = []
    right: list[Stretch] = []
    across: list[Stretch] = []

    def close() -> None:
        groups.extend(in_columns(left, depth + 1))
        groups.extend(in_columns(right, depth + 1))
        left.clear()
        right.clear()

    for part in sorted(parts, key=lambda part: (part.y1, part.x0)):
        if part.x1 <= gutter or part.x0 >= gutter:
            if across:
                groups.append(list(across))
                across.clear()
            (left if part.x1 <= gutter else right).append(part)
        else:
            if left or right:
                close()
            across.append(part)
    close()
    if across:
        groups.append(across)
    return groups


def _gutter(parts: Sequence[Stretch]) -> float | None:
    """Return the middle of the best gap with columns of text on both sides."""
    if len(parts) < 2 * FEWEST_LINES:
        return None
    edges = sorted({floor(part.x0) for part in parts})
    best: tuple[int, float] | None = None
    for edge in edges:
        before = [part for part in parts if part.x1 <= edge - NARROWEST_GUTTER]
        after = [part for part in parts if part.x0 >= edge]
        across = len(parts) - len(before) - len(after)
        if across > len(parts) * 0.3 or not _side_by_side(before, after):
            continue
        middle = (max(part.x1 for part in before) + edge) / 2
        if best is None or across < best[0]:
            best = (across, middle)
    return best[1] if best is not None else None


def _side_by_side(before: list[Stretch], after: list[Stretch]) -> bool:
    return (
        _is_text(before)
        and _is_text(after)
        and min(_bottom(before), _bottom(after)) - max(_top(before), _top(after))
        > 0.4 * min(_bottom(before) - _top(before), _bottom(after) - _top(after))
    )


def _top(parts: list[Stretch]) -> float:
    return min(part.y0 for part in parts)


def _bottom(parts: list[Stretch]) -> float:
    return max(part.y1 for part in parts)


def _is_text(parts: list[Stretch]) -> bool:
    if len(parts) < FEWEST_LINES:
        return False
    width = max(part.x1 for part in parts) - min(part.x0 for part in parts)
    fill = sum(part.x1 - part.x0 for part in parts) / len(parts)
    words = sum(len(part.words) for part in parts) / len(parts)
    return words >= FEWEST_WORDS and fill >= FULLEST * width
