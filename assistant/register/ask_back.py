"""Asks back where a number is named that several reports have."""

from collections.abc import Sequence

from assistant.domain.answers import Outcome
from assistant.domain.queries import AnyOf, Ask, Condition, Field, RegisterQuery
from assistant.domain.register import RegisterEntry
from assistant.register.order import in_order
from assistant.register.result import SHOWN, Case, Draft, cite
from assistant.register.wording import by_report, due_words, holder_words, name, status_words


def names_no_report(query: RegisterQuery, entries: Sequence[RegisterEntry]) -> bool:
    """Whether "recommendation 1" could be that of several reports."""
    fields = {each.field for each in query.where if isinstance(each, Condition)}
    if query.ask is not Ask.DETAIL or Field.NUMBER not in fields or Field.REF in fields:
        return False
    if any(isinstance(each, AnyOf) for each in query.where):
        return False
    return len(by_report(entries)) > 1


def answer_which(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Ask which report is meant, telling what each would answer."""
    held = in_order(entries, (), case.today)
    reports = len(by_report(held))
    draft = Draft(entries=held, count=len(held), outcome=Outcome.CLARIFY)
    draft.say(
        f"Which report? {reports} reports in the register have one with that number:",
        cite(case, held[:SHOWN]),
    )
    wanted = case.plan.register.wanted if case.plan.register else ()
    draft.choices = tuple(f"{name(entry)} ({_fact(case, entry, wanted)})" for entry in held[:SHOWN])
    return draft


def _fact(case: Case, entry: RegisterEntry, wanted: Sequence[Field]) -> str:
    if Field.OWNER in wanted:
        return holder_words(entry)
    if Field.STATUS in wanted:
        return status_words(entry)
    return due_words(entry, case.today)
