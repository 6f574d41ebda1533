"""Deals with the words that no rule took: searched for in the wording, or said to be unplaced."""

import re

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.language.words import STOPWORDS
from assistant.understanding.lexicon import ENTRY_NOUNS, FILLER
from assistant.understanding.names import RANKS
from assistant.understanding.phrases import SMALL_WORDS
from assistant.understanding.sheet import Sheet
from assistant.understanding.vocabulary import Vocabulary

_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
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
_TELLING = frozenset(
    {"more", "than", "same", "between", "before", "after", "until", "above", "below"}
)
"""Small words that change an answer where no rule has taken them."""
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
        spoken_of = _ABOUT.search(before) and not _NEGATION & set(content)
        if spoken_of and _UNIT_AFTER.match(after):
            last += 1
            content.append(sheet.word(last - 1))
            condition = Condition(Field.TEXT, Op.CONTAINS, (" ".join(content),))
            sheet.mark(first, last, "text", condition)
        elif _is_unknown_owner(sheet, (first, last), before, after):
            absent.append(_whole_name(sheet, first, last))
            sheet.claim(first, last, "absent")
        elif sheet.word(last) in _REPORT_NOUNS and not _in_wording(sheet, first, last, vocabulary):
            absent.append(sheet.typed(first, last + 1))
            sheet.claim(first, last, "absent")
        elif set(content) <= RANKS and not _ABOUT.search(before):
            unplaced.append(sheet.typed(first, last))
        elif not (_NEGATION | _TELLING) & set(content) and (
            _ABOUT.search(before)
            or (_describes(after) and _in_wording(sheet, first, last, vocabulary))
        ):
            condition = Condition(Field.TEXT, Op.CONTAINS, (" ".join(content),))
            sheet.mark(first, last, "text", condition)
        else:
            unplaced += [sheet.typed(p, p + 1) for p in range(first, last) if not _filler(sheet, p)]
    return tuple(unplaced), tuple(absent)


def _is_unknown_owner(sheet: Sheet, run: tuple[int, int], before: str, after: str) -> bool:
    """Whether words stand where an owner or a unit would: "what does Bob own?"."""
    owner = _is_name(sheet, *run) and _OWNING.search(before) and _OWN_AFTER.search(after)
    return bool(owner or _UNIT_AFTER.match(after))


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


_CHAT = re.compile(
    r"\bi (?:am )?(?:preparing|prepping|getting ready|seeing|meeting|writing|drafting|putting"
    r" together|working on|briefing|off|due|about to) .{0,80}?(?:and|so|but)"
    r"(?= (?:i )?(?:would|want|need|could|wonder|like|am wondering|please|can)\b)"
    r"|\bat \d{1,2}(?: \d\d)?(?: ?[ap]m)?(?= (?:and|please|thanks|thank|today|tomorrow|so|i)\b|$)"
    r"|\bbetween (?:them|us|the two|both)(?: both| two)?\b"
    r"|^(?:so |is there |there is )*nothing(?= (?:due|overdue|open|late|else)\b)"
    r"|(?<=register )(?:was|is) (?:published|issued|circulated|produced|out)\b"
    r"|^for (?:the )?(?:purposes? of )?(?:my |our |an? |the )?(?:audit|meeting|briefing|paper"
    r"|review"
    r"|record|inspection)\b"
)
_OWN_NEWS = re.compile(
    r"^(?:(?:fyi|hi|hello|hey|morning|ok|so|just|all|team)\b,? ?)*(?:i|i'm|i’m|im|i've|we|we're"
    r"|i have"
    r"|our|got|there's|sorry|thanks|it's|the (?:chief|acc|dcc|boss))\b",
    re.IGNORECASE,
)


def skip_chat(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Claim the hour of a meeting, "between them", and a sentence of the asker's own news."""
    for first, last, _ in sheet.search(_CHAT):
        sheet.claim(first, last, "chat")
    ends = [match.end() for match in re.finditer(r"[.!;]\s+(?=\w)", sheet.text)]
    start = 0
    for end in ends:
        first, last = sheet.words_at(start, end)
        news = _OWN_NEWS.match(sheet.text[start:end]) and "?" not in sheet.text[start:end]
        stems = [token.stem for token in sheet.tokens[first:last]]
        named = {each.field for found in vocabulary.phrases.find(stems) for each in found.meanings}
        marked = any(first <= mark.first < last for mark in sheet.marks) or named & _NAMED_WHOLE
        if news and not marked:
            sheet.claim(first, last, "chat")
        start = end


_UNTIL = (
    r"(?= (?:and|but|that|which) (?:are|is|have|has|not|due|overdue|open|closed|owned|in)\b"
    r"| (?:owned|due|overdue|still) |$)"
)
_MENTIONING = re.compile(
    r"\b(?P<verb>mention(?:s|ing|ed)?|refer(?:s|ring)? to|talk(?:s|ing)? about|speaks? (?:of|about)"
    r"|(?:contain(?:s|ing)?|include[s]?|including|with) the words?"
    rf"|(?<=s )concern(?:s|ing)?) (?:the |both |any |an? )*(?P<what>.+?){_UNTIL}"
)
_ALL_ABOUT = re.compile(
    rf"\b(?:{ENTRY_NOUNS}|anything|something|entry)(?: that| which)?(?: is| are)?(?: all)?"
    r" (?P<verb>about|regarding|concerning|to do with|relating to)"
    rf" (?:the |any |an? )*(?P<what>.+?){_UNTIL}"
)


def recognise_mentions(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Mark what entries are said to mention or to be about.

    What is mentioned is words of theirs, whatever else they could name. What they are about may
    also be the report that they come from; a unit's whole name is left to mean the unit.
    """
    for pattern in (_MENTIONING, _ALL_ABOUT):
        for match in pattern.finditer(sheet.line):
            first, last = sheet.word_range(*match.span("what"))
            conditions = _text_of(match["what"])
            if not sheet.is_free(first, last) or not conditions:
                continue
            about = _about_known(sheet, vocabulary, first, last) if pattern is _ALL_ABOUT else None
            if about is _LEFT:
                continue
            sheet.claim(*sheet.word_range(*match.span("verb")), "verb")
            marked = AnyOf(((about,), (conditions,))) if about else conditions
            sheet.mark(first, last, "text", marked)


def _text_of(what: str) -> Condition | None:
    sides = [
        " ".join(word for word in side.split() if word not in SMALL_WORDS | {"both"})
        for side in re.split(r" or ", what)
    ]
    if not all(sides) or set(what.split()) & (_TELLING | _NEGATION):
        return None
    return Condition(Field.TEXT, Op.CONTAINS, tuple(sides))


_LEFT = Condition(Field.TEXT, Op.EMPTY)
"""Stands for: these words have a meaning that other rules find."""


def _about_known(sheet: Sheet, vocabulary: Vocabulary, first: int, last: int) -> Condition | None:
    """Return the reports that words name as a whole; `_LEFT` where they are a unit or a person."""
    stems = [token.stem for token in sheet.tokens[first:last]]
    if any(meaning.field in _NAMED_WHOLE for meaning in vocabulary.phrases.get(stems)):
        return _LEFT
    for mention in vocabulary.titles.find(sheet.tokens[first:last]):
        covered = last - first - (mention.last - mention.first)
        if not covered and mention.reports[0].registered:
            titles = tuple(report.title for report in mention.reports)
            return Condition(Field.REPORT, Op.IS, titles)
    return None


_NAMED_WHOLE = frozenset(
    {Field.OWNER, Field.DELEGATE, Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD}
)


def quote_words(sheet: Sheet) -> None:
    """Mark words in quotation marks as words of the entries."""
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


def _is_filler(word: str) -> bool:
    inspectorate = word.startswith("hmi") and len(word) <= _LONGEST_INSPECTORATE
    small = word in FILLER or word in STOPWORDS or word in SMALL_WORDS
    return inspectorate or (small and word not in _TELLING)


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
