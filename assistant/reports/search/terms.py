"""A question's terms: what must be matched, by what other words, and how much each weighs."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from assistant.language.glossary import expand
from assistant.language.words import STOPWORDS, fold, stem, words

_IRREGULAR = {
    stem(form): stem(verb)
    for verb, forms in {
        "find": "found findings finding",
        "say": "said says",
        "make": "made making",
        "hold": "held",
        "begin": "began begun",
        "lead": "led",
        "give": "gave given",
        "take": "took taken",
        "meet": "met",
        "send": "sent",
        "write": "wrote written",
        "know": "knew known",
        "keep": "kept",
        "build": "built",
        "choose": "chose chosen choice",
        "win": "won",
        "lose": "lost loss",
        "grow": "grew grown growth",
        "become": "became",
        "rise": "rose risen",
        "fall": "fell fallen",
        "buy": "bought",
        "sell": "sold sale",
        "pay": "paid payment",
        "teach": "taught",
        "see": "saw seen",
        "go": "went gone",
        "get": "got",
        "start": "commence commenced began",
        "blow": "blew blown",
        "break": "broke broken",
        "bring": "brought",
        "catch": "caught",
        "come": "came",
        "draw": "drew drawn",
        "drive": "drove driven",
        "feel": "felt",
        "forget": "forgot forgotten",
        "hear": "heard",
        "hide": "hid hidden",
        "leave": "left",
        "run": "ran",
        "show": "shown",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "understand": "understood",
    }.items()
    for form in forms.split()
}


@dataclass(frozen=True, slots=True)
class Term:
    """One content word of a question."""

    word: str
    """Folded, as typed."""
    forms: tuple[frozenset[str], ...]
    """Stems of the word, and of what it may also be called; all stems of one form must occur."""
    weight: float

    def occurs_in(self, found: frozenset[str] | set[str]) -> bool:
        """Say whether the term, in any of its forms, is among the stems."""
        return any(form <= found for form in self.forms)


def beyond(terms: Iterable[Term], framing: frozenset[str]) -> list[Term]:
    """Return the terms that say more than the words by which such a question is put."""
    return [term for term in terms if not term.forms[0] <= framing]


@cache
def near_words() -> dict[str, frozenset[str]]:
    """Return, by stem, the stems that tell the same thing, read once from near_words.yaml."""
    text = (files("assistant.reports.search") / "near_words.yaml").read_text(encoding="utf-8")
    groups = [
        frozenset(normal(word) for word in group.split())
        for group in yaml.safe_load(text)["groups"].split(";")
    ]
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


@lru_cache(maxsize=4096)
def stem_set(text: str) -> frozenset[str]:
    """Return the stems of a text's words; irregular forms count as their verb."""
    return frozenset(map(_counted_as, words(text))) - _NOTHING


@lru_cache(maxsize=65_536)
def _counted_as(word: str) -> str:
    """Return the stem that a word counts as, "" for one that carries no subject."""
    return "" if word in STOPWORDS else normal(word.removesuffix("'s"))


_NOTHING = frozenset({""})


def normal(word: str) -> str:
    """Return the stem of a folded word, irregular forms brought back to their verb."""
    if word.startswith("responsib"):
        return "responsib"  # Who is responsible has given no response.
    stemmed = stem(word)
    return _IRREGULAR.get(stemmed, stemmed)


def make_terms(content: Iterable[str], weigh: Callable[[str], float]) -> tuple[Term, ...]:
    """Return the terms of a question's content words.

    Args:
        content: Folded words, as typed.
        weigh: How much a word tells: high for rare ones.
    """
    terms: dict[str, Term] = {}
    for word in content:
        others = [stem_set(other) for other in expand(word)]
        near = [frozenset({other}) for other in sorted(near_words().get(normal(word), ()))]
        forms = (frozenset({normal(word)}), *(form for form in (*others, *near) if form))
        terms.setdefault(normal(word), Term(word, forms, weigh(word)))
    return tuple(terms.values())


def coverage(terms: Sequence[Term], found: frozenset[str] | set[str]) -> float:
    """Return the share of the terms' weight that occurs among the stems."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight for term in terms if term.occurs_in(found)) / total


def rarity(matching: int, passages: int) -> float:
    """Return how much a word tells that occurs in `matching` of so many passages.

    The inverse document frequency of BM25 (Robertson and Sparck Jones), never below a tenth.
    """
    return max(0.1, math.log(1 + (passages - matching + 0.5) / (matching + 0.5)))


def is_in(name: str, text: str) -> bool:
    """Say whether a name occurs in a text as whole words, case and accents aside."""
    return f" {_run(name)} " in f" {_run(text)} "


@lru_cache(maxsize=4096)
def _run(text: str) -> str:
    return " ".join(word.removesuffix("'s") for word in words(fold(text)))
