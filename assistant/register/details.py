"""Answers what one or a few entries say in the fields asked for."""

import re
from collections.abc import Callable, Sequence

from assistant.domain.answers import Outcome, Reason
from assistant.domain.queries import Field
from assistant.domain.register import RegisterEntry
from assistant.language.wording import say_day
from assistant.register.notes import relevant_notes, status_says
from assistant.register.order import in_order
from assistant.register.result import SHOWN, Case, Draft, cite
from assistant.register.values import basis_words, values_of
from assistant.register.wording import (
    capital,
    due_words,
    holder_words,
    is_overdue,
    listed,
    several,
    status_words,
)

_OWNERSHIP = (Field.OWNER, Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD, Field.DELEGATE)
_VERB = {
    Field.OWNER: "owned by",
    Field.PORTFOLIO: "in the portfolio",
    Field.BUSINESS_AREA: "in the business area",
    Field.BOARD: "before the board",
    Field.DELEGATE: "delegated to",
    Field.ADDRESSEE: "addressed to",
    Field.PUBLISHED: "from a report published on",
    Field.CLOSED_ON: "recorded as closed on",
    Field.UPDATED: "recorded as last updated on",
    Field.PRIORITY: "of priority",
    Field.DEADLINE: "to be done, as the inspectorate set it, by",
    Field.REPORT: "from",
    Field.KIND: "of the kind",
}
_NAME = {
    Field.CLOSED_ON: "date of closing",
    Field.DEADLINE: "inspectorate's deadline",
    Field.UPDATED: "date of the last update",
    Field.PUBLISHED: "date of publication",
}
_SHOWN_WHOLE = 5


def answer_details(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Say what the entries hold in the fields asked for; whole entries where none is."""
    query = case.plan.register
    if query is None:
        raise ValueError("Details need a query.")
    held = in_order(entries, query.order, case.today)
    draft = Draft(entries=held, count=len(held))
    for field in query.wanted:
        _SAY.get(field, _say_value)(case, draft, held, field)
    if case.plan.column:
        _say_asked_column(case, draft, held, case.plan.column)
    elif not query.wanted:
        _say_whole(case, draft, held)
    blank = [field for field in query.wanted if not any(_states(e, field) for e in held)]
    if query.wanted and len(blank) == len(query.wanted):
        draft.abstain(Reason.NOT_IN_SOURCES)
    elif blank:
        draft.outcome = Outcome.PARTIAL
    return draft


def _say_asked_column(case: Case, draft: Draft, held: Sequence[RegisterEntry], column: str) -> None:
    """Say what a column holds that is no field of ours; or that there is none such."""
    if column == "notes":
        _say_notes(case, draft, held)
    elif column in case.vocabulary.columns:
        _say_column(case, draft, held, column)
    elif not (case.plan.register and case.plan.register.wanted):
        draft.say(
            f"The register has no column for “{column}”: it isn't stated for {several(held)}.",
            cite(case, held[:SHOWN]),
        )
        draft.abstain(Reason.NOT_IN_SOURCES)


def _states(entry: RegisterEntry, field: Field) -> bool:
    if field is Field.DEADLINE and entry.deadline_text:
        return True
    return bool(values_of(entry, field)) or (field is Field.DUE and entry.immediate)


def by_value(
    entries: Sequence[RegisterEntry], value: Callable[[RegisterEntry], object]
) -> list[tuple[object, list[RegisterEntry]]]:
    """Return entries that share a value together, in the order in which they first come."""
    held: dict[object, list[RegisterEntry]] = {}
    for entry in entries:
        held.setdefault(value(entry), []).append(entry)
    return list(held.items())


def _are(entries: Sequence[RegisterEntry]) -> str:
    return "is" if len(entries) == 1 else "are"


def _say_value(case: Case, draft: Draft, held: Sequence[RegisterEntry], field: Field) -> None:
    for value, some in by_value(held, lambda entry: values_of(entry, field)):
        values = [str(each) for each in value] if isinstance(value, tuple) else []
        if field in {Field.OWNER, Field.DELEGATE}:
            values = [case.known_as(each) for each in values]
        if values:
            verb = f"{_are(some)} {_VERB.get(field, field.value)}"
            draft.say(f"{capital(several(some))} {verb} {listed(values)}.", cite(case, some))
        else:
            what = (case.plan.column if field is Field.PRIORITY else None) or _NAME.get(
                field, field.value
            )
            draft.say(
                f"The {what} is not stated in the register for {several(some)}.", cite(case, some)
            )
    if field in _OWNERSHIP:
        _say_context(case, draft, held, field)


def _say_context(case: Case, draft: Draft, held: Sequence[RegisterEntry], asked: Field) -> None:
    """Add what else says who has an entry; quote the register where the field is blank."""
    others = [field for field in _OWNERSHIP if field is not asked]
    for key, some in by_value(held, lambda e: tuple(values_of(e, field) for field in others)):
        facts = [
            f"{field.value} {listed(values)}"
            for field, values in zip(others, key if isinstance(key, tuple) else (), strict=True)
            if values
        ]
        if facts:
            joint = " (held jointly)" if len(some[0].business_areas) > 1 else ""
            draft.say(f"{capital(several(some))}: {'; '.join(facts)}{joint}.", cite(case, some))
    blank = [entry for entry in held if not values_of(entry, asked)]
    _quote(case, draft, blank, "own lead manage hold board responsible portfolio area")


def _quote(case: Case, draft: Draft, held: Sequence[RegisterEntry], topic: str) -> None:
    """Quote the printed status and the notes that speak of the matter."""
    for text, some in by_value(held, lambda entry: entry.status_text if status_says(entry) else ""):
        if text:
            draft.say(
                f"Their printed status: “{text}”."
                if len(some) > 1
                else f"Its printed status: “{text}”.",
                cite(case, some),
            )
    for text, some in by_value(held, lambda entry: relevant_notes(entry, topic)):
        if text:
            draft.say(f"The register notes of {several(some)}: “{text}”.", cite(case, some))


def _say_due(case: Case, draft: Draft, held: Sequence[RegisterEntry], field: Field) -> None:
    for _, some in by_value(held, lambda e: (e.due, e.due_basis, e.immediate, e.deadline_text)):
        one = some[0]
        what = capital(several(some))
        printed = f" (printed: “{one.deadline_text}”)" if one.deadline_text else ""
        if one.due:
            basis = basis_words(one)
            late = ""
            if is_overdue(one, case.today):
                days = (case.today - one.due).days
                late = f" and overdue by {days} {'day' if days == 1 else 'days'}"
            said = f"{what} {_are(some)} due on {say_day(one.due)}{late}{printed}"
            draft.say(f"{said}, {basis}." if basis else f"{said}.", cite(case, some))
        elif one.immediate:
            draft.say(
                f"{what} {_are(some)} due immediately{printed}; no date is given.", cite(case, some)
            )
        else:
            draft.say(f"{what}: no date is given in the register{printed}.", cite(case, some))
            _say_columns(case, draft, some)


def _say_columns(case: Case, draft: Draft, held: Sequence[RegisterEntry]) -> None:
    """Quote columns that speak of a date but that fill no field, as they stand."""
    for entry in held[:SHOWN]:
        for header, value in entry.extra:
            if value and re.search(r"deadline|due|target|date", header, re.IGNORECASE):
                draft.say(f"Its column “{header}” says “{value}”.", cite(case, [entry]))


def _say_notes(case: Case, draft: Draft, held: Sequence[RegisterEntry]) -> None:
    for entry in held[:SHOWN]:
        if entry.notes:
            draft.say(f"{capital(several([entry]))}: “{entry.notes}”", cite(case, [entry]))
        else:
            draft.say(f"The register has no notes on {several([entry])}.", cite(case, [entry]))
    if not any(entry.notes for entry in held):
        draft.abstain(Reason.NOT_IN_SOURCES)


def _say_column(case: Case, draft: Draft, held: Sequence[RegisterEntry], header: str) -> None:
    """Quote a column that no field takes."""
    groups = by_value(held, lambda entry: dict(entry.extra).get(header, "").strip())
    for value, some in groups:
        said = f"says “{value}” for" if value else "says nothing of"
        draft.say(f"The column “{header}” {said} {several(some)}.", cite(case, some))
    if not any(value for value, _ in groups):
        draft.abstain(Reason.NOT_IN_SOURCES)


def _say_status(case: Case, draft: Draft, held: Sequence[RegisterEntry], field: Field) -> None:
    for _, some in by_value(held, lambda e: (e.status, e.status_text, is_overdue(e, case.today))):
        one = some[0]
        said = f"{capital(several(some))}: status {one.status.value}"
        if one.status_text and one.status_text.lower() != one.status.value:
            said += f", printed as “{one.status_text}”"
        if is_overdue(one, case.today):
            said += f"; overdue since {say_day(one.due)}" if one.due else ""
        draft.say(f"{said} ({case.as_at}).", cite(case, some))
    few = len(held) <= _SHOWN_WHOLE
    for text, some in by_value(
        held, lambda e: e.notes if few else relevant_notes(e, "work progress start lead submit")
    ):
        if text:
            draft.say(f"The register notes of {several(some)}: “{text}”.", cite(case, some))


def _say_closed_on(case: Case, draft: Draft, held: Sequence[RegisterEntry], field: Field) -> None:
    """Say when entries were closed; of those that aren't, that they aren't, and how they stand."""
    ended = [entry for entry in held if not entry.status.is_open or entry.closed_on]
    if ended:
        _say_value(case, draft, ended, field)
    still = [entry for entry in held if entry not in ended]
    for status, some in by_value(still, status_words):
        draft.say(f"{capital(several(some))} {_are(some)} not closed: {status}.", cite(case, some))


def _say_deadline(case: Case, draft: Draft, held: Sequence[RegisterEntry], field: Field) -> None:
    """Say the inspectorate's deadline; as printed where that names no day."""
    printed = [entry for entry in held if entry.deadline_text and not entry.deadline]
    others = [entry for entry in held if entry not in printed]
    if others:
        _say_value(case, draft, others, field)
    for text, some in by_value(printed, lambda entry: entry.deadline_text):
        draft.say(
            f"The inspectorate's deadline for {several(some)} is printed as “{text}”.",
            cite(case, some),
        )


def _say_text(case: Case, draft: Draft, held: Sequence[RegisterEntry], field: Field) -> None:
    for entry in held[:SHOWN]:
        draft.say(f"{capital(several([entry]))}: “{entry.text}”", cite(case, [entry]))
    if len(held) > SHOWN:
        draft.say(f"And {len(held) - SHOWN} more.")


def _say_addressee(case: Case, draft: Draft, held: Sequence[RegisterEntry], field: Field) -> None:
    _say_value(case, draft, held, field)
    if len(held) <= _SHOWN_WHOLE:
        _say_due(case, draft, held, Field.DUE)


def _say_whole(case: Case, draft: Draft, held: Sequence[RegisterEntry]) -> None:
    _say_text(case, draft, held, Field.TEXT)
    for entry in held[:SHOWN]:
        facts = [due_words(entry, case.today), status_words(entry), holder_words(entry)]
        extra = [f"addressed to {listed(entry.addressees)}"] if entry.addressees else []
        lead = "It is" if len(held) == 1 else f"{capital(several([entry]))} is"
        due, *rest = [*facts, *extra]
        verb = lead if not due.startswith("no ") else lead.replace(" is", " has")
        draft.say(f"{verb} {due}; {'; '.join(rest)}.", cite(case, [entry]))


_SAY: dict[Field, Callable[[Case, Draft, Sequence[RegisterEntry], Field], None]] = {
    Field.DUE: _say_due,
    Field.STATUS: _say_status,
    Field.TEXT: _say_text,
    Field.ADDRESSEE: _say_addressee,
    Field.CLOSED_ON: _say_closed_on,
    Field.DEADLINE: _say_deadline,
}
