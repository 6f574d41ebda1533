"""Numbers as written: Roman, in words and in digits."""

import re
from typing import NamedTuple

_ROMAN_SIGNS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000} | _LARGE
_UNIT = rf"(?:{'|'.join(_UNITS.split()[:10])})"
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS.split())})(?:[-\s]{_UNIT})?|{'|'.join(_UNITS.split()[::-1])})"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|a)\s+hundred\b(?:\s+(?:and\s+)?{_BELOW_100})?|{_BELOW_100})"
_IN_WORDS = (
    rf"(?:{_BELOW_1000}|a)\s+(?:thousand|million|billion)\b(?:\s+(?:and\s+)?{_BELOW_1000})?"
    rf"|{_BELOW_1000}"
)
_NUMBER = re.compile(
    rf"""
    (?<![\w.]) (?<!\d,)
    (?: (?P<digits> \d{{1,3}} (?:,\d{{3}})+ (?:\.\d+)? | \d+ (?:\.\d+)? )
        (?: (?P<suffix>k|m|bn)\b | \s(?P<scale>hundred|thousand|million|billion)\b )?
      | (?P<words> {_IN_WORDS} )
    )
    (?! \w | \.\d | ,\d\d\d )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class WrittenNumber(NamedTuple):
    """A number as it stands in a text."""

    start: int
    end: int
    text: str
    value: float


def to_roman(n: int) -> str:
    """Return 1 to 3999 in capital Roman signs.

    Raises:
        ValueError: there is no such Roman number.
    """
    if not 1 <= n <= _LARGEST_ROMAN:
        raise ValueError(f"{n} can't be written in Roman signs; they run from 1 to 3999.")
    written = ""
    for value, sign in _ROMAN_SIGNS:
        written += sign * (n // value)
        n %= value
    return written


def roman(text: str) -> int | None:
    """Return the value of a well-formed Roman number, all capitals or all small letters."""
    if not text.isascii() or text not in {text.upper(), text.lower()}:
        return None
    rest, total = text.upper(), 0
    for value, sign in _ROMAN_SIGNS:
        while rest.startswith(sign):
            rest, total = rest[len(sign) :], total + value
    well_formed = not rest and 0 < total <= _LARGEST_ROMAN and to_roman(total) == text.upper()
    return total if well_formed else None


def number_word(word: str) -> int | None:
    """Return the value of a number in words: "thirteen", "twenty-one", "two hundred and five"."""
    total = current = 0
    parts = [part for part in re.split(r"[\s-]+", word.lower().strip()) if part != "and"]
    if not parts:
        return None
    for position, part in enumerate(parts):
        if part in _SMALL:
            current += _SMALL[part]
        elif part == "a" and position == 0 and len(parts) > 1:
            current = 1
        elif part == "hundred":
            current = (current or 1) * _LARGE[part]
        elif part in _LARGE:
            total, current = total + (current or 1) * _LARGE[part], 0
        else:
            return None
    return total + current


def find_numbers(text: str) -> list[WrittenNumber]:
    """Return the numbers of a text in order: "13", "13,732", "2.5 million", "twenty-one".

    Parts of words ("31st", "IA2") and dotted references ("2.1.4") are no numbers.
    """
    return [_written(match) for match in _NUMBER.finditer(text)]


def _written(match: re.Match[str]) -> WrittenNumber:
    if match["digits"]:
        scale = _SUFFIXES[(match["suffix"] or match["scale"]).lower()] if _scaled(match) else 1
        value = float(match["digits"].replace(",", "")) * scale
    else:
        value = float(number_word(match["words"]) or 0)
    return WrittenNumber(match.start(), match.end(), match.group(), value)


def _scaled(match: re.Match[str]) -> bool:
    return bool(match["suffix"] or match["scale"])
