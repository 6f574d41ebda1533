"""How each field of the register is compared, shared by writing the database and asking it."""

from enum import IntEnum

from assistant.domain.queries import Field
from assistant.domain.register import RegisterEntry
from assistant.language.numbers import roman
from assistant.language.words import fold, words

_LARGEST_ROMAN_NUMBER = 39
"""Beyond it, single Roman signs (L, C, D, M) are more likely letters of a list."""

_LONGEST_NUMBER = 9
"""Digits beyond which something printed as a number is rather a code."""

_NUMBER_WORDS = frozenset(
    ("action", "afi", "area", "cause", "concern", "for", "improvement", "no", "number", "of", "rec")
) | {"recommendation"}


class Term(IntEnum):
    """What is compared as text. Its value is its bit in a row's set of filled fields."""

    REF = 0
    OWNER = 1
    OWNER_EMAIL = 2
    DELEGATE = 3
    DELEGATE_EMAIL = 4
    PORTFOLIO = 5
    BUSINESS_AREA = 6
    BOARD = 7
    REPORT = 8
    NUMBER = 9
    KIND = 10
    ADDRESSEE = 11
    STATUS_TEXT = 12
    PRIORITY = 13


TERMS: dict[Field, tuple[Term, ...]] = {
    Field.REF: (Term.REF,),
    Field.OWNER: (Term.OWNER, Term.OWNER_EMAIL),
    Field.DELEGATE: (Term.DELEGATE, Term.DELEGATE_EMAIL),
    Field.PORTFOLIO: (Term.PORTFOLIO,),
    Field.BUSINESS_AREA: (Term.BUSINESS_AREA,),
    Field.BOARD: (Term.BOARD,),
    Field.REPORT: (Term.REPORT,),
    Field.NUMBER: (Term.NUMBER,),
    Field.KIND: (Term.KIND,),
    Field.ADDRESSEE: (Term.ADDRESSEE,),
    Field.STATUS_TEXT: (Term.STATUS_TEXT,),
    Field.PRIORITY: (Term.PRIORITY,),
}
"""Terms that a condition on a field looks at; the first one is what entries are grouped by."""

DAYS: dict[Field, str] = {
    Field.DUE: "due",
    Field.DEADLINE: "deadline",
    Field.PUBLISHED: "published",
    Field.CLOSED_ON: "closed_on",
    Field.UPDATED: "updated",
}
"""Fields that hold a day, and their columns."""

SINGLE = (Term.PORTFOLIO, Term.REPORT, Term.KIND, Term.NUMBER, Term.STATUS_TEXT, Term.PRIORITY)
"""Terms of which a row has one at most: they also stand in a column, for quick grouping."""

FILLED_TEXT = 1 << 20
"""The bit of a row that has wording or notes; lower ones are those of the terms."""

EMAILS = (Term.OWNER_EMAIL, Term.DELEGATE_EMAIL)


def terms_of(entry: RegisterEntry) -> dict[Term, tuple[str, ...]]:
    """Return an entry's values of every term, blank ones among them."""
    return {
        Term.REF: (entry.ref,),
        Term.OWNER: entry.owners,
        Term.OWNER_EMAIL: entry.owner_emails,
        Term.DELEGATE: entry.delegates,
        Term.DELEGATE_EMAIL: entry.delegate_emails,
        Term.PORTFOLIO: (entry.portfolio or "",),
        Term.BUSINESS_AREA: entry.business_areas,
        Term.BOARD: entry.boards,
        Term.REPORT: (entry.report,),
        Term.NUMBER: (entry.number or "",),
        Term.KIND: (entry.kind,),
        Term.ADDRESSEE: entry.addressees,
        Term.STATUS_TEXT: (entry.status_text,),
        Term.PRIORITY: (entry.priority or "",),
    }


def key(term: Term, value: str) -> str:
    """Return the form in which two values of a term are compared.

    References are compared by their words and digits ("HMI - 1" is "hmi-1"), numbers by value ("IV"
    is "Recommendation 4"), and addresses exactly but for case, as they decide what someone sees.
    """
    if term in EMAILS:
        return email_key(value)
    if term is Term.REF:
        return " ".join(words(value)) or fold(value)
    if term is Term.NUMBER:
        return number_key(value)
    return fold(value)


def email_key(value: str) -> str:
    """Return an address as compared: case and outer spaces aside, nothing folded."""
    return value.strip().lower()


def number_key(value: str) -> str:
    """Return a printed number as compared: in digits where it is Roman, its kind word left out."""
    kept = [word for word in words(value) if word not in _NUMBER_WORDS]
    if len(kept) != 1:
        return fold(value)
    if kept[0].isdecimal() and len(kept[0]) <= _LONGEST_NUMBER:
        return str(int(kept[0]))
    arabic = roman(kept[0])
    return str(arabic) if arabic and arabic <= _LARGEST_ROMAN_NUMBER else kept[0]


def spaced(term: Term, value: str) -> str:
    """Return the words of a value with a space around each, so that whole words can be found.

    Values that have one key have the same words.
    """
    found = words(key(term, value) if term is Term.NUMBER else value)
    return f" {' '.join(found)} " if found else ""
