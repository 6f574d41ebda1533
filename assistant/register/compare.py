"""Answers "who else holds them?" and "how do the two differ on who manages them?"."""

from collections.abc import Sequence

from assistant.domain.answers import Reason
from assistant.domain.queries import AnyOf, Condition, Field
from assistant.domain.register import RegisterEntry
from assistant.register.details import by_value
from assistant.register.order import in_order
from assistant.register.result import SHOWN, Case, Draft, cite
from assistant.register.values import values_of
from assistant.register.wording import by_report, capital, listed, quoted, several

_HOLDING = (Field.OWNER, Field.DELEGATE, Field.BUSINESS_AREA, Field.BOARD, Field.PORTFOLIO)


def answer_else(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Name who has the entries beside whom the question was about."""
    held = in_order(entries, (), case.today)
    draft = Draft(entries=held, count=len(held))
    known, asked = _named(case.plan.register.where if case.plan.register else ())
    fields = [*asked, Field.BOARD] if asked else [Field.OWNER, Field.DELEGATE]
    alone = []
    for others, some in by_value(held, lambda entry: _others(entry, fields, known)):
        told = list(others) if isinstance(others, tuple) else []
        if not told:
            alone += some
            continue
        verb = "is" if len(some) == 1 else "are"
        by = listed(map(str, told))
        said = f"{len(some)} of the {len(held)} {verb} also held by {by}: {several(some)}."
        if not known:
            said = f"{capital(several(some))} {verb} held by {by}."
        draft.say(said, cite(case, some))
    if alone:
        verb = "is" if len(alone) == 1 else "are"
        by = f"by {listed(sorted(known))} alone" if known else "by nobody else"
        draft.say(f"{len(alone)} {verb} held {by}: {several(alone)}.", cite(case, alone))
    return (
        draft if held else draft.say("There are none to speak of.").abstain(Reason.NOT_IN_SOURCES)
    )


def _named(where: Sequence[Condition | AnyOf]) -> tuple[set[str], list[Field]]:
    """Return who the question named, and the fields they were named in."""
    named: dict[str, Field] = {}
    for each in where:
        sides = each.alternatives if isinstance(each, AnyOf) else ((each,),)
        for condition in (one for side in sides for one in side):
            if condition.field in _HOLDING and not condition.negated:
                named |= dict.fromkeys(condition.values, condition.field)
    return set(named), list(dict.fromkeys(named.values()))


def _others(entry: RegisterEntry, fields: Sequence[Field], known: set[str]) -> tuple[str, ...]:
    values = [value for field in fields for value in values_of(entry, field)]
    return tuple(dict.fromkeys(value for value in values if value not in known))


def answer_comparison(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Set reports, or entries of one report, side by side."""
    query = case.plan.register
    held = in_order(entries, (), case.today)
    draft = Draft(entries=held, count=len(held))
    wanted = (query.wanted if query else ()) or (Field.DUE, Field.STATUS)
    fields = _HOLDING if Field.OWNER in wanted else wanted
    sides = by_report(held)
    if len(sides) == 1:
        sides = [(entry.ref, [entry]) for entry in held[:SHOWN]]
    for title, some in sides:
        facts = [fact for field in fields if (fact := _fact(some, field))]
        what = capital(several(some)) if title != some[0].report else quoted(title)
        draft.say(f"{what}: {'; '.join(facts) or 'not stated'}.", cite(case, some[:SHOWN]))
    return draft


def _at_once(entry: RegisterEntry, field: Field) -> tuple[str, ...]:
    return ("immediately",) if field is Field.DUE and entry.immediate else ()


def _fact(some: Sequence[RegisterEntry], field: Field) -> str:
    groups = by_value(some, lambda entry: values_of(entry, field) or _at_once(entry, field))
    parts = []
    for values, held in groups:
        told = [str(value) for value in values] if isinstance(values, tuple) else []
        if not told:
            continue
        only = (
            " only" if len(told) == 1 and len(groups) == 1 and field is Field.BUSINESS_AREA else ""
        )
        where = "" if len(groups) == 1 else f" ({len(held)})"
        parts.append(f"{listed(told)}{only}{where}")
    return f"{field.value} {', '.join(parts)}" if parts else ""
