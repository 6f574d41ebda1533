"""Whether words can mean what they spell, as typed and where they stand."""

import re

from assistant.domain.queries import Field
from assistant.language.words import fold
from assistant.understanding.lexicon import ADDRESS_CUE, FILLER
from assistant.understanding.phrases import Found
from assistant.understanding.sheet import Sheet
from assistant.understanding.vocabulary import Meaning, Vocabulary

ENTRY_NOUN = re.compile(r"(?:recommendations?|recs?|afis?|actions?|report|inspection|numbers?)")


def is_addressed(sheet: Sheet, found: Found[Meaning]) -> bool:
    """Whether the words before plainly address: "addressed to", "what must the ... do"."""
    before = _before(sheet, found)
    return bool(_PLAINLY_ADDRESSED.search(before)) or sheet.word(found.last) in _DUTIES


def _before(sheet: Sheet, found: Found[Meaning]) -> str:
    return " ".join(sheet.word(place) for place in range(max(0, found.first - 6), found.first))


_DUTIES = frozenset({"must", "should", "has", "have"})
_PLAINLY_ADDRESSED = re.compile(
    r"\b(?:address\w*|aimed|directed|targeted|nam(?:e|es|ed|ing)|tasked|must|should|asked? of)\b"
)


def is_plausible(
    sheet: Sheet, vocabulary: Vocabulary, found: Found[Meaning], meaning: Meaning
) -> bool:
    """Whether the words, as typed and where they stand, can mean this at all."""
    words = [sheet.word(place) for place in range(found.first, found.last)]
    if meaning.field is Field.ADDRESSEE:
        cued = ADDRESS_CUE.search(_before(sheet, found)) and not ENTRY_NOUN.fullmatch(
            sheet.word(found.last)
        )
        return bool(cued) or is_addressed(sheet, found)
    if meaning.field is Field.STATUS_TEXT and " ".join(words) != fold(meaning.value):
        return False
    if meaning.field is Field.PRIORITY and (len(meaning.value) == 1 or words[0] in FILLER):
        return "priority" in (sheet.word(found.first - 1), sheet.word(found.last))
    if meaning.field in {Field.OWNER, Field.DELEGATE} and not meaning.whole:
        known = vocabulary.name_words.get(meaning.value, frozenset())
        if not all(word in known or len(word) == 1 for word in words):
            return False
    if len(words) == 1 and (not meaning.whole or words[0] in FILLER):
        typed = sheet.tokens[found.first].text
        return words[0] not in FILLER or (typed[0].isupper() and found.first > 0)
    return True
