"""Words that must not be passed over: those that deny or compare, and names that nobody knows."""

from assistant.domain.queries import Field
from assistant.understanding.recognise.combine import fields_of
from assistant.understanding.vocabulary.unit_heads import names_head
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.sheet import Sheet

_LISTED_COMPARING = """
    more than same between before after until above below most fewest least few updated late gone
    waiting queue raised issued became become becomes becoming went furthest farthest days long
    delegates priorities kept committed numbers notes taken shared departments nobody nothing
"""
COMPARING = frozenset(_LISTED_COMPARING.split())
"""Words that change an answer even in what is spoken of."""
_LISTED_TELLING = """
    anymore because during further going good half keep keeps teams units kinds types inspections
    people progress raise running well versus
"""
TELLING = COMPARING | frozenset(_LISTED_TELLING.split())
"""Small words that change an answer where no rule has taken them.

The plural of a field ("owners", "areas") that no rule took is a table that wasn't understood.
"""
_LISTED_QUALIFIERS = """
    recent old older new newer early earlier later important serious significant key main critical
    major minor big biggest small easy easier difficult hard harder quick quickest simple complex
    national local regional single separate specific active inactive good bad best worst better
    worse poor strong weak costly expensive cheap dead live stale stalled stuck top bottom similar
    last first next latest earliest duplicate different remaining typical outstanding internal
    external joint shared relevant valid
"""
QUALIFIERS = frozenset(_LISTED_QUALIFIERS.split())
"""Words that judge or compare entries: not searched for in their wording ("recent recs")."""
_LISTED_RELATING = """
    apply applies require requires cover covers covered concern concerns contain contains involve
    involves involved mention mentions mentioned relate relates refer refers touch touches affect
    affects
"""
_RELATING = frozenset(_LISTED_RELATING.split())
"""Verbs that lead to what entries are about; alone they ask what no rule has understood."""
_REACH = 5


def tells_here(sheet: Sheet, place: int) -> bool:
    """Whether a small word changes the answer where it stands and no rule has taken it."""
    word = sheet.word(place)
    if word in {"afi", "afis"} or (word in _NUMBERS and sheet.word(place - 1) in _EXACTLY):
        return True
    if word == "i":
        return not _only_asks(sheet, place)
    if word in _RELATING:
        return not any(place < mark.first <= place + _REACH for mark in sheet.marks)
    if word in _SPOKEN and (place == 0 or sheet.word(place - 1) == "as"):
        return False
    return (
        word in TELLING
        or names_head(sheet, place)
        or _of_the_inspectorate(sheet, place)
        or _of_no_field(sheet, word)
        or (word in {"report", "reports"} and sheet.word(place + 1) == "to")
    )


def _of_no_field(sheet: Sheet, word: str) -> bool:
    """Whether a word speaks of a field by which nothing is filtered: "delegated to her"."""
    where = next((each for start, each in _SPEAKING if word.startswith(start)), None)
    filtered = fields_of(tuple(each for mark in sheet.marks for each in mark.conditions))
    return where is not None and where not in filtered


_SPEAKING = (
    ("delegated", Field.DELEGATE),
    ("deputis", Field.DELEGATE),
    ("addressed", Field.ADDRESSEE),
    ("owners", Field.OWNER),
    ("portfolios", Field.PORTFOLIO),
    ("areas", Field.BUSINESS_AREA),
    ("boards", Field.BOARD),
    ("aimed", Field.ADDRESSEE),
    ("directed", Field.ADDRESSEE),
)


def _only_asks(sheet: Sheet, place: int) -> bool:
    """Whether "I" only asks ("I need to know"), and does or has nothing that could be filtered."""
    after = place + 1
    while sheet.word(after) in _AUXILIARY:
        after += 1
    verb = sheet.word(after)
    return not verb or verb in _ASKING or verb.endswith("ing") or bool(sheet.claims[after])


_LISTED_AUXILIARY = """
    am have has had ve will would could can should must may might do did just also only really
    still now quickly simply not to always often d ll
"""
_AUXILIARY = frozenset(_LISTED_AUXILIARY.split())
_LISTED_ASKING = """
    want need needed wanted like love know see ask wonder think thought mean meant guess believe
    understand understood hear heard read remember say said find check look send tell show give
    take use report chase ring call contact speak talk email nudge be been get got was were the
    a an in at on for and or about expect
"""
_ASKING = frozenset(_LISTED_ASKING.split())


def _of_the_inspectorate(sheet: Sheet, place: int) -> bool:
    """Whether the inspectorate does something, or has a date of its own, that no rule has read."""
    if not sheet.word(place).startswith(("hmi", "inspectorate")):
        return False
    if sheet.word(place - 1) in _DOING:
        return True
    return bool(_DATES & {sheet.word(place + 1), sheet.word(place + 2)})


_DOING = frozenset({"will", "would", "does", "do", "did", "has", "have", "can", "could", "should"})
_DATES = frozenset({"deadline", "deadlines", "date", "dates", "target", "targets", "own"})
_NUMBERS = frozenset({"one", "two", "three"})
_EXACTLY = frozenset({"only", "just", "exactly", "least"})
_SPOKEN = frozenset({"well", "good", "further"})


def unknown_name(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether a word is written as a name and the register has no such word."""
    return any(
        token.text[0].isupper()
        and not token.text.isupper()
        and token.start > 0
        and token.word not in vocabulary.text_words
        and token.word not in vocabulary.words
        and token.stem not in vocabulary.text_stems
        for token in sheet.tokens[first:last]
    )


NEGATION = frozenset({"not", "no", "never", "without", "none", "nor", "neither", "non"})
