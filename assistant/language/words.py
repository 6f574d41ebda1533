"""Words as compared: folded, stemmed, and the canonical form in which quotations are checked."""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer

_QUOTES = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
_IGNORED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_INNER_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)-*(?=[^\W\d_])")
"""Hyphens between letters. It begins with the hyphen, which is then looked for and nothing else."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|\w+(?:'\w+)*")

_LISTED = """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could d did do does doing done down during each else ever every few for
    from further had has have having he her here hers herself him himself his how i if in into is
    it its itself just let ll m many may me might mine more most much must my myself of off on once
    only or other our ours ourselves out over own please re s same shall she should so some such
    t tell than that the their theirs them themselves then there these they this those through to
    too under until up upon us ve very was we were what when where whether which while who whom
    whose why will with within would yes you your yours yourself yourselves
    """
STOPWORDS = frozenset(_LISTED.split())
"""Folded words that carry no subject. Negations ("no", "not", "without") are not among them."""


def fold(text: str) -> str:
    """Return text for comparing: lower case, no accents, plain quotes and dashes, single spaces."""
    if text.isascii():
        return _SPACE.sub(" ", text.lower().replace("`", "'")).strip()
    plain = _IGNORED.sub("", text.translate(_QUOTES))
    # Small letters may only come apart once decomposed, and decomposed ones only then be capitals.
    for _ in range(2):
        plain = unicodedata.normalize("NFKD", plain).lower()
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _SPACE.sub(" ", plain.translate(_QUOTES)).strip()


def words(text: str) -> list[str]:
    """Return the folded words of a text; hyphenated words apart, "13,732" and "2.14" whole."""
    return _WORD.findall(fold(text))


def quotable(text: str) -> str:
    """Return the form in which a quotation is checked against a page.

    White space and soft hyphens are left out, quotes and dashes unified, ligatures resolved. As a
    hyphen at a line's end may or may not belong to the word, no hyphen between letters counts.
    Case, accents, digits and punctuation do count.
    """
    if text.isascii():
        return _INNER_HYPHEN.sub("", "".join(text.split()).replace("`", "'"))
    # Decomposed forms don't join up again when what stood between them is left out.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", "".join(_IGNORED.sub("", text).split()))
    return _INNER_HYPHEN.sub("", text.translate(_QUOTES))


_stemmer = lru_cache(maxsize=1)(lambda: snowballstemmer.stemmer("english"))
_stemmer_lock = Lock()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the Snowball English stem of a folded word."""
    # The stemmer keeps the word it works on in itself, so threads must take turns.
    with _stemmer_lock:
        return str(_stemmer().stemWord(word))


def stems(text: str) -> list[str]:
    """Return the stems of the content words of a text, in order, repeats kept."""
    return [stem(word) for word in words(text) if word not in STOPWORDS]
