"""Reads "I run Custody" and "I am Head of Contact": a unit or post named, not an identity."""

import re

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.understanding.vocabulary.names import is_person
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.phrases import without_small_words
from assistant.understanding.words.sheet import Mark, Sheet
from assistant.understanding.words.tokens import phrase_stems

_INTRODUCED = re.compile(
    r"\b(?:i (?:am|run|head|head up|lead|manage|look after|work (?:for|in)|am in charge of)"
    r"|as|speaking as|i)(?: the| a| an| here as)*"
    r"(?: (?:head|director|manager|commander|lead|chief) (?:of|for)(?: the)?)? $"
)
_UNITS = {Field.PORTFOLIO, Field.BUSINESS_AREA, Field.OWNER}


def recognise_self(sheet: Sheet, vocabulary: Vocabulary, *, mine: bool) -> bool:
    """Turn an introduction into the filter that "mine" then means.

    Returns:
        whether "mine" still means the proved identity.
    """
    if not (mine or re.search(r"\bi\b", sheet.line)):
        return mine
    for place, mark in enumerate(sheet.marks):
        single = mark.single
        named = single is not None and single.field in _UNITS and single.op is Op.IS
        if single is None or not named or mark.first >= len(sheet.tokens):
            continue
        said = _INTRODUCED.search(sheet.line[: sheet.starts[mark.first]])
        if said is None:
            continue
        if single.field is Field.OWNER and any(is_person(value) for value in single.values):
            # A person's name in a message proves nothing: "me" stays who the channel proved.
            sheet.marks.pop(place)
            return True
        sheet.claim(*sheet.word_range(said.start(), said.end() - 1), "self")
        sheet.marks[place] = _either(mark, single, vocabulary)
        return False
    return mine


def _either(mark: Mark, single: Condition, vocabulary: Vocabulary) -> Mark:
    """Join a post with its unit: who heads a unit answers for what the unit holds."""
    if single.field is Field.OWNER:
        twins = _named_in(single.values[0], vocabulary.values.get(Field.BUSINESS_AREA, ()))
        twin = Condition(Field.BUSINESS_AREA, Op.IS, twins)
    else:
        posts = [
            owner
            for owner in vocabulary.values.get(Field.OWNER, ())
            if set(single.values) & set(_named_in(owner, single.values))
        ]
        twins = tuple(posts)
        twin = Condition(Field.OWNER, Op.IS, twins)
    if not twins:
        return mark
    return mark.with_conditions(AnyOf(((single,), (twin,))))


def _named_in(post: str, units: tuple[str, ...]) -> tuple[str, ...]:
    """Return the units whose name a post's name holds."""
    stems = without_small_words(phrase_stems(post))
    return tuple(
        unit
        for unit in units
        if (name := without_small_words(phrase_stems(re.sub(r"\(.*?\)", "", unit))))
        and any(stems[at : at + len(name)] == name for at in range(len(stems)))
    )
