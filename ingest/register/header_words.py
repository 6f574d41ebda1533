"""Other ways to read a header: without the words that only say how, of what or when."""

import re
from collections.abc import Iterator

from assistant.language.dates import month_number
from assistant.language.words import words
from ingest.register.columns import Column, plain_header

_HINT = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_HINT_WORDS = frozenset(
    words(
        "h m l r a g b y n e s es i dd mm yy yyyy high medium med low red amber green blue white "
        "black yes no or and please select choose from drop down dropdown list mandatory optional "
        "free text format delete as appropriate tick enter"
    )
)
_ENTRY = frozenset(words("recommendation rec afi finding item entry"))
_NOW = frozenset(words("current latest overall present"))
_NAME = frozenset(words("name names"))
_MAIL = frozenset(words("email emails mail address e"))
_ANY = frozenset(Column)
_PEOPLE = frozenset((Column.OWNER, Column.DELEGATE))
_CHANGING = _PEOPLE | {Column.STATUS, Column.PRIORITY, Column.NOTES}
_DROPPED = (
    (_ENTRY, _ANY),
    (_NOW, _CHANGING),
    (_ENTRY | _NOW, _CHANGING),
    (_NAME, _PEOPLE),
    (_ENTRY | _NAME, _PEOPLE),
)
"""Words that a header may do without, and the fields that are meant all the same."""
_MAILS = {Column.OWNER: Column.OWNER_EMAIL, Column.DELEGATE: Column.DELEGATE_EMAIL}


def bare(header: str) -> str:
    """Return a header as compared, without what a bracket says of how the column is filled."""
    for hint in _HINT.finditer(header):
        if not all(map(_is_hint, plain_header(hint[1]).split())):
            return plain_header(header)
    return plain_header(_HINT.sub(" ", header))


def other_meanings(header: str, known: dict[str, Column]) -> Iterator[Column]:
    """Yield the fields that a header means by words which mean them without the rest of it.

    Args:
        header: As written: "Rec_Status", "SRO email", "Update (May 2024)".
        known: Fields by the headers, as compared, that mean them.
    """
    plain = bare(header)
    said = plain.split()
    if plain in known:
        yield known[plain]
    for dropped, fields in _DROPPED:
        column = known.get(_without(said, dropped))
        if column in fields:
            yield column
    undated = " ".join(word for word in said if not _is_of_day(word))
    if known.get(undated) is Column.NOTES:
        yield Column.NOTES
    if not _MAIL.isdisjoint(said):
        column = _MAILS.get(known.get(_without(said, _MAIL), Column.NOTES))
        if column:
            yield column


def _without(said: list[str], dropped: frozenset[str]) -> str:
    return " ".join(word for word in said if word not in dropped)


def _is_hint(word: str) -> bool:
    return word in _HINT_WORDS or _is_of_day(word)


def _is_of_day(word: str) -> bool:
    return word.isdecimal() or month_number(word) is not None
