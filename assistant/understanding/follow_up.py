"""Continues a conversation: "and the overdue ones?", "who owns the second?", "only Crime"."""

import re
from dataclasses import replace

from assistant.domain.plans import Manner, Plan, Route, Turn
from assistant.domain.queries import AnyOf, Ask, Condition, Field, Op, RegisterQuery
from assistant.understanding.follow_periods import of_the_same_date, stood_then
from assistant.understanding.interpretation import interpret
from assistant.understanding.leaning import PLACED, corrects, field_of, fields_of, is_follow_up
from assistant.understanding.pick_choice import pick_choice
from assistant.understanding.printed_numbers import ordinal
from assistant.understanding.reading import Reading
from assistant.understanding.recognise_entries import number_condition
from assistant.understanding.vocabulary import Vocabulary

_THE_ONE = re.compile(r"\b(?:it|its|that one|this one|that|the same one)\b")
_ELSE = re.compile(r"\bwho else\b")
_TABLE = re.compile(r"\b(?:in|as) a table\b|\bthe whole list\b|\ball of them\b|\bmore\b$")
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
    line = reading.sheet.line
    if previous.plan.route is Route.CLARIFY:
        return pick_choice(reading, vocabulary, previous.plan)
    if _TABLE.search(line) and not reading.query.where:
        return _again(previous.plan, held, "the same, as a table")
    if reading.manner is Manner.VERSION:
        query = RegisterQuery(Ask.LIST, as_at=held.as_at)
        said = f"the register itself; {interpret(query)}"
        return Plan(Route.REGISTER, said, query, manner=Manner.VERSION)
    if not (is_follow_up(reading, line, held) or corrects(reading, held)):
        return None
    return _continued(reading, vocabulary, previous, held)


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
    match = PLACED.search(reading.sheet.line)
    if not match:
        return None
    if Field.NUMBER in fields_of(held.where) and match["place"] != "last":
        wanted = number_condition(vocabulary, [str(ordinal(match["place"]))])
        kept = tuple(each for each in held.where if field_of(each) is not Field.NUMBER)
        query = replace(held, where=(*kept, wanted), wanted=_wanted(reading, held))
        return _plan(reading, previous, query)
    place = len(previous.refs) if match["place"] == "last" else ordinal(match["place"]) or 0
    if not 1 <= place <= len(previous.refs):
        message = f"There is no {match['place']} one: the last answer named {len(previous.refs)}."
        return Plan(Route.CLARIFY, message, message=message)
    ref = Condition(Field.REF, Op.IS, (previous.refs[place - 1],))
    wanted_fields = tuple(reading.request.wanted)
    plan = _plan(reading, previous, RegisterQuery(Ask.DETAIL, (ref,), wanted=wanted_fields))
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
    return _plan(reading, previous, replace(held, where=(*kept, condition)))


def _refined(reading: Reading, previous: Turn, held: RegisterQuery) -> Plan:
    query, asked = reading.query, reading.request
    if held.ask is Ask.CHANGE and asked.wanted and previous.refs and not query.where:
        refs = Condition(Field.REF, Op.IS, tuple(dict.fromkeys(previous.refs)))
        changed = RegisterQuery(Ask.DETAIL, (refs,), wanted=tuple(asked.wanted))
        return _plan(reading, previous, changed)
    if stood := stood_then(reading, held):
        return _plan(reading, previous, stood)
    added = tuple(each for each in query.where if not _implied_open(each, query.where, held.where))
    added = of_the_same_date(reading, held, added)
    if asked.ask is Ask.NEXT:
        held = replace(held, where=tuple(c for c in held.where if field_of(c) is not Field.OVERDUE))
    replaced = {each.field for each in added if isinstance(each, Condition) and not each.negated}
    if any(isinstance(each, Condition) and each in _SWITCHING for each in added):
        replaced |= _EXCLUSIVE
    kept = tuple(each for each in held.where if field_of(each) not in replaced)
    where = (*kept, *added, *(reading.premise if not asked.wanted else ()))
    whole = held.of
    if asked.ask is Ask.SHARE and held.ask is not Ask.SHARE:
        where, whole = (*held.where, *query.where), query.where
    grouped = Ask.GROUP if query.ask is Ask.GROUP else None
    ask = asked.ask or grouped or (Ask.DETAIL if asked.wanted else _ask_again(held))
    if asked.manner is Manner.ELSE:
        ask = Ask.DETAIL
    merged = replace(
        held,
        ask=ask,
        where=tuple(dict.fromkeys(where)),
        wanted=_wanted(reading, held),
        of=whole if ask is Ask.SHARE else (),
        group_by=tuple(asked.group_by) or (held.group_by if ask is Ask.GROUP else ()),
        order=tuple(asked.order) or held.order,
        limit=reading.numbers.limit or asked.limit,
        since=reading.times.since or held.since,
        since_start=reading.times.since_start if reading.times.since else held.since_start,
        as_at=reading.times.as_at or (None if _NOW.search(reading.sheet.line) else held.as_at),
        changes=tuple(asked.changes) or held.changes,
    )
    return _plan(reading, previous, merged)


_EXCLUSIVE = frozenset({Field.STATUS, Field.OVERDUE})
_SWITCHING = frozenset(
    {Condition(Field.OVERDUE, Op.TRUE), Condition(Field.STATUS, Op.IS, ("closed",))}
)
"""States beside which an earlier state can't have been meant to stay."""


def _ask_again(held: RegisterQuery) -> Ask:
    return Ask.LIST if held.ask in {Ask.NEXT, Ask.LAST} else held.ask


def _implied_open(each: Condition | AnyOf, where: tuple, held: tuple) -> bool:  # type: ignore[type-arg]
    """Whether "open" was only implied by a date and the conversation speaks of a status already."""
    implied = Condition(Field.STATUS, Op.IS, ("open",))
    dated = any(field_of(other) in {Field.DUE, Field.DEADLINE} for other in where)
    return each == implied and dated and Field.STATUS in fields_of(held)


def _wanted(reading: Reading, held: RegisterQuery) -> tuple[Field, ...]:
    if reading.request.wanted:
        return tuple(reading.request.wanted)
    if reading.request.manner is Manner.ELSE:
        return held.wanted or (Field.OWNER,)
    return held.wanted if held.ask is Ask.DETAIL and reading.request.ask is None else ()


def _plan(reading: Reading, previous: Turn, query: RegisterQuery) -> Plan:
    note = "continuing the last question"
    again = _THE_SAME.match(reading.sheet.line)
    unplaced = tuple(
        word
        for word in reading.unplaced
        if ordinal(word.lower()) is None and not (again and word.lower() == "same")
    )
    if unplaced:
        message = f"I could not place “{' '.join(unplaced)}”. What do you mean by it?"
        return Plan(Route.CLARIFY, message, message=message, unplaced=unplaced)
    route = Route.REGISTER if previous.plan.route is not Route.BOTH else Route.BOTH
    return Plan(
        route,
        f"{interpret(query)}; {note}",
        query,
        manner=Manner.ELSE if _ELSE.search(reading.sheet.line) else Manner.STATE,
        mine=reading.mine or previous.plan.mine,
        column=reading.request.column,
        absent=reading.absent,
    )


_THE_SAME = re.compile(
    r"^(?:and )?(?:the )?same (?:again |question |thing )?(?:for|in|with|but|by)\b"
)
