"""Answers lists, counts, the next and the last by date, and shares."""

from collections.abc import Sequence

from assistant.domain.plans import Manner
from assistant.domain.queries import Ask, Field, Order, RegisterQuery
from assistant.domain.register import RegisterEntry
from assistant.language.wording import say_day
from assistant.register.groups import share_by_group
from assistant.register.order import in_order
from assistant.register.result import SHOWN, Case, Draft, cite
from assistant.register.sentences import kinds, opening, subject
from assistant.register.values import values_of
from assistant.register.wording import (
    by_report,
    capital,
    due_words,
    holder_words,
    name,
    nouns,
    numbers,
    quoted,
    status_words,
)

_REPORTS_SHOWN = 10
_WORDED = 3
"""Entries up to which the wording of each is shown too."""
_LONGEST = 600
"""Characters of a wording shown."""


def answer_list(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Say how many there are, then name them."""
    query = case.plan.register
    if query is None:
        raise ValueError("A list needs a query.")
    held = in_order(entries, query.order, case.today)
    if query.limit:
        return _answer_first(case, held, query)
    draft = Draft(entries=held, count=len(held))
    said = opening(case, held, query.where)
    if case.plan.manner in {Manner.ANY, Manner.WHETHER, Manner.CONFIRM}:
        said = ("Yes. " if held else "No. ") + said
    draft.say(said, cite(case, held[:SHOWN]))
    if mixed := kinds(held):
        draft.say(f"These are {mixed}.", cite(case, held[:SHOWN]))
    tell(case, draft, held, len(held))
    return draft


def _answer_first(case: Case, held: Sequence[RegisterEntry], query: RegisterQuery) -> Draft:
    """Name the first so many of a list: "the oldest overdue", "top 3"."""
    limit = query.limit or 1
    by = query.order[0].field if query.order else Field.DUE
    first = _first(held, limit, by)
    draft = Draft(entries=first, count=len(first))
    if not held:
        return draft.say(opening(case, held, query.where))
    draft.say(
        f"{len(first)} of {subject(case, held, query.where)} ({case.as_at}):", cite(case, first)
    )
    tell(case, draft, first, len(first))
    return draft


def answer_edge(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Name the next or the last by date, all that share the day."""
    query = case.plan.register
    if query is None:
        raise ValueError("The next by date needs a query.")
    dated = [entry for entry in entries if entry.due is not None]
    last = query.ask is Ask.LAST
    if not last:
        dated = [entry for entry in dated if entry.due and entry.due >= case.today]
    held = in_order(dated, (Order(Field.DUE, descending=last),), case.today)
    held = _first(held, query.limit or 1)
    draft = Draft(entries=held, count=len(held))
    which = "latest" if last else "next"
    if not held:
        when = "" if last else f" on or after {say_day(case.today)}"
        looked = subject(case, entries, query.where)
        return draft.say(
            f"None of them has a due date{when}: the register holds {looked}.",
            cite(case, in_order(entries, (), case.today)[:SHOWN]),
        )
    day = held[0].due
    if day and all(entry.due == day for entry in held):
        what = "1" if len(held) == 1 else str(len(held))
        draft.say(
            f"The {which} due date is {say_day(day)}, of {what} {nouns(held, len(held))}"
            f" ({case.as_at}).",
            cite(case, held[:SHOWN]),
        )
    else:
        draft.say(f"The {len(held)} {which} by due date ({case.as_at}):", cite(case, held[:SHOWN]))
    tell(case, draft, held, len(held))
    return draft


def answer_share(case: Case, entries: Sequence[RegisterEntry]) -> Draft:
    """Say how many of how many, and the percentage to one decimal place."""
    query = case.plan.register
    if query is None:
        raise ValueError("A share needs a query.")
    total = case.select(query.of)
    held = in_order(entries, query.order, case.today)
    draft = Draft(entries=held, count=len(held))
    of = subject(case, total, query.of)
    if query.group_by and total:
        return share_by_group(case, draft, total)
    if not total:
        return draft.say(f"There are {of}, so there is no share to give.")
    part = subject(case, held, [each for each in query.where if each not in query.of])
    percentage = round(100 * len(held) / len(total), 1)
    draft.say(
        f"{percentage:g}%: {len(held)} of {of} ({case.as_at}).", cite(case, (held or total)[:SHOWN])
    )
    if held and len(held) < len(total):
        draft.say(f"The part counted is {part}.", cite(case, held[:SHOWN]))
    return draft


def tell(case: Case, draft: Draft, shown: Sequence[RegisterEntry], count: int) -> None:
    """Name entries one by one, or report by report where they are many."""
    draft.listed = bool(shown)
    reports = by_report(shown)
    if len(shown) > SHOWN and 1 < len(reports) <= _REPORTS_SHOWN:
        for report, held in reports:
            draft.say(_report_line(case, report, held), cite(case, held), "•")
        return
    for entry in shown[:SHOWN]:
        line = entry_line(case, entry)
        worded = f"{line} It reads: “{_short(entry.text)}”" if len(shown) <= _WORDED else line
        draft.say(worded, cite(case, [entry]), "•")
    if count > min(len(shown), SHOWN):
        more = count - min(len(shown), SHOWN)
        draft.say(f"And {more} more.")
        draft.complete = True


def entry_line(case: Case, entry: RegisterEntry) -> str:
    """Return one entry as a line: what it is, when it is due, its status, who has it."""
    facts = [due_words(entry, case.today), status_words(entry), holder_words(entry)]
    return f"{capital(name(entry))}: {'; '.join(facts)}."


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else folded[:_LONGEST].rsplit(" ", 1)[0] + " ..."


def _report_line(case: Case, report: str, held: Sequence[RegisterEntry]) -> str:
    which = numbers(held)
    said = f"{quoted(report)}: {len(held)}" + (f" ({which})" if which else "")
    said += f"; {', '.join(_when(held)) or 'no due date'}"
    holders = {holder_words(entry) for entry in held}
    return said + (f"; {holders.pop()}." if len(holders) == 1 else "; several holders.")


def _when(held: Sequence[RegisterEntry]) -> list[str]:
    """Return when entries are due, with how many or which of them where it isn't so of all."""
    found = []
    if days := sorted({entry.due for entry in held if entry.due}):
        span = say_day(days[0]) if len(days) == 1 else f"{say_day(days[0])} to {say_day(days[-1])}"
        dated = sum(entry.due is not None for entry in held)
        found.append(f"due {span}" + ("" if dated == len(held) else f" ({dated} dated)"))
    if at_once := [entry for entry in held if entry.immediate and not entry.due]:
        which = numbers(at_once) or str(len(at_once))
        found.append("due immediately" + ("" if len(at_once) == len(held) else f" ({which})"))
    return found


def _first(held: Sequence[RegisterEntry], limit: int, by: Field = Field.DUE) -> list[RegisterEntry]:
    """Return the first entries, and those that tie with the last one."""
    cut = list(held[:limit])
    if not cut:
        return cut
    edge = values_of(cut[-1], by)
    return cut + [entry for entry in held[limit:] if edge and values_of(entry, by) == edge]
