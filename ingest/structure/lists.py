"""Where list items begin and how deep they are nested."""

from dataclasses import dataclass

from ingest.structure.lines import Line
from ingest.structure.markers import Mark, Marked, as_letter, marked
from ingest.structure.profile import is_unfinished

DEEPER = 4.0
"""Points further right that make an item a nested one."""
GOES_ON = (";", "; and", "; or", ";and", ",")


@dataclass(frozen=True, slots=True)
class Level:
    """An open list: where its marks stand and which came last."""

    x: float
    signature: tuple[str, ...]
    value: int | None


class Lists:
    """The open lists, outermost first."""

    def __init__(self, *, plain: bool) -> None:
        self._levels: list[Level] = []
        self._deeper = 1.0 if plain else DEEPER

    def clear(self) -> None:
        """Forget open lists: a heading came."""
        self._levels.clear()

    def pass_paragraph(self, line: Line) -> None:
        """Close the lists that stand as far right as a paragraph that is no part of them."""
        while self._levels and self._levels[-1].x >= line.x0 - self._deeper:
            self._levels.pop()

    def begins(self, line: Line, *, at_break: bool) -> Marked | None:
        """Return the mark if the line begins a list item.

        Args:
            line: the line.
            at_break: the text before it has come to an end, so that a new block may begin.
        """
        mark = marked(line.text)
        if mark is None or (mark.kind is Mark.ROMAN and self._is_letter(mark)):
            mark = as_letter(mark) if mark else None
        if mark is None or not mark.is_weak:
            return mark
        parted = mark.length in line.gaps
        if mark.kind in {Mark.LETTER, Mark.ROMAN}:
            follows = self._following(mark) is not None or mark.value == 1
            return mark if follows and (parted or at_break) else None
        return mark if parted or at_break or self._is_beside(mark, line) else None

    def level(self, mark: Marked, line: Line, before: str) -> int:
        """Open or go on with a list for an item, and return the item's depth from 1.

        Args:
            mark: the item's mark.
            line: its first line.
            before: the text of the block before, or nothing.
        """
        item = Level(line.x0, _signature(mark), mark.value)
        depth = self._following(mark)
        if depth is None and mark.value is None:
            depth = self._sibling(item, before)
        if depth is None:
            depth = self._place(item, before)
        self._levels[depth:] = [item]
        return depth + 1

    def _following(self, mark: Marked) -> int | None:
        signature = _signature(mark)
        for depth in range(len(self._levels) - 1, -1, -1):
            one = self._levels[depth]
            follows = one.value is not None and mark.value == one.value + 1
            if one.signature == signature and follows:
                return depth
        return None

    def _sibling(self, item: Level, before: str) -> int | None:
        """A bullet like the last one, after text that ends with a semicolon, is beside it."""
        if not self._levels or self._levels[-1].signature != item.signature:
            return None
        return len(self._levels) - 1 if before.endswith(GOES_ON) else None

    def _is_beside(self, mark: Marked, line: Line) -> bool:
        """Say whether a bullet stands under those of an open list."""
        return mark.kind is Mark.BULLET and any(
            one.signature == _signature(mark) and abs(one.x - line.x0) <= self._deeper
            for one in self._levels
        )

    def _place(self, item: Level, before: str) -> int:
        depth = len(self._levels)
        while depth and self._levels[depth - 1].x > item.x + self._deeper:
            depth -= 1
        if depth and depth == len(self._levels) and self._is_nested(item, before):
            return depth
        return max(0, depth - 1)

    def _is_nested(self, item: Level, before: str) -> bool:
        top = self._levels[-1]
        if item.x > top.x + self._deeper:
            return True
        return before.endswith(":") and item.signature != top.signature

    def _is_letter(self, mark: Marked) -> bool:
        """Say whether a roman "i." follows "h." and so is a letter."""
        if len(mark.text.strip("().")) > 1 or self._following(mark) is not None:
            return False
        return self._following(as_letter(mark)) is not None


def _signature(mark: Marked) -> tuple[str, ...]:
    if mark.kind is Mark.BULLET:
        return (mark.kind, mark.text)
    bare = mark.text.strip("().")
    around = mark.text.replace(bare, "")
    return (mark.kind, around, "upper" if bare.isupper() else "")


def ends(text: str) -> bool:
    """Say whether a text has come to an end, as before a new list item."""
    return not is_unfinished(text) or text.endswith(GOES_ON)
