"""What sections are written from: the facts, the reader, and figures made the same way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.domain.register import RegisterEntry, Status
from assistant.language.words import fold
from assistant.papers.facts import Facts
from assistant.papers.measures import NO_OWNER, OPEN, Held, Measure, of_reports, overdue
from assistant.papers.paper import Figure
from assistant.papers.publications import Publication
from assistant.papers.quoting import Quotations, Reader


@dataclass(slots=True)
class Material:
    """One paper in the making."""

    facts: Facts
    reader: Reader
    _quoted: dict[tuple[str, str], Quotations] = field(default_factory=dict)

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

    @property
    def needing_attention(self) -> list[RegisterEntry]:
        """Open entries that are overdue, without an owner or doubtful in status."""
        return [each for each in self.now.of(OPEN) if self._needs_attention(each)]

    @property
    def annex_lists_attention(self) -> bool:
        """Whether the annex lists every open entry that needs attention."""
        limit = self.facts.outline.rows.annex
        return self.annex_is_whole or len(self.needing_attention) <= limit

    def _needs_attention(self, entry: RegisterEntry) -> bool:
        return (
            overdue(self.facts.until).holds(entry)
            or NO_OWNER.holds(entry)
            or entry.status is Status.UNKNOWN
            or entry.closed_on is not None
        )

    def quotations(self, one: Publication) -> Quotations:
        """Return what is quoted of a publication."""
        key = (one.title, one.report.id if one.report else "")
        if key not in self._quoted:
            self._quoted[key] = self.reader.quotations(one)
        return self._quoted[key]

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
