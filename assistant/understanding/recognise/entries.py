"""Finds recommendation numbers and stated numbers of entries in a question."""

import re
from dataclasses import dataclass

from assistant.domain.queries import Condition, Field, Op
from assistant.language.numbers import number_word, roman
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.lexicon import ENTRY_NOUNS
from assistant.understanding.words.printed_numbers import ordinal, plain_number, ways_to_print
from assistant.understanding.words.sheet import Sheet

_NOUN = (
    r"(?:recommendations?|recomm?endations?|recs?|afis?|areas? for improvement"
    r"|causes? (?:of|for) concern|actions?|numbers?|nos?|r)"
)
_NUMBER = r"[0-9]+(?:\.[0-9]+)*[a-z]?|[ivxlc]+"
_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty"
)
_NUMBERED = re.compile(
    rf"\b(?P<noun>{_NOUN}) (?:numbers? |no )?(?P<numbers>(?:{_NUMBER}|{_WORDS})"
    rf"(?: (?:and |or |to |through |up to )?(?:{_NUMBER}|{_WORDS}))*)\b"
)
_JOINED_ON = re.compile(r"\b(?P<numbers>(?:r|rec)(?:\d{1,3}))\b")
_REPORTED = r"(?:reports?|inspections?|thematics?|reviews?|letters?|visits?|revisits?)\b"
"""What "first" then speaks of: "the first fraud report's recs"."""
_PLACED = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth"
    r"|thirteenth|fourteenth|fifteenth|\d{1,2}(?:st|nd|rd|th))\b"
    rf"(?=(?: (?!quarter|phase|half|of|{_REPORTED})\w+){{0,4}}? {_NOUN}\b)"
)
_STATED = re.compile(
    r"\b(?P<opening>(?:which|what|all|both|the|those|these|my|our|other|remaining)(?: the| of the"
    r"| those| are| were| other)*)"
    rf" (?P<count>{_WORDS}|\d{{1,3}})(?= (?!days?|weeks?|months?|years?|quarters?|percent)\w)"
)
_RANKED = re.compile(
    rf"\b(?P<count>{_WORDS}|\d{{1,3}})(?= (?:most|next|oldest|newest|latest|soonest|earliest"
    rf"|longest)\b)"
)
_LIMIT = re.compile(
    rf"\b(?P<end>top|first|next|last|latest|earliest|oldest|newest)"
    rf" (?P<count>(?!one\b)(?:{_WORDS})|\d{{1,3}})\b"
    r"(?! (?:days?|weeks?|months?|years?|quarters?|fortnights?))"
)
_PRONOUN_FOLLOWS = frozenset(
    [
        "own",
        "have",
        "hold",
        "am",
        "need",
        "should",
        "must",
        "manage",
        "lead",
        "run",
        "can",
        "could",
        "do",
        "did",
        "was",
        "will",
        "had",
        "look",
        "would",
        "know",
        "see",
        "get",
        "got",
        "ask",
        "want",
        "head",
    ]
)


@dataclass(slots=True)
class EntryWords:
    """What a question says of numbers."""

    expected: int | None = None
    others: bool = False
    """ "The other eleven": beyond those that are there."""
    limit: int | None = None
    ends: str = ""
    """ "next" of "the next three"."""


def recognise_numbers(sheet: Sheet, vocabulary: Vocabulary) -> EntryWords:
    """Mark "recommendation 3", "recs I to IV", "the second ... recommendation", and counts."""
    said = EntryWords()
    for first, last, match in sheet.search(_NUMBERED):
        _numbered(sheet, vocabulary, first, last, match)
    for first, last, match in sheet.search(_JOINED_ON):
        _mark_numbers(sheet, vocabulary, first, last, [match["numbers"]])
    for first, last, match in sheet.search(_LIMIT):
        said.limit, said.ends = _value(match["count"]), match["end"]
        sheet.claim(first, last, "limit")
    for first, last, match in sheet.search(_PLACED):
        _mark_numbers(sheet, vocabulary, first, last, [str(ordinal(match["ordinal"]))])
    for first, last, match in sheet.search(_RANKED):
        said.limit = _value(match["count"])
        sheet.claim(first, last, "limit")
    for first, last, match in sheet.search(_STATED):
        said.expected = _value(match["count"])
        said.others = "other" in match["opening"] or "remaining" in match["opening"]
        sheet.claim(first, last, "stated")
    return said


def recognise_number_after_report(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Mark the bare number that follows a report's name: "dtp 5", "rape IX"."""
    ends = {mark.last for mark in sheet.marks if mark.source in {"report", "ref"}}
    for place in sorted(ends):
        if place >= len(sheet.tokens) or sheet.claims[place]:
            continue
        said: list[str] = []
        while _is_bare_number(sheet, place + len(said)) or (
            said
            and sheet.word(place + len(said)) in _LINKS
            and _is_bare_number(sheet, place + len(said) + 1)
        ):
            said.append(sheet.word(place + len(said)))
        if said:
            _mark_numbers(sheet, vocabulary, place, place + len(said), said)


def _is_bare_number(sheet: Sheet, place: int) -> bool:
    if place >= len(sheet.tokens) or sheet.claims[place]:
        return False
    typed = sheet.tokens[place].text
    plain = re.fullmatch(r"\d{1,3}[a-z]?", sheet.word(place))
    last = place + 1 == len(sheet.tokens)
    return bool(plain or (roman(typed) and (typed.isupper() or len(typed) > 1 or last)))


def number_condition(vocabulary: Vocabulary, plain: list[str]) -> Condition:
    """Return the filter for numbers, in every way in which they may be printed."""
    values: list[str] = []
    for each in plain:
        values += [*ways_to_print(each), *vocabulary.numbers.get(each, ())]
    return Condition(Field.NUMBER, Op.IS, tuple(dict.fromkeys(values)))


def _numbered(
    sheet: Sheet, vocabulary: Vocabulary, first: int, last: int, match: re.Match[str]
) -> None:
    words = match["numbers"].split()
    at = last - len(words)
    kept: list[str] = []
    for word in words:
        if not _is_number(sheet, at + len(kept), word):
            break
        kept.append(word)
    while kept and kept[-1] in _LINKS:
        kept.pop()
    if kept:
        kind = _kind_of(match["noun"], vocabulary)
        _mark_numbers(sheet, vocabulary, first, at + len(kept), kept, kind)


_LINKS = frozenset({"and", "or", "to", "through", "up"})


def _is_number(sheet: Sheet, place: int, word: str) -> bool:
    if word in _LINKS or word[0].isdigit():
        return True
    if word == "i":
        return sheet.word(place + 1) not in _PRONOUN_FOLLOWS
    nobody = word == "one" and sheet.word(place - 1) == "no"
    return not nobody and bool(number_word(word) or roman(word))


def _kind_of(noun: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the printed kinds that "AFI" or "rec" before a number stands for, if several exist."""
    if len(vocabulary.kinds) < len(("one", "other")):
        return ()
    named = next((kind for pattern, kind in _NOUN_KINDS if re.fullmatch(pattern, noun)), "")
    return vocabulary.kinds[named][0] if named in vocabulary.kinds else ()


_NOUN_KINDS = (
    (r"r|recs?|recomm?endations?", "recommendation"),
    (r"afis?|areas? for improvement", "area for improvement"),
    (r"causes? (?:of|for) concern", "cause of concern"),
    (r"actions?", "action"),
)


def _mark_numbers(
    sheet: Sheet,
    vocabulary: Vocabulary,
    first: int,
    last: int,
    words: list[str],
    kinds: tuple[str, ...] = (),
) -> None:
    plain: list[str] = []
    for place, word in enumerate(words):
        if word in _LINKS:
            continue
        value = plain_number(word)
        ranged = place > 1 and words[place - 1] in {"to", "through"} and plain
        if ranged and value.isdigit() and plain[-1].isdigit():
            plain += [str(each) for each in range(int(plain[-1]) + 1, int(value))]
        plain.append(value)
    number = number_condition(vocabulary, list(dict.fromkeys(plain)))
    kind = [Condition(Field.KIND, Op.IS, kinds)] if kinds else []
    sheet.mark(first, last, "number", number, *kind)


def _value(word: str) -> int | None:
    return int(word) if word.isdigit() else number_word(word)


def says_entries(line: str) -> bool:
    """Whether a question speaks of recommendations or other entries."""
    return bool(_ENTRIES.search(line))


_ENTRIES = re.compile(rf"\b{ENTRY_NOUNS}\b")
