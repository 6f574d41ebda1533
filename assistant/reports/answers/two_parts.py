"""Questions of two halves: "Who provides health care, and since when?"."""

import re
from dataclasses import replace

from assistant.domain.plans import ReportQuestion, Want
from assistant.language.words import STOPWORDS, words
from assistant.understanding.report_question import TYPE_WORDS
from assistant.understanding.report_wants import wants

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


def _half(question: ReportQuestion, text: str) -> ReportQuestion:
    own = set(_content(text))
    terms = tuple(term for term in question.terms if term in own)
    return replace(question, text=text, wants=wants(text), terms=terms or question.terms)


def _content(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in words(text) if word not in STOPWORDS | TYPE_WORDS]
