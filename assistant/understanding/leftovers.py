"""Deals with the words that no rule took: searched for in the wording, or said to be unplaced."""

import re

from assistant.domain.queries import Condition, Field, Op
from assistant.language.words import STOPWORDS
from assistant.understanding.lexicon import FILLER
from assistant.understanding.names import RANKS
from assistant.understanding.phrases import SMALL_WORDS
from assistant.understanding.sheet import Sheet
from assistant.understanding.vocabulary import Vocabulary

_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
_ABOUT = re.compile(
    r"\b(?:about|mention(?:s|ing|ed)?|regarding|concerning|relat(?:es?|ing) to|to do with"
    r"|refer(?:s|ring)?"
    r" to|on|around|covering|involving|with the words?|contain(?:s|ing)?|say(?:s|ing)?)"
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
    _quoted(sheet)
    _skip_preamble(sheet)
    unplaced: list[str] = []
    absent: list[str] = []
    for first, last in _runs(sheet):
        words = [sheet.word(place) for place in range(first, last) if not sheet.claims[place]]
        content = [word for word in words if not _is_filler(word)]
        if not content:
            continue
        before = sheet.line[: sheet.starts[first]]
        after = sheet.line[sheet.starts[last - 1] + len(sheet.word(last - 1)) :]
        if (
            _is_name(sheet, first, last) and _OWNING.search(before) and _OWN_AFTER.search(after)
        ) or _UNIT_AFTER.match(after):
            absent.append(_whole_name(sheet, first, last))
            sheet.claim(first, last, "absent")
        elif sheet.word(last) in _REPORT_NOUNS and not _in_wording(sheet, first, last, vocabulary):
            absent.append(sheet.typed(first, last + 1))
            sheet.claim(first, last, "absent")
        elif not _NEGATION & set(content) and (
            _ABOUT.search(before)
            or (_describes(after) and _in_wording(sheet, first, last, vocabulary))
        ):
            condition = Condition(Field.TEXT, Op.CONTAINS, (" ".join(content),))
            sheet.mark(first, last, "text", condition)
        else:
            unplaced += [sheet.typed(p, p + 1) for p in range(first, last) if not _filler(sheet, p)]
    return tuple(unplaced), tuple(absent)


def _describes(after: str) -> bool:
    """Whether words stand before the recommendations that they describe ("bail recs")."""
    return bool(_ENTRIES_AFTER.match(after))


_ENTRIES_AFTER = re.compile(
    r"^(?: (?:related|themed|type))? (?:recommendations?|recs?|afis?|areas? for improvement"
    r"|actions?|entries|items?|ones)\b"
)
_UNIT_AFTER = re.compile(r"^ (?:portfolio|board|business area)\b")
_NEGATION = frozenset({"not", "no", "never", "without", "none", "nor", "neither", "non"})
_PREAMBLE = re.compile(
    r"^.*\b(?:(?:like|want|need|love|have|trying) to (?:know|find out|see|check|ask)|wondering"
    r"|tell me|let me know)\b"
)


def _skip_preamble(sheet: Sheet) -> None:
    """Claim what leads up to "I'd like to know", unless a rule has taken it for something."""
    match = _PREAMBLE.search(sheet.line)
    if not match:
        return
    _, last = sheet.word_range(*match.span())
    free = [place for place in range(last) if not sheet.claims[place]]
    if not any(sheet.word(place) in _NEGATION for place in free):
        for place in free:
            sheet.claim(place, place + 1, "preamble")


def _quoted(sheet: Sheet) -> None:
    for match in _QUOTED.finditer(sheet.text):
        first, last = sheet.words_at(*match.span(1))
        if sheet.is_free(first, last):
            condition = Condition(Field.TEXT, Op.CONTAINS, (match[1],))
            sheet.mark(first, last, "text", condition)


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
    if _is_rank_of_someone(sheet, place):
        return True
    return bool(sheet.claims[place]) or _is_filler(sheet.word(place))


def _is_rank_of_someone(sheet: Sheet, place: int) -> bool:
    """Whether a word is a rank that only precedes a name already understood."""
    while sheet.word(place) in RANKS and not sheet.claims[place]:
        place += 1
        if place < len(sheet.tokens) and sheet.claims[place] == "value":
            return True
    return False


def _is_filler(word: str) -> bool:
    inspectorate = word.startswith("hmi") and len(word) <= _LONGEST_INSPECTORATE
    return inspectorate or word in FILLER or word in STOPWORDS or word in SMALL_WORDS


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
