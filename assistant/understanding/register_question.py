"""Reads a question as a typed query over the register."""

import re
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.people import Asker
from assistant.domain.plans import Manner
from assistant.domain.queries import AnyOf, Ask, Change, Condition, Field, Op, RegisterQuery
from assistant.settings import Settings
from assistant.understanding.combine import Where, claim_joint, combine
from assistant.understanding.identity import identify
from assistant.understanding.leftovers import place_leftovers
from assistant.understanding.lexicon import ME
from assistant.understanding.negation import apply_negation
from assistant.understanding.recognise_ask import Request, recognise_ask
from assistant.understanding.recognise_entries import (
    EntryWords,
    recognise_number_after_report,
    recognise_numbers,
    recognise_refs,
)
from assistant.understanding.recognise_kinds import recognise_kinds
from assistant.understanding.recognise_periods import Times, place_periods, recognise_periods
from assistant.understanding.recognise_states import recognise_blanks, recognise_states
from assistant.understanding.recognise_values import (
    Doubt,
    Values,
    recognise_values,
    recognise_whole_names,
)
from assistant.understanding.self_named import recognise_self
from assistant.understanding.sheet import Mark, Sheet
from assistant.understanding.spelling import correct_spelling
from assistant.understanding.vocabulary import Vocabulary

_WAS = re.compile(r"\b(?:was|were|fell|had been) (?:\w+ ){0,3}?due\b")
_NAMED_FIELDS = frozenset({Field.REF, Field.NUMBER, Field.REPORT})


@dataclass(slots=True)
class Reading:
    """Everything that was read from a question."""

    sheet: Sheet
    request: Request
    numbers: EntryWords
    times: Times
    values: Values
    query: RegisterQuery
    manner: Manner
    premise: Where = ()
    mine: bool = False
    unplaced: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that are filtered by."""
        return frozenset(
            condition.field
            for each in (*self.query.where, *self.premise)
            for condition in (
                [c for side in each.alternatives for c in side]
                if isinstance(each, AnyOf)
                else [each]
            )
        )


def read_question(
    text: str, vocabulary: Vocabulary, asker: Asker, today: date, settings: Settings
) -> Reading:
    """Read a question; what could not be placed or settled is listed in the reading."""
    sheet, notes, unclear = correct_spelling(Sheet.of(text), vocabulary)
    unknown_refs = recognise_refs(sheet, vocabulary)
    recognise_whole_names(sheet, vocabulary)
    periods = recognise_periods(sheet, vocabulary, today, settings)
    numbers = recognise_numbers(sheet, vocabulary)
    recognise_blanks(sheet)
    request = recognise_ask(sheet, vocabulary)
    mine = _claim_me(sheet)
    recognise_states(sheet)
    values = recognise_values(sheet, vocabulary)
    recognise_number_after_report(sheet, vocabulary)
    recognise_kinds(sheet, vocabulary)
    times = place_periods(sheet, vocabulary, request, periods)
    mine = recognise_self(sheet, vocabulary, mine=mine)
    if mine:
        sheet.marks.append(_own(asker, vocabulary, sheet))
    apply_negation(sheet)
    claim_joint(sheet)
    unplaced, absent = place_leftovers(sheet, vocabulary)
    where = combine(sheet)
    reading = Reading(
        sheet, request, numbers, times, values, RegisterQuery(Ask.LIST), request.manner,
        mine=mine, unplaced=(*unplaced, *unclear), absent=(*unknown_refs, *absent), notes=notes, doubts=values.doubts,
    )  # fmt: skip
    _decide(reading, where, vocabulary)
    return reading


def _claim_me(sheet: Sheet) -> bool:
    found = False
    for match in ME.finditer(sheet.line):
        found = True
        first, last = sheet.word_range(*match.span())
        for place in range(first, last):
            if sheet.word(place) in {"my", "mine", "i", "me", "myself", "late", "behind", "hook"}:
                sheet.claim(
                    place, place + 1, "me" if sheet.word(place) not in _STATES_OF_ME else ""
                )
    return found


_STATES_OF_ME = frozenset({"late", "behind"})


def _own(asker: Asker, vocabulary: Vocabulary, sheet: Sheet) -> Mark:
    identity = identify(asker, vocabulary)
    values = identity.condition.values if identity else ((asker.email,) if asker.email else ())
    condition = Condition(Field.OWNER, Op.IS, values)
    end = len(sheet.tokens)
    return Mark(end, end, (condition,), "me")


def _decide(reading: Reading, where: Where, vocabulary: Vocabulary) -> None:
    request, numbers = reading.request, reading.numbers
    where = _implied(reading, where)
    ask = request.ask
    named = any(isinstance(c, Condition) and c.field in _NAMED_FIELDS for c in where)
    if request.wanted == [Field.DUE_BASIS] and not named:
        ask, request.group_by, request.wanted = Ask.GROUP, [Field.DUE_BASIS], []
    if ask in {None, Ask.COUNT} and _several_statuses(reading):
        ask, request.group_by = Ask.GROUP, [Field.STATUS]
        where = tuple(each for each in where if not _all_fields((each,)) <= {Field.STATUS})
    if request.grouping_noun and ask in {None, Ask.COUNT}:
        ask, request.group_by = Ask.GROUP, [request.grouping_noun]
    if ask is Ask.CHANGE and request.changes == [Change.CLOSED] and _dated(vocabulary):
        ask = None
        where = (*where, Condition(Field.STATUS, Op.IS, ("closed",)), *_closed_on(reading))
    if ask is None:
        ask = Ask.DETAIL if request.wanted or _single(where) else Ask.LIST
    if (
        reading.manner in {Manner.CONFIRM, Manner.WHETHER, Manner.WHY}
        and named
        and ask in {Ask.DETAIL, Ask.LIST}
    ):
        where, reading.premise = _premise(where)
        ask = Ask.DETAIL if reading.premise or request.wanted else ask
    of: Where = ()
    if ask is Ask.SHARE:
        of = _total(reading, where)
    reading.query = RegisterQuery(
        ask,
        where,
        tuple(dict.fromkeys(request.group_by)),
        tuple(request.order),
        numbers.limit or request.limit,
        tuple(request.wanted),
        of,
        reading.times.since,
        reading.times.as_at,
        tuple(request.changes) if ask is Ask.CHANGE else (),
    )


def _several_statuses(reading: Reading) -> bool:
    """Whether statuses are set side by side: "open, closed, pending?"."""
    stated = {
        mark.single.values
        for mark in reading.sheet.marks
        if mark.single and mark.single.field is Field.STATUS and not mark.negated
    }
    return len(stated) > 2 or (len(stated) == 2 and reading.request.ask is Ask.COUNT)  # noqa: PLR2004 - "open or closed" lists, three compare


def _dated(vocabulary: Vocabulary) -> bool:
    return Field.CLOSED_ON in vocabulary.filled


def _closed_on(reading: Reading) -> list[Condition]:
    times = reading.times
    if times.since and times.as_at:
        values = (times.since.isoformat(), times.as_at.isoformat())
        times.since = times.as_at = None
        return [Condition(Field.CLOSED_ON, Op.BETWEEN, values)]
    if times.since:
        day = date.fromordinal(times.since.toordinal() - 1)
        times.since = None
        return [Condition(Field.CLOSED_ON, Op.AFTER, (day.isoformat(),))]
    return []


def _implied(reading: Reading, where: Where) -> Where:
    """Add "open" to what is asked to be due: what is closed isn't due any more."""
    plain = [each for each in where if isinstance(each, Condition)]
    fields = {each.field for each in plain}
    stated = {Field.STATUS, Field.OVERDUE, Field.STATUS_TEXT, Field.CLOSED_ON} & _all_fields(where)
    due = any(
        each.field in {Field.DUE, Field.DEADLINE} and each.op is not Op.EMPTY for each in plain
    )
    next_or_last = reading.request.ask in {Ask.NEXT, Ask.LAST}
    if stated or not (due or next_or_last or _due_in_any(where)) or _WAS.search(reading.sheet.line):
        return where
    if reading.request.ask is Ask.CHANGE or {Field.REF, Field.NUMBER} & fields:
        return where
    return (*where, Condition(Field.STATUS, Op.IS, ("open",)))


def _due_in_any(where: Where) -> bool:
    return any(
        all(any(c.field is Field.DUE for c in side) for side in each.alternatives)
        for each in where
        if isinstance(each, AnyOf)
    )


def _all_fields(where: Where) -> set[Field]:
    found: set[Field] = set()
    for each in where:
        sides = each.alternatives if isinstance(each, AnyOf) else ((each,),)
        found |= {condition.field for side in sides for condition in side}
    return found


def _single(where: Where) -> bool:
    """Whether a question names entries by reference or number."""
    fields = _all_fields(where)
    return bool(fields & {Field.REF, Field.NUMBER})


_PREMISES = frozenset({Field.STATUS, Field.OVERDUE, Field.IMMEDIATE, Field.STATUS_TEXT, Field.DUE,
                       Field.CLOSED_ON, Field.OWNER, Field.PORTFOLIO, Field.BUSINESS_AREA,
                       Field.BOARD, Field.PRIORITY})  # fmt: skip


def _premise(where: Where) -> tuple[Where, Where]:
    """Part what is asked about the entries from what names them."""
    named = tuple(each for each in where if not _is_premise(each))
    return named, tuple(each for each in where if _is_premise(each))


def _is_premise(each: Condition | AnyOf) -> bool:
    return _all_fields((each,)) <= _PREMISES


def _total(reading: Reading, where: Where) -> Where:
    """Return the conditions that a share is a share of; the rest tell the part."""
    split = reading.request.split_at
    states = {Field.STATUS, Field.OVERDUE, Field.IMMEDIATE, Field.STATUS_TEXT, Field.CLOSED_ON,
              Field.DUE, Field.UPDATED}  # fmt: skip
    if split is not None:
        before = {
            condition
            for mark in reading.sheet.marks
            if mark.first < split
            for condition in mark.conditions
        }
        return tuple(each for each in where if each in before or _is_own(reading, each))
    return tuple(each for each in where if not _all_fields((each,)) & states)


def _is_own(reading: Reading, each: Condition | AnyOf) -> bool:
    return reading.mine and any(
        mark.source == "me" and each in mark.conditions for mark in reading.sheet.marks
    )
