"""What sections are written from: the facts, the reader, and figures made the same way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.domain.register import RegisterEntry
from assistant.language.words import fold
from assistant.papers.facts import Facts
from assistant.papers.measures import OPEN, Held, Measure, of_reports
from assistant.papers.paper import Figure
from assistant.papers.publications import Publication
from assistant.papers.quoting import Quotations, Reader


@dataclass(slots=True)
class Material:
    """One paper in the making."""

    facts: Facts
    reader: Reader
    _quoted: dict[str, Quotations] = field(default_factory=dict)

    @property
    def now(self) -> Held:
        """The register as it stands at the end of the period."""
        return self.facts.now

    @property
    def force(self) -> str:
        """How the paper names the force."""
        return self.facts.request.front.force

    @property
    def annex_is_whole(self) -> bool:
        """Whether the annex lists every open entry."""
        return len(self.now.of(OPEN)) <= self.facts.outline.rows.annex

    def quotations(self, one: Publication) -> Quotations:
        """Return what is quoted of a publication."""
        if one.title not in self._quoted:
            self._quoted[one.title] = self.reader.quotations(one)
        return self._quoted[one.title]

    def figure(self, *measures: Measure) -> Figure:
        """Return how many entries of the register have every property."""
        return self.now.figure(*measures)

    def entries_of(self, one: Publication) -> Measure | None:
        """Return the measure of a publication's entries, if it has any."""
        return of_reports(one.register_titles) if one.entries else None

    def handles(self, entries: Sequence[RegisterEntry]) -> tuple[str, ...]:
        """Return what rows are called by."""
        return self.now.handles(entries)

    def portfolios(self) -> list[str]:
        """Return every portfolio, in the way it is first printed, by name."""
        return _printed(entry.portfolio or "" for entry in self.now.entries)

    def areas(self) -> list[str]:
        """Return every business area, in the way it is first printed, by name."""
        return _printed(area for entry in self.now.entries for area in entry.business_areas)


def reports_figure(found: Sequence[Publication], what: str) -> Figure:
    """Return how many publications there are, with the documents and rows that say so."""
    ids = tuple(dict.fromkeys(one.report.id for one in found if one.report))
    return Figure(key=what, value=len(found), basis=what, reports=ids)


def _printed(values: Iterable[str]) -> list[str]:
    first: dict[str, str] = {}
    for value in values:
        if fold(value):
            first.setdefault(fold(value), " ".join(value.split()))
    return [first[key] for key in sorted(first)]
