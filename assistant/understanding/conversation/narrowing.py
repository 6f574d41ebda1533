"""Tells a short question that can only speak of the entries just listed."""

import re

from assistant.domain.queries import Ask, Field, RegisterQuery
from assistant.understanding.recognise.combine import fields_of
from assistant.understanding.recognise.entries import says_entries
from assistant.understanding.recognise.reading import Reading

STATES = frozenset({Field.STATUS, Field.OVERDUE, Field.IMMEDIATE, Field.DUE})
LONGEST_NAME = 5
"""Words of a question that is no more than a name or a place to look."""
LONGEST_LEANING = 7
"""Words of a question that leans on what was said before."""
_WHICH = re.compile(
    r"^(?:and |so |ok )?(?:which|who|how many|what)(?: ones?| of (?:them|those|these))?"
    r"(?: (?:is|are|was|were|has|have|had|s|do|need))?\b"
)
_OF_THE_LIST = re.compile(r"^(?:and |so )?(?:which|any|(?:have|has|did|were|are) any)\b|\bthere\b")
_FROM_A_REPORT = re.compile(r"which (?:ones? )?(?:are|is|was|were|come|came) (?:from|in|under)\b")
_OF_THEM = re.compile(r"^(?:and |so |ok )?(?:which|how many|what|(?:are|is|were|was) any|any)\b")
_PLACED_ALONE = re.compile(r"^(?:in|for|from|under|within|by|with|due|before|after|since|number)\b")
_ALL_OF_IT = re.compile(
    r"\b(?:in total|altogether|overall|everything|anything|register|whole|across|force|we|our"
    r"|now)\b"
)


_KIND_OF_THEM = re.compile(
    r"(?:and )?which (?:ones |of (?:them|those|these) )?(?:is|are|were) (?:the |an? )?"
    r"(?:areas? for improvement|causes? (?:of|for) concern|afis?)"
)


def narrows(reading: Reading, line: str, held: RegisterQuery) -> bool:
    """Whether a short question names no entries, and can only speak of those just listed.

    "Which are overdue?", "how many are high priority?", "in Custody?", after a list that a name, a
    unit, a report or "mine" had narrowed.
    """
    asked = fields_of(held.where)
    short = len(line.split()) <= LONGEST_LEANING and not reading.absent
    if asked and _KIND_OF_THEM.fullmatch(line):
        return True
    if held.ask is Ask.CHANGE:
        return short and _of_the_changes(reading, line)
    alone = says_entries(line) or reading.mine or _ALL_OF_IT.search(line)
    if alone or not short or not asked or asked <= {Field.REF, Field.NUMBER}:
        return False
    if reading.request.ask is Ask.CHANGE:
        listed = _OF_THE_LIST.search(line) and not reading.fields
        return bool(listed)
    return _only_where(reading, line) or _of_those(reading, line, asked)


def _of_the_changes(reading: Reading, line: str) -> bool:
    """Whether a short question is asked of what has changed: "which slipped?", "in Custody?"."""
    if reading.request.ask is Ask.CHANGE and not reading.times.since:
        return True
    if says_entries(line) or reading.mine or _ALL_OF_IT.search(line):
        return False
    of_them = bool(_OF_THEM.match(line)) and bool(reading.fields) and reading.fields <= STATES
    return of_them or _only_where(reading, line)


def _of_those(reading: Reading, line: str, asked: set[Field]) -> bool:
    fields, request = reading.fields, reading.request
    if line.startswith("which") and not request.grouping_noun and not request.wanted:
        named = {Field.REF} if _FROM_A_REPORT.match(line) else {Field.REF, Field.REPORT}
        return bool(fields) and not fields & named
    if fields == {Field.NUMBER} and Field.REPORT in asked:
        return True
    narrowed = bool(asked - STATES - {Field.PRIORITY}) or request.ask is Ask.COUNT
    states = bool(fields) and fields <= STATES | {Field.PRIORITY, Field.KIND}
    return bool(_WHICH.match(line)) and states and narrowed


def _only_where(reading: Reading, line: str) -> bool:
    """Whether nothing is said but where to look: "in Custody?", "before Christmas?"."""
    bare = not reading.request.ask and not reading.request.wanted and not reading.unplaced
    if bare and reading.fields == {Field.PRIORITY} and len(line.split()) <= len(("very", "high")):
        return True
    return bare and bool(_PLACED_ALONE.match(line)) and len(line.split()) <= LONGEST_NAME
