"""What a committee must be told whatever else is said. Code fills it; no outline leaves it out."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from assistant.domain.register import RegisterEntry, Status
from assistant.language.words import fold, words
from assistant.papers.entry_words import (
    ref_cell,
    report_cell,
    status_word,
)
from assistant.papers.facts import Facts
from assistant.papers.material import Material, reports_figure
from assistant.papers.measures import NO_DATE, NO_OWNER, OPEN, has_status, overdue
from assistant.papers.paper import Block, Figure, Row, Statement, Table
from assistant.papers.publications import Publication
from assistant.papers.section_position import listing
from assistant.papers.section_reports import set_out
from assistant.papers.wording import (
    Part,
    counted,
    gap,
    in_list,
    name,
    none,
    paragraph,
    row,
    say,
    title,
)
from assistant.register.wording import plural

Doubt = tuple[str, Callable[[RegisterEntry], bool]]


def attention(material: Material) -> list[Block]:
    """Return the whole section."""
    return [
        *_overdue(material),
        *_no_owner(material),
        *_no_date(material),
        *_status(material),
        *_left(material),
        *_no_entries(material),
    ]


def _overdue(material: Material) -> list[Block]:
    until = material.facts.until
    measure = overdue(until)
    figure = material.figure(measure)
    if not figure.value:
        return [paragraph(say(none(figure, "No"), " open entry is overdue at ", until, "."))]
    lead = say("Overdue at ", until, ": ", *counted(figure, "open entry", "open entries"), ".")
    late = sorted(material.now.of(measure), key=_by_due)
    return [paragraph(lead), *listing(material, "Overdue, longest first.", late, in_annex=True)]


def _by_due(entry: RegisterEntry) -> tuple[date, str, int]:
    return (entry.due or date.max, entry.sheet, entry.row)


def _no_owner(material: Material) -> list[Block]:
    figure = material.figure(OPEN, NO_OWNER)
    if not figure.value:
        return [paragraph(say(none(figure, "No"), " open entry is without an owner."))]
    lead = say(
        "Without an owner: ",
        *counted(figure, "open entry", "open entries"),
        ". ",
        gap("Who will own them: author to add."),
    )
    found = sorted(material.now.of(OPEN, NO_OWNER), key=_by_due)
    return [paragraph(lead), *listing(material, "Without an owner.", found, in_annex=True)]


def _no_date(material: Material) -> list[Block]:
    figure = material.figure(OPEN, NO_DATE)
    if not figure.value:
        said = " open entry is without a date by which it is due."
        return [paragraph(say(none(figure, "No"), said))]
    lead = say(
        "Without a date by which they are due: ",
        *counted(figure, "open entry", "open entries"),
        ". Neither the inspectorate nor the force has set a date, as far as the register says.",
    )
    found = material.now.of(OPEN, NO_DATE)
    return [paragraph(lead), *listing(material, "Without a date.", found)]


def doubts_of(facts: Facts) -> list[Doubt]:
    """Return what can be doubtful about an entry's status, with the rule for each."""
    counts = Counter(fold(each.ref) for each in facts.now.entries if not each.ref_made)
    statuses: dict[str, set[Status]] = {}
    for each in facts.now.entries:
        statuses.setdefault(fold(each.ref), set()).add(each.status)
    until = facts.until
    return [
        ("the status is a word that isn’t known", lambda e: e.status is Status.UNKNOWN),
        ("no status is stated", lambda e: e.status is Status.NOT_STATED),
        ("open, with a date of closing", lambda e: e.status.is_open and e.closed_on is not None),
        (
            "closed, without a date of closing",
            lambda e: e.status is Status.CLOSED and e.closed_on is None,
        ),
        (
            "closed on a day after the period",
            lambda e: e.status is Status.CLOSED and e.closed_on is not None and e.closed_on > until,
        ),
        (
            "the same reference stands again with another status",
            lambda e: counts[fold(e.ref)] > 1 and len(statuses[fold(e.ref)]) > 1,
        ),
    ]


def _status(material: Material) -> list[Block]:
    facts = material.facts
    rules = doubts_of(facts)
    if not any(each.closed_on for each in facts.now.entries):
        # A register without that column says nothing about when entries were closed.
        rules = [each for each in rules if each[0] != "closed, without a date of closing"]
    found = [(what, [e for e in facts.now.entries if holds(e)]) for what, holds in rules]
    found = [(what, entries) for what, entries in found if entries]
    if not found:
        return [paragraph(say("No entry has a status that is unknown, blank or contradicted."))]
    items: list[list[Part]] = [
        [f"{what} (", _doubtful(material, what, held), ")"] for what, held in found
    ]
    lead = say("Status unknown or in conflict: ", *in_list(items), ".")
    rows = [(what, entry) for what, held in found for entry in held]
    limit = facts.outline.rows.table
    tail: list[Part] = []
    if len(rows) > limit:
        whole = material.annex_is_whole
        rest = (
            "Annex A lists the others that are open" if whole else "the register holds the others"
        )
        tail = [f" The first of them are shown; {rest}."]
    table = Table(
        say("Status unknown or in conflict.", *tail),
        ("Ref.", "Report and number", "Status as printed", "What is in doubt"),
        (14, 40, 20, 34),
        tuple(_doubt_row(material, what, entry) for what, entry in rows[:limit]),
    )
    return [paragraph(lead), table]


def _doubtful(material: Material, what: str, held: Sequence[RegisterEntry]) -> Figure:
    if what == "no status is stated":
        return material.figure(has_status(Status.NOT_STATED))
    if what == "the status is a word that isn’t known":
        return material.figure(has_status(Status.UNKNOWN))
    return Figure(f"doubtful: {what}", len(held), what, entries=material.handles(held))


def _doubt_row(material: Material, what: str, entry: RegisterEntry) -> Row:
    printed = name(status_word(entry)) if entry.status_text else "Blank"
    return row(ref_cell(material.now, entry), report_cell(entry), printed, what.capitalize())


def owners_left(facts: Facts) -> dict[str, list[RegisterEntry]]:
    """Return open entries by owner, of owners whom the register's own list of people lacks."""
    people = [each for each in facts.now.version.people if each.listed]
    known = {fold(each) for one in people for each in (one.name, *one.aliases)}
    # A rank changes; the list may print a name without it, or with another.
    tails = {" ".join(words(one.name)[-2:]) for one in people}
    found: dict[str, list[RegisterEntry]] = {}
    for entry in facts.now.entries if known else ():
        for owner in entry.owners if entry.status.is_open else ():
            if fold(owner) not in known and " ".join(words(owner)[-2:]) not in tails:
                found.setdefault(owner, []).append(entry)
    return found


def _left(material: Material) -> list[Block]:
    found = owners_left(material.facts)
    if not found:
        return []
    held = list({e.id: e for entries in found.values() for e in entries}.values())
    what = "open entries whose owner is not in the list of people"
    figure = Figure(what, len(held), what, entries=material.handles(held))
    lead = say(
        "Owned by someone who is not in the register’s list of people: ",
        *counted(figure, "open entry", "open entries"),
        ". ",
        gap("Whether they have left, and who takes over: author to add."),
    )
    return [paragraph(lead), *listing(material, "Owner not in the list of people.", held)]


def _no_entries(material: Material) -> list[Block]:
    found = [one for one in material.facts.published if not one.entries]
    figure = reports_figure(found, "reports of the period without an entry in the register")
    if not found:
        said = say("Every report published in the period has entries in the register.")
        none = say("No report was published in the period.")
        return [paragraph(said if material.facts.published else none)]
    return [
        paragraph(
            say(
                "Published in the period without an entry in the register: ",
                *counted(figure, "report"),
                ".",
            )
        ),
        *(paragraph(_without_entry(one), bullet=True) for one in found),
    ]


def _without_entry(one: Publication) -> Statement:
    ids = (one.report.id,) if one.report else ()
    items = [counted(figure, noun, plural(noun)) for noun, figure in set_out(one)]
    if not items:
        return say(title(one.title), ", which sets out no recommendation.", reports=ids)
    return say(title(one.title), ", which sets out ", *in_list(items), ".", reports=ids)
