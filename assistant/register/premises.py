"""Answers questions that take something for granted: why it was closed, confirm that it was."""

import re
from collections.abc import Sequence

from rapidfuzz import process

from assistant.domain.answers import Outcome, Reason
from assistant.domain.plans import Manner
from assistant.domain.queries import AnyOf, Condition, Field
from assistant.domain.register import RegisterEntry
from assistant.register.denials import what_is_not_so
from assistant.register.details import answer_details
from assistant.register.order import in_order
from assistant.register.result import SHOWN, Case, Draft, cite
from assistant.register.wording import (
    by_report,
    capital,
    due_words,
    holder_words,
    kind_noun,
    listed,
    name,
    nouns,
    numbers,
    quoted,
    several,
    status_words,
)
from assistant.understanding.words.printed_numbers import plain_number

_NEAR_REF = 85
"""Likeness, of 100, from which a reference is offered in place of one that isn't there."""


def answer_premise(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Check what is taken for granted of the entries, and say what the register says instead."""
    held = in_order(entries, (), case.today)
    where = case.plan.register.where if case.plan.register else ()
    ids = {entry.id for entry in case.select((*where, *case.plan.premise))}
    so = [entry for entry in held if entry.id in ids]
    otherwise = [entry for entry in held if entry.id not in ids]
    draft = Draft(entries=held, count=len(held))
    if case.plan.manner is Manner.WHY:
        return _why(case, draft, so, otherwise)
    granted = case.plan.manner is Manner.STATE  # "How was it closed?", "how late is it?"
    if granted and not otherwise:
        return answer_details(case, so)
    if not otherwise:
        draft.say(f"Yes ({case.as_at}).", cite(case, so))
    elif not so:
        said = what_is_not_so(case, case.plan.premise, otherwise)
        draft.say(f"No: {said} ({case.as_at}).", cite(case, otherwise))
        if granted or case.plan.manner is Manner.CONFIRM:
            draft.abstain(Reason.PREMISE_CONTRADICTED)
    else:
        draft.say(f"Not all: {len(so)} of {len(held)}, {several(so)}.", cite(case, so))
    _facts(case, draft, otherwise or so)
    return draft


def _fields(premise: Sequence[Condition | AnyOf]) -> set[Field]:
    return {
        condition.field
        for each in premise
        for side in (each.alternatives if isinstance(each, AnyOf) else ((each,),))
        for condition in side
    }


def _why(
    case: Case, draft: Draft, so: Sequence[RegisterEntry], otherwise: Sequence[RegisterEntry]
) -> Draft:
    if case.plan.premise and not so:
        said = what_is_not_so(case, case.plan.premise, otherwise)
        draft.say(f"That is not so: {said} ({case.as_at}).", cite(case, otherwise))
        _facts(case, draft, otherwise)
        return draft.abstain(Reason.PREMISE_CONTRADICTED)
    told = [entry for entry in so or otherwise if entry.notes]
    for entry in told[:SHOWN]:
        draft.say(f"The register notes of {name(entry)}: “{entry.notes}”.", cite(case, [entry]))
    if not told:
        held = so or otherwise
        draft.say(f"The register does not say why, of {several(held)}.", cite(case, held))
        _facts(case, draft, held)
        return draft.abstain(Reason.NOT_IN_SOURCES)
    return draft


def _facts(case: Case, draft: Draft, held: Sequence[RegisterEntry]) -> None:
    for entry in held[:SHOWN]:
        printed = f"printed status “{entry.status_text}”" if entry.status_text else ""
        facts = [due_words(entry, case.today), printed or status_words(entry), holder_words(entry)]
        draft.say(f"{capital(name(entry))}: {'; '.join(facts)}.", cite(case, [entry]), "•")
    if len(held) > SHOWN:
        draft.say(f"And {len(held) - SHOWN} more.")


def answer_nothing_there(case: Case, where: Sequence[Condition | AnyOf]) -> Draft | None:
    """Say so where a number or reference is named that the report doesn't have in the register."""
    named = [each for each in where if isinstance(each, Condition)]
    asked = [each for each in named if each.field in {Field.NUMBER, Field.REF} and not each.negated]
    if not asked:
        return None
    reports = [each for each in named if each.field is Field.REPORT]
    if not reports and asked[0].field is Field.NUMBER and _of_a_unit(named):
        number = " or ".join(dict.fromkeys(plain_number(value) for value in asked[0].values))
        unclear = Draft(outcome=Outcome.CLARIFY)
        return unclear.say(f"Nothing numbered {number} is there. Of which report do you mean it?")
    kinds = [each for each in named if each.field is Field.KIND]
    if case.select([*asked, *reports, *kinds]):
        return None
    held = in_order(case.select([*reports, *kinds]) if reports else [], (), case.today)
    if reports and not held:
        held, kinds = in_order(case.select(reports), (), case.today), []
    said_kind = next(
        (kind_noun(e.values[0]) for e in named if e.field is Field.KIND), "recommendation"
    )
    draft = Draft()
    shown = plain_number if asked[0].field is Field.NUMBER else str
    which = " or ".join(dict.fromkeys(shown(value) for value in asked[0].values))
    if not held:
        what = f"reference {which}" if asked[0].field is Field.REF else f"{said_kind} {which}"
        draft.say(f"The register has no {what}; it is not held here.")
        return draft.abstain(Reason.NOT_IN_SOURCES)
    for report, some in by_report(held):
        printed = numbers(some)
        these = f": {printed}" if printed else ""
        draft.say(
            f"There is no {said_kind} {which} of {quoted(report)} in the register, and it is not"
            f" held here. The register holds {len(some)} from that report{these}.",
            cite(case, some[:SHOWN]),
        )
    _facts(case, draft, held[:3])
    beyond = _beyond(asked[0], held)
    return draft.abstain(Reason.PREMISE_CONTRADICTED if beyond else Reason.NOT_IN_SOURCES)


def _of_a_unit(named: Sequence[Condition]) -> bool:
    """Whether a number is said to be that of a unit, where numbers are those of reports."""
    units = {Field.BUSINESS_AREA, Field.PORTFOLIO, Field.BOARD}
    return any(each.field in units and not each.negated for each in named)


def _beyond(asked: Condition, held: Sequence[RegisterEntry]) -> bool:
    """Whether a number is past all that are held: one between them may only be missing here."""
    values = {number for each in asked.values if (number := _place(each)) is not None}
    places = {place for entry in held if (place := _place(entry.number or "")) is not None}
    return bool(values and places) and min(values) > max(places)


def _place(number: str) -> int | None:
    plain = plain_number(number)
    return int(plain) if plain.isdigit() else None


def answer_absent(case: Case) -> Draft:
    """Say that what is named isn't in the register."""
    draft = Draft(count=0)
    for named in case.plan.absent:
        titles = {title.title for title in case.vocabulary.titles.names}
        if named in titles:
            draft.say(f"The register has no entries from {quoted(named)}.")
            draft.abstain(Reason.NOT_IN_SOURCES)
        elif re.search(r"\d", named):
            near = [
                ref
                for ref, _, _ in process.extract(
                    named, case.vocabulary.refs.values(), limit=3, score_cutoff=_NEAR_REF
                )
            ]
            hint = f" Near to it are {listed(near)}." if near else ""
            draft.say(f"The register has no entry with the reference {named}.{hint}")
            draft.abstain(Reason.NOT_IN_SOURCES)
        else:
            draft.say(f"The register has no owner, unit or report called “{named}”.")
            draft.abstain(Reason.NOT_IN_SOURCES)
    return draft


def answer_others(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Say that the others asked for are not held, and which are."""
    held = in_order(entries, (), case.today)
    draft = Draft(entries=held, count=len(held))
    beyond = abs(case.plan.expected or 0)
    which = numbers(held)
    draft.say(
        f"The register holds {len(held)} {nouns(held, len(held))} of"
        f" {' and '.join(quoted(report) for report, _ in by_report(held))}"
        + (f": {which}." if which else "."),
        cite(case, held[:SHOWN]),
    )
    draft.say(f"The other {beyond} are not held in it.")
    return draft.abstain(Reason.NOT_IN_SOURCES)


def expected_note(case: Case, entries: Sequence[RegisterEntry], draft: Draft) -> None:
    """Say so where the question names another number of entries than there are."""
    expected = case.plan.expected
    if expected is None or expected <= 0 or expected in {len(entries), len(by_report(entries))}:
        return
    where = case.plan.register.where if case.plan.register else ()
    named = tuple(each for each in where if not _fields((each,)) <= _STATES)
    among = case.select(named) if named and len(named) < len(where) else entries
    if expected == len(among):
        return
    draft.say(
        f"The question speaks of {expected}; the register holds {len(among)}.",
        cite(case, among[:SHOWN]),
    )
    apart = len(named) < len(where)
    if (apart or expected > len(among)) and _of_one_report(named, among, apart=apart):
        draft.abstain(Reason.PREMISE_CONTRADICTED)


_STATES = frozenset(
    {Field.STATUS, Field.OVERDUE, Field.IMMEDIATE, Field.STATUS_TEXT, Field.DUE, Field.CLOSED_ON}
)
"""What is asked of entries that a number speaks of: "which of the nine are open"."""


def _of_one_report(
    named: Sequence[Condition | AnyOf], entries: Sequence[RegisterEntry], *, apart: bool
) -> bool:
    """Whether conditions name all that one report has, or all of a kind."""
    fields = {each.field for each in named if isinstance(each, Condition) and not each.negated}
    plain = all(isinstance(each, Condition) for each in named)
    whole = {Field.REPORT, Field.KIND}
    told = fields <= whole if apart and fields else fields == whole
    return plain and told and (len(by_report(entries)) == 1 or (apart and Field.KIND in fields))
