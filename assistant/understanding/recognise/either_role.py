"""Reads "Supt Smith as owner or delegate": a person named in either role."""

import re

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.sheet import Sheet

_EITHER_ROLE = re.compile(
    r"\b(?:as )?(?:either )?(?:as )?(?:the |an? )?(?:owner or (?:as )?(?:the |an? )?delegate"
    r"|delegate or (?:as )?(?:the |an? )?owner)\b|\bowned by or delegated to\b"
    r"|\bowns? or (?:is|are) (?:the )?delegates? (?:for|of|on)\b"
)


def recognise_either_role(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Read "Supt Smith as owner or delegate" as either of the two."""
    if not _EITHER_ROLE.search(sheet.line):
        return
    for place, mark in enumerate(sheet.marks):
        if not (mark.single and mark.single.field in {Field.OWNER, Field.DELEGATE}):
            continue
        meanings = vocabulary.phrases.get(
            tuple(token.stem for token in sheet.tokens[mark.first : mark.last])
        )
        sides = [
            (Condition(where, Op.IS, tuple(m.value for m in meanings if m.field is where)),)
            for where in (Field.OWNER, Field.DELEGATE)
        ]
        if all(side[0].values for side in sides):
            sheet.marks[place] = mark.with_conditions(AnyOf(tuple(sides)))
