"""The opening sentence of a list or count: "There are 4 open recommendations due by ..."."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import RegisterEntry
from assistant.register.result import Case
from assistant.register.wording import by_report, is_overdue, listed, nouns, numbers, quoted
from assistant.understanding.calendar import say_day
from assistant.understanding.interpretation import say, say_range
from assistant.understanding.printed_numbers import plain_number

_BEFORE_NOUN = (Field.OVERDUE, Field.STATUS)


def subject(
    case: Case, entries: Sequence[RegisterEntry], where: Sequence[Condition | AnyOf]
) -> str:
    """Return "4 open recommendations due by 31 December 2021"."""
    count = len(entries)
    dated = any(isinstance(each, Condition) and each.field is Field.CLOSED_ON for each in where)
    conditions = [
        each
        for each in where
        if not (_is_own(case, each) or _is_told(each, entries) or (dated and each == _CLOSED))
    ]
    before = [word for each in conditions if (word := _adjective(each))]
    after = [_phrase(each) for each in conditions if not _adjective(each)]
    number = str(count) if count else "no"
    said = " ".join([number, *before, nouns(entries, count), *_linked(after)])
    named = any(isinstance(each, Condition) and each.field is Field.REPORT for each in where)
    printed = numbers(entries) if named and count > 1 and len(by_report(entries)) == 1 else ""
    return f"{said} ({printed})" if printed else said


def _linked(phrases: list[str]) -> list[str]:
    """Put "and" between phrases that begin alike: "in the business area A and in ... B"."""
    linked = phrases[:1]
    for before, after in pairwise(phrases):
        alike = before.split()[:3] == after.split()[:3]
        linked.append(f"and {after}" if alike else after)
    return linked


def opening(
    case: Case, entries: Sequence[RegisterEntry], where: Sequence[Condition | AnyOf]
) -> str:
    """Return the whole sentence, with how many are overdue where that isn't what was asked."""
    said = subject(case, entries, where)
    tail = _overdue_tail(case, entries, where)
    if case.plan.mine:
        delegated = any(isinstance(e, Condition) and e.field is Field.DELEGATE for e in where)
        return f"You {'are the delegate on' if delegated else 'own'} {said}{tail}."
    verb = "is" if len(entries) == 1 else "are"
    return f"There {verb} {said}{tail}."


def kinds(entries: Sequence[RegisterEntry]) -> str | None:
    """Return "3 recommendations and 2 areas for improvement" where kinds are mixed."""
    held: dict[str, list[RegisterEntry]] = {}
    for entry in entries:
        held.setdefault(nouns([entry], 1), []).append(entry)
    if len(held) < len(("one", "other")):
        return None
    return listed(f"{len(some)} {nouns(some, len(some))}" for some in held.values())


def _overdue_tail(
    case: Case, entries: Sequence[RegisterEntry], where: Sequence[Condition | AnyOf]
) -> str:
    asked = any(isinstance(each, Condition) and each.field is Field.OVERDUE for each in where)
    if asked:
        return f", on {say_day(case.today)} ({case.as_at})"
    late = sum(is_overdue(entry, case.today) for entry in entries)
    if not late:
        return ""
    which = f"{late} of them"
    if late == len(entries):
        which = {1: "and it is", 2: "both"}.get(late, f"all {late}")
    return f", {which} overdue on {say_day(case.today)} ({case.as_at})"


_CLOSED = Condition(Field.STATUS, Op.IS, ("closed",))


def _is_told(each: Condition | AnyOf, entries: Sequence[RegisterEntry]) -> bool:
    """Whether a condition on the kind is told by the noun already."""
    kind = isinstance(each, Condition) and each.field is Field.KIND and not each.negated
    return kind and len({entry.kind for entry in entries}) == 1


def _is_own(case: Case, each: Condition | AnyOf) -> bool:
    return (
        case.plan.mine
        and isinstance(each, Condition)
        and each.field in {Field.OWNER, Field.DELEGATE}
        and (case.asker.email or "") in each.values
    )


def _adjective(each: Condition | AnyOf) -> str | None:
    if isinstance(each, AnyOf) or each.field not in _BEFORE_NOUN or each.op is Op.EMPTY:
        return None
    if each.field is Field.OVERDUE:
        return "not overdue" if each.negated else "overdue"
    if each.negated or len(each.values) > 1 or each.values[0] not in {"open", "closed"}:
        return None
    return each.values[0]


def _phrase(each: Condition | AnyOf) -> str:
    if isinstance(each, AnyOf):
        sides = [" ".join(_said(one) for one in side) for side in each.alternatives]
        return "either " + " or ".join(sides)
    return _said(each)


def _said(each: Condition) -> str:
    if word := _adjective(each):
        return word
    if each.op is Op.EMPTY:
        field = {"due": "due date", "text": "notes"}.get(each.field.value, each.field.value)
        return f"{'with' if each.negated else 'without'} {_article(field)} {field}"
    if each.op in {Op.SEVERAL, Op.TRUE}:
        what = f"held by more than one {each.field.value}" if each.op is Op.SEVERAL else ""
        return f"{'not ' if each.negated else ''}{what or 'due immediately'}"
    if each.op in {Op.BEFORE, Op.AFTER, Op.BETWEEN}:
        verb = "closed" if each.field is Field.CLOSED_ON else each.field.value
        return f"{'not ' if each.negated else ''}{verb} {say_range(each)}"
    template = _TEMPLATES.get(each.field)
    if template is None:
        return f"where {say(each)}"
    values = [quoted(v) if each.field in _QUOTED else v for v in each.values]
    if each.field is Field.NUMBER:
        values = [plain_number(value) for value in each.values]
    said = template.format(listed(dict.fromkeys(values), "or"))
    return f"not {said}" if each.negated else said


_QUOTED = frozenset({Field.REPORT, Field.TEXT})
_TEMPLATES = {
    Field.OWNER: "owned by {}",
    Field.DELEGATE: "delegated to {}",
    Field.PORTFOLIO: "in the portfolio {}",
    Field.BUSINESS_AREA: "in the business area {}",
    Field.BOARD: "before the board {}",
    Field.REPORT: "from {}",
    Field.NUMBER: "numbered {}",
    Field.KIND: "of the kind {}",
    Field.ADDRESSEE: "addressed to {}",
    Field.STATUS: "with status {}",
    Field.STATUS_TEXT: "with the printed status {}",
    Field.PRIORITY: "of priority {}",
    Field.TEXT: "whose wording or notes contain {}",
    Field.REF: "with reference {}",
}


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
