"""A question as words, each knowing where it stands."""

import re
from dataclasses import dataclass

from assistant.language.words import fold, stem

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|%")
_WHOLE = {
    "whats": "what", "what's": "what", "whos": "who", "who's": "who", "wheres": "where",
    "where's": "where", "whens": "when", "when's": "when", "hows": "how", "how's": "how",
    "im": "i", "i'm": "i", "i've": "i", "ive": "i", "i'd": "i", "i'll": "i", "we've": "we",
    "we're": "we", "it's": "it", "that's": "that", "there's": "there", "theres": "there",
    "thats": "that", "they're": "they", "u": "you", "r": "are", "pls": "please", "plz": "please",
    "thx": "thanks",
    "wots": "what", "wats": "what", "gimme": "give",
    "wat": "what", "wot": "what", "wen": "when", "hw": "how", "ur": "your", "n": "and",
    "recs": "recs", "%": "percent",
}  # fmt: skip
_NOT = re.compile(
    r"(?:ai|ca|is|are|was|were|has|have|had|do|does|did|can|wo|would|should|could)n'?t"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as typed, as compared, and its place in the text."""

    text: str
    word: str
    """Folded, contractions opened; a negated verb ("isn't") is "not"."""
    stem: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """Return the words of a text in order."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def phrase_stems(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a phrase, as questions are compared with it."""
    return tuple(token.stem for token in tokenise(text))


def _token(match: re.Match[str]) -> Token:
    word = fold(match.group())
    word = "not" if _NOT.fullmatch(word) else _WHOLE.get(word, word)
    word = re.sub(r"'s?$|'s$", "", word)
    plural = _PLURAL_ACRONYM.fullmatch(match.group())
    root = fold(plural[1]) if plural else stem(word)
    return Token(match.group(), word, root, match.start(), match.end())


_PLURAL_ACRONYM = re.compile(r"([A-Z]{2,})s")
