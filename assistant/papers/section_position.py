"""The position of the register: by status, by portfolio, what is due next, what changed."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from assistant.domain.register import RegisterEntry, Status
from assistant.papers.entry_words import (
    NONE,
    due_cell,
    owner_cell,
    portfolio_cell,
    ref_cell,
    report_cell,
)
from assistant.papers.material import Material
from assistant.papers.measures import (
    ENDED,
    IMMEDIATE,
    NO_DATE,
    OPEN,
    Measure,
    due_between,
    has_status,
    in_area,
    in_portfolio,
    overdue,
)
from assistant.papers.paper import Block, Figure, Row, Statement, Table
from assistant.papers.section_change import change
from assistant.papers.wording import Part, counted, name, none, paragraph, row, say, verb
from assistant.register.wording import capital

_MOST_AREAS = 40


def position(material: Material) -> list[Block]:
    """Return the whole section."""
    return [
        *_by_status(material),
        *_by_portfolio(material),
        *_awaiting(material),
        *_due_next(material),
        *change(material),
    ]


def _by_status(material: Material) -> list[Block]:
    everything = material.figure()
    still_open, ended = material.figure(OPEN), material.figure(ENDED)
    late = material.figure(overdue(material.facts.until))
    as_at, until = material.now.version.as_at, material.facts.until
    when: list[Part] = [" "] if as_at == until else [" At ", until, ", "]
    lead = say(
        "As at ",
        as_at,
        " the register holds ",
        *counted(everything, "entry", "entries"),
        ": ",
        still_open,
        " open and ",
        ended,
        " not open.",
        *when,
        *_overdue_words(late, opens=as_at == until),
    )
    rows = [
        row(name(capital(status.value)), _family(status), material.figure(has_status(status)))
        for status in Status
        if material.now.of(has_status(status))
    ]
    rows.append(row("All", "", everything, total=True))
    caption = say("The register by status.")
    header = ("Status", "Counted as", "Entries")
    return [paragraph(lead), Table(caption, header, (50, 25, 15), tuple(rows), sums=True)]


def _overdue_words(late: Figure, *, opens: bool) -> list[Part]:
    if not late.value:
        return [none(late, "No" if opens else "no"), " open entry is overdue."]
    if opens:
        return ["Of the open entries, ", late, f" {verb(late)} overdue."]
    return [late, f" of the open entries {verb(late)} overdue."]


def _family(status: Status) -> str:
    return "open" if status.is_open else "not open"


def _by_portfolio(material: Material) -> list[Block]:
    names: list[str | None] = [*material.portfolios()]
    if material.now.of(in_portfolio(None)):
        names.append(None)
    if not names:
        return []
    rows = [_holder_row(material, each, in_portfolio) for each in names]
    rows.append(row("All", *_columns(material), total=True))
    caption = say("The register by portfolio.")
    header = ("Portfolio", "Open", "Overdue", "Awaiting sign-off", "No date", "Not open", "Entries")
    widths = (34, 10, 12, 14, 11, 12, 11)
    lead = say("The table shows which portfolio holds the entries.")
    blocks: list[Block] = [
        paragraph(lead),
        Table(caption, header, widths, tuple(rows), sums=True),
    ]
    return blocks + _by_area(material)


def _by_area(material: Material) -> list[Block]:
    areas: list[str | None] = [*material.areas()]
    if not 0 < len(areas) <= _MOST_AREAS:
        return []
    if material.now.of(in_area(None)):
        areas.append(None)
    rows = [_holder_row(material, each, in_area) for each in areas]
    lead = say(
        "The table shows which business area holds them. An entry that several hold is counted"
        " under each, so that the lines add up to more than the register holds."
        if any(len(each.business_areas) > 1 for each in material.now.entries)
        else "The table shows which business area holds them."
    )
    header = (
        "Business area",
        "Open",
        "Overdue",
        "Awaiting sign-off",
        "No date",
        "Not open",
        "Entries",
    )
    caption = say("The register by business area.")
    return [paragraph(lead), Table(caption, header, (34, 10, 12, 14, 11, 12, 11), tuple(rows))]


def _holder_row(
    material: Material, holder: str | None, measure: Callable[[str | None], Measure]
) -> Row:
    shown: Part = name(holder) if holder else NONE
    return row(shown, *_columns(material, measure(holder)))


def _columns(material: Material, *measures: Measure) -> list[Part]:
    return [
        material.figure(*measures, OPEN),
        material.figure(*measures, overdue(material.facts.until)),
        material.figure(*measures, has_status(Status.AWAITING_SIGN_OFF)),
        material.figure(*measures, OPEN, NO_DATE),
        material.figure(*measures, ENDED),
        material.figure(*measures),
    ]


def _awaiting(material: Material) -> list[Block]:
    measure = has_status(Status.AWAITING_SIGN_OFF)
    figure = material.figure(measure)
    if not figure.value:
        return [paragraph(say(none(figure, "No"), " entry is awaiting sign-off."))]
    lead = say(
        *counted(figure, "entry", "entries"),
        f" {verb(figure)} awaiting sign-off: done by the force, not yet accepted by the"
        " inspectorate, and counted as open.",
    )
    return [paragraph(lead), *listing(material, "Awaiting sign-off.", material.now.of(measure))]


def _due_next(material: Material) -> list[Block]:
    first = material.facts.until
    last = first + timedelta(days=material.facts.outline.due_next_days)
    measure = due_between(first, last)
    figure, at_once = material.figure(OPEN, measure), material.figure(OPEN, IMMEDIATE)
    lead = say(
        figure,
        f" open {'entry falls' if figure.value == 1 else 'entries fall'} due from ",
        first,
        " to ",
        last,
        ".",
    )
    second = say(
        at_once,
        f" open {'entry has' if at_once.value == 1 else 'entries have'} to be met immediately or"
        " with immediate effect.",
    )
    due = sorted(material.now.of(OPEN, measure), key=lambda e: (e.due or first, e.sheet, e.row))
    return [paragraph(lead, second), *listing(material, "Due next.", due)]


def listing(
    material: Material, caption: str, entries: Sequence[RegisterEntry], *, in_annex: bool = False
) -> list[Block]:
    """Return a table of entries as long as the outline allows.

    Args:
        material: The paper in the making.
        caption: What the entries have in common.
        entries: Open entries.
        in_annex: They need attention, so that the annex lists them before others.
    """
    if not entries:
        return []
    limit = material.facts.outline.rows.table
    shown = entries[:limit]
    rows = tuple(_entry_row(material, each) for each in shown)
    tail: list[Part] = []
    if len(entries) > limit:
        whole = material.annex_lists_attention if in_annex else material.annex_is_whole
        rest = "Annex A lists them all" if whole else "the register holds the others"
        tail = [f" The first of them are shown; {rest}."]
    header = ("Ref.", "Report and number", "Due", "Lead", "Portfolio")
    return [Table(say(caption, *tail), header, (13, 38, 20, 18, 16), rows)]


def _entry_row(material: Material, entry: RegisterEntry) -> Row:
    cells: tuple[Statement, ...] = (
        ref_cell(material.now, entry),
        report_cell(entry),
        due_cell(entry),
        owner_cell(entry),
        portfolio_cell(entry),
    )
    return Row(cells)
