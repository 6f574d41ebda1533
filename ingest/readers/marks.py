"""List marks and paragraph numbers as people type them at the start of a line."""

import re
from dataclasses import dataclass

from assistant.language.numbers import roman

BULLETS = "-–—•*·▪●◦‣§➢➤✓■□○o\uf0b7\uf0a7\uf0d8"
_BULLET = re.compile(rf"[{re.escape(BULLETS)}][ \t\xa0]+(?=\S)")
_NUMBER = re.compile(
    r"(\((?:[ivxlc]{1,7}|[IVXLC]{1,7}|[a-z]|[A-Z]|\d{1,3})\)"
    r"|(?:[ivxlc]{1,7}|[IVXLC]{1,7}|[a-z]|[A-Z])[.)]"
    r"|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}[.)])[ \t\xa0]+(?=\S)"
)
_ENOUGH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, what it is, and where the text after it starts."""

    text: str
    style: str
    """"bullet", "paragraph" (2.14), "decimal", "lower", "upper", "Roman" or "roman"."""
    end: int


def find_mark(line: str) -> Mark | None:
    """Return the mark that a line, without its indentation, begins with.

    A bullet before a number ("- IV.") is only a bullet's way of setting the number out.
    """
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    number = _NUMBER.match(line, start)
    if number and (bullet or _is_number(number, line)):
        text = number.group(1)
        return Mark(text, _style(text), number.end())
    if bullet:
        sign = line[0]
        return Mark("•" if "\ue000" <= sign <= "\uf8ff" else sign, "bullet", bullet.end())
    return None


def depths() -> "Depths":
    """Return a fresh count of list depth, for one list."""
    return Depths()


class Depths:
    """Works out how deep list items are nested from the kind and order of their marks."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []

    def close(self) -> None:
        """End the list: the next item starts a new one."""
        self._open = []

    def of(self, mark: Mark) -> int:
        """Return the depth of the next item, from 1."""
        style = mark.style
        if style in {"Roman", "roman"} and self._continues_letters(mark):
            style = "upper" if mark.text.strip("().").isupper() else "lower"
        styles = [style for style, _ in self._open]
        if style in styles:
            self._open = self._open[: styles.index(style) + 1]
            self._open[-1] = (style, mark.text)
        else:
            self._open.append((style, mark.text))
        return len(self._open)

    def _continues_letters(self, mark: Mark) -> bool:
        """Whether "i." comes after "h.", and so is a letter and no roman one."""
        letter = mark.text.strip("().")
        return len(letter) == 1 and any(
            previous.strip("().") == chr(ord(letter) - 1) for _, previous in self._open
        )


def _is_number(found: re.Match[str], line: str) -> bool:
    """Initials ("A. Smith") and amounts ("1.5 million") look like numbers of items."""
    text, rest = found.group(1), line[found.end() :]
    if text[0] == "(" or text.endswith(")"):
        return True
    if text[0].isdigit():
        return not ("." in text[:-1] and rest[:1].islower())
    if len(text) == 2 and text[0].isupper():  # noqa: PLR2004 - one letter and its full stop
        return len(rest.split()) >= _ENOUGH_WORDS
    return text[0].islower() or roman(text[:-1]) is not None


def _style(mark: str) -> str:
    core = mark.strip("().")
    if core[0].isdigit():
        return "paragraph" if "." in core else "decimal"
    if len(core) > 1 or core.lower() in {"i", "v", "x"}:
        if roman(core) is not None:
            return "Roman" if core.isupper() else "roman"
    return "upper" if core.isupper() else "lower"
