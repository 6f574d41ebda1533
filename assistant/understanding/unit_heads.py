"""Reads "the PPU head" as the person who heads the unit, where the register knows that post."""

from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.phrases import without_small_words
from assistant.understanding.sheet import Mark, Sheet
from assistant.understanding.tokens import phrase_stems
from assistant.understanding.vocabulary import Vocabulary

ROLES = frozenset({"head", "boss", "chief", "commander", "manager", "director", "lead"})
_UNITS = frozenset({Field.PORTFOLIO, Field.BUSINESS_AREA})
_ASKED = frozenset({"do", "does", "did"})


def recognise_heads(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Turn a unit with its role after it into the owner who is known by that post."""
    for place, mark in enumerate(sheet.marks):
        if not names_head(sheet, mark.last):
            continue
        owners = _owners(vocabulary, sheet.word(mark.last), mark)
        if owners:
            sheet.claim(mark.last, mark.last + 1, "value")
            sheet.marks[place] = mark.with_conditions(Condition(Field.OWNER, Op.IS, owners))


def names_head(sheet: Sheet, place: int) -> bool:
    """Whether a word is the role of someone in the unit named before it."""
    if sheet.word(place) not in ROLES or _ASKED & set(sheet.line.split()):
        return False
    return any(
        mark.last == place and mark.single and mark.single.field in _UNITS for mark in sheet.marks
    )


def _owners(vocabulary: Vocabulary, role: str, mark: Mark) -> tuple[str, ...]:
    units = mark.single.values if mark.single else ()
    stems = [without_small_words(phrase_stems(unit)) for unit in units]
    keys = [key for unit in stems for key in ((*phrase_stems(role), *unit), ("head", *unit))]
    found = [
        meaning.value
        for key in keys
        for meaning in vocabulary.phrases.get(key)
        if meaning.field is Field.OWNER and meaning.whole
    ]
    return tuple(dict.fromkeys(found))
