"""Whether words can mean what they spell, as typed and where they stand."""

import re

from assistant.domain.queries import Field
from assistant.language.numbers import roman
from assistant.language.words import STOPWORDS
from assistant.language.words import words as plain_words
from assistant.understanding.vocabulary.title_mentions import Mention
from assistant.understanding.vocabulary.title_words import GENERIC
from assistant.understanding.vocabulary.vocabulary import Meaning, Vocabulary
from assistant.understanding.words.function_words import FUNCTION_WORDS
from assistant.understanding.words.lexicon import ADDRESS_CUE, FILLER
from assistant.understanding.words.phrases import Found
from assistant.understanding.words.sheet import Sheet
from assistant.understanding.words.tokens import Token, phrase_stems

_PRINTED = frozenset({Field.PRIORITY, Field.STATUS_TEXT})
_HALF = 0.5
_OF_ENTRIES = frozenset(
    phrase_stems(
        "cause causes concern concerns entry entries register status overdue late owner owners"
        " owned portfolio portfolios area areas business deadline deadlines action actions plan"
        " risk high medium low priority progress closed open due date dates number numbers"
    )
)
"""What questions about any register are made of."""
UNITS = frozenset({Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD})
ENTRY_NOUN = re.compile(
    r"(?:recommendations?|recs?|afis?|actions?|report|inspection|numbers?|entries|entry|items?)"
)


def is_addressed(sheet: Sheet, found: Found[Meaning]) -> bool:
    """Whether the words before plainly address: "addressed to", "what must the ... do"."""
    before = _before(sheet, found)
    following, then = sheet.word(found.last), sheet.word(found.last + 1)
    due = following in _DUTIES or (following in {"has", "have"} and then in {"to", "been"})
    return bool(_PLAINLY_ADDRESSED.search(before)) or due


def is_cued(sheet: Sheet, found: Found[Meaning]) -> bool:
    """Whether "for" and the like stand before, and no recommendation after: "recs for the CPS"."""
    following = ENTRY_NOUN.fullmatch(sheet.word(found.last))
    return bool(ADDRESS_CUE.search(_before(sheet, found))) and not following


def _before(sheet: Sheet, found: Found[Meaning]) -> str:
    return " ".join(sheet.word(place) for place in range(max(0, found.first - 6), found.first))


_DUTIES = frozenset({"must", "should", "been", "asked", "told", "required", "expected", "supposed"})
_PLAINLY_ADDRESSED = re.compile(
    r"\b(?:address\w*|aimed|directed|targeted|nam(?:e|es|ed|ing)|tasked|must|should|asked? of)\b"
)


COMPARED = re.compile(r"^(?:please |can you )?compar(?:e|ing)\b|\bdiffer(?:s|ences?)?\b")
"""Sets reports side by side, so that "NCA" is the report, not who is addressed."""


def is_plausible(
    sheet: Sheet, vocabulary: Vocabulary, found: Found[Meaning], meaning: Meaning
) -> bool:
    """Whether a phrase can have a meaning at all."""
    words = [sheet.word(place) for place in range(found.first, found.last)]
    if meaning.field is Field.ADDRESSEE:
        return _can_be_addressee(sheet, found, meaning)
    if meaning.field in UNITS and not meaning.whole:
        # One word of a unit's name stands for it only before what the unit holds.
        following = sheet.word(found.last)
        return bool(ENTRY_NOUN.fullmatch(following)) and following not in {"report", "inspection"}
    if meaning.field in UNITS and _in_other_number(words, meaning):
        return bool(ENTRY_NOUN.fullmatch(sheet.word(found.last)))
    if meaning.field in _PRINTED and " ".join(words) != " ".join(plain_words(meaning.value)):
        return False  # "Lowe" and "low" have one stem.
    if meaning.field is Field.PRIORITY and (len(meaning.value) == 1 or words[0] in FILLER):
        return "priority" in (sheet.word(found.first - 1), sheet.word(found.last))
    return _is_theirs(vocabulary, words, meaning) and _can_be_name(sheet, found, words, meaning)


def _in_other_number(words: list[str], meaning: Meaning) -> bool:
    """Whether one word is like a unit's name and isn't it: "investigation", Investigations."""
    name = plain_words(meaning.value)
    return (
        len(words) == len(name) == 1
        and words != name
        and phrase_stems(words[0]) == phrase_stems(name[0])
    )


def _can_be_addressee(sheet: Sheet, found: Found[Meaning], meaning: Meaning) -> bool:
    holds = bool(ENTRY_NOUN.fullmatch(sheet.word(found.last)))
    typed = sheet.typed(found.first, found.last)
    acronym = typed.isupper() and len(typed) > 1
    if sheet.word(found.first) == "force" and found.last - found.first == 1:
        return False  # "For the force" is for us, not for "forces".
    named = meaning.whole and (typed[0].isupper() or found.last - found.first > 1)
    whose = (holds and (acronym or named)) or (
        meaning.whole
        and found.last - found.first > 1
        and _set_apart(sheet, found.first, found.last)
    )
    cued = bool(ADDRESS_CUE.search(_before(sheet, found))) and not holds
    return cued or whose or is_addressed(sheet, found)


def _is_theirs(vocabulary: Vocabulary, words: list[str], meaning: Meaning) -> bool:
    """Whether the words of a short form are a person's own, not only like them by stem."""
    if meaning.field not in {Field.OWNER, Field.DELEGATE} or meaning.whole:
        return True
    known = vocabulary.name_words.get(meaning.value, frozenset())
    return all(word in known or len(word) == 1 for word in words)


def _can_be_name(sheet: Sheet, found: Found[Meaning], words: list[str], meaning: Meaning) -> bool:
    if len(words) > 1 or (meaning.whole and words[0] not in FILLER):
        return True
    capital = sheet.tokens[found.first].text[0].isupper() and found.first > 0
    return words[0] not in FILLER or capital


def is_in_passing(sheet: Sheet, vocabulary: Vocabulary, mention: Mention) -> bool:
    """Whether a single word of a title stands where it need not name the report at all."""
    telling = [
        sheet.tokens[place]
        for place in range(mention.first, mention.last)
        if sheet.tokens[place].stem not in GENERIC
    ]
    little = not mention.reports[0].registered and _says_little(telling, mention)
    if mention.last - mention.first == 1 and not COMPARED.search(sheet.line):
        little = little or _is_addressee(vocabulary, telling)
    if little or mention.strong > 1 or len(telling) > 1:
        return little
    called = len(telling) < mention.last - mention.first
    if not called and telling[0].word in FILLER:
        return True
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
    numbered = numbered or _is_one_numeral(sheet, mention.last)
    cued = (
        numbered
        or any(ENTRY_NOUN.fullmatch(sheet.word(mention.last + ahead)) for ahead in range(3))
        or before & {"from", "about", "on", "for", "of", "in", "with"}
    )
    apart = _set_apart(sheet, mention.first, mention.last)
    return telling[0].word in FILLER or not (cued or apart)


def _is_one_numeral(sheet: Sheet, place: int) -> bool:
    """Whether one capital is a number, not "I": "stalking X"."""
    typed = sheet.typed(place, place + 1) if place < len(sheet.tokens) else ""
    return typed in {"V", "X"} or (typed == "I" and place + 1 == len(sheet.tokens))


def _is_addressee(vocabulary: Vocabulary, telling: list[Token]) -> bool:
    """Whether one word of a title is who recommendations are addressed to: "the CPS"."""
    meanings = vocabulary.phrases.get([token.stem for token in telling])
    return any(each.field is Field.ADDRESSEE and each.whole for each in meanings)


def _says_little(telling: list[Token], mention: Mention) -> bool:
    """Whether words are too common to be meant for a document that the register knows nothing of.

    Anyone who may add a document chooses its title; it must not take questions from the register.
    """
    few = len(telling) == 1 and mention.share < _HALF
    return few or {token.stem for token in telling} <= _OF_ENTRIES


def _leads_on(sheet: Sheet, place: int) -> bool:
    """Whether a word goes on with the one before it: "call handling"."""
    token = sheet.tokens[place]
    gap = sheet.text[sheet.tokens[place - 1].end : token.start]
    known = FILLER | STOPWORDS | FUNCTION_WORDS | {"final"}
    plain = token.word in known or ENTRY_NOUN.fullmatch(token.word)
    numbered = token.text.isupper() and bool(roman(token.text))
    return not (plain or numbered or sheet.claims[place] or gap.strip() or token.word[0].isdigit())


def _set_apart(sheet: Sheet, first: int, last: int) -> bool:
    """Whether commas, ends of the question or words of the register stand on both sides."""
    before = sheet.text[: sheet.tokens[first].start].strip()
    after = sheet.text[sheet.tokens[last - 1].end :].strip()
    begun = not before or before[-1] in ",;:" or _of_entries(sheet, first - 1)
    ended = not after or after[0] in ",;:?.!–-" or _of_entries(sheet, last)
    return begun and ended


def _of_entries(sheet: Sheet, place: int) -> bool:
    """Whether a word is a state or a period already, or offers a choice: "either fraud or"."""
    return sheet.claims[place] in _STATED or sheet.word(place) in _OFFERING


_STATED = frozenset({"state", "period", "kind", "value", "report"})
_OFFERING = frozenset(
    {"either", "or", "both", "neither", "nor", "except", "excluding", "not", "but", "bar", "minus"}
)
