"""What of a statement its sources lack, by short code that shares nothing with the assistant."""

import re

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_VALUE = {word: str(value) for value, word in enumerate(_WORDS.split())}
WORD_OF = {int(value): word for word, value in _VALUE.items()}
"""Small numbers as words."""
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAMES = "January February March April May June July August September October November December"
_MONTHS = _NAMES.split()
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
LONG = 4
"""Letters from which a word counts as one that carries meaning."""


def not_in(statement: str, sources: str, share: float) -> list[str]:
    """Return numbers and months of the statement that the sources lack.

    Where they lack none of these but hold less than `share` of its longer words, those words.
    """
    lacking = sorted(_figures(statement) - _figures(sources))
    if lacking:
        return lacking
    words, held = _long_words(statement), _long_words(sources)
    missing = sorted(words - held)
    return missing if words and len(missing) > (1 - share) * len(words) else []


def _figures(text: str) -> set[str]:
    """Numbers as digits, and months by name."""
    plain = _ISO.sub(lambda m: f"{int(m[3])} {_MONTHS[(int(m[2]) - 1) % 12]} {m[1]}", text)
    found = {_digits(match) for match in _NUMBER.findall(plain)}
    for word in _WORD.findall(plain):
        if word.lower() in _VALUE and word.lower() != "one":
            found.add(_VALUE[word.lower()])
        if word in _MONTHS and word != "May":
            found.add(word)
    return found


def _digits(written: str) -> str:
    plain = written.replace(",", "")
    return str(int(plain)) if plain.isdigit() else plain


def _long_words(text: str) -> set[str]:
    return {word.lower()[:6] for word in _WORD.findall(text) if len(word) >= LONG}
