"""Words that exclude each other, and negations with what they negate."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.grounding.weights import weighty_words
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.search.terms import normal

_CONTRACTED = re.compile(r"n't\b")
_REACH = 2
"""Content words after a negation that it negates."""


@dataclass(frozen=True, slots=True)
class Opposites:
    """What opposites.yaml says, by stem."""

    by_stem: dict[str, frozenset[str]]
    sides: dict[str, frozenset[str]]
    """The stems that say much the same as a stem."""
    grades: tuple[str, ...]
    refusing: frozenset[str]


@cache
def opposites() -> Opposites:
    """Return the words of opposites.yaml, read once."""
    text = (files("assistant.reports.matching") / "opposites.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    against: dict[str, frozenset[str]] = {}
    sides: dict[str, frozenset[str]] = {}
    for pair in data["pairs"].split(";"):
        one, other = (frozenset(normal(word) for word in side.split()) for side in pair.split("/"))
        for these, those in ((one, other), (other, one)):
            for word in these:
                against[word] = against.get(word, frozenset()) | those
                sides[word] = sides.get(word, frozenset()) | these
    # A word on both sides of a pair excludes nothing.
    clean = {word: found - sides[word] for word, found in against.items()}
    grades = tuple(sorted(data["grades"], key=len, reverse=True))
    return Opposites(clean, sides, grades, frozenset(data["refusing"]))


def negated(text: str) -> frozenset[str]:
    """Return the stems that stand negated in a text: "does not have a panel", "refused to pay"."""
    tokens = words(_CONTRACTED.sub(" not", fold(text)).replace("cannot", "can not"))
    found: set[str] = set()
    for place, word in enumerate(tokens):
        refusing = word in opposites().refusing and tokens[place + 1 : place + 2] == ["to"]
        if word in weighty_words().negations or refusing:
            after = [normal(each) for each in tokens[place + 1 :] if each not in STOPWORDS]
            found.update(after[:_REACH])
    return frozenset(found)


def grades_in(text: str) -> frozenset[str]:
    """Return the grades that a text gives; "requires improvement" is one."""
    folded = fold(text)
    found = set()
    for grade in opposites().grades:
        if re.search(rf"\b{grade}\b", folded):
            found.add(grade)
            folded = re.sub(rf"\b{grade}\b", " ", folded)
    return frozenset(found)
