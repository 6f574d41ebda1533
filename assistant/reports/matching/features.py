"""What can be measured of how well a sentence answers a question."""

import re
from dataclasses import astuple, dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.domain.plans import Want
from assistant.grounding.weights import negations
from assistant.language.words import STOPWORDS, words
from assistant.reports.matching.answer_types import holds
from assistant.reports.matching.changes import tells_change
from assistant.reports.matching.closeness import missing_near, near_answer, news, no_reason, opposed
from assistant.reports.matching.measured_against import TYPED, Surroundings, Wanted
from assistant.reports.search.terms import coverage, normal, stem_set


@dataclass(frozen=True, slots=True)
class Features:
    """Measures of one sentence, most from 0 to 1. `abstention.yaml` weighs them by these names."""

    sentence_coverage: float
    """Share of the question's weight that the sentence has; what only its headings have counts
    for less."""
    context_coverage: float
    """The same, with the sentences beside it, its passage, headings and title."""
    heaviest_missing: float
    """Share of the weight of the heaviest term that isn't in that context."""
    pairs: float
    """Share of the question's neighbouring content words that are near each other here."""
    similarity: float
    """Cosine of the encoder's vectors of question and sentence."""
    kind_held: float
    """Whether the kinds of thing asked for are in the sentence."""
    names_held: float
    """Share of the question's names and numbers that occur here or just beside."""
    names_in_sentence: float
    """The same, without the sentences beside."""
    turned: float
    """1 where one of question and sentence is negated and the other isn't."""
    proposes: float = 0.0
    """1 where the sentence says what should be done and the question doesn't ask that."""

    other_year: float = 0.0
    """1 where question and sentence both name years and none of them is the same."""

    missing_near: float = 0.0
    """Share of the weight of the heaviest term that neither the sentence has, nor its headings, nor
    what leads into it."""
    near_answer: float = 0.0
    """Share of the question's weight that stands about the date, number or name asked for."""
    news: float = 0.0
    """How much the sentence has that the question doesn't."""
    opposed: float = 0.0
    """1 where the sentence has the opposite of a word of the question, and not the word."""
    reason: float = 0.0
    """1 where a reason is asked for and the sentence gives none."""

    def vector(self) -> NDArray[np.float64]:
        """Return the measures as numbers in the order of the fields."""
        return np.array(astuple(self), dtype=np.float64)


_UNDER_HEADING, _IN_PARAGRAPH = 0.45, 0.25
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_PROPOSING = re.compile(
    r"\bshould\b(?! (?:also )?(?:bear|note|remember|keep in mind|be (?:noted|read|borne)))",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(?:decided|agreed|ruled|determined) that\b", re.IGNORECASE)
_ASKS_FOR_PROPOSALS = re.compile(
    r"\b(?:should|must|shall|needs?|requires?d?|recommend\w*|deadline|by when|ha(?:d|ve) to|ask\w*"
    r"|expect\w*|improve\w*|actions?|do about)\b",
    re.IGNORECASE,
)
_NEAR = 4
_SAYS_NO_CHANGE = 0.3


def measure(wanted: Wanted, sentence: str, around: Surroundings, similarity: float) -> Features:
    """Measure one sentence against a question."""
    context = around.all
    total = sum(term.weight for term in wanted.terms) or 1.0
    missing = [term.weight for term in wanted.terms if not term.occurs_in(context)]
    return Features(
        sentence_coverage=_coverage(wanted, around),
        context_coverage=coverage(wanted.terms, context),
        heaviest_missing=max(missing, default=0.0) / total,
        pairs=_pairs(wanted.text, sentence),
        similarity=similarity,
        kind_held=_kind_held(wanted, sentence, around),
        names_held=_share_held(wanted, context),
        names_in_sentence=_share_held(wanted, around.sentence | around.headings),
        turned=_turned(wanted, sentence),
        other_year=_other_year(wanted.text, sentence),
        proposes=_proposes(wanted, sentence, around.lead),
        missing_near=missing_near(wanted, around),
        near_answer=near_answer(wanted, sentence, around),
        news=news(wanted, around),
        opposed=opposed(wanted, sentence),
        reason=no_reason(wanted, sentence),
    )


def _kind_held(wanted: Wanted, sentence: str, around: Surroundings) -> float:
    if wanted.change and not TYPED & set(wanted.wants):
        return max(_SAYS_NO_CHANGE, tells_change(sentence))
    return min(
        (
            holds(want, sentence, wanted.counted, around.read_after, wanted.given, wanted.doing)
            for want in wanted.wants
        ),
        default=1.0,
    )


def _coverage(wanted: Wanted, around: Surroundings) -> float:
    """Return the share that the sentence has; what is read before it counts for less."""
    own, headed = around.sentence, around.sentence | around.headings
    return (
        (1 - _UNDER_HEADING - _IN_PARAGRAPH) * coverage(wanted.terms, own)
        + _UNDER_HEADING * coverage(wanted.terms, headed)
        + _IN_PARAGRAPH * coverage(wanted.terms, headed | around.paragraph)
    )


def _turned(wanted: Wanted, sentence: str) -> float:
    if Want.YES_NO in wanted.wants:
        return 0.0  # "Wexmoor does not have one" answers whether it has.
    return float(bool(negations(wanted.text)) != bool(negations(sentence)))


def _other_year(question: str, sentence: str) -> float:
    asked, said = set(_YEAR.findall(question)), set(_YEAR.findall(sentence))
    return float(bool(asked and said) and not asked & said)


def _proposes(wanted: Wanted, sentence: str, lead: str) -> float:
    if _ASKS_FOR_PROPOSALS.search(wanted.text):
        return 0.0
    return float(proposes(sentence, lead))


def proposes(sentence: str, lead: str = "") -> bool:
    """Say whether a sentence, or the list it is an item of, says what should be done."""
    under = lead.endswith(":") and _PROPOSING.search(lead)
    return bool(under or (_PROPOSING.search(sentence) and not _DECIDED.search(sentence)))


def _share_held(wanted: Wanted, found: frozenset[str]) -> float:
    """Return the share of the question's names that occur, spelt out or as acronyms."""
    if not wanted.names:
        return 1.0
    forms = {term.word: term for term in wanted.terms}
    held = [
        forms[name].occurs_in(found) if name in forms else stem_set(name) <= found
        for name in wanted.names
    ]
    return sum(held) / len(held)


def _pairs(question: str, sentence: str) -> float:
    """Return the share of the question's neighbouring content words that stand near here too."""
    asked = list(pairwise(_content(question)))
    if not asked:
        return 1.0
    places: dict[str, list[int]] = {}
    for place, word in enumerate(_content(sentence)):
        places.setdefault(word, []).append(place)
    near = sum(
        any(abs(one - other) < _NEAR for one in places.get(a, ()) for other in places.get(b, ()))
        for a, b in asked
    )
    return near / len(asked)


def _content(text: str) -> list[str]:
    return [normal(word) for word in words(text) if word not in STOPWORDS]
