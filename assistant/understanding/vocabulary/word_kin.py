"""Finds the register's own form of a word: "speakers" where its entries have "speak"."""

from collections.abc import Iterable

from assistant.language.words import stem
from assistant.understanding.vocabulary.vocabulary import Vocabulary

_ENDINGS = ("er", "or", "ist", "ee", "ment")
_SHORTEST_ROOT = 4


def as_worded(words: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return words joined, each that no entry has replaced by its kin that entries have."""
    return " ".join(_as_worded(word, vocabulary) for word in words)


_PLURALS = {"children": "child", "women": "woman", "men": "man", "wives": "wife"}
_OTHER_NUMBER = _PLURALS | {one: many for many, one in _PLURALS.items()}


def in_other_forms(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return words, and the same in forms with other stems: "children" and "child".

    What is about "call handling" is about call handlers too, where entries speak of these.
    """
    one_number = " ".join(_OTHER_NUMBER.get(word, word) for word in words.split())
    doers = " ".join(_doer(word, vocabulary) for word in words.split())
    return tuple(dict.fromkeys((words, one_number, doers)))


def _doer(word: str, vocabulary: Vocabulary) -> str:
    named = f"{stem(word)}er"
    return named if word.endswith("ing") and named in vocabulary.text_stems else word


def _as_worded(word: str, vocabulary: Vocabulary) -> str:
    own = stem(word)
    if own in vocabulary.text_stems:
        return word
    roots = [own.removesuffix(ending) for ending in _ENDINGS if own.endswith(ending)]
    kin = [root for root in roots if len(root) >= _SHORTEST_ROOT] + [
        own + ending for ending in _ENDINGS if len(own) >= _SHORTEST_ROOT
    ]
    known = {root for root in kin if root in vocabulary.text_stems}
    found = sorted(each for each in vocabulary.text_words if stem(each) in known) if known else []
    return found[0] if found else word
