"""Reads "the PPU head" as the person who heads the unit, where the register knows that post."""

from dataclasses import replace

from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.phrases import without_small_words
from assistant.understanding.words.sheet import Mark, Sheet
from assistant.understanding.words.tokens import phrase_stems

ROLES = frozenset({"head", "boss", "chief", "commander", "manager", "director", "lead"})
_UNITS = frozenset({Field.PORTFOLIO, Field.BUSINESS_AREA})
_ASKED = frozenset({"do", "does", "did"})


def recognise_heads(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Turn a unit with its role after it into the owner who is known by that post."""
    for place, mark in enumerate(sheet.marks):
        if first := _head_before(sheet, mark):
            _mark_head_of(sheet, vocabulary, place, first)
            continue
        if not names_head(sheet, mark.last):
            continue
        owners = _owners(vocabulary, sheet.word(mark.last), mark)
        if owners:
            sheet.claim(mark.last, mark.last + 1, "value")
            sheet.marks[place] = mark.with_conditions(Condition(Field.OWNER, Op.IS, owners))


def _head_before(sheet: Sheet, mark: Mark) -> int:
    """Return the place of "head" in "Head of L&D"; 0 where no unit follows it, or it opens."""
    unit = mark.single is not None and mark.single.field in _UNITS and mark.single.op is Op.IS
    at = mark.first - 1
    at -= sheet.word(at) in {"the", "our"}
    headed = sheet.word(at) == "of" and sheet.word(at - 1) == "head"
    return at - 1 if unit and headed and sheet.is_free(at - 1, at + 1) else 0


def _mark_head_of(sheet: Sheet, vocabulary: Vocabulary, place: int, first: int) -> None:
    """Take "Head of L&D" for the person whom the register knows by that post."""
    mark = sheet.marks[place]
    if owners := _owners(vocabulary, "head", mark):
        sheet.claim(first, mark.last, "value")
        held = Condition(Field.OWNER, Op.IS, owners)
        sheet.marks[place] = replace(mark, first=first, conditions=(held,))


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
