"""Choosing what to quote of a report: whole sentences, checked against their pages."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.domain.answers import PassageSource, Statement
from assistant.domain.sources import Finding, PassageKind
from assistant.language.numbers import find_numbers
from assistant.language.words import fold, words
from assistant.papers import paper
from assistant.papers.outline import Outline
from assistant.papers.publications import Publication
from assistant.papers.wording import quote, say
from assistant.ports import Library
from assistant.reports.cite import cite
from assistant.reports.findings import units_of
from assistant.reports.trace import Trace
from assistant.reports.units import ReportText, Unit, read_report

_SCOPE = re.compile(
    r"\b(?:commission(?:ed)?|visited|inspected|fieldwork|examined|looked at|investigated?|"
    r"super-complaint|considers?|considered|assessed|interviewed|data from|asked all|required by|"
    r"this (?:inspection|report|review)|preliminary)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:found|finds?|concluded?|concludes|identified|in summary|well founded|was clear)\b",
    re.IGNORECASE,
)
_VISITED = re.compile(r"\b(?:visited|inspected|fieldwork|took part)\b", re.IGNORECASE)
_COUNTS_FINDINGS = re.compile(
    r"\b(?:recommendations?|areas? for improvement|causes? (?:of|for) concern)\b", re.IGNORECASE
)
_OWNERSHIP = re.compile(r"\b(?:portfolio|business area|board)\b", re.IGNORECASE)
_LONGEST = 90
"""Words of a paragraph that is quoted whole; of a longer one, its first sentences are."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """What is quoted of one publication."""

    scope: tuple[paper.Statement, ...]
    findings: tuple[paper.Statement, ...]
    force: tuple[paper.Statement, ...]
    stated: tuple[paper.Statement, ...]
    """What a paper about several publications says of how many recommendations there are."""
    visited: tuple[paper.Statement, ...]
    """Sentences that say that the force was inspected."""


class Reader:
    """Reads publications and quotes from them."""

    def __init__(self, library: Library, outline: Outline, force_words: Sequence[str]) -> None:
        self._library = library
        self._outline = outline
        self._force = frozenset(force_words)
        self._texts: dict[str, ReportText] = {}

    def text(self, one: Publication) -> ReportText | None:
        """Return a publication's sentences, or none where it isn't indexed."""
        if one.report is None:
            return None
        if one.report.id not in self._texts:
            shown = self._library.passages_of(one.report.id)
            self._texts[one.report.id] = read_report(self._library, one.report, shown)
        return self._texts[one.report.id]

    def finding(self, finding: Finding, one: Publication) -> tuple[PassageSource, ...]:
        """Return where a finding's words stand; empty where some stand on no page."""
        text = self.text(one)
        units = units_of(finding, text) if text else ()
        cited = [self._cite(unit) for unit in units]
        if not cited or not all(cited):
            return ()
        return tuple(source for each in cited if each for source in _passages(each))

    def names_force(self, text: str) -> bool:
        """Whether a text names the force."""
        return bool(self._force) and self._force <= set(words(text))

    def quotations(self, one: Publication) -> Quotations:
        """Choose what to quote of a publication; nothing is quoted twice."""
        text = self.text(one)
        if text is None:
            return Quotations((), (), (), (), ())
        limits = self._outline.quotations
        units = self._quotable(one, text)
        scope = self._scope(units, limits.scope)
        taken = {unit.place for unit in scope}
        lines = self._main_findings([u for u in units if u.place not in taken], limits.findings)
        taken |= {unit.place for line in lines for unit in line}
        rest = [u for u in units if u.place not in taken and self.names_force(u.text)]
        about = [] if self._is_about_force(one) else rest[: limits.force]
        visited = [u for u in units if self.names_force(u.text) and _VISITED.search(u.text)]
        return Quotations(
            self._said([unit] for unit in scope),
            self._said(lines),
            self._said([unit] for unit in about),
            self._said([u] for u in self._own(one, text) if one.section and _states_count(u.text)),
            self._said([unit] for unit in visited[: limits.scope]),
        )

    def said(self, unit: Unit) -> paper.Statement | None:
        """Return one sentence as a quotation, or none where it doesn't stand on its page."""
        cited = self._cite(unit)
        return _statement(cited) if cited else None

    def own(self, one: Publication) -> list[Unit]:
        """Return the sentences of a publication, headings and tables among them."""
        text = self.text(one)
        return self._own(one, text) if text else []

    def _is_about_force(self, one: Publication) -> bool:
        place = one.report.place if one.report else None
        return self.names_force(f"{one.title} {place or ''}")

    def _own(self, one: Publication, text: ReportText) -> list[Unit]:
        section = one.section
        if section is None:
            return list(text.units)
        return [u for u in text.units if any(h.startswith(section) for h in u.passage.heading)]

    def _quotable(self, one: Publication, text: ReportText) -> list[Unit]:
        asked = {passage for each in one.findings for passage in each.passage_ids}
        whole = {u.place for each in one.findings for u in units_of(each, text)}
        return [
            unit
            for unit in self._own(one, text)
            if unit.is_statement
            and unit.passage.kind is PassageKind.TEXT
            and unit.place not in whole
            and not (unit.passage.id in asked and unit.listed)
            and not self._skipped(unit, one)
            and not _states_count(unit.text)
            and not (one.section and _OWNERSHIP.search(unit.text))
        ]

    def _skipped(self, unit: Unit, one: Publication) -> bool:
        heading = unit.passage.heading
        # Of a section of a digest, the headings above it aren't the publication's own.
        own = heading[1:] if one.section is None and len(heading) > 1 else heading[-1:]
        inner = () if one.section else (heading[:1] + own)
        return not unit.text.rstrip(" ").endswith((".", "!", "?", ":", ";", "”", "…")) or any(
            word in fold(each) for each in inner for word in self._outline.skip_headings
        )

    def _scope(self, units: Sequence[Unit], limit: int) -> list[Unit]:
        under = [u for u in units if _under(u, self._outline.scope_headings)]
        chosen = [u for u in under if _SCOPE.search(u.text)] or [
            u for u in units if _SCOPE.search(u.text) and not _FOUND.search(u.text)
        ]
        whole = [u for u in chosen if not u.text.endswith(":")]
        first = [u for u in whole if self.names_force(u.text)][:1]
        picked = {u.place: u for u in (*first, *whole[:limit])}
        return sorted(picked.values(), key=lambda u: (u not in first[:0], u.place))[
            : max(limit, len(first)) if limit else 0
        ]

    def _main_findings(self, units: Sequence[Unit], limit: int) -> list[list[Unit]]:
        under = [u for u in units if _under(u, self._outline.findings_headings)]
        lines = _lines(under) or _lines_found(units)
        return lines[:limit]

    def _cite(self, unit: Unit) -> Statement | None:
        return cite(self._library, unit, Trace())

    def _said(self, lines: Iterable[Sequence[Unit]]) -> tuple[paper.Statement, ...]:
        made = [self.said(_joined(line)) for line in lines]
        return tuple(each for each in made if each is not None)


def _under(unit: Unit, headings: Sequence[str]) -> bool:
    return any(word in fold(heading) for heading in unit.passage.heading for word in headings)


def _states_count(text: str) -> bool:
    match = _COUNTS_FINDINGS.search(text)
    return match is not None and bool(find_numbers(text[: match.start()]))


def _lines(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return sentences by paragraph; of a long one, the first sentences."""
    held: dict[int, list[Unit]] = {}
    for unit in units:
        line = held.setdefault(unit.line, [])
        length = sum(len(u.text.split()) for u in line)
        follows = not line or line[-1].place == unit.place - 1
        if follows and (not line or length + len(unit.text.split()) <= _LONGEST):
            line.append(unit)
    return list(held.values())


def _lines_found(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return the sentences that tell of something found, and the lists they lead into."""
    chosen: list[list[Unit]] = []
    led = False
    for unit in units:
        if _FOUND.search(unit.text) and not unit.listed:
            chosen.append([unit])
            led = unit.text.endswith(":")
        elif unit.listed and led:
            chosen.append([unit])
        else:
            led = False
    return chosen


def _joined(line: Sequence[Unit]) -> Unit:
    """Return sentences that follow each other in one passage as one."""
    return replace(line[0], end=line[-1].end)


def _passages(statement: Statement) -> Iterable[PassageSource]:
    return (each for each in statement.sources if isinstance(each, PassageSource))


def _statement(cited: Statement) -> paper.Statement:
    return say(quote(cited.text), made=paper.Made.QUOTED, quotes=tuple(_passages(cited)))


Chooser = Callable[[Publication], Quotations]
