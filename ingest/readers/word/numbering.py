"""Numbers that Word prints by itself: "1.", "IV.", "(a)", "2.3.1" (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass, field

from assistant.language.numbers import to_roman
from ingest.readers.word.names import Element, switch, value, w, whole

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST = 100_000
_LARGEST_ROMAN = 3_999
_ALPHABET = 26


@dataclass(slots=True)
class Level:
    """One level of a list."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    """All numbers of the mark in Arabic digits."""
    restarts_after: int | None = None
    """Restarts only after this level (from 1); 0 never."""


@dataclass(slots=True)
class Numbered:
    """A list definition and its counters, which all lists made from it share."""

    levels: dict[int, Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as paragraphs come and says what is printed before each."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[int, Numbered] = {}
        self._overrides: dict[int, dict[int, Element]] = {}
        self._used: set[int] = set()
        if root is not None:
            self._read(root)

    def mark(self, list_id: int, level: int) -> str | None:
        """Count one paragraph and return its mark, "•" for any bullet, none for no mark."""
        numbered = self._lists.get(list_id)
        if numbered is None or not 0 <= level < _LEVELS:
            return None
        if list_id not in self._used:
            self._used.add(list_id)
            self._override(numbered, list_id)
        definition = numbered.levels.setdefault(level, Level(text=f"%{level + 1}."))
        self._count(numbered, level, definition)
        if definition.format == "bullet":
            return "•"
        if definition.format == "none" and not _PLACE.sub("", definition.text).strip():
            return None
        return self._print(numbered, definition)

    def _read(self, root: Element) -> None:
        abstract: dict[int, Numbered] = {}
        for node in root.iterfind(w("abstractNum")):
            number = whole(node.get(w("abstractNumId")))
            if number is not None:
                levels = {
                    index: _level(level)
                    for level in node.iterfind(w("lvl"))
                    if (index := whole(level.get(w("ilvl")))) is not None
                }
                abstract[number] = Numbered(levels)
        for node in root.iterfind(w("num")):
            list_id, number = whole(node.get(w("numId"))), whole(value(node, "abstractNumId"))
            if list_id is None or number not in abstract:
                continue
            self._lists[list_id] = abstract[number]
            self._overrides[list_id] = {
                index: override
                for override in node.iterfind(w("lvlOverride"))
                if (index := whole(override.get(w("ilvl")))) is not None
            }

    def _override(self, numbered: Numbered, list_id: int) -> None:
        for index, override in self._overrides.get(list_id, {}).items():
            level = override.find(w("lvl"))
            if level is not None:
                numbered.levels[index] = _level(level)
            start = whole(value(override, "startOverride"))
            if start is not None:
                numbered.counters[index] = start - 1

    def _count(self, numbered: Numbered, level: int, definition: Level) -> None:
        counters = numbered.counters
        counters[level] = min(counters.get(level, definition.start - 1) + 1, _MOST)
        for deeper in [index for index in counters if index > level]:
            after = numbered.levels.get(deeper, Level()).restarts_after
            if after is None or level < after:
                del counters[deeper]

    def _print(self, numbered: Numbered, definition: Level) -> str | None:
        def place(found: re.Match[str]) -> str:
            index = int(found.group(1)) - 1
            other = numbered.levels.get(index, Level())
            count = numbered.counters.get(index, other.start)
            return written(count, "decimal" if definition.legal else other.format)

        return _PLACE.sub(place, definition.text).strip() or None


def written(count: int, form: str) -> str:
    """Return a number in one of Word's formats; unusual ones fall back to digits."""
    if form in {"upperRoman", "lowerRoman"} and 1 <= count <= _LARGEST_ROMAN:
        sign = to_roman(count)
        return sign if form == "upperRoman" else sign.lower()
    if form in {"upperLetter", "lowerLetter"} and 1 <= count <= _MOST:
        # After z comes aa, then bb: the letter repeats.
        times, letter = divmod(count - 1, _ALPHABET)
        sign = chr(ord("a") + letter) * min(times + 1, 10)
        return sign.upper() if form == "upperLetter" else sign
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form in {"none", "bullet"} else str(count)


def _level(node: Element) -> Level:
    return Level(
        format=value(node, "numFmt") or "decimal",
        text=value(node, "lvlText") or "",
        start=whole(value(node, "start")) or (0 if value(node, "start") == "0" else 1),
        legal=bool(switch(node, "isLgl")),
        restarts_after=whole(value(node, "lvlRestart")),
    )
