"""The opening sentence of a list or count: "There are 4 open recommendations due by ..."."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import RegisterEntry
from assistant.language.wording import say_day
from assistant.register.result import Case
from assistant.register.wording import (
    is_overdue,
    kind_noun,
    listed,
    nouns,
    numbers,
    plural,
    quoted,
)
from assistant.understanding.interpretation import say, say_range
from assistant.understanding.words.printed_numbers import plain_number

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
    after = [phrase(each) for each in conditions if not _adjective(each)]
    number = str(count) if count else "no"
    noun = nouns(entries, count) if entries else _noun_asked(where)
    said = " ".join([number, *before, noun, *_linked(after)])
    named = any(isinstance(each, Condition) and each.field is Field.REPORT for each in where)
    printed = numbers(entries) if named and count > 1 and _are_alike(entries) else ""
    return f"{said} ({printed})" if printed else said


def _are_alike(entries: Sequence[RegisterEntry]) -> bool:
    """Whether entries are of one kind and from one report."""
    return len({(entry.report, entry.kind) for entry in entries}) == 1


def _noun_asked(where: Sequence[Condition | AnyOf]) -> str:
    """Return the kind of which there is none, in the plural."""
    kinds_asked = [
        each.values
        for each in where
        if isinstance(each, Condition) and each.field is Field.KIND and not each.negated
    ]
    known = kinds_asked[0][:1] if len(kinds_asked) == 1 and len(kinds_asked[0]) == 1 else ()
    return plural(kind_noun(known[0])) if known else nouns((), 0)


def _linked(phrases: list[str]) -> list[str]:
    """Put "and" between phrases that begin alike: "in the business area A and in ... B"."""
    linked = phrases[:1]
    for before, after in pairwise(phrases):
        one, other = before.split()[:1], after.split()[:1]
        alike = one == other or {*one, *other} == {"with", "without"}
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
    held: dict[str, int] = {}
    for kind, count in Counter(entry.kind for entry in entries).items():
        noun = kind_noun(kind)
        held[noun] = held.get(noun, 0) + count
    if len(held) < len(("one", "other")):
        return None
    return listed(f"{count} {noun if count == 1 else plural(noun)}" for noun, count in held.items())


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
    if kind and not entries:
        return isinstance(each, Condition) and len(each.values) == 1
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
        return None if each.negated else "overdue"
    if each.negated or len(each.values) > 1 or each.values[0] not in {"open", "closed"}:
        return None
    return each.values[0]


def phrase(each: Condition | AnyOf) -> str:
    """Return a condition as words that follow a noun: "owned by ...", "due by ..."."""
    if isinstance(each, AnyOf):
        sides = [" ".join(_said(one) for one in side) for side in each.alternatives]
        return "either " + " or ".join(sides)
    return _said(each)


def _said(each: Condition) -> str:
    return _adjective(each) or _of_no_value(each) or _of_values(each)


def _of_no_value(each: Condition) -> str | None:
    """Return what a condition says that compares with nothing: a blank, a flag."""
    if each.op is Op.EMPTY:
        field = {"due": "due date", "text": "notes", "deadline": "inspectorate's deadline"}.get(
            each.field.value, each.field.value
        )
        return f"{'with' if each.negated else 'without'} {_article(field)} {field}"
    if each.field is Field.OVERDUE:
        return "that are not overdue"
    if each.op in {Op.SEVERAL, Op.TRUE}:
        what = f"held by more than one {each.field.value}" if each.op is Op.SEVERAL else ""
        return f"{'not ' if each.negated else ''}{what or 'due immediately'}"
    return None


def _of_values(each: Condition) -> str:
    if each.op in {Op.BEFORE, Op.AFTER, Op.BETWEEN}:
        verb = "closed" if each.field is Field.CLOSED_ON else each.field.value
        return f"{'not ' if each.negated else ''}{verb} {say_range(each)}"
    template = _TEMPLATES.get(each.field)
    if template is None:
        return f"where {say(each)}"
    values = [quoted(v) if each.field in _QUOTED else v for v in each.values]
    if each.field in _SAID:
        values = [_SAID[each.field](value) for value in each.values]
    if each.field is Field.NUMBER:
        values = [plain_number(value) for value in each.values]
    said = template.format(listed(dict.fromkeys(values), "or"))
    if not each.negated:
        return said
    # "That are not recommendations", "whose due date is not the inspectorate's".
    inside = re.sub(r"^(that are|whose due date is) ", r"\1 not ", said)
    return inside if inside != said else f"not {said}"


_BASES = {
    "force target": "the force's own target",
    "revised target": "a revised target",
    "inspectorate": "the inspectorate's",
}
_SAID: dict[Field, Callable[[str], str]] = {
    Field.KIND: lambda kind: plural(kind_noun(kind)),
    Field.PRIORITY: lambda word: word.lower() if word.isalpha() and len(word) > 1 else word,
    Field.DUE_BASIS: lambda basis: _BASES.get(basis, basis),
}
_QUOTED = frozenset({Field.REPORT, Field.TEXT})
_TEMPLATES = {
    Field.OWNER: "owned by {}",
    Field.DELEGATE: "delegated to {}",
    Field.PORTFOLIO: "in the portfolio {}",
    Field.BUSINESS_AREA: "in the business area {}",
    Field.BOARD: "before the board {}",
    Field.REPORT: "from {}",
    Field.NUMBER: "numbered {}",
    Field.KIND: "that are {}",
    Field.ADDRESSEE: "addressed to {}",
    Field.STATUS: "with status {}",
    Field.STATUS_TEXT: "with the printed status {}",
    Field.PRIORITY: "of {} priority",
    Field.DUE_BASIS: "whose due date is {}",
    Field.TEXT: "whose wording or notes contain {}",
    Field.REF: "with reference {}",
}


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
