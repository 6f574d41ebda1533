"""The inspection programme: the force's own assessment, and what was published when."""

from dateutil.relativedelta import relativedelta

from assistant.papers.facts import is_assessment
from assistant.papers.material import Material, reports_figure
from assistant.papers.measures import OPEN
from assistant.papers.paper import Block, Row, Statement, Table
from assistant.papers.publications import Publication
from assistant.papers.wording import Part, counted, gap, name, paragraph, row, say, title, verb
from assistant.register.wording import short_title

_MOST = 20


def programme(material: Material) -> list[Block]:
    """Return the whole section."""
    return [paragraph(_assessment(material)), *_timeline(material)]


def _assessment(material: Material) -> Statement:
    until = material.facts.until
    found = [
        one
        for one in material.facts.everything
        if one.published
        and one.published <= until
        and is_assessment(one)
        and material.reader.is_about_force(one)
    ]
    if not found or found[-1].published is None or found[-1].report is None:
        return say(
            "No assessment of the force’s effectiveness, efficiency and legitimacy (PEEL) is"
            " held. ",
            gap("The stage that the assessment has reached, and its dates: author to add."),
        )
    latest = found[-1]
    said: list[Part] = [
        "The newest PEEL assessment of ",
        name(material.force),
        " that is held is ",
        title(latest.title),
        ", published on ",
        found[-1].published,
        ".",
    ]
    measure = material.entries_of(latest)
    if measure:
        held, still_open = material.figure(measure), material.figure(measure, OPEN)
        said += [
            " The register holds ",
            *counted(held, "entry", "entries"),
            " from it, of which ",
            still_open,
            f" {verb(still_open)} open.",
        ]
    return say(*said, reports=(found[-1].report.id,))


def _timeline(material: Material) -> list[Block]:
    facts = material.facts
    first = facts.until - relativedelta(months=facts.outline.timeline_months)
    found = [
        one for one in facts.everything if one.published and first < one.published <= facts.until
    ]
    if not found:
        return [
            paragraph(
                say(
                    "No report is known to have been published from ",
                    first,
                    " to ",
                    facts.until,
                    ".",
                )
            )
        ]
    figure = reports_figure(found, "reports of the timeline")
    tail: list[Part] = []
    if len(found) > _MOST:
        tail = [" The table shows the newest of them."]
    lead = say(
        *counted(figure, "report"),
        f" {verb(figure)} known to have been published after ",
        first,
        " and by ",
        facts.until,
        ".",
        *tail,
        reports=figure.reports,
    )
    header = ("Published", "Report", "Kind", "Entries", "Open")
    rows = tuple(_line(material, one) for one in found[-_MOST:])
    return [paragraph(lead), Table(say("Timeline of reports."), header, (19, 47, 25, 9, 8), rows)]


def _line(material: Material, one: Publication) -> Row:
    measure = material.entries_of(one)
    ids = (one.report.id,) if one.report else ()
    day: Part = one.published or ""
    kind = one.report.kind if one.report and not one.section else None
    cells: list[Part | Statement] = [
        day,
        say(name(short_title(one.title)), reports=ids),
        name(kind) if kind else "Not stated",
    ]
    if measure is None:
        return row(*cells, "None", "–")
    return row(*cells, material.figure(measure), material.figure(measure, OPEN))
