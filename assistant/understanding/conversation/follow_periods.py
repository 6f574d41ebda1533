"""What a period means after a question that had another: "and in June?", "the month before?"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.domain.queries import AnyOf, Ask, Change, Condition, Field, Op, RegisterQuery
from assistant.understanding.periods.periods import Period
from assistant.understanding.periods.times import Times, compare
from assistant.understanding.recognise.combine import fields_of
from assistant.understanding.recognise.reading import Reading

_DATES = frozenset({Field.DUE, Field.DEADLINE, Field.CLOSED_ON, Field.UPDATED, Field.PUBLISHED})
_UNIT = r"(?:week|fortnight|month|quarter|year|one)"
_STEP = re.compile(
    r"(?:and |what about |how about |now |ok |then |or )*(?:in |for |during )?(?:the )?(?:same )?"
    rf"(?:(?P<on>following|(?<=the )next(?= [wfmqy])|next one|subsequent)(?: {_UNIT})?"
    rf"|(?P<back>preceding|previous one|prior)(?: {_UNIT})?"
    rf"|{_UNIT} (?:(?P<on2>after|later|following)|(?P<back2>before|earlier|previously|prior))"
    r"(?: (?:that|it|this))?)(?: (?:then|please|too|as well))*"
)


def stood_then(reading: Reading, held: RegisterQuery) -> RegisterQuery | None:
    """Return what was overdue "at the last committee": the same question of the register then."""
    periods = [mark for mark in reading.sheet.marks if mark.source == "period"]
    bare = not reading.request.ask and not reading.request.wanted
    if not bare or Field.OVERDUE not in fields_of(held.where) or len(periods) != 1:
        return None
    single = periods[0].single
    if single is None or single.field is not Field.DUE or single.op is not Op.BETWEEN:
        return None
    last = _then(single, reading.today)
    others = reading.fields - {Field.DUE, Field.STATUS}
    return None if others or last >= reading.today else replace(held, as_at=last)


def unclear_when(reading: Reading, held: RegisterQuery) -> bool:
    """Whether "in June?", after those in progress, could be those due then or those so then."""
    said = reading.times.said
    asked = fields_of(held.where)
    bare = reading.request.ask in {None, Ask.COUNT} and not reading.request.wanted
    only = reading.fields <= {Field.DUE, Field.STATUS} and "due" not in reading.sheet.line
    listed = held.ask in {Ask.LIST, Ask.COUNT, Ask.GROUP} and Field.OVERDUE not in asked
    if not (listed and bare and only and len(said) == 1) or reading.times.as_at:
        return False
    period = said[0]
    if _dated_before(held) or not (period.first and period.last and period.relation == "in"):
        return False
    days = (period.first.isoformat(), period.last.isoformat())
    return _then(Condition(Field.DUE, Op.BETWEEN, days), reading.today) < reading.today


def _dated_before(held: RegisterQuery) -> bool:
    return any(
        isinstance(each, Condition) and each.field in _DATES and each.op is not Op.EMPTY
        for each in held.where
    )


_YEAR_ALONE = re.compile(
    r"(?:and |what about |how about |(?:the )?same (?=for|in))*(?:in |for |during )?"
    r"(?P<year>20\d\d)"
)
_THEN = re.compile(
    r"(?:and |what about |how about |anything |any )*"
    r"(?P<side>since|after|before|until) (?:then|that)"
)


def moved_in_time(reading: Reading, held: RegisterQuery) -> RegisterQuery | None:
    """Return the same question of "2025?" or of "since then", said alone after another period."""
    line = reading.sheet.line
    ranges = [
        each
        for each in held.where
        if isinstance(each, Condition) and each.field in _DATES and each.op is Op.BETWEEN
    ]
    year, then = _YEAR_ALONE.fullmatch(line), _THEN.fullmatch(line)
    if not (year or then) or len(ranges) != 1:
        return None
    first, last = (date.fromisoformat(value) for value in ranges[0].values)
    if year:
        back = relativedelta(years=int(year["year"]) - first.year)
        days = ((first + back).isoformat(), (last + back).isoformat())
        moved = replace(ranges[0], values=days)
    elif then and then["side"] in {"since", "after"}:
        moved = replace(ranges[0], op=Op.AFTER, values=(last.isoformat(),))
    else:
        moved = replace(ranges[0], op=Op.BEFORE, values=(first.isoformat(),))
    return replace(held, where=tuple(moved if each is ranges[0] else each for each in held.where))


def asks_of_another_time(line: str) -> bool:
    """Whether a message is only "2025?", "since then" or the like."""
    return bool(_YEAR_ALONE.fullmatch(line) or _THEN.fullmatch(line))


def stepped(reading: Reading, held: RegisterQuery) -> RegisterQuery | None:
    """Return the same question of "the month before" or "the one after" the period it asked of."""
    match = _STEP.fullmatch(reading.sheet.line)
    ranges = [
        each
        for each in held.where
        if isinstance(each, Condition) and each.field in _DATES and each.op is Op.BETWEEN
    ]
    if match is None or len(ranges) != 1:
        return None
    step = 1 if match["on"] or match["on2"] else -1
    first, last = (date.fromisoformat(value) for value in ranges[0].values)
    days = _beside(first, last, step, _said_unit(reading.sheet.line))
    moved = replace(ranges[0], values=tuple(day.isoformat() for day in days))
    return replace(held, where=tuple(moved if each is ranges[0] else each for each in held.where))


def asks_to_step(line: str) -> bool:
    """Whether a message is only "the following month?" or "and the one before?"."""
    return bool(_STEP.fullmatch(line))


_UNITS = {
    "week": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}


def _said_unit(line: str) -> relativedelta | None:
    match = re.search("|".join(_UNITS), line)
    return _UNITS[match.group()] if match else None


def _beside(first: date, last: date, step: int, unit: relativedelta | None) -> tuple[date, date]:
    """Return the stretch before or after one, of the unit said or as long as it is itself."""
    after = last + timedelta(days=1)
    if unit is not None:
        start = after if step > 0 else first - unit
        return start, start + unit - timedelta(days=1)
    if first.day == after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        start = first + relativedelta(months=step * months)
        return start, start + relativedelta(months=months) - timedelta(days=1)
    length = (after - first) * step
    return first + length, last + length


def compared_anew(reading: Reading, held: RegisterQuery) -> RegisterQuery | None:
    """Return what changed "since March" instead, after what changed since another day."""
    said = reading.times.said
    if held.ask is not Ask.CHANGE or not said or _OF_DUE_DATES.search(reading.sheet.line):
        return None
    since = said[0].relation in {"since", "after", "as at"}
    bare = not reading.request.wanted and reading.fields <= {Field.DUE, Field.STATUS}
    if not (since or bare) or any(period.doubt for period in said):
        return None
    times = Times()
    for period in said:
        compare(times, _gone_by(period, reading.today), reading.today)
    added = tuple(each for each in reading.query.where if not fields_of((each,)) & _OF_PERIODS)
    return replace(
        held,
        where=tuple(dict.fromkeys((*held.where, *added))),
        since=times.since,
        since_start=times.since_start,
        as_at=times.as_at,
        changes=tuple(reading.request.changes) or held.changes,
    )


def _gone_by(period: Period, today: date) -> Period:
    """Return a period as one of the past: there is no register of a day to come."""
    if period.first is None or period.first <= today:
        return period
    year = relativedelta(years=1)
    stretch = period.stretch
    return replace(
        period,
        first=period.first - year,
        last=period.last - year if period.last else None,
        stretch=stretch._replace(first=stretch.first - year, last=stretch.last - year)
        if stretch
        else None,
    )


_ENDED = Condition(Field.STATUS, Op.IS, ("closed",))


def closed_among(reading: Reading, held: RegisterQuery) -> RegisterQuery | None:
    """Return what was closed, for "what closed?" after what changed."""
    asked = reading.request
    bare = not asked.wanted and not asked.changes and not reading.times.said
    if held.ask is not Ask.CHANGE or not bare or reading.query.where != (_ENDED,):
        return None
    return replace(held, changes=(Change.CLOSED,))


_OF_DUE_DATES = re.compile(r"\b(?:due|deadlines?|of (?:them|those|these))\b")
_OF_PERIODS = frozenset({*_DATES, Field.STATUS})


def of_the_same_date(
    reading: Reading, held: RegisterQuery, added: tuple[Condition | AnyOf, ...]
) -> tuple[Condition | AnyOf, ...]:
    """Read "and August?" after what closed in September as what closed in August."""
    before = fields_of(held.where) & {Field.CLOSED_ON, Field.UPDATED, Field.PUBLISHED}
    if len(before) != 1 or Field.DUE in fields_of(held.where) or "due" in reading.sheet.line:
        return added
    (where,) = before
    dated = Field.DUE in fields_of(added)  # It alone implied that they are open.
    if since := _since(reading):
        reading.times.doubts.clear()
        values = ((since - timedelta(days=1)).isoformat(),)
        return (*added, Condition(where, Op.AFTER, values))
    ahead = bool(_AHEAD.search(reading.sheet.line))
    return tuple(
        _of_date(each, where, reading.today, ahead=ahead)
        for each in added
        if not (dated and fields_of((each,)) == {Field.STATUS})
    )


_AHEAD = re.compile(r"\b(?:next|coming|ahead|upcoming)\b")


def _of_date(
    each: Condition | AnyOf, where: Field, today: date, *, ahead: bool
) -> Condition | AnyOf:
    """Return a period of due dates as one of another date; what isn't one, as it is."""
    if isinstance(each, AnyOf):
        sides = tuple(
            tuple(_of_one_date(one, where, today, ahead=ahead) for one in side)
            for side in each.alternatives
        )
        return AnyOf(sides)
    return _of_one_date(each, where, today, ahead=ahead)


def _of_one_date(each: Condition, where: Field, today: date, *, ahead: bool) -> Condition:
    if each.field is not Field.DUE or each.op is not Op.BETWEEN:
        return each
    return replace(each, field=where) if ahead else _moved(each, where, today)


def _since(reading: Reading) -> date | None:
    """Return the first day of "and since March?", which a question alone leaves in doubt."""
    said = reading.times.said
    doubted = bool(reading.times.doubts) and not any(period.doubt for period in said)
    return said[0].first if doubted and len(said) == 1 and said[0].relation == "since" else None


def _moved(period: Condition, where: Field, today: date) -> Condition:
    """Return the period as one of another date, of which a day to come is no use."""
    first, last = (date.fromisoformat(value) for value in period.values)
    if first > today:
        first, last = first - relativedelta(years=1), last - relativedelta(years=1)
    return replace(period, field=where, values=(first.isoformat(), last.isoformat()))


def _then(period: Condition, today: date) -> date:
    """Return the last day of a period; of "June", said in October, that of the one gone by."""
    first, last = (date.fromisoformat(value) for value in period.values)
    back = last - relativedelta(years=1)
    nearer = back < today and today - back < first - today
    return back if nearer else last
