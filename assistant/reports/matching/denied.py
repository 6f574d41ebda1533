"""Whether a sentence says that what a question takes for granted never happened."""

import re

from assistant.domain.plans import Want
from assistant.grounding.weights import weighty_words
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.matching.measured_against import Wanted
from assistant.reports.matching.opposites import negated
from assistant.reports.search.terms import coverage, normal, stem_set

_TAKES = re.compile(
    r"^\W*(?:(?:and|but|so) )?(?:(?:on|in|by|at|since|from|to|for|with|of) )?"
    r"(?:why|when|where|who|whom|whose|which|what(?! (?:is|was|are|were)\b)"
    r"|how(?! (?:many|much|long|often)\b))\b"
)
_UNSURE = re.compile(r"\b(?:last|latest|still|not|no|never|should|must|nobody|whether|only)\b")
_EXCEPT = re.compile(
    r"\b(?:since|until|unless|except|other than|without|always|only|every|each|all|if|whether|in)"
    r" |\bno (?:longer|more|less|fewer)\b"
)
_ON_IT = 0.7
"""Share of the question's weight that the sentence must have."""


def says_it_never_was(wanted: Wanted, sentence: str) -> bool:
    """Say whether a sentence denies the very doing that a question asks when, who or why of.

    "The Home Office has not published national measures" of "When did the Home Office publish its
    national measures?".
    """
    asked = fold(wanted.asked)
    if not _TAKES.match(asked) or _UNSURE.search(asked) or negated(wanted.asked):
        return False
    if {Want.YES_NO, Want.TOPIC, Want.COMPARISON, Want.FINDINGS} & set(wanted.wants):
        return False
    if _EXCEPT.search(_up_to_denial(sentence)):
        return False
    done = frozenset(normal(word) for word in words(asked)[1:] if word not in STOPWORDS)
    denied = _denied(sentence)
    return bool(denied & done) and coverage(wanted.terms, stem_set(sentence)) >= _ON_IT


def _up_to_denial(sentence: str) -> str:
    """Return a folded sentence without the clauses that a comma parts from its first."""
    return fold(sentence).split(",")[0]


def _denied(sentence: str) -> frozenset[str]:
    """Return the stems that stand right after a negation."""
    tokens = words(re.sub(r"n't\b", " not", fold(sentence)).replace("cannot", "can not"))
    found = set()
    for at, word in enumerate(tokens):
        if word in weighty_words().negations:
            after = [each for each in tokens[at + 1 : at + 4] if each not in STOPWORDS]
            found |= {normal(after[0])} if after else set()
    return frozenset(found)
