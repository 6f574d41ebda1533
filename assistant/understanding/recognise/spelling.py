"""Forgives misspelt words where one reading is clear."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from assistant.language.dates import month_number
from assistant.language.glossary import glossary
from assistant.language.numbers import number_word, roman
from assistant.language.words import STOPWORDS, fold, stem, words
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.function_words import FUNCTION_WORDS
from assistant.understanding.words.lexicon import FILLER
from assistant.understanding.words.printed_numbers import ordinal
from assistant.understanding.words.sheet import Sheet
from assistant.understanding.words.tokens import Token

_SHORTEST = 4
_ENDINGS = ("ed", "ing", "s", "er", "ly")
_SHORTEST_FOR_TWO = 8


def correct_spelling(sheet: Sheet, vocabulary: Vocabulary) -> tuple[Sheet, list[str], list[str]]:
    """Read misspelt words as the one known word that is near.

    Returns:
        the sheet, what was read as what, and the words that are near to several.
    """
    notes: list[str] = []
    unclear: list[str] = []
    text = sheet.text
    for token in reversed(sheet.tokens):
        if _is_known(token.word, vocabulary):
            continue
        near = _near(token.word, vocabulary) or _cut_short(token.word, vocabulary)
        mixed_up = len(near) == 1 and sorted(near[0]) == sorted(token.word)
        plain = token.text.islower() and near[:1] and near[0] in FUNCTION_WORDS
        if len(near) == 1 and near[0] in FILLER and _is_proper(token) and not (mixed_up or plain):
            continue  # A name that isn't known must not turn into a word that says nothing.
        if len(near) == 1:
            text = text[: token.start] + near[0] + text[token.end :]
            notes.append(f"“{token.text}” read as “{near[0]}”")
        elif near:
            unclear.append(token.text)
    return (Sheet.of(text) if notes else sheet), notes[::-1], unclear[::-1]


def _is_proper(token: Token) -> bool:
    return len(token.word) <= _SHORTEST or (token.text[0].isupper() and token.start > 0)


def _is_known(word: str, vocabulary: Vocabulary) -> bool:
    if len(word) < _SHORTEST or any(char.isdigit() for char in word):
        return True
    return (
        word in _function_words()
        or word in vocabulary.words
        or word in vocabulary.text_words
        or (stem(word) in vocabulary.text_stems and word.endswith(_ENDINGS))
        or (stem(word) in _function_stems() and word.endswith(_ENDINGS))
        or stem(word) in vocabulary.titles.stems
        or bool(month_number(word) or number_word(word) or roman(word) or ordinal(word))
    )


@cache
def _common_words() -> frozenset[str]:
    stored = files("assistant.understanding.recognise").joinpath("common_words.txt")
    text = stored.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())


@cache
def _function_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in FUNCTION_WORDS)


@cache
def _function_words() -> frozenset[str]:
    acronyms = {fold(name) for name in glossary().expansions}
    meant = {
        word
        for meanings in glossary().expansions.values()
        for meaning in meanings
        for word in words(meaning)
    }
    meant |= {word for group in glossary().synonyms for term in group for word in words(term)}
    return FUNCTION_WORDS | FILLER | STOPWORDS | acronyms | meant | _common_words()


def _near(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the known words that are near: names and words of questions before wording."""
    allowed = 2 if len(word) >= _SHORTEST_FOR_TWO else 1
    return _nearest(word, vocabulary.near, allowed) or _nearest(word, vocabulary.near_text, allowed)


def _cut_short(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the one word of names that is written short: "dist" for "district"."""
    longer = sorted(known for known in vocabulary.words if known.startswith(word))
    return longer[:1] if len({stem(known) for known in longer}) == 1 else []


def _nearest(
    word: str, known_words: Mapping[tuple[str, int], tuple[str, ...]], allowed: int
) -> list[str]:
    best: list[str] = []
    least = allowed
    for length in range(len(word) - allowed, len(word) + allowed + 1):
        for known in known_words.get((word[0], length), ()):
            distance = OSA.distance(word, known, score_cutoff=least)
            if distance < least:
                best, least = [known], distance
            elif distance == least:
                best.append(known)
    if len(best) > 1:
        # Letters in another order are likelier than other letters: "waht" is "what", not "want".
        best = [known for known in best if sorted(known) == sorted(word)] or best
        # "wich" is likelier one of the words that all questions are made of.
        best = [known for known in best if known in FUNCTION_WORDS] or best
        best = [known for known in best if known not in FILLER] or best
        if not any(known not in FUNCTION_WORDS | FILLER for known in best):
            best = [known for known in best if len(known) == len(word)] or best
    stems = {stem(known) for known in best}
    return best[:1] if len(stems) == 1 else best
