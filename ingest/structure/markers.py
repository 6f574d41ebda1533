"""List marks and paragraph numbers at the start of a line."""

import re
from dataclasses import dataclass
from enum import StrEnum

BULLETS = "•●◦○▪■◼◾□▫–—‒−*·‣➢➤❖✓✔►▶◆\u0336-"
PRIVATE = re.compile("[\ue000-\uf8ff]")
DASHES = "–—‒−-*"
"""Marks that also stand inside running text."""
MARK = re.compile(
    rf"""(?:(?P<bullet>[{re.escape(BULLETS)}]|[oO](?=\s+[A-Za-z‘“'"(])|[\ue000-\uf8ff])(?=\s)
    |(?P<paragraph>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}\.?)(?=\s)
    |(?P<number>\(?\d{{1,3}}[.)]|\(\d{{1,3}}\))(?=\s|[A-Z‘“])
    |(?P<roman>\(?[ivxl]{{1,6}}[.)]|\(?[IVXL]{{1,6}}[.)])(?=\s)
    |(?P<letter>\(?[a-zA-Z][.)])(?=\s)
    )\s*(?:\*\*|__)?""",
    re.VERBOSE,
)
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})$|xl(?:ix|iv|v?i{0,3})$")
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


class Mark(StrEnum):
    """Kind of list mark."""

    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    """A number of several parts: 2.14."""
    NUMBER = "number"
    ROMAN = "roman"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark found at a line's start."""

    kind: Mark
    text: str
    """As printed, private bullets shown as "•"."""
    value: int | None
    """Its place in a sequence: 3 for "3.", "iii." and "c)"."""
    length: int
    """Characters up to what follows the mark."""

    @property
    def is_weak(self) -> bool:
        """True where the same characters often stand inside running text."""
        return self.text in DASHES or self.kind is not Mark.BULLET


def marked(text: str) -> Marked | None:
    """Return the list mark that a line starts with; "- IV." counts as the mark "IV."."""
    match = MARK.match(text)
    if match is None:
        return None
    kind = Mark(str(match.lastgroup))
    shown = match[kind].strip()
    if kind is Mark.BULLET:
        inner = marked(text[match.end() :]) if shown in DASHES else None
        if inner is not None and inner.kind is not Mark.BULLET:
            return Marked(inner.kind, inner.text, inner.value, match.end() + inner.length)
        return Marked(kind, PRIVATE.sub("•", shown), None, match.end())
    if kind is Mark.ROMAN and not ROMAN.match(_bare(shown).lower()):
        if len(_bare(shown)) > 1:
            return None
        kind = Mark.LETTER
    return Marked(kind, shown, _value(kind, _bare(shown)), match.end())


def as_letter(mark: Marked) -> Marked:
    """Return a one-character roman mark read as a letter ("i." after "h.", "c." after "b.")."""
    return Marked(Mark.LETTER, mark.text, _value(Mark.LETTER, _bare(mark.text)), mark.length)


def _bare(mark: str) -> str:
    return mark.strip("().")


def _value(kind: Mark, bare: str) -> int | None:
    match kind:
        case Mark.NUMBER:
            return int(bare)
        case Mark.LETTER:
            return ord(bare.lower()) - ord("a") + 1
        case Mark.ROMAN:
            return roman_value(bare.lower())
        case _:
            return None


def roman_value(text: str) -> int:
    """Return the value of a small roman number."""
    values = [VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
