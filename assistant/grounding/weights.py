"""The parts of a sentence that must be right: numbers, dates, names, weighty words, negations."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.language.dates import find_dates
from assistant.language.numbers import find_numbers
from assistant.language.words import STOPWORDS, fold, stem, words

_ORDINAL = re.compile(r"(?<![\w.])(\d+)(?:st|nd|rd|th)(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"(?<!\w)(?=\w*\d)(?=\w*[A-Za-z])[\w/-]*\w")
_DOTTED = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?!\w)")
_PERCENT = re.compile(r"\d\s?(?:%|per ?cent\b)", re.IGNORECASE)
_CURRENCY = re.compile(r"[£$€]\s?(?=\d)")
_CAPITALISED = re.compile(r"(?<![\w'’])[A-Z][\w'’]*")
_CONTRACTED = re.compile(r"n't\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"’”)]*\s+|\n\s*)['\"‘“(]*(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class WeightyWords:
    """Folded words by what they change."""

    assertive: frozenset[str]
    negations: frozenset[str]


@cache
def weighty_words() -> WeightyWords:
    """Return the lists of weighty.yaml, read once."""
    text = files("assistant.grounding").joinpath("weighty.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    negations = frozenset(data.pop("negations"))
    return WeightyWords(frozenset(word for group in data.values() for word in group), negations)


def numbers(text: str) -> set[str]:
    """Return what is countable in a text, dates apart: values, ordinals, codes, units of money."""
    bare = _without_dates(text)
    found = {f"{number.value:g}" for number in find_numbers(bare)}
    found |= {match.group(1).lstrip("0") for match in _ORDINAL.finditer(bare)}
    found |= {fold(match.group()) for match in _CODE.finditer(bare) if not _is_ordinal(match)}
    found |= {match.group() for match in _DOTTED.finditer(bare)}
    found |= {"%"} if _PERCENT.search(bare) else set()
    return found | {match.group().strip() for match in _CURRENCY.finditer(bare)}


def dates(text: str) -> set[str]:
    """Return the dates of a text as ISO days or months."""
    return {
        written.day.isoformat() if written.day else "{:04}-{:02}".format(*(written.month or (0, 0)))
        for written in find_dates(text)
    }


def names(text: str) -> list[str]:
    """Return the capitalised words of a text, dates and the first words of sentences apart."""
    bare = _without_dates(text)
    starts = {match.end() for match in _SENTENCE_START.finditer(bare)}
    return [
        match.group()
        for match in _CAPITALISED.finditer(bare)
        if match.start() not in starts or match.group()[1:2].isupper()
    ]


def weighty(text: str) -> set[str]:
    """Return the words of a text that grade, quantify, oblige or settle something."""
    return {word for word in words(text) if word in weighty_words().assertive}


def negations(text: str) -> list[frozenset[str]]:
    """Return, for each negation of a text, the stems that stand next to it."""
    tokens = words(_CONTRACTED.sub(" not", fold(text)).replace("cannot", "can not"))
    content = [(place, stem(word)) for place, word in enumerate(tokens) if _is_content(word)]
    return [
        frozenset(_next_to(place, content))
        for place, word in enumerate(tokens)
        if word in weighty_words().negations
    ]


def _next_to(place: int, content: list[tuple[int, str]]) -> list[str]:
    before = [word for at, word in content if at < place][-1:]
    after = [word for at, word in content if at > place][:2]
    return before + after


def _is_content(word: str) -> bool:
    return word not in STOPWORDS and word not in weighty_words().negations


def _is_ordinal(match: re.Match[str]) -> bool:
    return _ORDINAL.fullmatch(match.group()) is not None


def _without_dates(text: str) -> str:
    for written in reversed(find_dates(text)):
        text = text[: written.start] + " " * (written.end - written.start) + text[written.end :]
    return text
