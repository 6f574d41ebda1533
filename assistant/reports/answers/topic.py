"""Answering with what there is on a topic, or with what a report found in all."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.domain.answers import Outcome, Statement
from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind, Report
from assistant.reports.answers.choosing import (
    FOUND,
    Line,
    found_lines,
    going_on,
    opening_lines,
    summary_lines,
    up_to,
    with_context,
)
from assistant.reports.answers.found import Found
from assistant.reports.answers.found_under import found_under
from assistant.reports.answers.in_context import with_lead_ins
from assistant.reports.answers.item_heads import cite_with_heads
from assistant.reports.evidence.units import ReportText, Unit, points_back
from assistant.reports.matching.candidates import Candidate
from assistant.reports.matching.reading import Reading
from assistant.reports.matching.scope_check import only_asked
from assistant.reports.search.terms import Term, beyond, coverage, stem_set

MOST_REPORTS = 4
MOST_CALLED = 2
"""Reports called by the topic that are summed up."""
MOST_LINES = 3
"""Lines of each of several reports."""
SUMMARISED = 5
"""Paragraphs by which a report alone is summed up."""
_NEARLY_AS_NEAR = 0.25
"""Cosine below the nearest sentence from which on one is too far from the topic."""
_ON_IT = 0.99
"""Share of the topic's weight that a sentence must have, its headings and title helping."""
_ITSELF = 0.5
"""The same, of the sentence itself."""
_FRAMING = stem_set("main key overall headline findings points messages conclusions")
_OPENING = 12
"""Sentences at the beginning of a report in which it says what was inspected."""
_WAS_DONE = re.compile(
    r"\b(?:undertook|carried out|conducted|sets? out|outlines?)\b.*\b(?:inspection|review|visit)\b"
    r"|\b(?:inspected|visited|examined)\b",
    re.IGNORECASE,
)
_LABEL = 3
"""Spaces of a sentence; with fewer it is a label ("Children.")."""
_SUMMARY = (
    "summary",
    "headline",
    "key findings",
    "main findings",
    "overall findings",
    "what we found",
    "our findings",
    "conclusion",
)


def answer_topic(reading: Reading) -> Found | None:
    """Return what the reports say on a topic; none where the question is for something else.

    A report that is called by the topic is summed up. Of others only sentences are quoted that
    have every word of it, themselves or by their heading: a report that doesn't speak of it is
    not among the sources.
    """
    if Want.TOPIC not in reading.question.wants or reading.question.missing_scope:
        return None
    terms = _terms(reading)
    about = _about(reading, terms)
    several = len(reading.question.scope) != 1
    statements: list[Statement] = []
    for report in about:
        lines = _summary(reading, reading.text_of(report))
        limit = MOST_LINES if several else SUMMARISED
        statements += _cited(reading, report, up_to(lines, limit), several=several)
    if terms:
        told = {report.id for report in about}
        for report, lines in _headed(reading, terms, told):
            statements += _cited(reading, report, up_to(lines, SUMMARISED), several=several)
            told.add(report.id)
        for report, own in _on_topic(reading, terms, told):
            statements += _shown(reading, report, own, several=several)
    return Found(Outcome.ANSWERED, tuple(statements), complete=False) if statements else None


def summary_of(reading: Reading, report: Report, most: int) -> list[Statement]:
    """Return up to so many lines that sum a report up, with its name above the first."""
    lines = _summary(reading, reading.text_of(report))
    return _cited(reading, report, up_to(lines, most), several=True)


def names_reports(reading: Reading) -> bool:
    """Whether reports are called by the topic, so that their own summaries are meant."""
    return bool(_about(reading, _terms(reading)))


def _terms(reading: Reading) -> tuple[Term, ...]:
    """Return the topic's terms, without the words that only ask for findings."""
    held = reading.wanted.terms if reading.question.terms else ()
    return tuple(beyond(held, _FRAMING))


def _about(reading: Reading, terms: Sequence[Term]) -> list[Report]:
    """Return the reports that are called by the topic, or named alone; newest first."""
    called = [
        report
        for report in reading.reports
        if not report.withdrawn
        and coverage(terms, stem_set(f"{report.title} {report.place or ''}")) >= _ON_IT
    ]
    if not terms and 0 < len(reading.question.scope) <= MOST_CALLED:
        called = list(reading.reports)
    newest = sorted(called, key=lambda report: report.published or date.min, reverse=True)
    return newest[:MOST_CALLED]


def _headed(
    reading: Reading, terms: Sequence[Term], told: set[str]
) -> list[tuple[Report, list[Line]]]:
    """Return reports that tell of findings under a heading that names the topic, newest first."""
    texts = [
        text
        for text in reading.texts.values()
        if text.report.id not in told and not text.report.withdrawn
    ]
    texts.sort(key=lambda text: text.report.published or date.min, reverse=True)
    found = [(text.report, found_under(reading, text, terms)) for text in texts]
    return [(report, lines) for report, lines in found if lines][: MOST_REPORTS - len(told)]


def _on_topic(
    reading: Reading, terms: Sequence[Term], told: set[str]
) -> list[tuple[Report, list[Candidate]]]:
    """Return the sentences on the topic of reports not yet told of, what suits best first."""
    found: dict[str, list[Candidate]] = {}
    fitting = [each for each in reading.candidates if _speaks_of(reading, terms, each.unit)]
    named = max((each.features.pairs for each in fitting), default=0.0)
    # "The strategy" that is to "meet needs" says nothing of a strategy meeting.
    fitting = [each for each in fitting if each.features.pairs >= named / 2]
    nearest = max(fitting, key=lambda each: each.features.similarity, default=None)
    for each in sorted(fitting, key=_preference):
        report = each.unit.report
        near = nearest is not None and (
            each.features.similarity >= nearest.features.similarity - _NEARLY_AS_NEAR
            or each.unit.passage.id == nearest.unit.passage.id
        )
        if near and report.id not in told and not report.withdrawn:
            found.setdefault(report.id, []).append(each)
    return [(own[0].unit.report, own) for own in list(found.values())[: MOST_REPORTS - len(told)]]


def _preference(candidate: Candidate) -> tuple[float, str, int]:
    """Order by likeness to the topic; what tells of a finding first, what leans back last."""
    unit = candidate.unit
    told = 0.1 * bool(FOUND.search(unit.text)) - 0.15 * points_back(unit.text)
    return (-(candidate.features.similarity + told), unit.report.id, unit.place)


def _speaks_of(reading: Reading, terms: Sequence[Term], unit: Unit) -> bool:
    return (
        unit.passage.kind is PassageKind.TEXT
        and not _is_torn(unit, reading.text_of(unit.report))
        and unit.text.count(" ") >= _LABEL
        and unit.text.rstrip("”\"')0123456789").endswith((".", ";", ":"))
        and coverage(terms, unit.stems) >= _ITSELF
        and coverage(terms, unit.stems | unit.context) >= _ON_IT
    )


def _is_torn(unit: Unit, text: ReportText) -> bool:
    """Whether a sentence can't be quoted alone: an item whose lead-in says what is said of it.

    "Victims receive a good service" may stand under "We considered whether:".
    """
    return unit.text.endswith(":") or (unit.listed and text.lead_in(unit) is not None)


def _shown(
    reading: Reading, report: Report, own: Sequence[Candidate], *, several: bool
) -> list[Statement]:
    text = reading.text_of(report)
    chosen = sorted((each.unit for each in own[:MOST_LINES]), key=lambda unit: unit.place)
    on_topic = {each.unit for each in own}
    lines: list[Line] = []
    for unit in dict.fromkeys(chosen):
        line = going_on(_from_opening(with_context(unit, text), text, on_topic), text)
        # What goes on from one sentence may be the next of those chosen.
        fresh = [each for each in line if not any(each in other for other in lines)]
        lines += [fresh] if fresh else []
    return _cited(reading, report, lines, several=several)


def _from_opening(line: Line, text: ReportText, on_topic: set[Unit]) -> Line:
    """Return a line with the sentence before it in its paragraph where that is on the topic too.

    Or where the line leans on it: "Eight had been found by the unit itself".
    """
    before = text.before(line[0])
    leans = before in on_topic or points_back(line[0].text)
    together = before is not None and before.line == line[0].line and leans
    return [before, *line] if before is not None and together else line


def _summary(reading: Reading, text: ReportText) -> Sequence[Line]:
    """Return a report's main findings: its summary, else what it tells as found, else openings."""
    units = [
        unit
        for unit in text.units
        if unit.is_statement
        and unit.passage.kind is PassageKind.TEXT
        and unit.text.endswith(".")
        and not only_asked(reading.question, unit, text)
    ]
    told = [line for line in found_lines(units) if not points_back(line[0].text)]
    found = told if len(told) >= SUMMARISED else opening_lines(units)
    return summary_lines(units, _SUMMARY, None) or [*_what_it_was(units), *found] or told


def _what_it_was(units: Sequence[Unit]) -> list[Line]:
    """Return the sentence at a report's beginning that says what was inspected."""
    opening = (unit for unit in units[:_OPENING] if _WAS_DONE.search(unit.text))
    first = next((unit for unit in opening if not points_back(unit.text)), None)
    return [[first]] if first is not None else []


def _cited(
    reading: Reading, report: Report, lines: Sequence[Line], *, several: bool
) -> list[Statement]:
    """Return a statement a line, the first under the report's name where there are others."""
    whole = [replace(line[0], end=line[-1].end) for line in lines]
    text = reading.text_of(report)
    led = with_lead_ins(whole, text)
    return cite_with_heads(reading, led, text, report if several else None)
