"""Choosing the sentences of an answer and the order they read well in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind
from assistant.language.numbers import find_numbers
from assistant.reports.evidence.in_turn import told_in_turn
from assistant.reports.evidence.units import ReportText, Unit, points_back
from assistant.reports.matching.abstain import answers
from assistant.reports.matching.candidates import Candidate
from assistant.reports.matching.claims import is_reason_asked
from assistant.reports.matching.fits import rules_out
from assistant.reports.matching.measured_against import TYPED, Wanted
from assistant.reports.search.terms import coverage, stem_set
from assistant.reports.search.trace import Trace

MOST_SENTENCES = 5
MOST_ITEMS = 12
HARDLY_WORSE = 0.6
"""Log odds below the best sentence with the fact at which the next is quoted beside it."""
_THE_THING = 0.5
"""How well a sentence must hold a number of the very things that are counted."""
_ALL_AROUND = 0.65
"""Share of a question for a number that must stand in or around a sentence that gives it."""
_SHORT_FINDING = 4
"""Sentences up to which a finding is quoted whole."""
_UNDER_IT = 0.6
"""Share of a question that a heading must have to be what is asked for."""
_LEAST_ON_IT = 0.3
"""Share of a question that a sentence must have, its headings helping, to give a fact asked for."""
_MOST_MISSING = 0.34
"""Share of a question that one word may have that a sentence with the date hasn't."""
_LEAST_FOR_REASON = 0.45
"""The same of a sentence with the reason that is asked for: reasons of other things abound."""
_FIGURE = 0.7
"""Log odds by which a sentence with a figure serves better to compare."""
NEARLY_AS_GOOD = 1.0
"""Log odds below the best at which a sentence may still join it."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The sentences of one report, the one that holds the fact first."""

    report_id: str
    units: tuple[Unit, ...]
    best: Candidate
    unanswered: tuple[Want, ...] = ()
    more: int = 0
    """Items of a list that are not among the sentences."""


def compose(
    wanted: Wanted,
    ordered: Sequence[Candidate],
    texts: Mapping[str, ReportText],
    trace: Trace,
) -> list[Composed]:
    """Return, for each report whose evidence answers, the sentences to show.

    Args:
        wanted: What is asked for.
        ordered: Sentences with the most promising first.
        texts: The reports as sentences, by id.
        trace: Takes what was dropped and why.
    """
    by_report: dict[str, list[Candidate]] = {}
    for candidate in _fitting(wanted, ordered, texts, trace):
        by_report.setdefault(candidate.unit.report.id, []).append(candidate)
    composed = []
    for report_id, own in by_report.items():
        made = _of_report(wanted, own, texts[report_id])
        if made is None:
            trace.add("dropped: not answered", own[0].unit.text, f"{own[0].probability:.2f}")
        else:
            composed.append(made)
    return sorted(composed, key=lambda each: -each.best.score)


def _fitting(
    wanted: Wanted,
    ordered: Sequence[Candidate],
    texts: Mapping[str, ReportText],
    trace: Trace,
) -> list[Candidate]:
    """Return the sentences that may answer; none far below one that is near and can't."""
    least = ordered[0].score - NEARLY_AS_GOOD if ordered else 0.0
    out = {each.unit: _is_out(wanted, each, texts[each.unit.report.id]) for each in ordered}
    barred = ordered[0].unit if ordered and out[ordered[0].unit] else None
    kept = []
    for candidate in ordered:
        leans = barred is not None and _goes_on(candidate.unit, barred, texts)
        if out[candidate.unit] or (barred and candidate.score < least and not leans):
            trace.add("dropped: not what is asked", candidate.unit.text)
        else:
            kept.append(candidate)
    return kept


def _goes_on(unit: Unit, barred: Unit, texts: Mapping[str, ReportText]) -> bool:
    """Say whether a sentence goes on, in the same paragraph, with what one that is barred says."""
    return barred in texts[unit.report.id].paragraph_before(unit)


def _is_out(wanted: Wanted, candidate: Candidate, text: ReportText) -> bool:
    thin = Want.NUMBER in wanted.wants and candidate.features.context_coverage < _ALL_AROUND
    return thin or rules_out(wanted, candidate.unit, text)


def _of_report(wanted: Wanted, own: Sequence[Candidate], text: ReportText) -> Composed | None:
    typed = [want for want in wanted.wants if want in TYPED]
    if Want.COMPARISON in wanted.wants:
        return _sides(own, text)
    if not typed:
        return _in_words(wanted, own, text)
    found: list[Candidate] = []
    unanswered = []
    beside: list[Unit] = []
    for want in typed:
        ranked = _ranked_for(want, own, wanted)
        if not ranked:
            unanswered.append(want)
            continue
        if all(ranked[0].unit != other.unit for other in found):
            found.append(ranked[0])
        if len(ranked) > 1 and ranked[1].score >= ranked[0].score - HARDLY_WORSE:
            beside.append(ranked[1].unit)
    if not found:
        return None
    kept = _not_more_than_needed(typed, found, wanted)
    units = _once([*(each.unit for each in kept), *beside])
    return Composed(text.report.id, units, kept[0], tuple(unanswered))


def _ranked_for(want: Want, own: Sequence[Candidate], wanted: Wanted) -> list[Candidate]:
    measured = [candidate.wanting(want, wanted) for candidate in own]
    told = bool(wanted.counted.nouns or wanted.counted.measure)
    least = _THE_THING if want is Want.NUMBER and told else 0.0
    holding = [
        each
        for each in measured
        if each.features.kind_held > least
        and each.features.sentence_coverage >= _LEAST_ON_IT
        and (want is not Want.DATE or each.features.missing_near < _MOST_MISSING)
        and answers(each.features)
    ]
    return sorted(holding, key=lambda each: -each.score)


def _not_more_than_needed(
    typed: Sequence[Want], found: Sequence[Candidate], wanted: Wanted
) -> list[Candidate]:
    """Return one sentence alone where it holds every kind of thing asked for."""
    for candidate in sorted(found, key=lambda each: -each.score):
        if all(candidate.wanting(want, wanted).features.kind_held for want in typed):
            return [candidate]
    return list(found)


def _in_words(wanted: Wanted, own: Sequence[Candidate], text: ReportText) -> Composed | None:
    best = own[0]
    why = is_reason_asked(wanted.asked) and best.features.sentence_coverage < _LEAST_FOR_REASON
    if why or not answers(best.features):
        return None
    lead_in, items = _list_around(wanted.wants, best.unit, text)
    if lead_in is not None:
        items = _asked_for(wanted, lead_in, items)
        more = max(0, len(items) - MOST_ITEMS)
        shown = _once((*_before(best.unit, lead_in), lead_in, *items[:MOST_ITEMS]))
        return Composed(text.report.id, shown, best, more=more)
    boxed = text.of_passage(best.unit.passage.id)
    whole = best.unit.passage.kind is PassageKind.FINDING or _heading_asked(wanted, best.unit)
    if whole and len(boxed) <= _SHORT_FINDING:
        return Composed(text.report.id, _once(boxed), best)
    others = [
        each.unit
        for each in own[1:]
        if each.score >= best.score - NEARLY_AS_GOOD and answers(each.features)
    ][: MOST_SENTENCES - 1]
    ordered = sorted(others, key=lambda unit: unit.place)
    return Composed(text.report.id, _once((best.unit, *ordered)), best)


def _heading_asked(wanted: Wanted, unit: Unit) -> bool:
    """Say whether what is asked for is what stands under a heading, not one sentence of it."""
    heading = stem_set(unit.passage.heading[-1]) if unit.passage.heading else frozenset[str]()
    told = coverage(wanted.terms, heading)
    return told >= _UNDER_IT and told > coverage(wanted.terms, unit.stems)


def _asked_for(wanted: Wanted, lead_in: Unit, items: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the items that have what a question asks beyond what leads into them; else all."""
    led = lead_in.stems | lead_in.context
    beyond = [term for term in wanted.terms if not term.occurs_in(led)]
    own = tuple(item for item in items if all(term.occurs_in(item.stems) for term in beyond))
    return own or items


def _before(unit: Unit, lead_in: Unit) -> tuple[Unit, ...]:
    """Return a sentence that precedes the one that leads into a list."""
    return (unit,) if unit.place < lead_in.place else ()


def _sides(own: Sequence[Candidate], text: ReportText) -> Composed | None:
    """Return the best sentence under each heading, so that every side has its say."""
    sides: dict[tuple[str, ...], Candidate] = {}
    alone = [each for each in own if not points_back(each.unit.text)] or list(own)
    ranked = sorted(alone, key=lambda each: -_telling(each))
    for candidate in ranked:
        if answers(candidate.features):
            sides.setdefault(candidate.unit.passage.heading, candidate)
    least = _telling(ranked[0]) - 2 * NEARLY_AS_GOOD
    close = [each for each in sides.values() if _telling(each) >= least][:MOST_SENTENCES]
    if not close:
        return None
    ordered = sorted((each.unit for each in close), key=lambda unit: unit.place)
    return Composed(text.report.id, _once(ordered), close[0])


def _telling(candidate: Candidate) -> float:
    """Return how well a sentence serves to compare: by what it says, best with a figure."""
    unit = candidate.unit
    item = unit.listed and unit.marker is not None and not unit.text.rstrip().endswith(".")
    return candidate.score + _FIGURE * bool(find_numbers(unit.text)) - _FIGURE * item


def _list_around(
    wants: Sequence[Want], unit: Unit, text: ReportText
) -> tuple[Unit | None, tuple[Unit, ...]]:
    """Return the list that a sentence leads into, or is an item of where a list is asked for."""
    after = text.after(unit)
    for lead in (unit, after if after is not None and after.line == unit.line else unit):
        if lead.text.endswith(":") and (items := text.items_after(lead)):
            return lead, items
    if in_turn := told_in_turn(unit, text):
        return unit, in_turn
    whole = Want.LIST in wants or Want.FINDINGS in wants
    lead_in = text.lead_in(unit) if unit.listed and whole else None
    return (lead_in, text.items_after(lead_in)) if lead_in else (None, ())


def _once(units: Sequence[Unit]) -> tuple[Unit, ...]:
    return tuple({unit.text: unit for unit in reversed(units)}.values())[::-1]
