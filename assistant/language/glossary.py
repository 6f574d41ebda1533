"""What acronyms stand for, and other words for the same thing."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from assistant.language.words import fold


class Glossary(NamedTuple):
    """The glossary's data."""

    expansions: Mapping[str, tuple[str, ...]]
    """Acronym as printed -> what it stands for."""
    synonyms: tuple[tuple[str, ...], ...]
    """Groups of terms that stand for one another; none is an acronym's expansion only."""
    ordinary: frozenset[str]
    """Acronyms that are also ordinary words, so that only capitals count."""


@cache
def glossary() -> Glossary:
    """Return the glossary, read once."""
    text = files("assistant.language").joinpath("glossary.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return Glossary(
        MappingProxyType({name: tuple(values) for name, values in data["acronyms"].items()}),
        tuple(tuple(group) for group in data["synonyms"]),
        frozenset(data["ordinary_words"]),
    )


def expand(text: str) -> list[str]:
    """Return other ways to write the terms that occur in a text, in order, none twice.

    "What is an NMO?" gives "Non-Molestation Order"; terms that the text has already are left out.
    """
    return list(_expanded(text))


@lru_cache(maxsize=4096)
def _expanded(text: str) -> tuple[str, ...]:
    folded = fold(text)
    found: dict[str, None] = {}
    for pattern, capitals, others in _terms():
        if pattern.search(text if capitals else folded):
            found.update(dict.fromkeys(others))
    return tuple(other for other in found if not _whole(fold(other)).search(folded))


class _Term(NamedTuple):
    pattern: re.Pattern[str]
    capitals: bool
    """Matched against the text as written, not folded."""
    others: tuple[str, ...]


@cache
def _terms() -> tuple[_Term, ...]:
    known = glossary()
    terms = []
    for acronym, meanings in known.expansions.items():
        capitals = acronym in known.ordinary
        pattern = _whole(acronym if capitals else fold(acronym))
        terms.append(_Term(pattern, capitals, meanings))
        terms += [_Term(_whole(fold(meaning)), False, (acronym,)) for meaning in meanings]
    for group in known.synonyms:
        terms += [
            _Term(_whole(fold(term)), False, tuple(other for other in group if other != term))
            for term in group
        ]
    return tuple(terms)


@cache
def _whole(term: str) -> re.Pattern[str]:
    """Return a pattern of the term as whole words, its plural included."""
    return re.compile(rf"(?<!\w){re.escape(term)}(?:e?s)?(?!\w)")
