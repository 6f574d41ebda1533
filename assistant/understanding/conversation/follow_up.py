"""Continues a conversation: "and the overdue ones?", "who owns the second?", "only Crime"."""

import re
from dataclasses import replace

from assistant.domain.plans import Manner, Plan, Route, Turn
from assistant.domain.queries import Ask, Condition, Field, Op, RegisterQuery
from assistant.understanding.conversation.continued_plan import asked_back, joined
from assistant.understanding.conversation.follow_periods import (
    closed_among,
    compared_anew,
    stood_then,
    unclear_when,
)
from assistant.understanding.conversation.joined_query import merged, wanted_of
from assistant.understanding.conversation.leaning import (
    corrects,
    field_of,
    fields_of,
    is_follow_up,
    placed,
)
from assistant.understanding.conversation.pick_choice import pick_choice
from assistant.understanding.conversation.pointing_back import BEYOND_CONDITIONS, of_what_was_named
from assistant.understanding.interpretation import interpret
from assistant.understanding.recognise.entries import number_condition
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.printed_numbers import ordinal

_THE_ONE = re.compile(r"\b(?:it|its|that one|this one|that|the same one)\b")
_ELSE = re.compile(r"\bwho else\b")
_TABLE = re.compile(r"\b(?:in|as) a table\b|\bthe whole list\b|\ball of them\b|\bmore\b$")
_AGAIN = re.compile(
    r"\b(?:list|show|again|all|total|altogether|overall|them|those|these|same|repeat|name|each|also"
    r"|full|details?|more|everything|now|today)\b"
)
"""Words by which the same may be asked for once more."""
_NO_OTHER = re.compile(r"^no\b.*\bother\b|\bthe other (?:one|report)\b|\bother \w+ report\b")
_NOW = re.compile(r"\b(?:now|today|currently)\b")


def continue_turn(reading: Reading, vocabulary: Vocabulary, previous: Turn) -> Plan | None:
    """Return the plan of a follow-up; none where the question stands for itself."""
    if previous.plan.picked_from is not None and _leaves_the_pick(reading):
        previous = replace(
            previous,
            plan=replace(previous.plan, register=previous.plan.picked_from, picked_from=None),
        )
    held = previous.plan.register
    if held is None:
        return None
    if previous.plan.route is Route.CLARIFY:
        return pick_choice(reading, vocabulary, previous.plan)
    plan = of_what_was_named(reading, vocabulary, previous, held)
    plan = plan or _of_the_same(reading, previous, held)
    follows = is_follow_up(reading, reading.sheet.line, held) or corrects(reading, held)
    if plan or not follows:
        return plan
    return _continued(reading, vocabulary, previous, held)


def _of_the_same(reading: Reading, previous: Turn, held: RegisterQuery) -> Plan | None:
    """Return the plan for the same list in another form, or for the register that it is from."""
    if _TABLE.search(reading.sheet.line) and not reading.query.where:
        return _again(previous.plan, held, "the same, as a table")
    if reading.manner is Manner.VERSION:
        query = RegisterQuery(Ask.LIST, as_at=held.as_at)
        said = f"the register itself; {interpret(query)}"
        return Plan(Route.REGISTER, said, query, manner=Manner.VERSION)
    return None


def _continued(
    reading: Reading, vocabulary: Vocabulary, previous: Turn, held: RegisterQuery
) -> Plan | None:
    line = reading.sheet.line
    picked = _picked(reading, vocabulary, previous, held)
    if picked:
        return picked
    if _NO_OTHER.search(line):
        return _other_report(reading, vocabulary, previous, held)
    plan = _refined(reading, previous, held)
    return replace(plan, picked_from=previous.plan.picked_from)


def _leaves_the_pick(reading: Reading) -> bool:
    """Whether a follow-up to "the second one" is on the list again: it filters, and not "it"."""
    asked = bool(reading.query.where or reading.request.group_by)
    return asked and not _THE_ONE.search(reading.sheet.line)


def _again(plan: Plan, query: RegisterQuery, note: str) -> Plan:
    query = replace(query, limit=None)
    return replace(plan, register=query, interpretation=f"{interpret(query)}; {note}")


def _picked(
    reading: Reading, vocabulary: Vocabulary, previous: Turn, held: RegisterQuery
) -> Plan | None:
    """Return the plan for "the second one": of the numbers asked about, or of the list shown."""
    match = placed(reading)
    if not match:
        return None
    if Field.NUMBER in fields_of(held.where) and match["place"] != "last":
        wanted = number_condition(vocabulary, [str(ordinal(match["place"]))])
        kept = tuple(each for each in held.where if field_of(each) is not Field.NUMBER)
        query = replace(held, where=(*kept, wanted), wanted=wanted_of(reading, held))
        return joined(reading, previous, query)
    place = len(previous.refs) if match["place"] == "last" else ordinal(match["place"]) or 0
    if not 1 <= place <= len(previous.refs):
        message = f"There is no {match['place']} one: the last answer named {len(previous.refs)}."
        return Plan(Route.CLARIFY, message, message=message)
    ref = Condition(Field.REF, Op.IS, (previous.refs[place - 1],))
    wanted_fields = tuple(reading.request.wanted)
    plan = joined(reading, previous, RegisterQuery(Ask.DETAIL, (ref,), wanted=wanted_fields))
    return replace(plan, picked_from=previous.plan.picked_from or held)


def _other_report(
    reading: Reading, vocabulary: Vocabulary, previous: Turn, held: RegisterQuery
) -> Plan | None:
    """Return the plan for "no, the other fraud report"."""
    before = {
        value
        for each in held.where
        if isinstance(each, Condition) and each.field is Field.REPORT
        for value in each.values
    }
    named = vocabulary.titles.find(reading.sheet.tokens)
    held_stems = [
        name.title
        for mention in named
        for name in vocabulary.titles.matching(mention, reading.sheet.tokens)
        if name.registered and name.title not in before
    ]
    if len(set(held_stems)) != 1:
        message = "Which report do you mean?"
        return Plan(
            Route.CLARIFY, message, message=message, choices=tuple(dict.fromkeys(held_stems))
        )
    condition = Condition(Field.REPORT, Op.IS, (held_stems[0],))
    kept = tuple(each for each in held.where if field_of(each) is not Field.REPORT)
    return joined(reading, previous, replace(held, where=(*kept, condition)))


def _refined(reading: Reading, previous: Turn, held: RegisterQuery) -> Plan:
    query, asked = reading.query, reading.request
    if held.ask is Ask.CHANGE and asked.changes and asked.wanted:
        return asked_back("Ask first which those are, and then what you want to know of them.")
    if held.ask in BEYOND_CONDITIONS and asked.wanted and previous.refs and not query.where:
        refs = Condition(Field.REF, Op.IS, tuple(dict.fromkeys(previous.refs)))
        changed = RegisterQuery(Ask.DETAIL, (refs,), wanted=tuple(asked.wanted))
        return joined(reading, previous, changed)
    if unclear_when(reading, held):
        return asked_back("Do you mean what was so then, or what was due then?")
    if anew := compared_anew(reading, held):
        reading.times.doubts.clear()
    other = anew or closed_among(reading, held) or stood_then(reading, held)
    query = other or merged(reading, held)
    plan = joined(reading, previous, query)
    idle = query == held and plan.route is not Route.CLARIFY and reading.manner is not Manner.ELSE
    if idle and not (_AGAIN.search(reading.sheet.line) or reading.absent or plan.column):
        return asked_back(
            "I can't tell what you want to know of them. Please say it in other words."
        )
    return plan
