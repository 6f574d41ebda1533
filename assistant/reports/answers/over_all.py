"""Questions over all reports held: which of them, or how many."""

import re

from assistant.language.words import fold
from assistant.reports.matching.reading import Reading

_TURNED = re.compile(
    r"\b(?:not|no|never|neither|nor|none|without|other than|except|apart from|or)\b|n't\b"
)
"""Turns what is asked round, or asks for either of two things."""


def is_over_all(reading: Reading, asked_for: re.Pattern[str]) -> bool:
    """Say whether a question asks plainly for something of all reports, and names none of them.

    One that is negated asks for the others, which a report that says nothing is not surely of.
    """
    question = reading.question
    asked = fold(question.text)
    named = question.scope or question.missing_scope or reading.places
    return not named and asked_for.search(asked) is not None and not _TURNED.search(asked)
