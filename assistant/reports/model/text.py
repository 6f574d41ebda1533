"""Making text safe: sources before a model reads them, a model's words before anyone does."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_OWN_FENCE = re.compile(r"\[(?=\s*(?:passage|end)\b)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|javascript:|data:)\S*", re.IGNORECASE
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^<>]*>")
_MENTION = re.compile(r"(?<!\w)[@!#][\w-]+")
_MARKUP = re.compile(r"[`*_~|#<>\\{}\[\]^]+")
_TAKEN_OUT = ((_LINK, r"\1"), (_TAG, ""), (_ADDRESS, ""), (_MENTION, ""), (_MARKUP, ""))


def plain_line(text: str) -> str:
    """Return text on one line, without what can't be seen and without marks of our own fences."""
    return _OWN_FENCE.sub("(", _SPACE.sub(" ", _seen(text)).strip())


def tidy(text: str) -> str:
    """Return a model's text without links, mentions, mark-up and characters that can't be seen."""
    bare = _seen(text)
    # What is taken out may have kept the halves of a link apart.
    while (barer := _without_markup(bare)) != bare:
        bare = barer
    return bare


def _without_markup(text: str) -> str:
    for pattern, kept in _TAKEN_OUT:
        text = pattern.sub(kept, text)
    return _SPACE.sub(" ", text).strip()


def _seen(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char).startswith("C") else char
