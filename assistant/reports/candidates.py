"""The sentences that may answer a question, measured and in order of promise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind, Report, Visibility
from assistant.ports import WordIndex
from assistant.reports.abstain import pick_score, probability
from assistant.reports.answer_types import holds
from assistant.reports.counted import Counted
from assistant.reports.features import Features, Surroundings, Wanted, measure
from assistant.reports.retrieve import Ranked
from assistant.reports.stores import ReportStores
from assistant.reports.terms import coverage, rarity, stem_set
from assistant.reports.units import ReportText, Unit, read_report
from assistant.reports.vectors import vectors_of

MOST_ENCODED = 14
"""Sentences whose meaning is compared; the rest share too few words to be worth the time."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with its measures."""

    unit: Unit
    features: Features
    lead: str = ""
    """What leads into the sentence."""

    @property
    def score(self) -> float:
        """How likely it is the sentence that answers, of those of its question."""
        return pick_score(self.features)

    @property
    def probability(self) -> float:
        """How likely the question is answered at all if this is the best sentence."""
        return probability(self.features)

    def wanting(self, want: Want, counted: Counted) -> "Candidate":
        """Return the same sentence as measured for one of the kinds of thing asked for."""
        held = holds(want, self.unit.text, counted, self.lead)
        return replace(self, features=replace(self.features, kind_held=held))


def word_weights(words: WordIndex) -> Callable[[str], float]:
    """Return a function that says how much a word tells in this library."""

    def weigh(word: str) -> float:
        return rarity(*words.spread(word))

    return weigh


def read_texts(
    stores: ReportStores, found: Sequence[Ranked], classes: Sequence[Visibility]
) -> dict[str, ReportText]:
    """Return the reports of the passages found, as their sentences, by id."""
    ids = dict.fromkeys(each.passage.report_id for each in found)
    reports = [report for report_id in ids if (report := stores.library.report(report_id))]
    return {
        report.id: read_text(stores, report, classes)
        for report in reports
        if report.visibility in classes
    }


def read_text(stores: ReportStores, report: Report, classes: Sequence[Visibility]) -> ReportText:
    """Return the sentences of a report that the classes may see."""
    passages = stores.library.passages_of(report.id)
    shown = [passage for passage in passages if passage.visibility in classes]
    return read_report(stores.library, report, shown)


def sayable(found: Sequence[Ranked], texts: Mapping[str, ReportText], *, rows: bool) -> list[Unit]:
    """Return the sentences of the passages found that say something by themselves.

    Rows of tables are among them only where asked for: they give facts, not reasons.
    """
    return [
        unit
        for each in found
        if each.passage.report_id in texts
        for unit in texts[each.passage.report_id].of_passage(each.passage.id)
        if unit.is_statement and (rows or unit.passage.kind is not PassageKind.TABLE)
    ]


def candidates(
    stores: ReportStores, wanted: Wanted, units: Sequence[Unit], texts: Mapping[str, ReportText]
) -> list[Candidate]:
    """Return sentences with their measures, most promising first."""
    pool = [(unit, surroundings(unit, texts[unit.report.id])) for unit in units]
    promising = sorted(pool, key=lambda each: -_promise(wanted, each[1]))[:MOST_ENCODED]
    likeness = _likeness(stores, wanted.text, [unit for unit, _ in promising])
    made = [
        Candidate(
            unit,
            measure(wanted, unit.text, around, likeness[unit.text]),
            around.lead,
        )
        for unit, around in promising
    ]
    return sorted(made, key=_order)


def _order(candidate: Candidate) -> tuple[float, str, int]:
    return (-candidate.score, candidate.unit.report.id, candidate.unit.place)


def surroundings(unit: Unit, text: ReportText) -> Surroundings:
    """Return the stems of a sentence and of what stands around it."""
    before = text.before(unit)
    beside = [other for other in (before, text.after(unit)) if other is not None]
    lead_in = text.lead_in(unit) if unit.listed else None
    leaning = text.leads_to(unit)
    return Surroundings(
        sentence=unit.stems,
        beside=frozenset().union(*(other.stems for other in beside)),
        passage=stem_set(unit.passage.text),
        headings=unit.context | _carried([lead_in] if lead_in else leaning),
        paragraph=_carried(text.paragraph_before(unit)),
        lead=" ".join(each.text for each in ([lead_in] if lead_in else leaning)),
    )


def _carried(units: Sequence[Unit]) -> frozenset[str]:
    return frozenset().union(*(unit.stems for unit in units))


def _promise(wanted: Wanted, around: Surroundings) -> float:
    kinds = coverage(wanted.terms, around.sentence | around.headings)
    return (
        coverage(wanted.terms, around.sentence) + kinds + 0.5 * coverage(wanted.terms, around.all)
    )


def _likeness(stores: ReportStores, question: str, units: Sequence[Unit]) -> dict[str, float]:
    """Return the cosine with the question of each sentence, as it stands or under its heading."""
    texts = [text for unit in units for text in (unit.text, under_heading(unit))]
    vectors = vectors_of(stores.encoder, [question, *texts])
    near = [round(float(vector @ vectors[0]), 4) for vector in vectors[1:]]
    pairs = zip(units, near[::2], near[1::2], strict=True)
    return {unit.text: max(alone, headed) for unit, alone, headed in pairs}


def under_heading(unit: Unit) -> str:
    """Return a sentence as it reads under its heading."""
    above = unit.passage.heading[-1] if unit.passage.heading else unit.report.title
    return f"{above}: {unit.text}"
