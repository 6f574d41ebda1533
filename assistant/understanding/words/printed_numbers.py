"""Numbers of recommendations, however they are printed or typed."""

import re

from assistant.language.numbers import number_word, roman, to_roman
from assistant.language.words import fold

_PREFIX = re.compile(
    r"^(?:recommendations?|recs?|r|afis?|areas? for improvement|causes? of concern|coc|actions?"
    r"|numbers?|no|nr|n|#|item)[\s.#:-]*(?=[\divxlc])",
    re.IGNORECASE,
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20,
}  # fmt: skip


def plain_number(printed: str) -> str:
    """Return one form for a number: "IV", "4.", "Recommendation 4" and "R4" are all "4".

    What is no whole number ("4a", "2.1") keeps its letters and points.
    """
    bare = _PREFIX.sub("", fold(printed)).strip(" .:()[]#")
    if bare.isdigit():
        return str(int(bare))
    value = roman(bare) or number_word(bare) if bare else None
    return str(value) if value else bare


def ordinal(word: str) -> int | None:
    """Return 3 for "third" or "3rd"."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    match = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", word)
    return int(match[1]) if match else None


def ways_to_print(plain: str) -> tuple[str, ...]:
    """Return the usual ways to print a plain number."""
    if plain.isdigit() and 0 < int(plain) < 4000:  # noqa: PLR2004 - the largest Roman number
        return (plain, to_roman(int(plain)))
    return (plain,)
