"""Questions of two halves: "Who provides health care, and since when?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.answers import ANSWERED, Outcome, Statement
from assistant.domain.plans import ReportQuestion, Want
from assistant.language.numbers import find_numbers
from assistant.language.words import STOPWORDS, words
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import half_unanswered
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import stem_set
from assistant.understanding.library.report_question import TYPE_WORDS
from assistant.understanding.library.report_wants import wants

_AND = re.compile(
    r",?\s+and\s+(?=(?:(?:since|by|in|on|from|at|for|to|of)\s+)?"
    r"(?:who|when|where|why|which|what|how)\b)",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"^\W*(?:(?:since|by|in|on|from|at|for|to|of)\s+)?(?:who|whom|when|where|why|which|what|how"
    r"(?:\s+(?:many|much|long|often|old|far))?)\b\s*(?:(?:is|are|was|were|did|does|do|has|have)\b)?",
    re.IGNORECASE,
)
_SINCE = re.compile(r"^since when\b", re.IGNORECASE)
_WHOLE = frozenset({Want.COMPARISON, Want.DEFINITION, Want.TOPIC, Want.FINDINGS})
_LEANS = re.compile(r"\b(?:it|they|them|that|those|he|she|its|their)\b", re.IGNORECASE)
_OWN_WORDS = 2
"""Content words from which on the second half stands for itself."""


def two_parts(question: ReportQuestion) -> tuple[ReportQuestion, ...]:
    """Return the halves of a question, each as a question of its own; the question, if one.

    The second takes over the first's words where it has few of its own.
    """
    pieces = _AND.split(question.text)
    if len(pieces) != 2 or _WHOLE & set(question.wants):  # noqa: PLR2004 - two halves
        return (question,)
    first, second = pieces[0].strip(), pieces[1].strip()
    if not _content(first):
        return (question,)
    if len(_content(second)) < _OWN_WORDS or _LEANS.search(second):
        about = _QUESTION_WORD.sub("", first).strip()
        second = f"{_SINCE.sub('when', second).rstrip('? ')} {about}?"
    return tuple(_half(question, text) for text in (first, second))


def joined(readings: Sequence[Reading], halves: Sequence[Found]) -> Found:
    """Return the halves' answers as one, which says what half the reports don't answer.

    Args:
        readings: Of each half of a question, or of the one question there is.
        halves: What was found for each.
    """
    said = [half for half in halves if half.outcome in ANSWERED]
    if len(halves) == 1 or not said:
        return halves[0]
    statements = tuple(dict.fromkeys(each for half in said for each in half.statements))
    missing = [
        reading.question
        for reading, half in zip(readings, halves, strict=True)
        if half.outcome not in ANSWERED
    ]
    if not missing or _says_too(statements, missing[0], readings):
        whole = all(half.outcome is Outcome.ANSWERED for half in said)
        outcome = Outcome.ANSWERED if whole else Outcome.PARTIAL
        return Found(outcome, statements, complete=all(half.complete for half in said))
    typed = _as_typed(missing[0].text, readings[0].question.text)
    return Found(Outcome.PARTIAL, (*statements, half_unanswered(typed)), complete=False)


def _as_typed(half: str, first: str) -> str:
    """Return a half without the words that it took over from the first."""
    about = _QUESTION_WORD.sub("", first).strip(" ?")
    own = half.rstrip("? ").removesuffix(about).strip() if half != first else half
    return f"{own}?" if own and half != first else half


def _says_too(
    statements: Sequence[Statement], half: ReportQuestion, readings: Sequence[Reading]
) -> bool:
    """Say whether what answers one half answers the other: "13 were made, of which 11 apply"."""
    reading = next(each for each in readings if each.question is half)
    other = next(each.question for each in readings if each.question is not half)
    own = [term for term in reading.wanted.terms if term.word not in other.terms]
    said = stem_set(" ".join(each.text for each in statements))
    numbers = {each.value for each in find_numbers(" ".join(each.text for each in statements))}
    counted = Want.NUMBER not in half.wants or len(numbers) >= len(readings)
    return bool(own) and all(term.occurs_in(said) for term in own) and counted


def _half(question: ReportQuestion, text: str) -> ReportQuestion:
    own = set(_content(text))
    terms = tuple(term for term in question.terms if term in own)
    return replace(
        question, text=text, whole=text, wants=wants(text), terms=terms or question.terms
    )


def _content(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in words(text) if word not in STOPWORDS | TYPE_WORDS]
