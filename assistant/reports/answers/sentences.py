"""Answering with the best sentences of the reports."""

from collections.abc import Sequence
from datetime import date

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.domain.plans import Want
from assistant.language.numbers import find_numbers
from assistant.reports.answers.compose import Composed, compose
from assistant.reports.answers.found import Found
from assistant.reports.answers.in_context import (
    with_antecedents,
    with_contrasts,
    with_lead_ins,
    with_table_heads,
)
from assistant.reports.answers.item_heads import cite_with_heads
from assistant.reports.answers.section import section_list
from assistant.reports.answers.sides import of_the_sides, sides_missing, sides_of
from assistant.reports.evidence.remarks import (
    contradicted,
    half_missing,
    more,
    not_indexed,
    not_stated,
    remark,
)
from assistant.reports.matching.candidates import Candidate
from assistant.reports.matching.denied import says_it_never_was
from assistant.reports.matching.measured_against import TYPED
from assistant.reports.matching.one_of_many import marks_asked
from assistant.reports.matching.reading import Reading
from assistant.reports.matching.scope_check import is_in_series
from assistant.reports.search.terms import is_in
from assistant.understanding.library.report_scope import place_of

NEARLY_AS_GOOD = 1.0
"""Log odds below the best report at which another may still answer beside it."""
MOST_REPORTS = 3
NEAR_ENOUGH = 0.34
"""Share of the question that the nearest sentence must have to be offered when abstaining."""


def answer_sentences(reading: Reading) -> Found:
    """Answer from sentences, or abstain."""
    headed = section_list(reading)
    if headed is not None:
        return headed
    named = reading.candidates
    if Want.FINDINGS in reading.wanted.wants and _unheld(reading):
        return _abstained(reading)
    composed = compose(reading.wanted, named, reading.texts, reading.trace)
    kept = _kept(reading, composed)
    denied = _denial(reading, kept)
    if denied is not None:
        return denied
    if not kept:
        return _abstained(reading)
    if _unclear(reading, kept):
        return Found(
            Outcome.CLARIFY,
            (remark("Several reports answer this. Which one do you mean?"),),
            choices=_choices(reading, kept),
        )
    return _answered(reading, kept[:MOST_REPORTS])


def _unheld(reading: Reading) -> bool:
    """Say whether only a report that isn't held could answer: it alone sets its findings out."""
    return reading.question.missing_scope is not None and not reading.question.scope


def _kept(reading: Reading, composed: Sequence[Composed]) -> list[Composed]:
    lists = {Want.LIST, Want.FINDINGS, Want.TOPIC} & set(reading.wanted.wants)
    if lists and reading.question.missing_scope:
        return []  # Another report that mentions the name doesn't have the list of the missing one.
    if not composed or Want.COMPARISON in reading.wanted.wants:
        return of_the_sides(reading, composed)
    # What was withdrawn is said only where nothing else says it.
    standing = [each for each in composed if not reading.texts[each.report_id].report.withdrawn]
    kept = _of_the_place(reading, standing or list(composed))
    if not kept:
        return []
    kept = _of_the_scope(reading, kept)
    best = kept[0].best.score
    return [each for each in kept if each.best.score >= best - NEARLY_AS_GOOD]


def _of_the_scope(reading: Reading, composed: list[Composed]) -> list[Composed]:
    """Return what the reports asked about answer, and of others what answers better than those."""
    own = [each.best.score for each in composed if each.report_id in reading.question.scope]
    if not own:
        return composed
    return [
        each
        for each in composed
        if each.report_id in reading.question.scope or each.best.score > max(own)
    ]


def _denial(reading: Reading, kept: Sequence[Composed]) -> Found | None:
    """Return the nearest sentence where it says that what is asked about never was."""
    best = kept[0].best if kept else next(iter(reading.candidates), None)
    if best is None or best.features.names_held < 1:
        return None
    if not says_it_never_was(reading.wanted, best.unit.text):
        return None
    said = (contradicted(), *reading.cite_all([best.unit]))
    return Found(Outcome.ABSTAINED, said, Reason.PREMISE_CONTRADICTED)


def _of_the_place(reading: Reading, composed: list[Composed]) -> list[Composed]:
    """Return what reports answer, none on another place of the kind that the place asked has.

    A letter about another area that mentions this one gives its own area's facts.
    """
    if not reading.places or not TYPED & set(reading.wanted.wants):
        return composed
    kinds = {each.kind for each in reading.reports if place_of(each) in reading.places}
    return [
        each
        for each in composed
        for report in (reading.texts[each.report_id].report,)
        if report.kind not in kinds or place_of(report) in {None, *reading.places}
    ]


def _unclear(reading: Reading, kept: Sequence[Composed]) -> bool:
    """Say whether a single fact is asked for that each of many places has its own of."""
    fact = bool(TYPED & set(reading.wanted.wants))
    places = {_place(reading, each) for each in kept}
    return fact and not reading.question.scope and len(places - {None}) >= MOST_REPORTS


def _place(reading: Reading, composed: Composed) -> str | None:
    return reading.texts[composed.report_id].report.place


def _choices(reading: Reading, kept: Sequence[Composed]) -> tuple[str, ...]:
    return tuple(sorted(reading.texts[each.report_id].report.title for each in kept))


def _answered(reading: Reading, kept: Sequence[Composed]) -> Found:
    ordered = list(kept)
    if TYPED & set(reading.wanted.wants) and len(kept) > 1:
        ordered.sort(key=lambda each: _published(reading, each), reverse=True)
    statements: list[Statement] = []
    for composed in ordered:
        several = len(ordered) > 1 or bool(sides_of(reading))
        statements += _shown(reading, composed, several=several)
    if not statements:
        return _abstained(reading)
    remarks = _remarks(reading, ordered)
    outcome = Outcome.PARTIAL if remarks else Outcome.ANSWERED
    complete = not remarks and not any(each.more for each in ordered)
    return Found(outcome, (*statements, *remarks), complete=complete)


def _published(reading: Reading, composed: Composed) -> date:
    return reading.texts[composed.report_id].report.published or date.min


def _shown(reading: Reading, composed: Composed, *, several: bool) -> list[Statement]:
    text = reading.texts[composed.report_id]
    fact = bool(TYPED & set(reading.wanted.wants))
    told = composed.units if fact else with_contrasts(composed.units, text)
    units = with_table_heads(with_lead_ins(with_antecedents(told, text), text), text)
    shown = cite_with_heads(reading, units, text, text.report if several else None)
    if shown and composed.more > 0:
        shown.append(more(composed.more, composed.units[-1].passage.page))
    return shown


def _remarks(reading: Reading, kept: Sequence[Composed]) -> list[Statement]:
    found = []
    unanswered = set.intersection(*(set(each.unanswered) for each in kept))
    if unanswered:
        found.append(half_missing([want for want in reading.wanted.wants if want in unanswered]))
    if reading.question.missing_scope:
        found.append(not_indexed(reading.question.missing_scope))
    sides = {(unit.report.id, unit.passage.heading) for each in kept for unit in each.units}
    if missing := sides_missing(reading, [each.report_id for each in kept]):
        found.append(missing)
    elif (
        Want.COMPARISON in reading.wanted.wants
        and len(sides) == 1
        and not _names_all(reading, kept)
    ):
        found.append(remark("The sources found speak of one side of this comparison only."))
    return found


def _names_all(reading: Reading, kept: Sequence[Composed]) -> bool:
    """Say whether one sentence names everything that is compared, and gives figures of it."""
    best = kept[0].best.unit.text
    places = [" ".join(place) for place in reading.places]
    names = [*places, *(f"{kind} {mark}" for kind, mark in marks_asked(reading.question.text))]
    figures = len(find_numbers(best))
    return 1 < len(names) <= figures and all(is_in(name, best) for name in names)


def _is_near(best: Candidate) -> bool:
    return best.features.names_held == 1 and best.features.context_coverage >= NEAR_ENOUGH


def _abstained(reading: Reading) -> Found:
    missing = reading.question.missing_scope
    nearest: list[Statement] = []
    best = next(iter(reading.candidates), None)
    # Another place's facts are not near: they are the very mistake to be avoided.
    near = missing is None or is_in_series(missing)
    if best is not None and near and _is_near(best):
        nearest = reading.cite_all([best.unit])
    said = not_indexed(missing) if missing else not_stated()
    return Found(Outcome.ABSTAINED, (said,), Reason.NOT_IN_SOURCES, tuple(nearest))
