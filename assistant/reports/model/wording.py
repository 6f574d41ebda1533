"""Whether a model's sentence is a sentence of the source, shortened where nothing is lost.

That the numbers, names and negations of a statement occur in its quotation doesn't make it true:
"the council should tell the police" has the words of "the police should tell the council", and
"12 of 20 forces" those of "20 of 12". So a model may leave out little, and move and add nothing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml

from assistant.grounding.weights import negations
from assistant.language.numbers import find_numbers
from assistant.language.sentences import sentences

FEWEST_WORDS = 5
"""Words that a sentence needs to be shown as one, and a quotation to be checked as one."""
_PIECE = re.compile(
    r"""
      (?<!\w) [-−–]? [£$€]? \d+ (?: [.,]\d+ )* %?     # a number with what makes it another
    | \w+ (?: ['’]\w+ )*
    | [,;:()"“”%/&+=<>]
    | (?<=\s) [-–—]+ (?=\s)
    """,
    re.VERBOSE,
)
_HARMLESS = re.compile(r"[\w\s.,;:()'’‘\"“”%/&–—-]*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SENTENCE_END = re.compile(r"[.!…]+['\"’”)\]]*$")
_SIGNS = str.maketrans({"“": '"', "”": '"', "’": "'", "−": "-", "–": "-", "—": "-"})


@cache
def _listed(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a list of wording.yaml, each entry as its words."""
    text = (files("assistant.reports.model") / "wording.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return tuple(tuple(each.split()) for each in data[name])


@cache
def _words_listed(name: str) -> frozenset[str]:
    return frozenset(word for words in _listed(name) for word in words)


def shortens(text: str, sentence: str) -> bool:
    """Say whether a text is the sentence, or the sentence with no more than this left out.

    A part in brackets, an opening ("However,"), and an ending after a semicolon or of the kind
    ", which" or ", including", none of them with a word on which the rest depends. Numbers may be
    in digits. Everything else stands in the sentence's own words, order and punctuation.
    """
    if sentence.rstrip().endswith("?") or not _is_one_sentence(text, sentence):
        return False
    if any(not _HARMLESS.fullmatch(char) and char not in sentence for char in text):
        return False
    ours = _pieces(text)
    if sum(piece[0].isalnum() for piece in ours) < FEWEST_WORDS:
        return False
    return any(ours == shorter for shorter in _shortened(_pieces(sentence)))


def _is_one_sentence(text: str, sentence: str) -> bool:
    return len(sentences(text)) <= max(1, len(sentences(sentence)))


def _pieces(text: str) -> list[str]:
    """Return words, numbers and stops in order, as they are compared."""
    bare = _SENTENCE_END.sub("", text.strip())
    # Numbers in words are read as numbers first, so that "twenty-one" is not two of them.
    for number in reversed(find_numbers(bare)):
        if number.text[0].isalpha():
            bare = f"{bare[: number.start]}{number.value:g}{bare[number.end :]}"
    return [_as_compared(match.group()) for match in _PIECE.finditer(bare)]


def _as_compared(piece: str) -> str:
    plain = _THOUSANDS.sub("", piece.translate(_SIGNS))
    # The first letter is large or small by its place in the sentence; "WHO" is still not "who".
    return plain[:1].lower() + plain[1:]


def _shortened(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Return every form in which a sentence may be given."""
    for unbracketed, opened in product((False, True), (False, True)):
        form = _without_brackets(pieces) if unbracketed else list(pieces)
        form = _without_opening(form) if opened else form
        yield form
        # What a negation denies may lie in the part that would be cut.
        if not _denies(form):
            yield from (form[:cut] for cut in _cuts(form))


def _without_brackets(pieces: Sequence[str]) -> list[str]:
    kept: list[str] = []
    inside: list[str] | None = None
    for piece in pieces:
        if piece == "(" and inside is None:
            inside = []
        elif piece == ")" and inside is not None:
            kept += ["(", *inside, ")"] if _binds(inside) else []
            inside = None
        else:
            (kept if inside is None else inside).append(piece)
    return list(pieces) if inside is not None else kept


def _without_opening(pieces: list[str]) -> list[str]:
    for opening in _listed("openings"):
        if tuple(pieces[: len(opening)]) == opening:
            rest = pieces[len(opening) :]
            return rest[1:] if rest[:1] == [","] else rest
    return pieces


def _cuts(pieces: Sequence[str]) -> Iterator[int]:
    """Return the places at which the end of a sentence may be cut."""
    for place, piece in enumerate(pieces):
        rest = pieces[place + 1 :]
        if piece in {",", ";"} and rest and not _binds(rest):
            tail = any(tuple(rest[: len(each)]) == each for each in _listed("tails"))
            if piece == ";" or (tail and not {",", ";"} & set(rest)):
                yield place


def _binds(pieces: Sequence[str]) -> bool:
    return _denies(pieces) or bool(_words_listed("binding") & set(pieces))


def _denies(pieces: Sequence[str]) -> bool:
    return bool(_words_listed("denials") & set(pieces)) or bool(negations(" ".join(pieces)))
