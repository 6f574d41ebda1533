"""Answers a question about the register: every count, list and date is a query over all rows."""

from collections.abc import Sequence
from datetime import date

from assistant.domain.answers import Answer, Asked, Kind, Outcome, Provenance, Reason, Statement
from assistant.domain.people import Asker
from assistant.domain.plans import Manner, Plan, Route
from assistant.domain.queries import AnyOf, Ask, Condition, Field, RegisterQuery
from assistant.domain.register import RegisterEntry
from assistant.language.wording import say_day
from assistant.ports import RegisterStore
from assistant.register.ask_back import answer_which, names_no_report
from assistant.register.changes import answer_changes
from assistant.register.compare import answer_comparison, answer_else
from assistant.register.details import answer_details
from assistant.register.groups import answer_groups
from assistant.register.lists import answer_edge, answer_list, answer_share
from assistant.register.premises import (
    answer_absent,
    answer_nothing_there,
    answer_others,
    answer_premise,
    expected_note,
)
from assistant.register.progress import answer_progress
from assistant.register.result import Case, Draft, cite, finish
from assistant.register.wording import listed
from assistant.settings import Settings
from assistant.understanding.vocabulary.identity import identify
from assistant.understanding.vocabulary.vocabulary import Vocabulary

_ASKING_FOR_ENTRIES = frozenset({Ask.DETAIL, Ask.LIST})


def answer_register(
    plan: Plan,
    store: RegisterStore,
    vocabulary: Vocabulary,
    asker: Asker,
    today: date,
    settings: Settings,
) -> Answer:
    """Answer a plan from the register.

    Raises:
        StoreUnavailable: the register can't be read.
    """
    if plan.route is Route.CLARIFY:
        return _simple(plan, asker, today, plan.message, Outcome.CLARIFY)
    if asker.public_only:
        said = "The register is not shown where others read along. Ask me in a direct message."
        return _simple(plan, asker, today, said, Outcome.ABSTAINED, Reason.NOT_PERMITTED)
    query = plan.register
    version = store.version(query.as_at if query else None)
    if version is None or query is None:
        return _simple(
            plan, asker, today, _no_version(store, query), Outcome.ABSTAINED, Reason.NOT_IN_SOURCES
        )
    # What was overdue "as at 1 June" is counted on that day.
    day = min(query.as_at, today) if query.as_at else today
    case = Case(plan, store, vocabulary, asker, day, settings, version)
    if plan.mine and not _is_known(case):
        return _simple(plan, asker, today, _unknown(case), Outcome.ABSTAINED, Reason.NO_IDENTITY)
    return finish(case, _draft(case, query))


def _draft(case: Case, query: RegisterQuery) -> Draft:
    plan = case.plan
    if plan.manner is Manner.VERSION:
        return _version(case)
    if plan.absent:
        return answer_absent(case)
    if query.ask is Ask.CHANGE:
        return answer_changes(case)
    entries = case.select(query.where)
    if plan.expected is not None and plan.expected < 0 and entries:
        return answer_others(case, entries)
    if not entries and (nothing := answer_nothing_there(case, query.where)):
        return nothing
    draft = _found(case, query, entries)
    expected_note(case, entries, draft)
    return draft


def _found(case: Case, query: RegisterQuery, entries: Sequence[RegisterEntry]) -> Draft:
    manner = case.plan.manner
    if entries and query.ask in _ASKING_FOR_ENTRIES:
        if names_no_report(query, entries):
            return answer_which(case, entries)
        if manner in _BY_MANNER:
            return _BY_MANNER[manner](case, entries)
        if case.plan.premise or manner is Manner.WHY:
            return answer_premise(case, entries)
        if query.ask is Ask.DETAIL:
            return answer_details(case, entries)
    return _BY_ASK.get(query.ask, answer_list)(case, entries)


_BY_MANNER = {
    Manner.ELSE: answer_else,
    Manner.COMPARE: answer_comparison,
    Manner.PROGRESS: answer_progress,
}
_BY_ASK = {
    Ask.GROUP: answer_groups,
    Ask.SHARE: answer_share,
    Ask.NEXT: answer_edge,
    Ask.LAST: answer_edge,
}


def _version(case: Case) -> Draft:
    """Say which version of the register is asked, and which others are held."""
    held = case.select(())
    version = case.version
    draft = Draft(entries=held, count=len(held))
    draft.say(
        f"This is the register as at {say_day(version.as_at)}, read from {version.source}"
        f" (version {version.id}).",
        cite(case, held[:1]),
    )
    older = [say_day(one.as_at) for one in case.store.versions() if one.id != version.id]
    if older:
        draft.say(f"Other versions held are as at {listed(older)}.", cite(case, held[:1]))
    return draft


def _is_known(case: Case) -> bool:
    if identify(case.asker, case.vocabulary):
        return True
    own = [each for each in (case.plan.register.where if case.plan.register else ()) if _own(each)]
    return bool(case.asker.email and own and case.select(own))


def _own(each: Condition | AnyOf) -> bool:
    return isinstance(each, Condition) and each.field in {Field.OWNER, Field.DELEGATE}


def _unknown(case: Case) -> str:
    if not case.asker.email:
        return (
            "I can't tell which entries are yours, because your address is not known here. Sign in,"
            f" or ask {case.settings.contact}."
        )
    return (
        f"I can't tell which entries are yours: the register names no owner with the address"
        f" {case.asker.email}. Ask {case.settings.contact} to add it to the register's list of"
        " people."
    )


def _no_version(store: RegisterStore, query: RegisterQuery | None) -> str:
    held = store.versions()
    if held and query and query.as_at:
        first = say_day(min(version.as_at for version in held))
        return (
            f"No version of the register from {say_day(query.as_at)} or before is held;"
            f" the first is of {first}."
        )
    return "No register is loaded, so this can't be answered from it."


def _simple(
    plan: Plan,
    asker: Asker,
    today: date,
    said: str,
    outcome: Outcome,
    reason: Reason | None = None,
) -> Answer:
    return Answer(
        outcome,
        Kind.REGISTER,
        (Statement(said, (), remark=True),),
        Asked(plan.interpretation, today, asker.email or asker.name, plan.unplaced),
        Provenance(None, None),
        reason,
        choices=plan.choices,
    )
