"""Tells whom "she" and "his" stand for: who was asked about, or who holds what was answered."""

import re

from assistant.domain.plans import Turn
from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.vocabulary.vocabulary import Vocabulary

_PERSON = re.compile(r"\b(?:she|he|her|hers|him|his|herself|himself)\b")
_HOLDERS = frozenset({Field.OWNER, Field.DELEGATE})


_SUBJECT = re.compile(r"\b(?:she|he)\b")
_LISTED_PLAIN = """
    what which who how many else does do did has have is are was she he her his hers him own owns
    hold holds got lead leads manage manages responsible for on list show me all everything
    anything
    any of the a recs rec recommendations recommendation ones one entries entry items others other
    also still down plate and so again too things stuff please give tell full s whole in total
"""
_PLAIN = frozenset(_LISTED_PLAIN.split())


def with_another(reading: Reading) -> bool:
    """Whether "does she own any with Supt Jones?" names one person beside another."""
    return bool(_SUBJECT.search(reading.sheet.line)) and Field.OWNER in reading.fields


def only_whose(reading: Reading) -> bool:
    """Whether a question asks for all that someone has, or says more that no rule has read."""
    return bool(reading.query.where or reading.premise or reading.request.ask) or (
        set(reading.sheet.line.split()) <= _PLAIN
    )


def speaks_of_someone(reading: Reading) -> bool:
    """Whether "she" or "his" stands for someone whom the question itself doesn't name."""
    spoken = bool(_PERSON.search(reading.sheet.line))
    return spoken and not reading.fields & (_HOLDERS | {Field.TEXT}) and not reading.mine


def spoken_of(previous: Turn, vocabulary: Vocabulary) -> Condition | None:
    """Return the entries of the one person that a conversation was about; none if several were."""
    held = previous.plan.register
    named = [
        each
        for each in (held.where if held else ())
        if isinstance(each, Condition) and each.field is Field.OWNER and each.op is Op.IS
    ]
    if named:
        one = len(named) == 1 and not named[0].negated and _of_one(named[0].values, vocabulary)
        return named[0] if one and not previous.plan.mine else None
    if len(previous.holders) == 1:
        return Condition(Field.OWNER, Op.IS, previous.holders)
    return None


def _of_one(values: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether names are all those of one person."""
    known = ({person.name, *person.aliases} for person in vocabulary.people)
    return len(values) == 1 or any(set(values) <= names for names in known)
