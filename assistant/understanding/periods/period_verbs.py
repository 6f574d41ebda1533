"""The verbs beside a period, which tell what it is a period of."""

import re

from assistant.domain.queries import Field
from assistant.understanding.words.sheet import Sheet

VERBS = (
    (re.compile(r"publish\w*|issued|released|made|publication"), Field.PUBLISHED),
    (
        re.compile(r"closed?|completed?|closure|finish(?:ed)?|signed|done|discharged"),
        Field.CLOSED_ON,
    ),
    (re.compile(r"updated?|reviewed|touched|refreshed"), Field.UPDATED),
    (
        re.compile(
            r"due|deadlines?|overdue|dates?|targets?|expir\w*|falls?|falling|fell|late|lapse\w*"
        ),
        Field.DUE,
    ),
)


_NO_DATE_OF = re.compile(
    r"(?:submitted|sent|allocated|assigned|delegated|escalated|raised|created|opened|started|begun"
    r"|commenced|agreed|approved|discussed)"
)


def undated_verb(sheet: Sheet, place: int) -> str:
    """Return the verb before a period of which the register holds no date ("submitted in May")."""
    for at in range(place - 1, max(-1, place - 5), -1):
        word = sheet.word(at)
        if word == "sign":
            continue
        if any(pattern.fullmatch(word) for pattern, _ in VERBS):
            return ""
        if _NO_DATE_OF.fullmatch(word):
            return word
    return ""


def verb(sheet: Sheet, place: int, reach: int) -> Field | None:
    """Return the field of the nearest verb before a period."""
    for at in range(place - 1, max(-1, place - 1 - reach), -1):
        if sheet.word(at) == "sign" and _says_closed(sheet, at):
            return Field.CLOSED_ON
        for pattern, where in VERBS:
            if pattern.fullmatch(sheet.word(at)):
                sheet.claim(at, at + 1, "verb")
                return where
    return None


def _says_closed(sheet: Sheet, place: int) -> bool:
    """Whether "sign off" is what was done: "how many did we sign off in August"."""
    return any(
        mark.first <= place < mark.last and mark.single and mark.single.values == ("closed",)
        for mark in sheet.marks
    )


def verb_after(sheet: Sheet, place: int) -> Field | None:
    """Return the field of a verb right after a period."""
    for at in range(place, min(place + 2, len(sheet.tokens))):
        for pattern, where in VERBS:
            if pattern.fullmatch(sheet.word(at)):
                sheet.claim(at, at + 1, "verb")
                return where
    return None
