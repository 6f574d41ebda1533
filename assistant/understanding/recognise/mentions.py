"""Finds the words that entries are said to mention, to be about or to have in quotation marks."""

import re

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.language.dates import month_number
from assistant.language.words import words
from assistant.understanding.recognise.telling_words import COMPARING, NEGATION, unknown_name
from assistant.understanding.vocabulary.vocabulary import NAMED_WHOLE, Meaning, Vocabulary
from assistant.understanding.vocabulary.word_kin import as_worded, in_other_forms
from assistant.understanding.words.lexicon import ENTRY_NOUNS, FIELD
from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.sheet import Sheet

_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")


_UNTIL = (
    r"(?= (?:and|but|that|which) (?:are|is|have|has|not|due|overdue|open|closed|owned|in)\b"
    rf"| (?:split by|grouped by|broken down by|by|per|for each) (?:{FIELD})\b"
    r"| in (?:them|it)$| (?:owned|due|overdue|still) "
    r"| (?:still |only |just )*(?:open|closed|overdue|outstanding)(?: (?:only|ones?))*$|$)"
)


_MENTIONING = re.compile(
    r"\b(?P<verb>mention(?:s|ing|ed)?|refer(?:s|ring)? to|talk(?:s|ing)? about|speaks? (?:of|about)"
    r"|(?:contain(?:s|ing)?|include[s]?|including|with) the words?"
    r"|(?<=recs )with(?= .{2,40} in (?:them|it)$)"
    r"|search(?:ed|ing)?(?: (?:the|our|through the) (?:register|tracker|recs|entries))? for"
    rf"|(?<=s )concern(?:s|ing)?) (?:the |both |any |an? )*(?P<what>.+?){_UNTIL}"
)


_ALL_ABOUT = re.compile(
    rf"\b(?:{ENTRY_NOUNS}|anything|everything|something|stuff|entry)(?: that| which)?"
    r"(?: is| are)?(?: all)?"
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
            last = _before_names(sheet, vocabulary, first, _before_comma(sheet, first, last))
            what = " ".join(sheet.word(place) for place in range(first, last))
            conditions = _text_of(what, vocabulary, about=pattern is _ALL_ABOUT)
            if not sheet.is_free(first, last) or not conditions:
                continue
            if unknown_name(sheet, first, last, vocabulary):
                continue
            about = _about_known(sheet, vocabulary, first, last) if pattern is _ALL_ABOUT else None
            if about is _LEFT:
                continue
            sheet.claim(*sheet.word_range(*match.span("verb")), "verb")
            about = about or _addressed(vocabulary, sheet, first, last)
            marked = AnyOf(((about,), (conditions,))) if about else conditions
            sheet.mark(first, last, "text", marked)


def _before_comma(sheet: Sheet, first: int, last: int) -> int:
    """Return where what is spoken of ends at a comma, unless that parts what is listed."""
    listed = {sheet.word(place) for place in range(first, last)} & {"and", "or"}
    for place in range(first + 1, last):
        gap = sheet.text[sheet.tokens[place - 1].end : sheet.tokens[place].start]
        if ";" in gap or ("," in gap and not listed):
            return place
    return last


def _before_names(sheet: Sheet, vocabulary: Vocabulary, first: int, last: int) -> int:
    """Return where what is spoken of ends: before "in Crime", "for Supt Smith", "this year"."""
    for place in range(first + 1, last):
        if sheet.word(place) in _TIMED and sheet.word(place - 1) not in SMALL_WORDS:
            return place
        if sheet.word(place) not in _LEADING:
            continue
        stems = [token.stem for token in sheet.tokens[place + 1 : last]]
        for length in range(len(stems), 0, -1):
            meanings = vocabulary.phrases.get(stems[:length])
            first_word = sheet.word(place + 1)
            if any(_is_named(each, first_word) for each in meanings):
                return place
        if month_number(sheet.word(place + 1)) or sheet.word(place + 1) in _TIMED:
            return place
    return last


def _is_named(meaning: Meaning, word: str) -> bool:
    """Whether a word is a name as it is written: "investigation" isn't the unit Investigations."""
    if meaning.field not in NAMED_WHOLE or not meaning.whole:
        return False
    plurals = {f"{word}s", f"{word}es"} & set(words(meaning.value))
    return not (plurals and len(words(meaning.value)) == 1)


_LEADING = frozenset({"in", "for", "under", "within", "by", "from", "with", "of"})


_TIMED = frozenset({"this", "next", "last", "before", "since"})


def _text_of(what: str, vocabulary: Vocabulary, *, about: bool) -> Condition | None:
    """Return the search for words; what entries are about may be in the other number."""
    sides = [
        as_worded((w for w in side.split() if w not in SMALL_WORDS | {"both"}), vocabulary)
        for side in re.split(r" or ", what)
    ]
    if not all(sides) or set(what.split()) & (COMPARING | NEGATION | {"delegated"}):
        return None
    if about:
        sides = [value for side in sides for value in in_other_forms(side, vocabulary)]
    return Condition(Field.TEXT, Op.CONTAINS, tuple(sides))


def _addressed(vocabulary: Vocabulary, sheet: Sheet, first: int, last: int) -> Condition | None:
    """Return who is addressed by the whole of the words: an entry names them, too."""
    stems = [token.stem for token in sheet.tokens[first:last]]
    found = vocabulary.phrases.get(stems)
    values = tuple(each.value for each in found if each.field is Field.ADDRESSEE)
    return Condition(Field.ADDRESSEE, Op.IS, values) if values else None


_LEFT = Condition(Field.TEXT, Op.EMPTY)
"""Stands for: these words have a meaning that other rules find."""


def _about_known(sheet: Sheet, vocabulary: Vocabulary, first: int, last: int) -> Condition | None:
    """Return the reports that words name as a whole; `_LEFT` where they are a unit or a person."""
    stems = [token.stem for token in sheet.tokens[first:last]]
    if any(meaning.field in NAMED_WHOLE for meaning in vocabulary.phrases.get(stems)):
        return _LEFT
    for mention in vocabulary.titles.find(sheet.tokens[first:last]):
        covered = last - first - (mention.last - mention.first)
        if not covered and mention.reports[0].registered:
            titles = tuple(report.title for report in mention.reports)
            return Condition(Field.REPORT, Op.IS, titles)
    return None


def quote_words(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Mark words in quotation marks: a report's title is the report, others are entries' words."""
    for pattern in (_QUOTED, _QUOTED_SINGLY):
        for match in pattern.finditer(sheet.text):
            first, last = sheet.words_at(*match.span(1))
            if not sheet.is_free(first, last):
                continue
            called = vocabulary.titles.called(match[1])
            _claim_said(sheet, first, last)
            if called and not _SAID_BEFORE.search(sheet.text, 0, match.start()):
                titles = tuple(report.title for report in called if report.registered)
                if titles:
                    sheet.mark(first, last, "report", Condition(Field.REPORT, Op.IS, titles))
            elif pattern is _QUOTED or _IN_THEM.match(sheet.text.lower(), match.end()):
                sheet.mark(first, last, "text", Condition(Field.TEXT, Op.CONTAINS, (match[1],)))


def _claim_said(sheet: Sheet, first: int, last: int) -> None:
    """Claim "with the words" before a quotation and "in them" after it."""
    match = _WORDS_BEFORE.search(sheet.line[: sheet.starts[first]])
    if match:
        sheet.claim(*sheet.word_range(*match.span()), "words")
    after = sheet.line[sheet.starts[last - 1] + len(sheet.word(last - 1)) :]
    match = _IN_THEM.match(after)
    if match:
        sheet.claim(last, last + len(match.group().split()), "words")


_WORDS_BEFORE = re.compile(
    r"(?:(?:with|containing|contain|contains|that|have|has|using|use"
    r"|includes?) )*(?:the )?(?:exact )?"
    r"(?:words?|phrases?|wording|terms?) $"
)


_IN_THEM = re.compile(
    r" (?:in|somewhere in) (?:them|it|their (?:text|wording)|the (?:text|wording))\b"
)


_QUOTED_SINGLY = re.compile(r"(?<!\w)['‘]([^'‘’]{3,})['’](?!\w)")


_SAID_BEFORE = re.compile(
    r"\b(?:mention(?:s|ing)?|contain(?:s|ing)?|words?|phrase|wording|saying|says?|reads?)\W*$",
    re.IGNORECASE,
)
