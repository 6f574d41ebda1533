"""What is read of a generation for a page of its own: a report's findings, and what is covered."""

from collections.abc import Sequence
from datetime import date

from assistant.domain.errors import NotFound
from assistant.domain.listings import Coverage, Origin, ReportView
from assistant.domain.people import Asker
from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Finding
from assistant.grounding.highlight import find_quote
from assistant.register.ties import tie
from assistant.service.stores import Generation


def report_view(generation: Generation, report_id: str, asker: Asker, today: date) -> ReportView:
    """Return a report with its findings and the entries tied to each.

    Raises:
        NotFound: there is no such report that the asker may see.
    """
    visible = generation.library.reports(asker.classes)
    report = next((each for each in visible if each.id == report_id), None)
    if report is None:
        raise NotFound("There is no such report.")
    findings = generation.library.findings([each.id for each in visible])
    entries = generation.register.select(
        (), classes=asker.classes, email=asker.own_email, today=today
    )
    tied: dict[str, tuple[RegisterEntry, ...]] = {}
    for each in tie(entries, findings, visible).tied:
        tied[each.finding.id] = (*tied.get(each.finding.id, ()), each.entry)
    own = tuple(each for each in findings if each.report_id == report_id)
    quotes = {each.id: quote for each in own if (quote := _on_its_page(generation, each))}
    return ReportView(report, own, tied, quotes)


def origins(
    generation: Generation, entries: Sequence[RegisterEntry], asker: Asker
) -> dict[str, Origin]:
    """Return the finding that each entry comes from, by the entry's id, where there is one."""
    visible = generation.library.reports(asker.classes)
    findings = generation.library.findings([each.id for each in visible])
    return {
        each.entry.id: Origin(each.finding, _on_its_page(generation, each.finding))
        for each in tie(entries, findings, visible).tied
    }


def _on_its_page(generation: Generation, finding: Finding) -> str | None:
    """Return the finding's wording, or its first line where it runs on over the page."""
    page = generation.library.page(finding.report_id, finding.page)
    if page is None:
        return None
    wordings = (finding.text, finding.text.partition("\n")[0])
    return next((each for each in wordings if find_quote(each, page.text)), None)


def coverage(
    generation: Generation, refused: list[tuple[str, str]], asker: Asker, today: date
) -> Coverage:
    """Return what is indexed, and how fresh it is."""
    version = generation.register.version()
    return Coverage(
        tuple(generation.library.reports(asker.classes)),
        tuple(refused),
        generation.built,
        version.as_at if version else None,
        version.source if version else None,
        generation.register.count((), classes=asker.classes, email=asker.own_email, today=today),
    )
