"""List marks: which items stand side by side and which are nested."""

import re
from dataclasses import dataclass

from assistant.domain.documents import Block
from assistant.language.numbers import roman

_BULLETS = "-–—•*·▪‣◦○●■□o➢✓"
_MARK = re.compile(
    rf"^\s*(?P<bullet>[{re.escape(_BULLETS)}](?=\s|$))?\s*"
    r"(?:[(\[]?(?P<sign>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7}|[ivxlc]{1,7}|[A-Za-z])[.)\]:]+(?=\s|$))?\s*"
)
_BARE = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7}|[ivxlc]{1,7}|[A-Za-z]")
_GAPS = frozenset({"digits", "ROMAN"})
"""Styles whose lists may leave numbers out, as where only the relevant ones are given."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A list mark in each way that it can be read: "i" is a letter and a Roman number."""

    printed: str | None
    """Number as printed, without brackets and dots; none for bullets."""
    readings: tuple[tuple[str, int], ...]
    """(style, value) pairs; bullets have none."""


def mark_of(block: Block) -> tuple[Mark | None, str]:
    """Return a block's list mark and its text without the mark.

    Readers give the mark apart; a number behind a bullet ("- IV.") may still open the text.
    """
    printed = (block.marker or "").strip()
    if printed and (sign := _sign(printed)):
        return _read(sign), block.text
    inside = _MARK.match(block.text)
    if inside and inside["sign"]:
        return _read(inside["sign"]), block.text[inside.end() :]
    if inside and inside["bullet"]:
        return Mark(None, ()), block.text[inside.end() :]
    return (Mark(None, ()) if printed else None), block.text


def _sign(printed: str) -> str | None:
    if _BARE.fullmatch(printed):
        return None if printed == "o" else printed
    match = _MARK.fullmatch(printed)
    return match["sign"] if match else None


def _read(sign: str) -> Mark:
    if sign[0].isdigit():
        style = "digits" if "." not in sign else "dotted"
        return Mark(sign, ((style, int(sign.rsplit(".", 1)[-1])),))
    readings = []
    if value := roman(sign):
        readings.append(("ROMAN" if sign.isupper() else "roman", value))
    if len(sign) == 1:
        readings.append(
            ("LETTER" if sign.isupper() else "letter", ord(sign.lower()) - ord("a") + 1)
        )
    return Mark(sign, tuple(readings))


def follows(previous: Mark, following: Mark) -> bool:
    """Return whether a mark goes on with the list of the previous one."""
    if not previous.readings or not following.readings:
        return previous.readings == following.readings
    earlier = dict(previous.readings)
    for style, value in following.readings:
        step = value - earlier.get(style, value)
        if step == 1 or (step > 1 and style in _GAPS):
            return True
    return False
