"""What a period alone means after a question that had another: "and in June?", "and August?"."""

from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from assistant.domain.queries import AnyOf, Condition, Field, Op, RegisterQuery
from assistant.understanding.combine import fields_of
from assistant.understanding.reading import Reading


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


def of_the_same_date(
    reading: Reading, held: RegisterQuery, added: tuple[Condition | AnyOf, ...]
) -> tuple[Condition | AnyOf, ...]:
    """Read "and August?" after what closed in September as what closed in August."""
    before = fields_of(held.where) & {Field.CLOSED_ON, Field.UPDATED, Field.PUBLISHED}
    if len(before) != 1 or Field.DUE in fields_of(held.where) or "due" in reading.sheet.line:
        return added
    (where,) = before
    return tuple(
        _moved(each, where, reading.today)
        if isinstance(each, Condition) and each.field is Field.DUE and each.op is Op.BETWEEN
        else each
        for each in added
        if fields_of((each,)) != {Field.STATUS}
    )


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
