"""Decides what a question asks of the register, once its words are read."""

import re
from datetime import date

from assistant.domain.plans import Manner
from assistant.domain.queries import AnyOf, Ask, Change, Condition, Field, Op, RegisterQuery
from assistant.understanding.recognise.combine import Where, fields_of
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.vocabulary.vocabulary import Vocabulary

_WAS = re.compile(r"\b(?:was|were|fell|had been) (?:\w+ ){0,3}?due\b")
_EARLIEST = re.compile(r"\bearliest (?:due|deadline|date)")
_NAMED_FIELDS = frozenset({Field.REF, Field.NUMBER, Field.REPORT})


def decide(reading: Reading, where: Where, vocabulary: Vocabulary) -> RegisterQuery:
    """Return the query that a reading with its conditions asks; parts off the premise."""
    request = reading.request
    where = _implied(reading, where)
    ask, where = _grouped(reading, where)
    if ask is Ask.CHANGE and reading.manner is Manner.WHY and _names_entries(where):
        ask = Ask.DETAIL
    moved = set(request.changes) <= {Change.LATER, Change.EARLIER} and not reading.times.since
    if ask is Ask.CHANGE and _names_one(where) and request.changes and moved:
        ask = Ask.DETAIL
    if _closed_by_date(reading, ask) and _dated(vocabulary):
        counted = any(claim == "count" for claim in reading.sheet.claims)
        ask = Ask.GROUP if request.group_by else Ask.COUNT if counted else None
        where = (*where, Condition(Field.STATUS, Op.IS, ("closed",)), *_closed_on(reading))
    if ask is None and reading.numbers.limit and reading.numbers.ends == "next":
        ask = Ask.NEXT
    if ask is None:
        detailed = request.wanted or request.column or _single(where)
        ask = Ask.DETAIL if detailed else Ask.LIST
    if reading.manner is Manner.ELSE and _names_one(where):
        where = tuple(each for each in where if not _is_someone_left_out(each))
    if ask in {Ask.DETAIL, Ask.LIST} and _is_checking(reading, where):
        where, reading.premise = _premise(where)
        ask = Ask.DETAIL if reading.premise or request.wanted else ask
    return RegisterQuery(
        ask,
        where,
        tuple(dict.fromkeys(request.group_by)),
        tuple(request.order),
        reading.numbers.limit or request.limit,
        tuple(request.wanted),
        _total(reading, where) if ask is Ask.SHARE else (),
        reading.times.since,
        reading.times.since_start,
        reading.times.as_at,
        tuple(request.changes) if ask is Ask.CHANGE else (),
    )


_CHECKING = frozenset({Manner.CONFIRM, Manner.WHETHER, Manner.WHY})


def _names_entries(where: Where, *, by_words: bool = False) -> bool:
    fields = _NAMED_FIELDS | {Field.TEXT} if by_words else _NAMED_FIELDS
    return any(isinstance(each, Condition) and each.field in fields for each in where)


_IS_IT = re.compile(r"\band (?:is|are|was|were|has|have) (?:it|they|that|this)\b")


def _is_checking(reading: Reading, where: Where) -> bool:
    """Whether something is asked of entries named, or taken for granted of them."""
    line, one = reading.sheet.line, _names_one(where)
    if one and _IS_IT.search(line) and reading.manner is Manner.STATE:
        reading.manner = Manner.WHETHER
    granted = one and bool(_WHO_DID.search(line))
    named = _names_entries(where, by_words=reading.manner is Manner.WHY)
    return named and (granted or reading.manner in _CHECKING)


def _is_someone_left_out(each: Condition | AnyOf) -> bool:
    """Whether it leaves an owner out: "who else is on it besides Supt Jones?"."""
    return isinstance(each, Condition) and each.negated and each.field in _HOLDERS


_HOLDERS = frozenset({Field.OWNER, Field.DELEGATE})


_WHO_DID = re.compile(
    r"^(?:and |so )?(?:who|how|where|when) (?:was |were |did (?:we|they|you|i) )?"
    r"(?:clos\w+|complet\w+|sign(?:ed)? off|finish\w*|deliver\w*|miss\w*)\b"
    r"|^(?:and |so )?(?:who|how|where|when) did .{1,40}\b"
    r"(?:close|complete|sign off|finish|deliver|take (?:over|on)|pick up|inherit|become|go)\b"
    r"|^(?:and |so )?how (?:long|late) (?:has|have|is|are|was)\b"
)
"""Takes for granted that it was done: "who closed it?"."""


def _names_one(where: Where) -> bool:
    return any(isinstance(each, Condition) and each.field is Field.REF for each in where)


def _grouped(reading: Reading, where: Where) -> tuple[Ask | None, Where]:
    """Return what is asked for once the ways to ask for a table are taken into account."""
    request, ask = reading.request, reading.request.ask
    if request.wanted == [Field.DUE_BASIS] and not _names_entries(where):
        request.group_by, request.wanted = [Field.DUE_BASIS], []
        return Ask.GROUP, where
    if ask in {None, Ask.COUNT} and _several_statuses(reading):
        request.group_by = [Field.STATUS]
        return Ask.GROUP, tuple(each for each in where if not fields_of((each,)) <= _SIDE_BY_SIDE)
    if ask is Ask.COUNT and (fields := _counted_each(reading, where)):
        request.group_by = fields
        return Ask.GROUP, where
    if ask is None and reading.manner is Manner.COMPARE and set(request.wanted) <= {Field.OWNER}:
        more = _MORE.search(reading.sheet.line) is not None
        named = [request.grouping_noun] if more and request.grouping_noun else []
        request.group_by = _compared(where, reports=more)[: 1 if more else None] or named
        request.wanted = [] if request.group_by else request.wanted
        return (Ask.GROUP if request.group_by else None), where
    if request.grouping_noun and _single(where):
        request.wanted = list(dict.fromkeys([*request.wanted, request.grouping_noun]))
    elif request.grouping_noun and ask in {None, Ask.COUNT}:
        request.group_by = [request.grouping_noun]
        return Ask.GROUP, where
    return ask, where


_NOT_OVERDUE = Condition(Field.OVERDUE, Op.TRUE, negated=True)


def _compared(where: Where, *, reports: bool = False) -> list[Field]:
    """Count side by side what is compared: "compare Crime and Local Policing"."""
    comparable = _COMPARABLE | ({Field.REPORT} if reports else set())
    for each in where:
        several = isinstance(each, Condition) and each.op is Op.IS and len(each.values) > 1
        if isinstance(each, Condition) and several and each.field in comparable:
            return [each.field, Field.STATUS]
    return []


_MORE = re.compile(r"\b(?:more|fewer)\b")
_EACH = re.compile(r"\beach\b")
_COMPARABLE = frozenset({Field.PORTFOLIO, Field.BUSINESS_AREA, Field.OWNER, Field.BOARD})


def _several_statuses(reading: Reading) -> bool:
    """Whether statuses are set side by side: "open, closed, pending?"."""
    stated = {
        mark.single.values
        for mark in reading.sheet.marks
        if mark.single and mark.single.field in _SIDE_BY_SIDE and not mark.negated
    }
    if len(_HOW_MANY.findall(reading.sheet.line)) > 1 and stated:
        return True
    if len(stated) == 2 and () in stated:  # noqa: PLR2004 - "open and overdue" is one condition
        return False
    if len(stated) == 2 and _EITHER.search(reading.sheet.line):  # noqa: PLR2004 - as above
        return False
    return len(stated) > 2 or (len(stated) == 2 and reading.request.ask is Ask.COUNT)  # noqa: PLR2004 - "open or closed" lists, three compare


_EITHER = re.compile(r"\b(?:either|or)\b")
_SIDE_BY_SIDE = frozenset({Field.STATUS, Field.OVERDUE})
_HOW_MANY = re.compile(r"\bhow many\b")


def _counted_each(reading: Reading, where: Where) -> list[Field]:
    """Return what a count is told apart by: "how many each", or several kinds."""
    if _several_kinds(where):
        return [Field.KIND]
    if _several_priorities(where) and not _EITHER.search(reading.sheet.line):
        return [Field.PRIORITY]
    each = bool(_EACH.search(reading.sheet.line))
    return _compared(where, reports=True)[:1] if each else []


def _several_priorities(where: Where) -> bool:
    return any(
        isinstance(each, Condition) and each.field is Field.PRIORITY and len(each.values) > 1
        for each in where
    )


def _several_kinds(where: Where) -> bool:
    return any(
        isinstance(each, Condition) and each.field is Field.KIND and len(each.values) > 1
        for each in where
    )


def _closed_by_date(reading: Reading, ask: Ask | None) -> bool:
    """Whether what closed is told by its date of closing, not by two versions that are named."""
    closing = ask is Ask.CHANGE and reading.request.changes == [Change.CLOSED]
    return closing and not _OF_VERSIONS.search(reading.sheet.line)


_OF_VERSIONS = re.compile(
    r"\b(?:registers|versions)\b|\bsince (?:the )?\w+(?: \d{4})? (?:register|version)\b"
    r"|\b(?:was|were) (?:still )?open\b"
)


def _dated(vocabulary: Vocabulary) -> bool:
    return Field.CLOSED_ON in vocabulary.filled


def _closed_on(reading: Reading) -> list[Condition]:
    times = reading.times
    if times.since and times.as_at:
        values = ((times.since_start or times.since).isoformat(), times.as_at.isoformat())
        times.since = times.since_start = times.as_at = None
        return [Condition(Field.CLOSED_ON, Op.BETWEEN, values)]
    if times.since:
        day = date.fromordinal((times.since_start or times.since).toordinal() - 1)
        times.since = times.since_start = None
        return [Condition(Field.CLOSED_ON, Op.AFTER, (day.isoformat(),))]
    return []


def _implied(reading: Reading, where: Where) -> Where:
    """Add "open" to what is asked to be due: what is closed isn't due any more."""
    plain = [each for each in where if isinstance(each, Condition)]
    fields = {each.field for each in plain}
    told = tuple(each for each in where if each != _NOT_OVERDUE)
    stated = {Field.STATUS, Field.OVERDUE, Field.STATUS_TEXT, Field.CLOSED_ON} & fields_of(told)
    due = any(
        each.field in {Field.DUE, Field.DEADLINE} and each.op is not Op.EMPTY for each in plain
    )
    next_or_last = (
        reading.request.ask in {Ask.NEXT, Ask.LAST} or reading.numbers.ends == "next"
    ) or _EARLIEST.search(reading.sheet.line)
    if _NOT_OVERDUE in where and not stated and "not yet" in reading.sheet.line:
        return (*where, Condition(Field.STATUS, Op.IS, ("open",)))
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


def _single(where: Where) -> bool:
    """Whether a question names entries by reference or number."""
    fields = fields_of(where)
    return bool(fields & {Field.REF, Field.NUMBER})


CHECKED = frozenset({Field.STATUS, Field.OVERDUE, Field.IMMEDIATE, Field.STATUS_TEXT, Field.DUE,
                       Field.CLOSED_ON, Field.OWNER, Field.PORTFOLIO, Field.BUSINESS_AREA,
                       Field.BOARD, Field.PRIORITY, Field.DELEGATE, Field.DUE_BASIS})  # fmt: skip
"""What can be so of an entry, and be asked whether it is."""


def _premise(where: Where) -> tuple[Where, Where]:
    """Part what is asked about the entries from what names them."""
    named = tuple(each for each in where if not _is_premise(each))
    return named, tuple(each for each in where if _is_premise(each))


def _is_premise(each: Condition | AnyOf) -> bool:
    return fields_of((each,)) <= CHECKED


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
    whole = tuple(each for each in where if not fields_of((each,)) & states)
    return () if whole == where and not reading.mine else whole


def _is_own(reading: Reading, each: Condition | AnyOf) -> bool:
    return reading.mine and any(
        mark.source == "me" and each in mark.conditions for mark in reading.sheet.marks
    )
