"""The parts of a title that stand for it: all before a colon, a dash or a question mark."""

import re
from collections import defaultdict
from collections.abc import Iterable

from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.tokens import phrase_stems, tokenise


def plain_title(title: str) -> str:
    """Return a title as words to be compared."""
    return " ".join(token.word for token in tokenise(title))


def openings_of(title: str) -> set[str]:
    """Return a title, and what of it stands before each colon, dash, bracket or question mark."""
    ends = [match.start() for match in _TITLE_BREAK.finditer(title)]
    return {plain_title(title[:end]) for end in (*ends, len(title))} - {""}


def main_names(titles: Iterable[str]) -> dict[str, str]:
    """Return the part by which each title is known, of two telling words or more, if it is its own.

    Parts that two titles share are left out.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        for opening in openings_of(title):
            if len(set(phrase_stems(opening)) - SMALL_WORDS) > 1:
                found[opening].add(title)
    return {name: next(iter(whole)) for name, whole in found.items() if len(whole) == 1}


_TITLE_BREAK = re.compile(r":\s|\s[–—-]\s|\s\(|[?!](?=\s)")
