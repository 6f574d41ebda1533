"""Passes over what leads up to a question: "the committee asked for", "I'd like to know"."""

import re

from assistant.understanding.recognise.telling_words import NEGATION
from assistant.understanding.words.sheet import Sheet

_PREAMBLE = re.compile(
    r"^.*\b(?:(?:likes?|wants?|wanted|needs?|love|have|trying) to (?:know|find out|see|check|ask)"
    r"|wondering|tell me|let me know"
    r"|(?:been|was|got) asked(?: by \w+| to (?:say|list|show|find out))?"
    r"|(?:is|are|was|were|keeps?) asking(?: me| us)?"
    r"|(?:committee|chair|members?|panel|auditors?|councillors?|cllrs?|jac|jarap|jiac|boss)"
    r" (?:(?:has |have )?asked|wants?|needs?|is after|are after|would like|requested|requires?)"
    r"(?: (?:me |us )?for\b| (?:me|us)\b| a list of\b)?)\b"
)


def skip_preamble(sheet: Sheet) -> None:
    """Claim what leads up to "I'd like to know", unless a rule has taken it for something."""
    match = _PREAMBLE.search(sheet.line)
    if not match:
        return
    _, last = sheet.word_range(*match.span())
    free = [place for place in range(last) if not sheet.claims[place]]
    if not any(sheet.word(place) in NEGATION for place in free):
        for place in free:
            sheet.claim(place, place + 1, "preamble")
