"""From a question as understood to what sentences are measured against."""

import re
from collections.abc import Callable

from assistant.domain.plans import ReportQuestion
from assistant.language.dates import find_dates
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.matching.agents import doing_in
from assistant.reports.matching.changes import asks_change
from assistant.reports.matching.counted import counted_in, of_all
from assistant.reports.matching.measured_against import Wanted
from assistant.reports.matching.one_of_many import marks_asked, without_marks
from assistant.reports.search.terms import make_terms
from assistant.understanding.library.report_question import TYPE_WORDS

_NAME = re.compile(r"(?<=\w[\s,;])(?:[A-Z][\w'’&/-]*)(?:\s+[A-Z][\w'’&/-]*)*")
_WORD = re.compile(r"\w+")
_IN_PLACE = re.compile(
    r"\b(?:for|in|at|from|of) ([a-z]{3,})\b"
    r"(?!(?<=ing) (?:the|an?|up|out|off|on|their|its|his|her|it|them|down|over|with)\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?<![.,])")
_FOR_ANY_REPORT = frozenset(
    words(
        """report reports paper inspectors inspectorate inspectorates inspection inspections letter
        say section get got according differ differs difference differences compare comparison
        compared both versus according revisit interim final original originally now currently
        current latest long often old percentage proportion share figure amount
        take took takes make made makes mention mentions mentioned anything something discuss
        discusses discussed across among around within towards deal deals dealt handle handles
        handled role purpose"""
    )
)
_OF_MEASURING = {
    "how long": frozenset(words("spend spends spent last lasts lasted")),
    "how big": frozenset({"big"}),
    "how large": frozenset({"large"}),
}
"""Words of a question for a measure that a sentence with it hasn't."""


_CHANGE = frozenset(
    words(
        "change changed changing go gone went up down improve improved worsened trend compare since"
    )
)
_OCCASIONS = frozenset(words("inspection fieldwork visit revisit"))
"""What a report is of: of a question with few other words, what it is about."""
_FEW = 2
_LATELY = re.compile(
    r"\b(?:last|past|previous|next) [\w-]+ (?:hours|days|weeks|months|years)\b", re.IGNORECASE
)
"""A stretch of time, whose number names nothing."""
_TOOK_PART = re.compile(r"\b(?:take|takes|took|taken|taking) part\b", re.IGNORECASE)
_PART = frozenset({"take", "takes", "took", "taken", "taking", "part"})
_FOUND_TO = re.compile(r"\bfound to (?:be|have)\b", re.IGNORECASE)
_HAPPENED = re.compile(r"\b(?:take|takes|took|taken|taking) place\b", re.IGNORECASE)


def wanted_of(
    question: ReportQuestion,
    weigh: Callable[[str], float],
    is_known: Callable[[str], bool] = lambda _: True,
) -> Wanted:
    """Return what a question wants of a sentence; the scope's own words left out.

    Args:
        question: As understood.
        weigh: How much a folded word tells in this library.
        is_known: Whether a folded word occurs in it at all.
    """
    left_out = _FOR_ANY_REPORT | (_CHANGE if asks_change(question.text) else frozenset())
    for asked, measuring in _OF_MEASURING.items():
        left_out |= measuring if asked in fold(question.text) else frozenset()
    kept = [term for term in question.terms if term not in left_out]
    if len(kept) < _FEW:
        kept += [w for w in words(question.text) if w in _OCCASIONS and w not in kept]
    for happened, word in ((_HAPPENED, "place"), (_TOOK_PART, "part"), (_FOUND_TO, "found")):
        if happened.search(question.text):
            kept = [term for term in kept if term != word]
    lately = {word for match in _LATELY.finditer(question.text) for word in words(match.group())}
    content = without_marks([term for term in kept if term not in lately], question.text)
    counted, told = counted_in(question.text), without_marks(question.terms, question.text)
    if _TOOK_PART.search(question.text):
        told = [term for term in told if term not in _PART]
    return Wanted(
        text=_without_scope(question),
        wants=question.wants,
        terms=make_terms(content or question.terms, weigh),
        counted=counted if asks_change(question.text) else of_all(counted, told),
        given=frozenset(word.removesuffix("'s") for word in words(question.text)),
        change=asks_change(question.text),
        names=(*names_of(question), *_strange_places(question, is_known)),
        doing=doing_in(question.text),
        asked=question.text,
    )


def _without_scope(question: ReportQuestion) -> str:
    """Return the question without the words that named its scope, which every passage is in."""
    if not question.scope:
        return question.text
    kept = set(question.terms) | STOPWORDS | TYPE_WORDS
    return _WORD.sub(
        lambda match: match.group() if fold(match.group()) in kept else "", question.text
    )


def _strange_places(question: ReportQuestion, is_known: Callable[[str], bool]) -> list[str]:
    """Return words that stand where a place would, typed small, and that no report has."""
    found = _IN_PLACE.findall(fold(question.text))
    return [word for word in found if word in question.terms and not is_known(word)]


def names_of(question: ReportQuestion) -> tuple[str, ...]:
    """Return the names and numbers that a question gives, those of its scope left out."""
    text = _LATELY.sub(" ", question.text)
    for written in reversed(find_dates(text)):
        text = text[: written.start] + " " + text[written.end :]
    terms = set(question.terms)
    names = [
        word.removesuffix("'s") for match in _NAME.finditer(text) for word in words(match.group())
    ]
    numbers = [fold(number) for number in _NUMBER.findall(text)]
    marked = {word for pair in marks_asked(question.text) for word in pair}
    kept = [
        name
        for name in (*names, *numbers)
        if name in terms and name not in _FOR_ANY_REPORT | marked and not _YEAR.fullmatch(name)
    ]
    return tuple(dict.fromkeys(kept))
