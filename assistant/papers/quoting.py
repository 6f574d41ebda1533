"""Quoting reports: whole sentences, each checked against its page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.domain.answers import PassageSource, Statement
from assistant.domain.sources import Finding, PassageKind
from assistant.language.words import fold, words
from assistant.papers import paper
from assistant.papers.model_findings import FindingsWriter, Written
from assistant.papers.outline import Outline
from assistant.papers.publications import Publication
from assistant.papers.wording import quote, say
from assistant.ports import Library
from assistant.reports.answers.choosing import (
    FUTURE,
    VISITED,
    Line,
    found_lines,
    opening_lines,
    scope_lines,
    states_count,
    summary_lines,
    under,
    up_to,
    with_context,
)
from assistant.reports.answers.finding_lists import units_of
from assistant.reports.evidence.cite import cite
from assistant.reports.evidence.units import ReportText, Unit, read_report
from assistant.reports.search.trace import Trace

_FEWEST_SENTENCES = 2
"""With fewer there is nothing for a model to choose."""
_ENDS = (".", "!", "?", ":", ";", "”", "…")
_OWNERSHIP = re.compile(r"\b(?:portfolio|business area|board)\b", re.IGNORECASE)
"""What a committee paper says of who holds recommendations is no finding."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """What is quoted of one publication."""

    scope: tuple[paper.Statement, ...] = ()
    findings: tuple[paper.Statement, ...] = ()
    why_quoted: str | None = None
    """Why a language model that is set up has no part in the findings."""
    summarised: bool = False
    """The findings stand in a summary, or are told as found."""
    force: tuple[paper.Statement, ...] = ()
    stated: tuple[paper.Statement, ...] = ()
    """What a paper about several publications says of how many recommendations there are."""
    visited: tuple[paper.Statement, ...] = ()
    """What is said of whether the force was inspected."""


class Reader:
    """Reads publications and quotes from them."""

    def __init__(
        self,
        library: Library,
        outline: Outline,
        force_words: Sequence[str],
        writer: FindingsWriter | None = None,
    ) -> None:
        self._writer = writer
        self._library = library
        self._outline = outline
        self._force = frozenset(force_words)
        self._texts: dict[str, ReportText] = {}

    def text(self, one: Publication) -> ReportText | None:
        """Return the sentences of a publication's document, or none where it isn't indexed."""
        if one.report is None:
            return None
        if one.report.id not in self._texts:
            shown = self._library.passages_of(one.report.id)
            self._texts[one.report.id] = read_report(self._library, one.report, shown)
        return self._texts[one.report.id]

    def own(self, one: Publication) -> list[Unit]:
        """Return the sentences of a publication, headings and tables among them."""
        text, section = self.text(one), one.section
        units = text.units if text else ()
        if section is None:
            return list(units)
        return [u for u in units if any(h.startswith(section) for h in u.passage.heading)]

    def finding(self, finding: Finding, one: Publication) -> tuple[PassageSource, ...]:
        """Return where a finding's words stand; empty where some stand on no page."""
        text = self.text(one)
        cited = [self._cite(unit) for unit in units_of(finding, text)] if text else []
        if not all(cited):
            return ()
        return tuple(source for each in cited if each for source in _passages(each))

    def names_force(self, text: str) -> bool:
        """Whether a text names the force."""
        return bool(self._force) and self._force <= set(words(text))

    def is_about_force(self, one: Publication) -> bool:
        """Whether a publication is about the force alone."""
        place = one.report.place if one.report else None
        return self.names_force(f"{one.title} {place or ''}")

    def quotations(self, one: Publication) -> Quotations:
        """Choose what to quote of a publication; nothing is quoted twice."""
        text = self.text(one)
        if text is None:
            return Quotations()
        outline, limits = self._outline, self._outline.quotations
        units = self._quotable(one, text)
        named = [u for u in units if self.names_force(u.text)]
        scope = scope_lines(units, outline.scope_headings, named, limits.scope)
        rest = _without(units, scope)
        told = summary_lines(rest, outline.findings_headings, one.section) or found_lines(rest)
        written = self._written(one, [u for line in told for u in line] or rest)
        findings = up_to(told or opening_lines(rest), limits.findings)
        if written.statements:
            findings = []
        rest = [u for u in _without(rest, findings) if not under(u, outline.scope_headings)]
        told_already = {q.quote for each in written.statements for q in each.quotes}
        about = [u for u in rest if u in named and not FUTURE.search(u.text)]
        about = [u for u in about if u.text not in told_already]
        about = [] if self.is_about_force(one) else about
        counts = [u for u in self.own(one) if one.section and states_count(u.text)]
        return Quotations(
            scope=self._said(scope),
            findings=written.statements or self._said(findings),
            summarised=bool(told or written.statements),
            why_quoted=written.why_not,
            force=self._said(with_context(u, text) for u in about[: limits.force]),
            stated=self._said([u] for u in counts),
            visited=self._said([u] for u in named if VISITED.search(u.text)),
        )

    def _written(self, one: Publication, units: Sequence[Unit]) -> Written:
        if self._writer is None or len(units) < _FEWEST_SENTENCES:
            return Written(())
        return self._writer.write(one, units, self._outline.quotations.findings, self._cite)

    def said(self, line: Line) -> paper.Statement | None:
        """Return a line as a quotation, or none where it doesn't stand on its page."""
        cited = self._cite(replace(line[0], end=line[-1].end))
        if cited is None:
            return None
        return say(quote(cited.text), made=paper.Made.QUOTED, quotes=tuple(_passages(cited)))

    def _quotable(self, one: Publication, text: ReportText) -> list[Unit]:
        asked = {u.place for each in one.findings for u in units_of(each, text)}
        passages = {passage for each in one.findings for passage in each.passage_ids}
        return [
            unit
            for unit in self.own(one)
            if unit.is_statement
            and unit.passage.kind is PassageKind.TEXT
            and unit.place not in asked
            and not (unit.passage.id in passages and unit.listed and one.section is None)
            and unit.text.rstrip(" *)").endswith(_ENDS)
            and not states_count(unit.text)
            and not self._skipped(unit, one)
        ]

    def _skipped(self, unit: Unit, one: Publication) -> bool:
        if one.section:
            return _OWNERSHIP.search(unit.text) is not None
        headings = [fold(each) for each in unit.passage.heading]
        return any(word in each for each in headings for word in self._outline.skip_headings)

    def _cite(self, unit: Unit) -> Statement | None:
        return cite(self._library, unit, Trace())

    def _said(self, lines: Iterable[Line]) -> tuple[paper.Statement, ...]:
        made = [self.said(line) for line in lines]
        return tuple(dict.fromkeys(each for each in made if each is not None))


def _without(units: Sequence[Unit], lines: Sequence[Line]) -> list[Unit]:
    taken = {unit.place for line in lines for unit in line}
    return [unit for unit in units if unit.place not in taken]


def _passages(statement: Statement) -> Iterable[PassageSource]:
    return (each for each in statement.sources if isinstance(each, PassageSource))
