"""Other words for a report: its initials, acronyms of its words, synonyms."""

import re
from functools import cache

from assistant.language.glossary import glossary
from assistant.language.words import STOPWORDS
from assistant.understanding.vocabulary.title_words import JOINING, WEAK
from assistant.understanding.words.tokens import phrase_stems, tokenise

_SHORTEST_INITIALS = 3


def other_names(title: str, stems: set[str]) -> set[str]:
    """Return stems that name a report beside those of its title."""
    found = set(_initials(title))
    for acronym, meaning in _acronyms():
        hits = meaning & stems - WEAK
        # "VAWG" also names a report on "women and girls": one word may be missing of three.
        if hits and (meaning <= stems or (len(hits) > 1 and len(meaning - stems) == 1)):
            found.add(acronym)
    for group in _synonyms():
        if any(set(term) <= stems for term in group):
            found |= {term[0] for term in group if len(term) == 1}
    return found


def _initials(title: str) -> list[str]:
    part = re.split(r":\s|\s[–—-]\s", title)[0]
    words = [token.word for token in tokenise(part)]
    while words and words[0] in {"a", "an", "the"}:
        words = words[1:]
    initials = "".join(word[0] for word in words)
    return [initials] if _SHORTEST_INITIALS <= len(initials) <= 2 * _SHORTEST_INITIALS else []


@cache
def _acronyms() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (phrase_stems(acronym)[0], frozenset(phrase_stems(meaning)) - JOINING - STOPWORDS)
        for acronym, meanings in glossary().expansions.items()
        for meaning in meanings
        if acronym not in glossary().ordinary
    )


@cache
def _synonyms() -> tuple[tuple[tuple[str, ...], ...], ...]:
    groups = [tuple(phrase_stems(term) for term in group) for group in glossary().synonyms]
    return tuple(
        group
        for group in groups
        if not any(set(term) & (WEAK | {"owner", "lead"}) for term in group)
    )
