"""Answering from what a digest says of the publication that a question names."""

from collections.abc import Callable
from dataclasses import replace

from assistant.domain.answers import Outcome
from assistant.domain.plans import ReportQuestion, Want
from assistant.domain.sources import PassageKind
from assistant.reports.answers.choosing import found_lines, opening_lines, up_to
from assistant.reports.answers.definition import answer_definition
from assistant.reports.answers.found import Found
from assistant.reports.answers.in_context import with_contrasts
from assistant.reports.answers.sentences import answer_sentences
from assistant.reports.answers.took_part import answer_took_part
from assistant.reports.answers.why import answer_reason_after
from assistant.reports.matching.claims import is_reason_asked
from assistant.reports.matching.digests import OfDigest
from assistant.reports.matching.measured_against import TYPED
from assistant.reports.matching.reading import Reading, read


def answer_of_digest(whole: Reading, asked: OfDigest) -> Found | None:
    """Return what the digest says under the headings asked about; none where it doesn't say.

    Where publications are named as such, what it says under the others' headings is no answer:
    then what stands under no publication's heading is all else that may be.
    """
    if not asked.sure and {Want.DEFINITION, Want.TOPIC} & set(whole.question.wants):
        return None
    taken_part = answer_took_part(whole)
    if taken_part is not None:
        return taken_part
    own = _under_its_own(whole, asked)
    if own.outcome is not Outcome.ABSTAINED:
        return own
    if not asked.sure or _OF_FINDINGS & set(whole.question.wants):
        return None
    if Want.YES_NO in whole.question.wants:
        return own
    beside = _found(_narrowed(whole, asked.question, lambda names: not asked.others & {*names}))
    return own if beside.outcome is Outcome.ABSTAINED else beside


def _under_its_own(whole: Reading, asked: OfDigest) -> Found:
    """Return what is said under the headings asked about."""

    def under(names: tuple[str, ...]) -> bool:
        return bool(asked.named & {*names})

    narrowed = _narrowed(whole, asked.question, under)
    own = (_summed_up(narrowed) if asked.summed_up else None) or _found(narrowed)
    untitled = asked.question.terms != whole.question.terms
    if own.outcome is Outcome.ABSTAINED and untitled and TYPED & set(whole.question.wants):
        # A sentence under the heading may give the fact in words that only its title bears out.
        titled = replace(asked.question, terms=whole.question.terms)
        own = _found(_narrowed(whole, titled, under))
    return own


_OF_FINDINGS = frozenset({Want.FINDINGS, Want.LIST, Want.COMPARISON})
"""Wants that findings meet, or several publications; both are looked up elsewhere."""
_SUMMED_UP = frozenset({Want.TEXT, Want.TOPIC, Want.LIST})
_MOST_LINES = 5


def _narrowed(
    whole: Reading, question: ReportQuestion, under: Callable[[tuple[str, ...]], bool]
) -> Reading:
    return read(question, whole.stores, whole.classes, whole.trace, under)


def _summed_up(reading: Reading) -> Found | None:
    """Return what is told as found, else how it opens; none where something else is asked for."""
    question = reading.question
    if is_reason_asked(question.text) or not _SUMMED_UP.issuperset(question.wants):
        return None
    prose = (unit for unit in reading.units if unit.passage.kind is PassageKind.TEXT)
    units = sorted(prose, key=lambda unit: (unit.report.id, unit.place))
    lines = found_lines(units) or opening_lines(units)
    shown = [unit for line in up_to(lines, _MOST_LINES) for unit in line]
    if not shown:
        return None
    whole = with_contrasts(shown, reading.text_of(shown[0].report))
    return Found(Outcome.ANSWERED, tuple(reading.cite_all(whole)), complete=False)


def _found(reading: Reading) -> Found:
    found = answer_definition(reading) or answer_sentences(reading)
    return (answer_reason_after(reading) or found) if found.outcome is Outcome.ABSTAINED else found
