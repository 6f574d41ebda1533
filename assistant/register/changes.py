"""Answers "what changed since June?" from two versions of the register."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.domain.answers import Outcome, Reason, RegisterSource
from assistant.domain.queries import Change, Condition, Field
from assistant.domain.register import RegisterEntry, RegisterVersion, Status
from assistant.language.wording import say_day
from assistant.register.difference import Difference, differences
from assistant.register.groups import tell_table
from assistant.register.result import Case, Draft, cite
from assistant.register.wording import capital, listed, name, nouns
from assistant.understanding.recognise.combine import fields_of

_SHOWN = 25


def answer_changes(case: Case) -> Draft:
    """Compare the version asked about with the earlier one in force on the day named."""
    query = case.plan.register
    if query is None:
        raise ValueError("A comparison needs a query.")
    before = _earlier(case, query.since)
    if before is None and query.since_start:
        before = _earlier(case, query.since_start)
    if before is None:
        return _nothing_to_compare(case, query.since)
    found = _asked_for(case, before, _all(case, before))
    entries = list({each.entry.id + each.change.value[:3]: each.entry for each in found}.values())
    entries = list({id(entry): entry for entry in entries}.values())
    draft = Draft(entries=entries, count=len(entries))
    _tell(case, draft, before, found)
    if query.group_by and entries:
        tell_table(case, draft)
    if query.since and before.as_at > query.since:
        draft.say(
            f"The earliest version held is as at {say_day(before.as_at)}: what changed between"
            f" {say_day(query.since)} and that day isn't known."
        )
        draft.outcome, draft.complete = Outcome.PARTIAL, False
    return draft


def _nothing_to_compare(case: Case, since: date | None) -> Draft:
    draft = Draft()
    if since and since >= case.version.as_at:
        said = (
            f"No version of the register newer than that of {say_day(case.version.as_at)} is held"
        )
        draft.say(f"{said}, so what changed since {say_day(since)} isn't known.")
    else:
        draft.say(f"Only one version of the register is held ({case.as_at}): nothing to compare.")
    return draft.abstain(Reason.NOT_IN_SOURCES)


def _earlier(case: Case, since: date | None) -> RegisterVersion | None:
    if since is not None:
        found = case.store.version(since) or _first(case)
        return found if found and found.id != case.version.id else None
    if _names_entries(case):
        return _latest_change(case)
    gone = [day for day in case.settings.committee_dates if day < case.today]
    if gone and (found := case.store.version(max(gone))) and found.id != case.version.id:
        return found
    older = [one for one in case.store.versions() if one.as_at < case.version.as_at]
    return max(older, key=lambda one: one.as_at, default=None)


def _first(case: Case) -> RegisterVersion | None:
    return min(case.store.versions(), key=lambda one: one.as_at, default=None)


def _latest_change(case: Case) -> RegisterVersion | None:
    older = [one for one in case.store.versions() if one.as_at < case.version.as_at]
    older.sort(key=lambda one: one.as_at, reverse=True)
    # Of a named entry, the last change counts, however many versions ago it was.
    changed = (one for one in older if _asked_for(case, one, _all(case, one)))
    return next(changed, older[0] if older else None)


def _all(case: Case, before: RegisterVersion) -> list[Difference]:
    found = differences(case.select((), before), case.select(()))
    query = case.plan.register
    if query is None or Change.CLOSED not in query.changes or Change.NEW in query.changes:
        return found
    return [_as_closed(each, before) for each in found]


def _as_closed(each: Difference, before: RegisterVersion) -> Difference:
    """Tell what came into the register and was closed since as closed, where that is asked for."""
    entry = each.after
    if each.change is not Change.NEW or entry is None or entry.status is not Status.CLOSED:
        return each
    since = entry.closed_on is None or entry.closed_on > before.as_at
    return replace(each, change=Change.CLOSED) if since else each


def _names_entries(case: Case) -> bool:
    where = case.plan.register.where if case.plan.register else ()
    return any(
        isinstance(each, Condition) and each.field in {Field.REF, Field.NUMBER} for each in where
    )


def _asked_for(
    case: Case, before: RegisterVersion, found: Sequence[Difference]
) -> list[Difference]:
    query = case.plan.register
    if query is None:
        return []
    kept = [each for each in found if not query.changes or each.change in query.changes]
    if not query.where:
        return kept
    states = [each for each in query.where if fields_of((each,)) <= _STATES]
    named = [each for each in query.where if each not in states]
    so = {entry.id for entry in case.select(states)}
    now = {entry.id for entry in case.select(named)}
    then = {entry.id for entry in case.select(named, before)}
    return [
        each
        for each in kept
        if (each.after is None or each.after.id in so)
        and ((each.after and each.after.id in now) or (each.before and each.before.id in then))
    ]


_STATES = frozenset(
    {Field.STATUS, Field.STATUS_TEXT, Field.OVERDUE, Field.DUE, Field.CLOSED_ON, Field.UPDATED}
)
"""What is asked of entries as they now stand: "which slipped and are overdue"."""


def _tell(case: Case, draft: Draft, before: RegisterVersion, found: Sequence[Difference]) -> None:
    query = case.plan.register
    span = f"between the registers as at {say_day(before.as_at)} and {say_day(case.version.as_at)}"
    asked = listed((change.value for change in query.changes), "or") if query else ""
    count = draft.count or 0
    entries = list(draft.entries)
    if not found:
        what = f"was {asked}" if asked else "changed"
        draft.say(f"No recommendation {what} {span}.")
        return
    what = asked or "changed"
    verb = "was" if count == 1 and asked else "were" if asked else ""
    said = " ".join(word for word in (str(count), nouns(entries, count), verb, what, span) if word)
    draft.say(f"{said}.", _sources(case, before, found[:_SHOWN]))
    for change in Change:
        for each in [one for one in found if one.change is change][:_SHOWN]:
            draft.say(_line(each), _sources(case, before, [each]), "•")
    if len(found) > _SHOWN:
        draft.say(f"All {len(found)} changes are in the list of entries.")


def _sources(
    case: Case, before: RegisterVersion, found: Sequence[Difference]
) -> tuple[RegisterSource, ...]:
    now = [each.after for each in found if each.after]
    then = [each.before for each in found if each.before]
    return (*cite(case, now), *cite(case, then, before))


def _line(each: Difference) -> str:
    said = f"{capital(each.change.value)}: {name(each.entry)}"
    if each.before is None and each.change is Change.CLOSED:
        return f"{said}, not in the register before."
    if each.before is None or each.after is None:
        return f"{said}."
    return f"{said}, {_from_to(each.change, each.before, each.after)}."


def _from_to(change: Change, old: RegisterEntry, new: RegisterEntry) -> str:
    if change in {Change.LATER, Change.EARLIER}:
        return f"due {_day(old.due)} before, {_day(new.due)} now"
    if change in {Change.CLOSED, Change.REOPENED, Change.STATUS}:
        return f"status {_status(old)} before, {_status(new)} now"
    if change is Change.REASSIGNED:
        return f"{_holder(old)} before, {_holder(new)} now"
    return f"“{old.text}” before, “{new.text}” now"


def _day(day: date | None) -> str:
    return say_day(day) if day else "without a date"


def _status(entry: RegisterEntry) -> str:
    return f"“{entry.status_text}”" if entry.status_text else entry.status.value


def _holder(entry: RegisterEntry) -> str:
    parts = [
        f"owner {entry.owner or 'not stated'}",
        *([f"delegate {listed(entry.delegates)}"] if entry.delegates else []),
        *([f"portfolio {entry.portfolio}"] if entry.portfolio else []),
        *([f"business area {entry.business_area}"] if entry.business_area else []),
    ]
    return ", ".join(parts)
