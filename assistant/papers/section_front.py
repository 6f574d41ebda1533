"""The short sections: purpose, thematic inspections, contact officer, background documents."""

from dataclasses import replace

from assistant.papers.material import Material, reports_figure
from assistant.papers.measures import OPEN, overdue
from assistant.papers.paper import Block, Figure, Statement
from assistant.papers.publications import Publication
from assistant.papers.wording import (
    Part,
    counted,
    gap,
    in_list,
    name,
    none,
    paragraph,
    pieces,
    say,
    title,
    verb,
)
from assistant.register.wording import short_title


def published_figure(material: Material) -> Figure:
    """Return how many reports were published in the period."""
    return reports_figure(material.facts.published, "reports published in the period")


def purpose(material: Material) -> list[Block]:
    """Say what the paper covers, and how things stand in one paragraph."""
    facts = material.facts
    as_at = facts.now.version.as_at
    covers: list[Part] = [
        "It covers the period from ",
        facts.since,
        " to ",
        facts.until,
        ". The position of recommendations is that of the register as at ",
        as_at,
    ]
    if as_at != facts.until:
        covers += ["; what is overdue is reckoned at ", facts.until]
    return [paragraph(say(*covers, ".")), paragraph(_summary(material))]


def _summary(material: Material) -> Statement:
    facts = material.facts
    reports = published_figure(material)
    everything, still_open = material.figure(), material.figure(OPEN)
    late = material.figure(overdue(facts.until))
    lead: list[Part] = (
        [*counted(reports, "inspection report"), f" {verb(reports, 'was', 'were')} published"]
        if reports.value
        else [none(reports, "No"), " inspection report was published"]
    )
    return say(
        *lead,
        " in the period. The register holds ",
        *counted(everything, "entry", "entries"),
        ", of which ",
        still_open if still_open.value else none(still_open, "none"),
        f" {verb(still_open)} open and ",
        late if late.value else none(late, "none"),
        f" {'is' if late.value < len(('one', 'more')) else 'are'} overdue.",
        reports=reports.reports,
    )


def thematic(material: Material) -> list[Block]:
    """Say which of the period's reports are thematic, and whether the force was inspected."""
    found = [one for one in material.facts.published if _is_thematic(one)]
    figure = reports_figure(found, "thematic reports published in the period")
    reports = published_figure(material)
    blocks: list[Block] = []
    if not material.facts.published:
        return [paragraph(say("No report was published in the period."))]
    names: list[Part] = [": ", *in_list([[title(one.title)] for one in found])] if found else []
    blocks.append(
        paragraph(
            say(
                "Of the ",
                *counted(reports, "report"),
                " published in the period, ",
                figure if figure.value else none(figure, "none"),
                f" {'is' if figure.value == 0 else verb(figure)} described as thematic",
                *names,
                ".",
                reports=reports.reports,
            )
        )
    )
    return blocks + _inspected(material)


def _is_thematic(one: Publication) -> bool:
    kind = one.report.kind if one.report and not one.section else None
    return "thematic" in f"{kind or ''} {one.title}".lower()


def _inspected(material: Material) -> list[Block]:
    said = [
        _of(one, quotation)
        for one in material.facts.published
        for quotation in material.quotations(one).visited
    ]
    if not said:
        what = f"whether {material.force} was itself inspected for any of these reports"
        return [paragraph(say(gap(f"No source says {what}: author to add.")))]
    lead = say("On whether ", name(material.force), " was itself inspected, the reports say:")
    return [paragraph(lead), *(paragraph(each, bullet=True) for each in said)]


def _of(one: Publication, said: Statement) -> Statement:
    """Return what a report says under its name: its "we" is not the force's."""
    return replace(said, pieces=(title(short_title(one.title)), *pieces([": "]), *said.pieces))


def contact(material: Material) -> list[Block]:
    """Name the contact officer, as the settings do."""
    front = material.facts.request.front
    who = name(front.author) if front.author else gap("name of the contact officer")
    rank = name(front.author_title) if front.author_title else gap("title of the contact officer")
    return [paragraph(say("Name: ", who)), paragraph(say("Title: ", rank))]


def background(material: Material) -> list[Block]:
    """List the reports of the period and the registers that the paper was drafted from."""
    facts = material.facts
    blocks: list[Block] = []
    blocks += [paragraph(_document(material, one), bullet=True) for one in facts.published]
    for report in facts.digests:
        if any(one.report is report for one in facts.published):
            blocks.append(paragraph(say(title(report.title), reports=(report.id,)), bullet=True))
    held = [facts.now, *([facts.before] if facts.before else [])]
    for each in held:
        version = each.version
        blocks.append(
            paragraph(say("Register of recommendations as at ", version.as_at, "."), bullet=True)
        )
    return blocks


def _why_not(material: Material, one: Publication) -> str:
    withheld = material.facts.withheld_of(one)
    if withheld is None:
        return "is not held"
    return "has been withdrawn" if withheld.withdrawn else "is not public"


def _document(material: Material, one: Publication) -> Statement:
    report = None if one.section else one.report
    by: list[Part] = []
    if report and report.inspectorate:
        by = [name(report.inspectorate), ", "]
    day: Part = one.published or gap("date of publication")
    tail = "." if report else f" (the report itself {_why_not(material, one)})."
    ids = (one.report.id,) if one.report else ()
    return say(*by, title(one.title), ", ", day, tail, reports=ids)
