"""Tells what is asked that the register can't be made to say, or that isn't said whole."""

import re

from assistant.domain.plans import Manner
from assistant.domain.queries import Ask, Condition, Field
from assistant.understanding.recognise.reading import Reading


def by_period(reading: Reading) -> bool:
    """Whether a table by periods is asked for, which isn't one of the fields counted by."""
    return bool(_EACH_PERIOD.search(reading.sheet.line))


_PERIOD = r"(?:day|week|fortnight|month|quarter|year)"
_EACH_PERIOD = re.compile(
    rf"\b(?:each|every|per)(?: of)?(?: the)?(?: next| coming| last)?(?: \w+)? {_PERIOD}s?\b"
    rf"|\bby (?:the )?(?:due |closing )?{_PERIOD}$|\b{_PERIOD} by {_PERIOD}\b|\bmonthly\b"
)


def why_none(reading: Reading) -> bool:
    """Whether it is asked why there are none."""
    return reading.manner is Manner.WHY and bool(_NONE.search(reading.sheet.line))


_NONE = re.compile(
    r"\bwhy (?:are|is|were|was) there (?:no|not any)\b"
    r"|\bwhy (?:have|has|do|does|did) .{1,40} (?:no|none)\b"
)


def of_ones_team(reading: Reading) -> bool:
    """Whether it is asked what "my team" has, and nothing says which team that is."""
    named = reading.fields & {Field.BUSINESS_AREA, Field.PORTFOLIO, Field.BOARD}
    return bool(_MY_TEAM.search(reading.sheet.line)) and not named


_MY_TEAM = re.compile(
    r"\b(?:my|our) (?:own )?(?:team|unit|department|section|squad|division|directorate|branch"
    r"|business area|portfolio|command|district|patch|area(?! for))(?: s)?\b"
    r"|\b(?:got|has|have) (?:me|us) (?:doing|on|down)\b"
    r"|\b(?:doing|handling|covering|carrying) (?:\w+ )?for (?:me|us)\b"
    r"|\bmy (?:people|staff|officers|direct reports|lot|guys|reports)\b"
)


def edge_of_each(reading: Reading) -> bool:
    """Whether the first or last of each group is asked for, which one table can't tell."""
    edged = any(claim == "edge" for claim in reading.sheet.claims)
    return edged and reading.query.ask is Ask.GROUP and not reading.query.order


def counts_one(reading: Reading) -> bool:
    """Whether something of one entry is counted that isn't an entry: "how many hours ..."."""
    refs = [
        each
        for each in reading.query.where
        if isinstance(each, Condition) and each.field is Field.REF
    ]
    return reading.query.ask is Ask.COUNT and len(refs) == 1 and len(refs[0].values) == 1


def share_of_what(reading: Reading) -> bool:
    """Whether a share is asked for and nothing tells the part from the whole."""
    query = reading.query
    changed = bool(reading.request.changes)
    return query.ask is Ask.SHARE and (changed or set(query.where) <= set(query.of))


def share_of_changes(reading: Reading) -> bool:
    """Whether a share of what changed is asked for, which isn't counted."""
    shared = any(claim == "share" for claim in reading.sheet.claims)
    return shared and reading.query.ask is Ask.CHANGE
