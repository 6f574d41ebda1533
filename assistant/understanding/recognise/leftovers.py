"""Deals with the words that no rule took: searched for in the wording, or said to be unplaced."""

import re

from assistant.domain.queries import Condition, Field, Op
from assistant.language.words import STOPWORDS
from assistant.understanding.recognise.plausible import UNITS
from assistant.understanding.recognise.preamble import skip_preamble
from assistant.understanding.recognise.telling_words import (
    COMPARING,
    NEGATION,
    QUALIFIERS,
    TELLING,
    tells_here,
    unknown_name,
)
from assistant.understanding.vocabulary.names import RANKS
from assistant.understanding.vocabulary.title_words import GENERIC
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.vocabulary.word_kin import as_worded, in_other_forms
from assistant.understanding.words.lexicon import ENTRY_NOUNS, FILLER
from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.sheet import Mark, Sheet

_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|relat(?:es?|ing) to|to do with|touch(?:es)? on"
    r"|deal(?:s|ing)? with|involv(?:es?|ing)"
    rf"|(?:{ENTRY_NOUNS}|anything|something|have|got|work) (?:on|around)"
    r"|refer(?:s|ring)?"
    r" to|covering|with the words?|contain(?:s|ing)?|say(?:s|ing)?)"
    r"(?: the| any| a| an)? $"
)
_OWNING = re.compile(
    r"\b(?:(?:owned|held|managed|led|run) by|(?:assigned|allocated|belongs?|belonging|given) to"
    r"|(?:does|do|did|is|are|has|have)|with|chase)(?: the)? $"
)
_LONGEST_INSPECTORATE = len("hmicfrs")
_REPORT_NOUNS = frozenset({"report", "inspection", "thematic", "review", "letter", "revisit"})
_OWN_AFTER = re.compile(
    r"^(?: \w+)?? (?:owns?|holds?|manages?|leads?|have|has|responsible|down for|got)\b"
)


def place_leftovers(
    sheet: Sheet, vocabulary: Vocabulary
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Turn what is left into a search of the wording, where the register has such words.

    Returns:
        the words that could not be placed, and names given as owners that are none.
    """
    skip_preamble(sheet)
    unplaced: list[str] = []
    absent: list[str] = []
    for first, last in _runs(sheet):
        content = [
            sheet.word(place)
            for place in range(first, last)
            if not sheet.claims[place] and (tells_here(sheet, place) or not _is_small(sheet, place))
        ]
        if not content:
            continue
        if said := _named_in_vain(sheet, vocabulary, first, last):
            absent.append(said)
            sheet.claim(first, last, "absent")
        elif _describes_what_is_named(sheet, vocabulary, first, last):
            sheet.claim(first, last, "described")
        elif not _search_for(sheet, vocabulary, first, last, content):
            unplaced += _left(sheet, first, last, content)
    unplaced += [
        sheet.typed(place, place + 1)
        for place in range(2, len(sheet.tokens))
        if _joins_names(sheet, vocabulary, place)
    ]
    return tuple(unplaced), tuple(absent)


def _around(sheet: Sheet, first: int, last: int) -> tuple[str, str]:
    """Return what stands before and after words."""
    end = sheet.starts[last - 1] + len(sheet.word(last - 1))
    return sheet.line[: sheet.starts[first]], sheet.line[end:]


def _named_in_vain(sheet: Sheet, vocabulary: Vocabulary, first: int, last: int) -> str:
    """Return words that stand for an owner, a unit or a report, and are none that is known."""
    before, after = _around(sheet, first, last)
    if _ABOUT.search(before) and _UNIT_AFTER.match(after):
        return ""
    if _is_unknown_owner(sheet, (first, last), before, after):
        return _whole_name(sheet, first, last)
    reported = sheet.word(last) in _REPORT_NOUNS
    if reported and not _in_wording(sheet, first, last, vocabulary):
        return sheet.typed(first, last + 1)
    return ""


def _describes_what_is_named(sheet: Sheet, vocabulary: Vocabulary, first: int, last: int) -> bool:
    """Whether words of the wording stand right before a reference: "the queue rec DF26-01"."""
    said = sheet.word(last) in {"rec", "recommendation", "afi", "entry", "item", "action"}
    named = sheet.word(first - 1) in {"the", "our", "that", "this"} and any(
        mark.source == "ref" and mark.first == last + said for mark in sheet.marks
    )
    telling = (COMPARING - {"queue"}) | NEGATION
    plain = not telling & {sheet.word(place) for place in range(first, last)}
    return named and plain and _in_wording(sheet, first, last, vocabulary)


def _search_for(
    sheet: Sheet, vocabulary: Vocabulary, first: int, last: int, content: list[str]
) -> bool:
    """Search the wording for words, where they are spoken of or describe entries."""
    before, after = _around(sheet, first, last)
    about = _ABOUT.search(before)
    if about and _UNIT_AFTER.match(after) and not NEGATION & set(content):
        last += 1
        content = [*content, sheet.word(last - 1)]
    elif about and (unit := _unit_after(sheet, last)):
        sheet.marks.remove(unit)
        last += 1
        content = [*content, sheet.word(last - 1)]
    elif (
        (NEGATION | COMPARING | {"delegated"}) & set(content)
        or ((TELLING | QUALIFIERS) & set(content) and not about)
        or (sheet.word(first - 1) == "on" and set(content) <= _ON_TIME)
        or (set(content) <= RANKS and not about)
        or (not about and (_numbered_alone(sheet) or _cut_off(content, vocabulary)))
        or unknown_name(sheet, first, last, vocabulary)
        or not (about or _describe_entries(sheet, vocabulary, first, last, after))
    ):
        return False
    addressed = () if about else _addressees(sheet, vocabulary, first, last)
    if addressed:
        sheet.mark(first, last, "value", Condition(Field.ADDRESSEE, Op.IS, addressed))
        return True
    searched = in_other_forms(as_worded(content, vocabulary), vocabulary)
    sheet.mark(first, last, "text", Condition(Field.TEXT, Op.CONTAINS, searched))
    return True


def _cut_off(content: list[str], vocabulary: Vocabulary) -> bool:
    """Whether a few letters may be the beginning of a name: "vet recs"."""
    short = [w for w in content if len(w) <= _SHORT and w not in vocabulary.text_words]
    return any(name.startswith(word) for word in short for name in vocabulary.words)


_SHORT = 3


def _unit_after(sheet: Sheet, place: int) -> Mark | None:
    """Return a unit whose name only goes on with what entries are about: "rural crime"."""
    for mark in sheet.marks:
        here = mark.first == place and mark.last == place + 1 and not mark.negated
        unit = mark.single is not None and mark.single.field in UNITS
        if here and unit and sheet.tokens[place].text.islower():
            return mark
    return None


def _numbered_alone(sheet: Sheet) -> bool:
    """Whether a number is given without its report, which other words were meant to name."""
    sources = {mark.source for mark in sheet.marks}
    return "number" in sources and "report" not in sources


def _addressees(sheet: Sheet, vocabulary: Vocabulary, first: int, last: int) -> tuple[str, ...]:
    """Return who is addressed by that name: "chief constables recs"."""
    meanings = vocabulary.phrases.get([token.stem for token in sheet.tokens[first:last]])
    return tuple(each.value for each in meanings if each.field is Field.ADDRESSEE)


def _describe_entries(
    sheet: Sheet, vocabulary: Vocabulary, first: int, last: int, after: str
) -> bool:
    return (
        _describes(after)
        and not _for_any_report(sheet, first, last)
        and _in_wording(sheet, first, last, vocabulary)
    )


def _left(sheet: Sheet, first: int, last: int, content: list[str]) -> list[str]:
    """Return the words to ask about, as typed."""
    if set(content) <= RANKS:
        return [sheet.typed(first, last)]
    if sheet.word(first - 1) == "on" and set(content) <= _ON_TIME:
        return [sheet.typed(first - 1, last)]
    return [sheet.typed(p, p + 1) for p in range(first, last) if not _filler(sheet, p)]


def _for_any_report(sheet: Sheet, first: int, last: int) -> bool:
    """Whether words are those for any report: "the letters' recommendations"."""
    stems = {sheet.tokens[place].stem for place in range(first, last) if not _filler(sheet, place)}
    return stems <= GENERIC


def _joins_names(sheet: Sheet, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a word that else says nothing is another name: "Custody and Contact"."""
    joined = sheet.word(place - 1) in {"and", "or"} and sheet.claims[place - 2] == "value"
    word = sheet.word(place)
    known = word in vocabulary.words and word not in STOPWORDS and len(word) > len("and")
    return joined and known and not sheet.claims[place] and _filler(sheet, place)


_ON_TIME = frozenset({"time", "track", "schedule", "target", "course"})


def _is_unknown_owner(sheet: Sheet, run: tuple[int, int], before: str, after: str) -> bool:
    """Whether words stand where an owner or a unit would: "what does Bob own?"."""
    owner = _is_name(sheet, *run) and _OWNING.search(before) and _OWN_AFTER.search(after)
    return bool(owner or _UNIT_AFTER.match(after))


def _describes(after: str) -> bool:
    """Whether words stand before the recommendations that they describe ("bail recs")."""
    return bool(_ENTRIES_AFTER.match(after))


_ENTRIES_AFTER = re.compile(
    r"^(?: (?:related|themed|type))? (?:recommendations?|recs?|afis?|areas? for improvement"
    r"|actions?|entries|entry|items?|ones?)\b"
)
_UNIT_AFTER = re.compile(r"^ (?:portfolio|board|business area)\b")


def _runs(sheet: Sheet) -> list[tuple[int, int]]:
    """Return stretches of free content words, small words inside them included."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    for place in range(len(sheet.tokens) + 1):
        ended = place == len(sheet.tokens) or bool(sheet.claims[place])
        if not ended and not _filler(sheet, place):
            start = place if start is None else start
            last = place + 1
        elif start is not None and (ended or sheet.word(place) not in SMALL_WORDS):
            runs.append((start, last))
            start = None
    return runs


def _filler(sheet: Sheet, place: int) -> bool:
    if sheet.claims[place] or _is_rank_of_someone(sheet, place):
        return True
    return _is_small(sheet, place) and not tells_here(sheet, place)


def _is_rank_of_someone(sheet: Sheet, place: int) -> bool:
    """Whether a word is a rank that only precedes a name already understood."""
    if sheet.word(place) in _RANK_LETTERS and sheet.word(place + 1) in RANKS:
        place += 1  # "C/Supt".
        if sheet.claims[place] == "value":
            return True
    while sheet.word(place) in RANKS and not sheet.claims[place]:
        place += 1
        if place < len(sheet.tokens) and sheet.claims[place] == "value":
            return True
    return False


_RANK_LETTERS = frozenset("acdt")


def _is_small(sheet: Sheet, place: int) -> bool:
    word = sheet.word(place)
    inspectorate = word.startswith("hmi") and len(word) <= _LONGEST_INSPECTORATE
    small = word in FILLER or word in STOPWORDS or word in SMALL_WORDS
    return inspectorate or small


def _is_name(sheet: Sheet, first: int, last: int) -> bool:
    return any(sheet.tokens[place].text[0].isupper() for place in range(first, last))


def _whole_name(sheet: Sheet, first: int, last: int) -> str:
    """Return a name with the capitalised words around it: "ACC Crime" where "Crime" is known."""
    while first > 1 and sheet.tokens[first - 1].text[0].isupper():
        first -= 1
    while last < len(sheet.tokens) and sheet.tokens[last].text[0].isupper():
        last += 1
    return sheet.typed(first, last)


def _in_wording(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> bool:
    return all(
        sheet.tokens[place].stem in vocabulary.text_stems
        for place in range(first, last)
        if not _filler(sheet, place)
    ) and not any(sheet.word(place).isdigit() for place in range(first, last))
