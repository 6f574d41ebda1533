"""Offers the owners whose names are near to one that the register doesn't have."""

from rapidfuzz import fuzz

from assistant.domain.queries import Field
from assistant.language.words import words
from assistant.understanding.vocabulary.names import is_person
from assistant.understanding.vocabulary.vocabulary import Vocabulary

_LIKE = 70
"""Likeness of surnames, of 100, from which an owner is offered in place of a name not known."""
_SHORTEST = 4
_MOST = 4


def near_owners(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the owners and delegates whose surname is spelt much like the last word of a name."""
    typed = words(name)
    if not typed or len(typed[-1]) < _SHORTEST:
        return ()
    found: dict[str, tuple[float, str]] = {}
    for printed in (
        *vocabulary.values.get(Field.OWNER, ()),
        *vocabulary.values.get(Field.DELEGATE, ()),
    ):
        surname = words(printed)[-1] if is_person(printed) and words(printed) else ""
        likeness = fuzz.ratio(surname, typed[-1])
        if surname[:1] == typed[-1][:1] and likeness >= _LIKE:
            found.setdefault(surname, (likeness, printed))
    best = sorted(found.values(), key=lambda each: (-each[0], each[1]))
    return tuple(printed for _, printed in best[:_MOST])
