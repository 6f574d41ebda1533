"""Names of places: as written in a question, and as reports are about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.distance import OSA

from assistant.language.words import fold, words

SHORTEST_MISSPELT = 6
"""Letters below which a name is not taken for a misspelling of another."""

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What is known of places in general."""

    known: frozenset[Tokens]
    ordinary: frozenset[str]
    """Names that are also words: places only where capitalised."""
    forms: tuple[Tokens, ...]
    bodies: tuple[Tokens, ...]
    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A place named in a question: its tokens from `start` to `end`, and the name meant."""

    start: int
    end: int
    name: Tokens
    held: bool


@cache
def place_words() -> PlaceWords:
    """Return the data of places.yaml, read once."""
    stored = files("assistant.understanding.library").joinpath("places.yaml")
    text = stored.read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return PlaceWords(
        known=frozenset(name_tokens(name) for name in data["places"].split(";")),
        ordinary=frozenset(data["ordinary_words"]),
        forms=_longest_first(data["forms"]),
        bodies=_longest_first(data["bodies"]),
        before=frozenset(data["before"]),
        after=frozenset(data["after"]),
    )


def name_tokens(name: str) -> Tokens:
    """Return a place's name as folded words, "&" read as "and"."""
    return tuple(word.removesuffix("'s") for word in words(name.replace("&", " and ")))


def own_name(place: str) -> Tokens:
    """Return a place's name without "London Borough of", "County Council" and the like."""
    tokens = name_tokens(place)
    for form in place_words().forms:
        if tokens[: len(form)] == form and tokens[len(form) :] not in {(), ("london",)}:
            tokens = tokens[len(form) :]
    for body in place_words().bodies:
        if tokens[-len(body) :] == body and len(tokens) > len(body):
            tokens = tokens[: -len(body)]
    return tokens


def find_places(text: str, held: Iterable[Tokens]) -> list[Named]:
    """Return the places that a text names, longest names first taken, in order.

    Args:
        text: A question, in any case.
        held: Names of the places that there are reports on.
    """
    typed = text.replace("&", " and ")
    tokens = name_tokens(typed)
    names = frozenset(held)
    ours = _with_short_forms(names)
    found, at = [], 0
    capitals = _capitalised(typed)
    while at < len(tokens):
        named = _longest(tokens, at, ours, capitals)
        if named is None:
            at += 1
        else:
            found.append(_extended(tokens, named))
            at = max(named.end, at + 1)
    return found


def _longest(
    tokens: Tokens, at: int, ours: dict[Tokens, Tokens], capitals: frozenset[str]
) -> Named | None:
    longest = max([len(name) for name in ours] + [5])
    for end in range(min(len(tokens), at + longest), at, -1):
        piece = tokens[at:end]
        if len(piece) == 1 and piece[0] in place_words().ordinary and piece[0] not in capitals:
            continue
        if piece in ours:
            return Named(at, end, ours[piece], held=True)
        if piece in place_words().known:
            return Named(at, end, piece, held=False)
        if meant := _misspelt(piece, ours):
            return Named(at, end, ours[meant], held=True)
    return None


def _with_short_forms(names: frozenset[Tokens]) -> dict[Tokens, Tokens]:
    """Return the names with their beginnings ("Stockton" of "Stockton-on-Tees") where clear."""
    short: dict[Tokens, set[Tokens]] = {}
    for name in names:
        for at, word in enumerate(name):
            if at and word in {"and", "upon", "on", "with", "under"}:
                short.setdefault(name[:at], set()).add(name)
    clear = {
        piece: next(iter(whole))
        for piece, whole in short.items()
        if len(whole) == 1 and piece not in place_words().known
    }
    return clear | {name: name for name in names}


def _misspelt(piece: Tokens, ours: dict[Tokens, Tokens]) -> Tokens | None:
    """Return the held name with one letter too many, too few or swapped in one of its words.

    A changed letter is never a misspelling: Herefordshire and Hertfordshire are two places.
    """
    close = [name for name in ours if len(name) == len(piece) and _one_slip(piece, name)]
    return close[0] if len(close) == 1 else None


def _one_slip(piece: Tokens, name: Tokens) -> bool:
    differing = [(ours, theirs) for ours, theirs in zip(piece, name, strict=True) if ours != theirs]
    if len(differing) != 1:
        return False
    typed, meant = differing[0]
    if min(len(typed), len(meant)) < SHORTEST_MISSPELT or typed[0] != meant[0]:
        return False
    plural = typed.rstrip("s") == meant.rstrip("s")
    swapped = sorted(typed) == sorted(meant)
    slipped = len(typed) != len(meant) or swapped
    return slipped and not plural and OSA.distance(typed, meant, score_cutoff=1) == 1


def _extended(tokens: Tokens, named: Named) -> Named:
    """Return the longer name that "South", "upon Sea" and the like make of a place's name."""
    start, end = named.start, named.end
    if start and tokens[start - 1] in place_words().before:
        start -= 1
    if end + 1 < len(tokens) and tokens[end] in {"upon", "under"}:
        end += 2
    elif end < len(tokens) and tokens[end] in place_words().after - {"on", "in", "le"}:
        end += 1
    if (start, end) == (named.start, named.end):
        return named
    return Named(start, end, tokens[start:end], held=False)


def _capitalised(text: str) -> frozenset[str]:
    pieces = [piece.strip("'\"‘’“”(),.?!;:") for piece in text.split()]
    return frozenset(fold(word).removesuffix("'s") for word in pieces[1:] if word[:1].isupper())


def _longest_first(phrases: Sequence[str]) -> tuple[Tokens, ...]:
    return tuple(sorted((tuple(words(each)) for each in phrases), key=len, reverse=True))
