"""Tells what "and across the whole force?" lets go of what was asked before."""

import re

from assistant.domain.queries import Field

_UNITS = frozenset({Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD})
_PEOPLE = frozenset({Field.OWNER, Field.DELEGATE})
_EVERY = r"(?:all|every|any)(?: of)?(?: (?:the|our))?(?: other)?"
_WIDER: tuple[tuple[re.Pattern[str], frozenset[Field]], ...] = (
    (
        re.compile(
            r"\b(?:(?<!rest of )(?:the )?(?:whole|entire) (?:force|organisation|constabulary"
            r"|register|tracker|lot)|force ?wide|(?:across|in|for|over) the force|everywhere)\b"
        ),
        _UNITS | _PEOPLE,
    ),
    (
        re.compile(
            rf"\b{_EVERY} (?:portfolios?|(?:business )?areas?(?! for improvement)|departments?"
            r"|teams?|units?|boards?|districts?|commands?)\b"
        ),
        _UNITS,
    ),
    (
        re.compile(
            rf"\b(?:{_EVERY} (?:owners?|people|officers)|(?:everyone|everybody|anyone|anybody"
            r"|whoever)(?! else))\b"
        ),
        _PEOPLE,
    ),
    (re.compile(rf"\b{_EVERY} priorit(?:y|ies)\b"), frozenset({Field.PRIORITY})),
    (re.compile(rf"\b{_EVERY} status(?:es)?\b"), frozenset({Field.STATUS, Field.OVERDUE})),
    (re.compile(rf"\b{_EVERY} (?:reports?|inspections?)\b"), frozenset({Field.REPORT})),
)
_LONGEST = 9


def let_go(line: str) -> frozenset[Field]:
    """Return the fields by which a short follow-up asks no longer; none where it keeps all."""
    if len(line.split()) > _LONGEST:
        return frozenset()
    return frozenset(
        field for pattern, fields in _WIDER if pattern.search(line) for field in fields
    )
