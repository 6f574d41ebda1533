"""Joins what a follow-up says to the query that it goes on with."""

import re
from dataclasses import replace

from assistant.domain.plans import Manner
from assistant.domain.queries import AnyOf, Ask, Condition, Field, Op, RegisterQuery
from assistant.understanding.conversation.beside import staying
from assistant.understanding.conversation.follow_periods import of_the_same_date
from assistant.understanding.conversation.leaning import field_of, fields_of
from assistant.understanding.conversation.widening import let_go
from assistant.understanding.recognise.reading import Reading

_NOW = re.compile(r"\b(?:now|today|currently)\b")


def merged(reading: Reading, held: RegisterQuery) -> RegisterQuery:
    """Return the last question with what the follow-up adds to it or puts in the place of it."""
    query, asked, line = reading.query, reading.request, reading.sheet.line
    added = tuple(each for each in query.where if not _implied_open(each, query.where, held.where))
    added = of_the_same_date(reading, held, added)
    if asked.ask is Ask.NEXT:
        held = replace(held, where=tuple(c for c in held.where if field_of(c) is not Field.OVERDUE))
    wider = let_go(line)
    before = tuple(each for each in held.where if field_of(each) not in wider)
    kept = staying(before, added, line, reading.today)
    where = (*kept, *added, *(reading.premise if not asked.wanted else ()))
    whole = held.of
    if asked.ask is Ask.SHARE and held.ask is not Ask.SHARE:
        where, whole = (*held.where, *query.where), query.where
    grouped = Ask.GROUP if query.ask is Ask.GROUP else None
    ask = (
        asked.ask
        or grouped
        or (Ask.DETAIL if asked.wanted or asked.column else _ask_again(held, line))
    )
    if asked.manner is Manner.ELSE:
        ask = Ask.DETAIL
    if held.ask is Ask.GROUP and asked.ask is None and _LISTING.match(line):
        ask = Ask.LIST
    if held.ask is Ask.CHANGE and ask in {Ask.GROUP, Ask.COUNT, Ask.LIST}:
        ask = Ask.CHANGE
    return replace(
        held,
        ask=ask,
        where=tuple(dict.fromkeys(where)),
        wanted=wanted_of(reading, held),
        of=whole if ask is Ask.SHARE else (),
        group_by=tuple(asked.group_by) or (held.group_by if ask in _TABLES else ()),
        order=tuple(asked.order) or held.order,
        limit=reading.numbers.limit or asked.limit,
        since=reading.times.since or held.since,
        since_start=reading.times.since_start if reading.times.since else held.since_start,
        as_at=reading.times.as_at or (None if _NOW.search(line) else held.as_at),
        changes=tuple(asked.changes) or held.changes,
    )


_LISTING = re.compile(r"(?:and |now |please |can you )*(?:list|show|name|give|which|what) ")


_TABLES = frozenset({Ask.GROUP, Ask.CHANGE})


def _ask_again(held: RegisterQuery, line: str) -> Ask:
    edge = held.ask in {Ask.NEXT, Ask.LAST}
    return Ask.LIST if edge and not _FOR_ANOTHER.match(line) else held.ask


_FOR_ANOTHER = re.compile(
    r"^(?:and|what about|how about|only|just|now|ok|same|for|in|with|under)\b(?! (?:which|who))"
)
"""Asks the same for another unit or person: "and in Crime?", after what is due next."""


def _implied_open(each: Condition | AnyOf, where: tuple, held: tuple) -> bool:  # type: ignore[type-arg]
    """Whether "open" was only implied by a date and the conversation speaks of a status already."""
    implied = Condition(Field.STATUS, Op.IS, ("open",))
    dated = any(field_of(other) in {Field.DUE, Field.DEADLINE} for other in where)
    return each == implied and dated and Field.STATUS in fields_of(held)


def wanted_of(reading: Reading, held: RegisterQuery) -> tuple[Field, ...]:
    """Return the fields asked for, or those that were asked for before."""
    if reading.request.wanted:
        return tuple(reading.request.wanted)
    if reading.request.manner is Manner.ELSE:
        return held.wanted or (Field.OWNER,)
    return held.wanted if held.ask is Ask.DETAIL and reading.request.ask is None else ()
