"""Who holds a report's recommendations, and how they stand."""

from collections.abc import Sequence

from assistant.domain.register import RegisterEntry, Status
from assistant.language.words import fold
from assistant.papers.entry_words import LONGEST_STATUS, labels
from assistant.papers.facts import is_restricted
from assistant.papers.material import Material
from assistant.papers.measures import (
    CONCERNS,
    NO_OWNER,
    OPEN,
    Measure,
    due_between,
    has_status,
    in_portfolio,
    overdue,
)
from assistant.papers.paper import Block, Made, Statement
from assistant.papers.publications import Publication
from assistant.papers.wording import Part, counted, gap, in_list, name, paragraph, quote, say, verb
from assistant.register.notes import status_says
from assistant.register.wording import listed

_LEADS_NAMED = 3
_MISSING_NAMED = 8


def ownership(material: Material, one: Publication) -> list[Block]:
    """Return who holds what concerns the force, with marked gaps where nothing says so."""
    measure = material.entries_of(one)
    entries = [each for each in one.entries if CONCERNS.holds(each)]
    if measure is None or not entries:
        return []
    said = [_portfolios(material, measure, entries)]
    boards = list(dict.fromkeys(board for each in entries for board in each.boards))
    if boards:
        held = material.handles([each for each in entries if each.boards])
        they = "It is" if len(entries) == 1 else "They are"
        said.append(say(f"{they} also managed in ", name(listed(boards)), ".", entries=held))
    said += _leads(material, measure, entries)
    return [paragraph(*said)]


def _portfolios(
    material: Material, measure: Measure, entries: Sequence[RegisterEntry]
) -> Statement:
    printed: dict[str, str] = {}
    for each in entries:
        printed.setdefault(fold(each.portfolio or ""), " ".join((each.portfolio or "").split()))
    handles = material.handles(entries)
    single = len(entries) == 1
    sit, held = ("It sits", "is held") if single else ("They sit", "are held")
    if set(printed) == {""}:
        areas = _areas(entries)
        within: list[Part] = [" It gives the business area: ", name(areas), "."] if areas else []
        return say(
            f"The register states no portfolio for {'it' if single else 'them'}. ",
            gap("Portfolio: author to add."),
            *within,
            entries=handles,
        )
    if len(printed) == 1:
        areas = _areas(entries)
        portfolio = name(next(iter(printed.values())))
        if not areas:
            return say(f"{sit} under the ", portfolio, " portfolio.", entries=handles)
        many = "areas" if " and " in areas else "area"
        return say(
            f"{sit} under the ",
            portfolio,
            f" portfolio and {held} within ",
            name(areas),
            f" (business {many}).",
            entries=handles,
        )
    items: list[list[Part]] = []
    for key, portfolio_name in sorted(printed.items(), key=lambda each: (not each[0], each[0])):
        of = material.figure(measure, CONCERNS, in_portfolio(portfolio_name if key else None))
        shown: Part = name(portfolio_name) if key else "no portfolio stated"
        items.append([shown, " (", of, ")"])
    return say("By portfolio they are held as follows: ", *in_list(items), ".")


def _areas(entries: Sequence[RegisterEntry]) -> str:
    first: dict[str, str] = {}
    for each in entries:
        for area in each.business_areas:
            first.setdefault(fold(area), " ".join(area.split()))
    return listed(first.values())


def _leads(
    material: Material, measure: Measure, entries: Sequence[RegisterEntry]
) -> list[Statement]:
    named = [each for each in entries if each.owners and not is_restricted(each)]
    leads = list(dict.fromkeys(owner for each in named for owner in each.owners))
    said = []
    if 0 < len(leads) <= _LEADS_NAMED:
        # The leads of restricted entries are not printed.
        some = "" if len(named) == sum(bool(each.owners) for each in entries) else " named"
        who = f"The lead{some} is " if len(leads) == 1 else f"The leads{some} are "
        said.append(say(who, name(listed(leads)), ".", entries=material.handles(named)))
    elif leads:
        said.append(say("The table names who leads on each.", entries=material.handles(named)))
    return said + _unowned(material, measure, entries)


def _unowned(
    material: Material, measure: Measure, entries: Sequence[RegisterEntry]
) -> list[Statement]:
    missing = [each for each in entries if NO_OWNER.holds(each)]
    if not missing:
        return []
    figure = material.figure(measure, CONCERNS, NO_OWNER)
    said: list[Part] = [figure, f" {verb(figure, 'has', 'have')} no owner stated"]
    if len(entries) == 1:
        said = ["It has no owner stated"]
    elif len(missing) < len(entries) and len(missing) <= _MISSING_NAMED:
        said += [" (", *labels(missing), ")"]
    leads_gap = gap("Who leads: author to add.")
    return [say(*said, ". ", leads_gap, entries=material.handles(missing))]


def progress(material: Material, one: Publication) -> list[Block]:
    """Return how a report's entries stand, and what the register says of progress."""
    measure = material.entries_of(one)
    if measure is None:
        return []
    until = material.facts.until
    statuses = [status for status in Status if material.now.of(measure, has_status(status))]
    items: list[list[Part]] = [
        [material.figure(measure, has_status(s)), f" {s.value}"] for s in statuses
    ]
    said = [say("By status: ", *in_list(items), ".")]
    late = material.figure(measure, overdue(until))
    if late.value:
        said.append(say("Of these, ", late, f" {verb(late)} overdue at ", until, "."))
    said += _next(material, measure)
    return [paragraph(*said), *_in_its_words(material, one)]


def _next(material: Material, measure: Measure) -> list[Statement]:
    until = material.facts.until
    due = [each.due for each in material.now.of(measure, OPEN) if each.due and each.due >= until]
    if not due:
        return []
    day = min(due)
    figure = material.figure(measure, OPEN, due_between(day, day))
    return [say("The next date is ", day, ", for ", *counted(figure, "entry", "entries"), ".")]


def _in_its_words(material: Material, one: Publication) -> list[Block]:
    by_words: dict[str, list[RegisterEntry]] = {}
    for each in one.entries:
        # A shorter one is printed in the table.
        long = len(" ".join(each.status_text.split())) > LONGEST_STATUS
        if long and status_says(each) and not is_restricted(each):
            by_words.setdefault(" ".join(each.status_text.split()), []).append(each)
    return [
        paragraph(
            say(
                "On progress the register says of ",
                *(["all of them"] if len(held) == len(one.entries) else labels(held)),
                ": ",
                quote(words),
                made=Made.QUOTED,
                entries=material.handles(held),
            )
        )
        for words, held in by_words.items()
    ]
