"""What is asked back where a reading isn't clear or can't be so."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from assistant.domain.plans import Manner, Plan, Route
from assistant.domain.queries import AnyOf, Ask, Condition, Field, Op
from assistant.understanding.beyond_the_register import (
    by_period,
    counts_one,
    edge_of_each,
    of_ones_team,
    share_of_changes,
    share_of_what,
    why_none,
)
from assistant.understanding.recognise.combine import fields_of
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.two_times import (
    of_a_trend,
    since_the_future,
    then_and_still,
    two_periods,
)
from assistant.understanding.vocabulary.near_names import near_owners
from assistant.understanding.vocabulary.vocabulary import Vocabulary


def clarified(plan: Plan, reading: Reading, vocabulary: Vocabulary) -> Plan:
    """Return the question to ask back where the reading isn't clear, else the plan."""
    if reading.times.doubts:
        return replace(plan, route=Route.CLARIFY, message=reading.times.doubts[0])
    if reading.doubts:
        doubt = reading.doubts[0]
        message = f"What do you mean by “{doubt.words}”?"
        return replace(plan, route=Route.CLARIFY, message=message, choices=doubt.choices)
    if message := _cannot_be_so(reading):
        return replace(plan, route=Route.CLARIFY, message=message)
    if meant := _meant(reading, vocabulary):
        return replace(plan, route=Route.CLARIFY, absent=(), message=meant[0], choices=meant[1])
    if reading.unplaced and not reading.absent and reading.manner is not Manner.VERSION:
        words = " ".join(reading.unplaced)
        message = (
            f"I could not place “{words}”. Which owner, portfolio, business area, report or status"
            " do you mean?"
        )
        return replace(plan, route=Route.CLARIFY, message=message)
    return plan


def _cannot_be_so(reading: Reading) -> str:
    """Return the question back where all words are known and yet can't be taken at their word."""
    if _apart_in_time(reading):
        return f"Which period do you mean: {' or '.join(reading.times.names)}?"
    return next((message for check, message in _CHECKS if check(reading)), "")


def _of_someone(reading: Reading) -> bool:
    """Whether it is asked what "they" own, and nothing says who they are."""
    return bool(_WHOSE.search(reading.sheet.line)) and Field.OWNER not in reading.fields


def _one_or_more_than_one(reading: Reading) -> bool:
    """Whether an entry is one side of an "or": "owner or delegate on FR-1"."""
    sides = [
        fields_of(side)
        for each in reading.query.where
        if isinstance(each, AnyOf)
        for side in each.alternatives
    ]
    refs = [Field.REF in side for side in sides]
    return any(refs) and not all(refs)


def _two_counts(reading: Reading) -> bool:
    """Whether two numbers are asked for that can't stand in one table."""
    line = reading.sheet.line
    fields = [each.field for each in reading.query.where if isinstance(each, Condition)]
    both = Field.STATUS in fields and Field.OVERDUE in fields
    twice = len(_COUNTING.findall(line)) > 1 and reading.query.ask in {Ask.GROUP, Ask.LIST}
    asked = len(_WHICH_ARE.findall(line)) > 1 and len({*fields} & _STATES) > 1
    return (both and twice) or asked or bool(_STATES_SIDE_BY_SIDE.search(line))


_STATES = {Field.STATUS, Field.OVERDUE, Field.DUE, Field.CLOSED_ON}
_WHICH_ARE = re.compile(r"\bwhich (?:are|is|were|have|has)\b")
_COUNTING = re.compile(r"\b(?:how many|total|number)\b")
_STATES_SIDE_BY_SIDE = re.compile(
    r"\b(?:open|overdue|closed) (?:vs?|versus|against|compared (?:to|with))"
    r" (?:open|overdue|closed)\b"
)


def _about_nothing(reading: Reading) -> bool:
    """Whether "those" are asked about where nothing was said of any; or what can't be at once."""
    query = reading.query
    pointing = bool(_POINTING.search(reading.sheet.line)) and not query.where
    blank = {
        each.field
        for each in query.where
        if isinstance(each, Condition) and each.op is Op.EMPTY and not each.negated
    }
    filled = {
        each.field
        for each in query.where
        if isinstance(each, Condition) and each.op is Op.IS and not each.negated
    }
    return (query.ask is Ask.DETAIL and pointing and bool(query.wanted)) or bool(blank & filled)


_POINTING = re.compile(r"\b(?:those|these|them|it|that one|this one)\b")


def _first_or_last_of_a_report(reading: Reading) -> bool:
    """Whether "the last recommendation of the report" could be so by number or by date."""
    cut = reading.query.ask is Ask.LAST or reading.numbers.ends in {"first", "last", "top"}
    told = _DATED.search(reading.sheet.line) or (
        reading.query.order and reading.query.ask is Ask.LIST
    )
    return cut and Field.REPORT in reading.fields and not told and not reading.query.group_by


def _apart_in_time(reading: Reading) -> bool:
    """Whether two periods that have no day in common are asked of the same date."""
    ranges: dict[Field, list[tuple[str, ...]]] = {}
    for each in reading.query.where:
        if isinstance(each, Condition) and each.op is Op.BETWEEN and not each.negated:
            ranges.setdefault(each.field, []).append(each.values)
    return any(
        max(days[0] for days in held) > min(days[1] for days in held) for held in ranges.values()
    )


_DATED = re.compile(r"\b(?:due|deadlines?|dates?|expir\w+|fall|falls)\b")


_WHOSE = re.compile(
    r"\b(?:do|does|did|has|have|are|is) (?:they|he|she|those people|that person)(?: still| also"
    r"| both)?"
    r" (?:own|hold|lead|manage|have|got|responsible)\b"
)


_ENDED = frozenset({"closed", "no further action", "not applicable"})


def _closed_and_late(reading: Reading) -> bool:
    """Whether both are asked of the same entries, which none can be."""
    plain = [each for each in reading.query.where if isinstance(each, Condition)]
    late = any(each.field is Field.OVERDUE and not each.negated for each in plain)
    return late and any(
        each.field is Field.STATUS and not each.negated and set(each.values) <= _ENDED
        for each in plain
    )


def _meant(reading: Reading, vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]] | None:
    """Return the question back where a name that isn't known is near to owners' names."""
    for name in (*reading.absent, *reading.unplaced):
        if owners := near_owners(name, vocabulary):
            return f"The register has no “{name}”. Do you mean {' or '.join(owners)}?", owners
    return None


def _oldest_of_the_open(reading: Reading) -> bool:
    """Whether "the oldest open one" could be so by its report's date or by its due date."""
    line = reading.sheet.line
    return bool(_OLDEST.search(line)) and not _DATED.search(line)


_OLDEST = re.compile(r"\boldest (?:open|outstanding|live)\b|\bopen (?:for )?(?:the )?longest\b")


def _of_nobody_known(reading: Reading) -> bool:
    """Whether an owner is named by words that say nothing else: "the liaison officer"."""
    sheet = reading.sheet
    for match in _HOLDING.finditer(sheet.line):
        said = match["who"] or match["who2"]
        first, last = sheet.word_range(*match.span("who" if match["who"] else "who2"))
        known = any(sheet.claims[place] for place in range(first, last))
        if not known and not set(said.split()) <= _ANYONE:
            return True
    return False


_HOLDING = re.compile(
    r"\b(?:does|do|did) (?P<who>(?:\w+ ){1,5}?)(?:still |also |currently )?(?:own|hold|manage)\b"
    r"|\b(?:owned|held|managed) by (?P<who2>(?:\w+)(?: \w+){0,3}?)$"
)
_LISTED_ANYONE = """
    we you they i it us me he she this that these those the our a an any each every all both either
    which who what ones one people person anyone anybody someone somebody nobody everyone force
    not still also actually really and or of them him her whom himself herself themselves civilians
"""
_ANYONE = frozenset(_LISTED_ANYONE.split())


def _one_but_the_other(reading: Reading) -> bool:
    """Whether one status is said with "but" before another: "signed off but still pending"."""
    sheet = reading.sheet
    stated = sorted(
        (m for m in sheet.marks if m.single and m.single.field is Field.STATUS and not m.negated),
        key=lambda mark: mark.first,
    )
    return any(
        "but" in {sheet.word(place) for place in range(one.last, other.first)}
        for one, other in pairwise(stated)
    )


def _statuses_apart(reading: Reading) -> bool:
    """Whether two statuses are asked of the same entries, which none can have."""
    held = [
        _ALL_OPEN if each.values == ("open",) else set(each.values)
        for each in reading.query.where
        if isinstance(each, Condition)
        and each.field is Field.STATUS
        and each.op is Op.IS
        and not each.negated
    ]
    denied = {
        each.values
        for each in reading.query.where
        if isinstance(each, Condition) and each.field is Field.STATUS and each.negated
    }
    at_odds = any(set(values) in held for values in denied) or _one_but_the_other(reading)
    return at_odds or (len(held) > 1 and not set.intersection(*held))


_ALL_OPEN = {
    "not allocated", "in progress", "awaiting sign-off", "unknown", "not stated", "open",
}  # fmt: skip


_CHECKS: tuple[tuple[Callable[[Reading], bool], str], ...] = (
    (_of_someone, "Whose entries do you mean? Please name them."),
    (
        of_a_trend,
        "I can count what is so now and what was so in an earlier version of the register."
        " Which two days do you want to compare?",
    ),
    (
        of_ones_team,
        "I know who owns each entry, not who works with you. Please name the unit or its people.",
    ),
    (
        then_and_still,
        "I can say what was so then, or what is so now. Which of them do you want first?",
    ),
    (
        _one_or_more_than_one,
        "Do you mean that one entry, or all that fit the rest? Please ask for one of them.",
    ),
    (
        by_period,
        "I can't count by month, quarter or year. Please ask for one period at a time.",
    ),
    (
        why_none,
        "I can say which there are, but not why there are none.",
    ),
    (_two_counts, "I answer one count at a time. Which of them do you want first?"),
    (two_periods, "I answer for one period at a time. Which of them do you want first?"),
    (_statuses_apart, "No entry can have both of these statuses. Which of them do you mean?"),
    (
        _oldest_of_the_open,
        "Do you mean the oldest by the date of its report, or by its due date?",
    ),
    (_of_nobody_known, "I don't know whom you mean. Please name the owner or the unit."),
    (edge_of_each, "I can name the first or last of one group at a time. Which group?"),
    (counts_one, "That names one entry. What of it do you want to know?"),
    (since_the_future, "That day is still to come. Since when do you want to see the changes?"),
    (share_of_what, "A share of what? Please name the part and the whole."),
    (
        share_of_changes,
        "I can't give shares of what changed. I can list what changed, or count what is so now.",
    ),
    (_about_nothing, "Which entries do you mean?"),
    (
        _first_or_last_of_a_report,
        "Do you mean the first or last by their numbers, or by their due dates?",
    ),
    (
        _closed_and_late,
        "What is closed isn't overdue any more. Do you mean the open or the closed ones?",
    ),
)
