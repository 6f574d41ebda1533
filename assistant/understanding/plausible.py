"""Whether words can mean what they spell, as typed and where they stand."""

import re

from assistant.domain.queries import Field
from assistant.language.numbers import roman
from assistant.language.words import STOPWORDS, fold
from assistant.understanding.function_words import FUNCTION_WORDS
from assistant.understanding.lexicon import ADDRESS_CUE, FILLER
from assistant.understanding.phrases import Found
from assistant.understanding.sheet import Sheet
from assistant.understanding.titles import GENERIC, Mention
from assistant.understanding.vocabulary import Meaning, Vocabulary

ENTRY_NOUN = re.compile(
    r"(?:recommendations?|recs?|afis?|actions?|report|inspection|numbers?|entries|entry|items?)"
)


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


def is_in_passing(sheet: Sheet, vocabulary: Vocabulary, mention: Mention) -> bool:
    """Whether a single word of a title stands where it need not name the report at all."""
    telling = [
        sheet.tokens[place]
        for place in range(mention.first, mention.last)
        if sheet.tokens[place].stem not in GENERIC
    ]
    if mention.strong > 1 or len(telling) > 1:
        return False
    called = len(telling) < mention.last - mention.first
    if not called and not vocabulary.titles.has_word(telling[0].word):
        return True
    after = sheet.word(mention.last)
    if not called and after and _leads_on(sheet, mention.last):
        return True
    if mention.main or called:
        return False
    before = {sheet.word(mention.first - 1), sheet.word(mention.first - 2)}
    following = sheet.word(mention.last)
    numbered = following[:1].isdigit() or (len(following) > 1 and bool(roman(following)))
    cued = (
        numbered
        or any(ENTRY_NOUN.fullmatch(sheet.word(mention.last + ahead)) for ahead in range(3))
        or before & {"from", "about", "on", "for", "of", "in", "with"}
    )
    return telling[0].word in FILLER or not (cued or _set_apart(sheet, mention))


def _leads_on(sheet: Sheet, place: int) -> bool:
    """Whether a word goes on with the one before it: "call handling"."""
    token = sheet.tokens[place]
    gap = sheet.text[sheet.tokens[place - 1].end : token.start]
    known = FILLER | STOPWORDS | FUNCTION_WORDS | {"final"}
    plain = token.word in known or ENTRY_NOUN.fullmatch(token.word)
    return not (plain or sheet.claims[place] or gap.strip() or token.word[0].isdigit())


def _set_apart(sheet: Sheet, mention: Mention) -> bool:
    """Whether commas or the ends of the question stand on both sides."""
    before = sheet.text[: sheet.tokens[mention.first].start].strip()
    after = sheet.text[sheet.tokens[mention.last - 1].end :].strip()
    return (not before or before[-1] in ",;") and (not after or after[0] in ",;?.!")
