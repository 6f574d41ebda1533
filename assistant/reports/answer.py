"""The answer to a question about the reports, without a language model."""

from assistant.domain.answers import (
    Answer,
    Asked,
    Kind,
    Outcome,
    PassageSource,
    Provenance,
    Statement,
)
from assistant.domain.people import Asker
from assistant.domain.plans import ReportQuestion
from assistant.domain.sources import Report, Visibility
from assistant.reports.answer_count import answer_count
from assistant.reports.answer_definition import answer_definition
from assistant.reports.answer_findings import answer_findings
from assistant.reports.answer_sentences import answer_sentences
from assistant.reports.found import Found
from assistant.reports.model_compose import Composer
from assistant.reports.reading import Reading, read
from assistant.reports.remarks import superseded, withdrawn
from assistant.reports.stores import ReportStores
from assistant.reports.trace import Trace

_CLASSES = tuple(Visibility)
"""From what anyone may see to what few may."""


def answer_reports(
    question: ReportQuestion,
    stores: ReportStores,
    *,
    asker: Asker,
    asked: Asked,
    trace: Trace | None = None,
    composer: Composer | None = None,
) -> Answer:
    """Answer from the reports in their own words, or abstain.

    The same question of the same generation by the same role gives the same answer.

    Args:
        question: As understood.
        stores: The library and its indexes.
        asker: Whose classes bound what is read at all.
        asked: How the question was understood, as the answer will say.
        trace: Takes everything that was considered and dropped.
        composer: Lets a language model choose and order the sentences, where one is configured.
    """
    reading = read(question, stores, asker.classes, trace if trace is not None else Trace())
    found = (
        answer_definition(reading)
        or answer_count(reading)
        or answer_findings(reading)
        or answer_sentences(reading)
    )
    answer = _answer(reading, found, asked)
    return composer.compose(reading, answer) if composer else answer


def _answer(reading: Reading, found: Found, asked: Asked) -> Answer:
    cited = _cited(reading, found)
    asserted = found.outcome is not Outcome.ABSTAINED
    remarks = _standing(reading, cited) if asserted else []
    return Answer(
        outcome=found.outcome,
        kind=Kind.REPORT,
        statements=(*found.statements, *remarks),
        asked=asked,
        provenance=Provenance(reading.stores.library.generation, None),
        reason=found.reason,
        choices=found.choices,
        nearest=found.nearest,
        complete=found.complete and found.outcome is Outcome.ANSWERED,
        marking=_marking(cited),
    )


def _cited(reading: Reading, found: Found) -> list[Report]:
    """Return the reports that are quoted, each once, in order."""
    ids = dict.fromkeys(
        source.report_id
        for statement in (*found.statements, *found.nearest)
        for source in statement.sources
        if isinstance(source, PassageSource)
    )
    return [report for name in ids if (report := reading.stores.library.report(name))]


def _standing(reading: Reading, cited: list[Report]) -> list[Statement]:
    """Say of each report quoted whether it was withdrawn or replaced."""
    visible = reading.stores.library.reports(reading.classes)
    found = [withdrawn(report) for report in cited if report.withdrawn]
    return found + [
        superseded(old, new) for old in cited for new in visible if new.supersedes == old.title
    ]


def _marking(cited: list[Report]) -> str:
    highest = max((_CLASSES.index(report.visibility) for report in cited), default=0)
    return _CLASSES[highest].value
