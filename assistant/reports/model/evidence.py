"""What a model is shown for one question: sentences found to bear on it, and no others."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.answers import Answer, PassageSource
from assistant.domain.sources import PassageKind
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.abstain import answers
from assistant.reports.matching.candidates import Candidate
from assistant.reports.matching.reading import Reading
from assistant.reports.model.text import plain_line


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage as a model is shown it."""

    handle: str
    """Issued for this request alone, so that no text can name it beforehand."""
    units: tuple[Unit, ...]

    @property
    def title(self) -> str:
        """Title of the passage's report."""
        return plain_line(self.units[0].report.title)

    @property
    def heading(self) -> str:
        """Headings above the passage."""
        return plain_line(" > ".join(self.units[0].passage.heading))

    @property
    def sentences(self) -> list[str]:
        """The sentences, each on one line."""
        return [plain_line(unit.text) for unit in self.units]


Evidence = Mapping[str, Shown]
"""Passages by handle."""


def _new_handle() -> str:
    return secrets.token_hex(5)


def evidence_for(
    reading: Reading, answer: Answer, new_handle: Callable[[], str] = _new_handle
) -> Evidence:
    """Return what may be shown for a question: what an answer without a model could have said.

    Only reports that the answer quotes, only sentences that answer by the calibrated measure, and
    those that the answer quotes. They were read for the asker's classes.
    """
    quoted = _quoted(answer)
    reports = {report_id for report_id, _ in quoted}
    by_passage: dict[str, list[Unit]] = {}
    for candidate in sayable(reading):
        unit = candidate.unit
        if unit.report.id not in reports or unit.passage.visibility not in reading.classes:
            continue
        if (unit.report.id, unit.text) in quoted or answers(candidate.features):
            by_passage.setdefault(unit.passage.id, []).append(unit)
    shown = [Shown(new_handle(), tuple(_in_order(units))) for units in by_passage.values()]
    return {each.handle: each for each in shown}


def sayable(reading: Reading) -> list[Candidate]:
    """Return what a model may say at all: rows of tables mean nothing by themselves."""
    return [
        candidate
        for candidate in reading.candidates
        if candidate.unit.passage.kind is not PassageKind.TABLE
    ]


def _quoted(answer: Answer) -> set[tuple[str, str]]:
    return {
        (source.report_id, statement.text)
        for statement in answer.statements
        for source in statement.sources
        if isinstance(source, PassageSource)
    }


def _in_order(units: Sequence[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: unit.place)
