"""Reads a question as a typed query over the register."""

import re
from datetime import date

from assistant.domain.people import Asker
from assistant.domain.queries import Ask, Condition, Field, Op, RegisterQuery
from assistant.settings import Settings
from assistant.understanding.decide import decide
from assistant.understanding.recognise.ask import recognise_ask
from assistant.understanding.recognise.chat_words import skip_chat
from assistant.understanding.recognise.combine import claim_joint, combine
from assistant.understanding.recognise.either_role import recognise_either_role
from assistant.understanding.recognise.entries import (
    recognise_number_after_report,
    recognise_numbers,
)
from assistant.understanding.recognise.kinds import recognise_kinds
from assistant.understanding.recognise.leftovers import place_leftovers
from assistant.understanding.recognise.mentions import quote_words, recognise_mentions
from assistant.understanding.recognise.negation import apply_negation
from assistant.understanding.recognise.periods import place_periods, recognise_periods
from assistant.understanding.recognise.ranks import recognise_ranks
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.recognise.refs import recognise_refs
from assistant.understanding.recognise.self_named import recognise_self
from assistant.understanding.recognise.spelling import correct_spelling
from assistant.understanding.recognise.states import (
    recognise_blanks,
    recognise_printed,
    recognise_states,
)
from assistant.understanding.recognise.values import recognise_values, recognise_whole_names
from assistant.understanding.vocabulary.identity import identify
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.lexicon import ME
from assistant.understanding.words.sheet import Mark, Sheet
from assistant.understanding.words.short_forms import spelled_out


def read_question(
    text: str, vocabulary: Vocabulary, asker: Asker, today: date, settings: Settings
) -> Reading:
    """Read a question; what could not be placed or settled is listed in the reading."""
    sheet, notes, unclear = correct_spelling(Sheet.of(spelled_out(text)), vocabulary)
    unknown_refs = recognise_refs(sheet, vocabulary)
    quote_words(sheet, vocabulary)
    skip_chat(sheet, vocabulary)
    recognise_mentions(sheet, vocabulary)
    recognise_whole_names(sheet, vocabulary)
    periods = recognise_periods(sheet, vocabulary, today, settings)
    numbers = recognise_numbers(sheet, vocabulary)
    recognise_printed(sheet, vocabulary)
    recognise_blanks(sheet)
    request = recognise_ask(sheet, vocabulary)
    mine = _claim_me(sheet)
    recognise_states(sheet)
    values = recognise_values(sheet, vocabulary)
    ranked = recognise_ranks(sheet, vocabulary, values)
    recognise_either_role(sheet, vocabulary)
    recognise_number_after_report(sheet, vocabulary)
    recognise_kinds(sheet, vocabulary)
    times = place_periods(sheet, vocabulary, request, periods, today)
    mine = recognise_self(sheet, vocabulary, mine=mine)
    if mine:
        sheet.marks.append(_own(asker, vocabulary, sheet))
    apply_negation(sheet)
    claim_joint(sheet)
    unplaced, absent = place_leftovers(sheet, vocabulary)
    absent += ranked
    where = combine(sheet)
    reading = Reading(
        sheet, request, numbers, times, values, RegisterQuery(Ask.LIST), request.manner, today,
        mine=mine, unplaced=(*unplaced, *unclear), absent=(*unknown_refs, *absent), notes=notes,
        doubts=values.doubts,
    )  # fmt: skip
    reading.query = decide(reading, where, vocabulary)
    return reading


def _claim_me(sheet: Sheet) -> bool:
    found = False
    for match in ME.finditer(sheet.line):
        first, last = sheet.word_range(*match.span())
        if any(sheet.claims[place] in {"ref", "number"} for place in range(first, last)):
            continue  # "Is SC26-i closed" speaks of no one.
        found = True
        for place in range(first, last):
            if sheet.word(place) in {"my", "mine", "i", "me", "myself", "late", "behind", "hook"}:
                sheet.claim(
                    place, place + 1, "me" if sheet.word(place) not in _STATES_OF_ME else ""
                )
    spoken = _FOR_ME.search(sheet.line)
    if spoken and not _SHOWING.match(sheet.line):
        first, last = sheet.word_range(*spoken.span())
        sheet.claim(first, last, "me")
        found = True
    return found


_FOR_ME = re.compile(r"\b(?:for me|with me|me)$|\bfor me\b")
_SHOWING = re.compile(
    r"^(?:please |can you |could you |would you |will you )*(?:show|list|find|get|give|tell"
    r"|check|count|pull|look|send"
    r"|remind|bring|fetch|read|display|summarise)\b"
)
_STATES_OF_ME = frozenset({"late", "behind"})


_DELEGATED = re.compile(
    r"\bdelegated (?:to|for) (?:me|us|myself)\b|\bme as (?:an? |the )?(?:delegate|deputy)\b"
    r"|\b(?:am|was) i (?:\w+ ){0,3}?(?:delegate|deputy|delegated|deputising)\b"
    r"|\bi (?:am|m|was|ve been|have been|got) (?:\w+ ){0,2}?"
    r"(?:delegate|deputy|delegated|deputising)\b"
    r"|\b(?:have|has|had) i been delegated\b|\bdid i get delegated\b|\bi deputise\b"
    r"|\bmy delegat(?:ed|ions?)\b|\bdelegate (?:is )?me$"
)
"""Says that what is the asker's is what was delegated to them, not what they own."""


def _own(asker: Asker, vocabulary: Vocabulary, sheet: Sheet) -> Mark:
    identity = identify(asker, vocabulary)
    values = identity.condition.values if identity else ((asker.email,) if asker.email else ())
    delegated = _DELEGATED.search(sheet.line)
    condition = Condition(Field.DELEGATE if delegated else Field.OWNER, Op.IS, values)
    end = len(sheet.tokens)
    return Mark(end, end, (condition,), "me")
