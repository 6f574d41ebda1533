"""The answer to a question about the library itself: which reports are held, and of when."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.domain.answers import Answer, Asked, Kind, Outcome, Provenance, Reason, Statement
from assistant.domain.people import Asker
from assistant.domain.plans import LibraryAsk, LibraryQuery
from assistant.domain.sources import Basis, Report, highest
from assistant.language.dates import find_dates
from assistant.language.wording import counted, say_day
from assistant.language.words import fold
from assistant.ports import Library
from assistant.reports.evidence.cite import cite
from assistant.reports.evidence.remarks import standing
from assistant.reports.evidence.units import Unit, read_report
from assistant.reports.search.trace import Trace
from assistant.understanding.library.library_question import fits
from assistant.understanding.library.report_scope import main_title

MOST = 40
"""Reports named in one answer."""
_OPENING = 6
"""Passages of a report in which its title and date are looked for."""
_DECLARED = " (so the list of reports says; its opening pages don't print it)"


def answer_library(query: LibraryQuery, library: Library, asker: Asker, asked: Asked) -> Answer:
    """Name or count the reports that the asker may see, computed over all of them.

    Each report opens on its title, and on its date where the document prints it.
    """
    visible = library.reports(asker.classes)
    fitting = [each for each in visible if fits(each, query.about)]
    undated = [each for each in fitting if each.published is None]
    chosen = _chosen(query, fitting)
    named = chosen[:MOST]
    shown = [_named(library, report, asker) for report in named]
    remarks = [*standing(named, visible), *_remarks(query, chosen, undated)]
    statements = [*_heading(query, chosen, shown), *shown, *remarks]
    found = bool(chosen)
    return Answer(
        outcome=Outcome.ANSWERED if found else Outcome.ABSTAINED,
        kind=Kind.REPORT,
        statements=tuple(statements),
        asked=asked,
        provenance=Provenance(library.generation, None),
        reason=None if found else Reason.NOT_IN_SOURCES,
        complete=len(chosen) <= MOST,
        marking=highest(each.visibility for each in chosen).value,
    )


def _chosen(query: LibraryQuery, fitting: Sequence[Report]) -> list[Report]:
    """Return the reports asked for, newest first; those without a date are in no period."""
    ordered = sorted(fitting, key=lambda each: each.title)
    ordered.sort(key=lambda each: each.published or date.min, reverse=True)
    dated = [each for each in ordered if each.published is not None]
    if query.since or query.until:
        first, last = query.since or date.min, query.until or date.max
        ordered = dated = [each for each in dated if first <= (each.published or last) <= last]
    if query.ask is LibraryAsk.NEWEST:
        return [each for each in dated if each.published == dated[0].published]
    if query.ask is LibraryAsk.OLDEST:
        return [each for each in dated if each.published == dated[-1].published]
    return ordered


def _heading(
    query: LibraryQuery, chosen: Sequence[Report], shown: Sequence[Statement]
) -> Iterator[Statement]:
    ways = [*_called(query), *_published(query)]
    which = " held " + " and ".join(ways) if ways else ""
    if not chosen:
        yield Statement(f"No report{which or ' is held'}.", (), remark=True)
    elif query.ask in (LibraryAsk.NEWEST, LibraryAsk.OLDEST):
        turn = "newest" if query.ask is LibraryAsk.NEWEST else "oldest"
        limits = f", of those that {' and '.join(ways)}" if ways else ""
        yield Statement(f"The {turn} report held{limits}:", (), remark=True)
    else:
        sources = tuple(source for each in shown for source in each.sources)
        held = which or (" is held" if len(chosen) == 1 else " are held")
        yield Statement(f"{counted(len(chosen), 'report')}{held}.", sources)


def _called(query: LibraryQuery) -> Iterator[str]:
    if query.about:
        yield f"can be told by “{query.about_words}” in title, kind, place or inspectorate"


def _published(query: LibraryQuery) -> Iterator[str]:
    if query.since and query.until:
        yield f"came out between {say_day(query.since)} and {say_day(query.until)}"
    elif query.since:
        yield f"came out on or after {say_day(query.since)}"
    elif query.until:
        yield f"came out on or before {say_day(query.until)}"


def _named(library: Library, report: Report, asker: Asker) -> Statement:
    """Return a report's title and date with the words of the document that print them."""
    units = _opening(library, report, asker)
    title = fold(main_title(report))
    places = [next((unit for unit in units if title in fold(unit.text)), None)]
    places.append(next((unit for unit in units if _prints(unit, report.published)), None))
    found = [unit for unit in dict.fromkeys(places) if unit] or list(units[:1])
    cited = [made for unit in found if (made := cite(library, unit, Trace()))]
    sources = tuple(source for made in cited for source in made.sources)
    dated = _dated(report, printed=places[1] is not None)
    return Statement(f"“{report.title}”, {dated}.", sources, remark=not sources, mark="•")


def _opening(library: Library, report: Report, asker: Asker) -> Sequence[Unit]:
    passages = [each for each in library.passages_of(report.id) if each.visibility in asker.classes]
    return read_report(library, report, passages[:_OPENING]).units


def _prints(unit: Unit, day: date | None) -> bool:
    return day is not None and any(each.day == day for each in find_dates(unit.text))


def _dated(report: Report, *, printed: bool) -> str:
    if report.published is None:
        return "no date of publication found"
    declared = report.published_basis is Basis.DECLARED and not printed
    return f"published on {say_day(report.published)}{_DECLARED if declared else ''}"


def _remarks(
    query: LibraryQuery, chosen: Sequence[Report], undated: Sequence[Report]
) -> Iterator[Statement]:
    if len(chosen) > MOST:
        text = f"The {MOST} newest are named; `GET /sources` and the page of reports list all."
        yield Statement(text, (), remark=True)
    by_date = query.since or query.until or query.ask in (LibraryAsk.NEWEST, LibraryAsk.OLDEST)
    if undated and by_date:
        give = "gives" if len(undated) == 1 else "give"
        number = counted(len(undated), "report")
        text = f"{number} {give} no date of publication and can't be placed in time."
        yield Statement(text, (), remark=True)
