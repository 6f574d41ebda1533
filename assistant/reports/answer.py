"""The answer to a question about the reports, without a language model."""

from assistant.domain.answers import (
    Answer,
    Asked,
    Kind,
    Outcome,
    Provenance,
    Reason,
    reports_quoted,
)
from assistant.domain.people import Asker
from assistant.domain.plans import ReportQuestion, Want
from assistant.domain.sources import Report, highest
from assistant.reports.answers.announced import answer_announced
from assistant.reports.answers.comparison import answer_comparison
from assistant.reports.answers.count import answer_count
from assistant.reports.answers.dates import answer_dates
from assistant.reports.answers.definition import answer_definition
from assistant.reports.answers.denials import answer_denial
from assistant.reports.answers.finding_count import answer_finding_count
from assistant.reports.answers.findings import answer_findings
from assistant.reports.answers.found import Found
from assistant.reports.answers.grade_reasons import answer_grade_reasons
from assistant.reports.answers.graded import answer_graded
from assistant.reports.answers.grades import answer_grades
from assistant.reports.answers.having import answer_having
from assistant.reports.answers.inspectors import answer_inspectors
from assistant.reports.answers.of_digest import answer_of_digest
from assistant.reports.answers.premise import answer_premise
from assistant.reports.answers.presumed_table import answer_presumed_of_table
from assistant.reports.answers.presumed_visit import answer_presumed_visit
from assistant.reports.answers.printed import answer_printed
from assistant.reports.answers.sentences import answer_sentences
from assistant.reports.answers.signed import answer_signed
from assistant.reports.answers.subject import answer_subject
from assistant.reports.answers.table import answer_table
from assistant.reports.answers.told import answer_told
from assistant.reports.answers.took_part import answer_took_part
from assistant.reports.answers.topic import answer_topic, names_reports
from assistant.reports.answers.two_parts import joined, two_parts
from assistant.reports.answers.verdicts import answer_verdict_list
from assistant.reports.answers.why import answer_reason_after, answer_why_made
from assistant.reports.evidence.remarks import standing
from assistant.reports.matching.digests import asked_of_digest
from assistant.reports.matching.reading import Reading, read
from assistant.reports.model.compose import Composer
from assistant.reports.search.stores import ReportStores
from assistant.reports.search.trace import Trace


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
    noted = trace if trace is not None else Trace()
    parts = two_parts(question)
    readings = [read(part, stores, asker.classes, noted) for part in parts]
    found = joined(readings, [_found_in_turn(reading) for reading in readings])
    answer = _answer(readings[0], found, asked)
    if composer is None:
        return answer
    whole = readings[0] if len(parts) == 1 else read(question, stores, asker.classes, noted)
    return composer.compose(whole, answer)


def _found_in_turn(reading: Reading) -> Found:
    """Answer from what a digest says of the publication asked about, before all else."""
    digest = asked_of_digest(reading)
    if digest is None:
        return _found(reading)
    return answer_of_digest(reading, digest) or _found(reading)


def _found(reading: Reading) -> Found:
    topical = Want.TOPIC in reading.question.wants
    first = topical and (Want.LIST not in reading.question.wants or names_reports(reading))
    found = (
        answer_definition(reading)
        or answer_printed(reading)
        or answer_signed(reading)
        or answer_dates(reading)
        or answer_inspectors(reading)
        or answer_having(reading)
        or answer_graded(reading)
        or answer_subject(reading)
        or answer_announced(reading)
        or answer_count(reading)
        or answer_finding_count(reading)
        or answer_verdict_list(reading)
        or answer_told(reading)
        or answer_findings(reading)
        or answer_grade_reasons(reading)
        or answer_took_part(reading)
        or answer_premise(reading)
        or answer_denial(reading)
        or answer_presumed_of_table(reading)
        or answer_presumed_visit(reading)
        or answer_why_made(reading)
        or answer_grades(reading)
        or answer_table(reading)
        or answer_comparison(reading)
        or (answer_topic(reading) if first else None)
        or answer_sentences(reading)
    )
    if found.outcome is Outcome.ABSTAINED and topical and not first:
        found = answer_topic(reading) or found
    if found.reason is Reason.NOT_IN_SOURCES:
        found = answer_reason_after(reading) or found
    if found.outcome is Outcome.ABSTAINED:
        found = answer_table(reading, sure=False) or found
    return found


def _answer(reading: Reading, found: Found, asked: Asked) -> Answer:
    cited = _cited(reading, found)
    asserted = found.outcome is not Outcome.ABSTAINED
    visible = reading.stores.library.reports(reading.classes)
    remarks = standing(cited, visible) if asserted else []
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
        marking=highest(report.visibility for report in cited).value,
    )


def _cited(reading: Reading, found: Found) -> list[Report]:
    """Return the reports that are quoted, each once, in order."""
    ids = reports_quoted((*found.statements, *found.nearest))
    return [report for name in ids if (report := reading.stores.library.report(name))]
