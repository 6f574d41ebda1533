"""The sentences that may answer a question, measured and in order of promise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain.plans import Want
from assistant.domain.sources import Passage, PassageKind, Report, Visibility
from assistant.ports import WordIndex
from assistant.reports.evidence.units import ReportText, Unit, UnitsOfPassages, read_report
from assistant.reports.matching.abstain import pick_score, probability
from assistant.reports.matching.answer_types import holds
from assistant.reports.matching.counting import counts, counts_under
from assistant.reports.matching.features import Features, measure
from assistant.reports.matching.measured_against import Surroundings, Wanted
from assistant.reports.search.retrieve import Ranked
from assistant.reports.search.stores import ReportStores
from assistant.reports.search.terms import coverage, rarity, stem_set
from assistant.reports.search.vectors import vectors_of

MOST_LOOKED_AROUND = 40
"""Sentences of which what stands beside them is looked at."""
MOST_MEASURED = 24
"""Sentences that are measured; the rest share too few words to be worth the time."""
MOST_ENCODED = 6
"""Sentences, of those measured, whose meaning is compared: encoding is what takes the time. With 5,
6, 8 or 14 of them the question banks came out the same."""


_SHARED = 0.85
"""Share of a sentence's likeness that the one that leans on it has too."""


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

    def alike(self, similarity: float) -> "Candidate":
        """Return the same sentence with how near the question's meaning it is."""
        return replace(self, features=replace(self.features, similarity=similarity))

    def wanting(self, want: Want, wanted: Wanted) -> "Candidate":
        """Return the same sentence as measured for one of the kinds of thing asked for."""
        held = holds(want, self.unit.text, wanted.counted, self.lead, wanted.given, wanted.doing)
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
    known: dict[str, list[Passage]] = {}
    for each in found:
        known.setdefault(each.passage.report_id, []).append(each.passage)
    reports = [report for report_id in known if (report := stores.library.report(report_id))]
    return {
        report.id: read_text(stores, report, classes, known[report.id])
        for report in reports
        if report.visibility in classes
    }


def read_text(
    stores: ReportStores,
    report: Report,
    classes: Sequence[Visibility],
    known: Sequence[Passage] = (),
) -> ReportText:
    """Return the sentences of a report that the classes may see.

    Where the library says at which places they stand, a passage is read when it is looked at;
    else, or where the report is of another class, all are read and those of the classes kept.

    Args:
        stores: Hold the report.
        report: The report.
        classes: What the asker may see.
        known: Passages of the report that have been read, each of the classes.
    """
    layout = stores.library.layout(report.id) if report.visibility in classes else None
    if layout is not None:
        return ReportText(report, UnitsOfPassages(report, layout, stores.library, known))
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
    seen = sorted(units, key=lambda unit: -_at_a_glance(wanted, unit))[:MOST_LOOKED_AROUND]
    pool = [(unit, surroundings(unit, texts[unit.report.id])) for unit in seen]
    promising = sorted(pool, key=lambda each: -_promise(wanted, *each))[:MOST_MEASURED]
    made = [
        Candidate(unit, measure(wanted, unit.text, around, 0.0), around.read_after)
        for unit, around in promising
    ]
    best = sorted(made, key=_order)[:MOST_ENCODED]
    likeness = _likeness(stores, wanted.text, [each.unit for each in best])
    alike = _with_lead(likeness, [each.unit for each in best], texts)
    return sorted((each.alike(alike[_at(each.unit)]) for each in best), key=_order)


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
        before=" ".join(each.text for each in text.paragraph_before(unit)) if leaning else "",
    )


def _carried(units: Sequence[Unit]) -> frozenset[str]:
    return frozenset().union(*(unit.stems for unit in units))


def _at_a_glance(wanted: Wanted, unit: Unit) -> float:
    """Return about what `_promise` would, from the sentence's own passage alone."""
    own, headed, passage = unit.stems, unit.stems | unit.context, stem_set(unit.passage.text)
    found = 0.0
    for term in wanted.terms:
        if term.occurs_in(own):
            found += 2.5 * term.weight
        elif term.occurs_in(headed):
            found += 1.5 * term.weight
        elif term.occurs_in(headed | passage):
            found += 0.5 * term.weight
    if _counts(wanted) and counts(wanted.counted, unit.text) == 1.0:
        found += sum(term.weight for term in wanted.terms if term.occurs_in(passage))
    return found


def _promise(wanted: Wanted, unit: Unit, around: Surroundings) -> float:
    kinds = coverage(wanted.terms, around.sentence | around.headings)
    held = counts_under(wanted.counted, unit.text, around.read_after) if _counts(wanted) else 0.0
    return (
        coverage(wanted.terms, around.sentence)
        + kinds
        + 0.5 * (coverage(wanted.terms, around.all) + held)
    )


def _counts(wanted: Wanted) -> bool:
    counted = wanted.counted
    return Want.NUMBER in wanted.wants and bool(counted.nouns or counted.measure)


def _at(unit: Unit) -> tuple[str, int]:
    return unit.report.id, unit.place


def _likeness(
    stores: ReportStores, question: str, units: Sequence[Unit]
) -> dict[tuple[str, int], float]:
    """Return the cosine with the question of each sentence as it reads under its heading."""
    vectors = vectors_of(stores.encoder, [question, *map(under_heading, units)])
    near = (round(float(vector @ vectors[0]), 4) for vector in vectors[1:])
    return {_at(unit): likeness for unit, likeness in zip(units, near, strict=True)}


def _with_lead(
    likeness: Mapping[tuple[str, int], float],
    units: Sequence[Unit],
    texts: Mapping[str, ReportText],
) -> dict[tuple[str, int], float]:
    """Return the likenesses, a sentence that leans on another sharing in that one's.

    "It was devised in 2017" is about what the sentence before it names.
    """
    found = dict(likeness)
    for unit in units:
        if unit.passage.kind is not PassageKind.TABLE:
            leads = (likeness.get(_at(each), 0.0) for each in texts[unit.report.id].leads_to(unit))
            found[_at(unit)] = max(found[_at(unit)], _SHARED * max(leads, default=0.0))
    return found


def under_heading(unit: Unit) -> str:
    """Return a sentence as it reads under its heading."""
    above = unit.passage.heading[-1] if unit.passage.heading else unit.report.title
    return f"{above}: {unit.text}"
