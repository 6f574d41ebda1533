"""The lines of a report that print a fact by themselves: sentences, rows and headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.answers import Statement
from assistant.domain.documents import Block, BlockKind
from assistant.domain.sources import Report
from assistant.reports.evidence.cite import cite, cite_heading
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.reading import Reading


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, a row or a heading, as printed."""

    report: Report
    text: str
    source: Unit | Block

    @property
    def is_heading(self) -> bool:
        """Whether it stands above text."""
        return isinstance(self.source, Block)

    def cite(self, reading: Reading, said: str | None = None) -> Statement | None:
        """Return the line as a statement, or what is said by it; none where it doesn't stand."""
        library = reading.stores.library
        if isinstance(self.source, Block):
            made = cite_heading(library, self.report, self.source, reading.trace)
        else:
            made = cite(library, self.source, reading.trace)
        return Statement(said or made.text, made.sources) if made else None


def lines_of(reading: Reading, report: Report) -> Iterator[Line]:
    """Yield the sentences and rows of a report in order, then its headings."""
    for unit in reading.text_of(report).units:
        yield Line(report, unit.text, unit)
    yield from _headings(reading, report)


def opening_lines(reading: Reading, report: Report, most: int) -> Iterator[Line]:
    """Yield the first sentences of a report, then the headings of its first page."""
    for unit in reading.text_of(report).units[:most]:
        yield Line(report, unit.text, unit)
    yield from (line for line in _headings(reading, report, page=1))


def _headings(reading: Reading, report: Report, page: int | None = None) -> Iterator[Line]:
    for block in reading.stores.library.blocks(report.id):
        if block.kind is BlockKind.HEADING and page in {None, block.page}:
            yield Line(report, block.text, block)
