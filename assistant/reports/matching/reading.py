"""Everything that was found for one question, read once and shared by the ways of answering it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain.answers import Statement
from assistant.domain.plans import ReportQuestion
from assistant.domain.sources import Report, Visibility
from assistant.reports.evidence.cite import cite
from assistant.reports.evidence.remarks import heading_of
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.candidates import (
    Candidate,
    candidates,
    read_text,
    read_texts,
    sayable,
    word_weights,
)
from assistant.reports.matching.measured_against import TYPED, Wanted
from assistant.reports.matching.scope_check import (
    about_what_is_named,
    described_in,
    only_asked,
    places_named,
)
from assistant.reports.matching.wanted import wanted_of
from assistant.reports.search.retrieve import Ranked, search
from assistant.reports.search.select import select
from assistant.reports.search.stores import ReportStores
from assistant.reports.search.trace import Trace
from assistant.understanding.library.places import Tokens

_FOUND = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """One question with the evidence for it."""

    question: ReportQuestion
    wanted: Wanted
    stores: ReportStores
    reports: tuple[Report, ...]
    """Reports that may be shown and that the question may be about."""
    texts: Mapping[str, ReportText]
    candidates: tuple[Candidate, ...]
    units: tuple[Unit, ...]
    """Every sentence read that may be about what the question names."""
    found: tuple[Ranked, ...]
    """Every passage found, also those that are not read for sentences."""
    places: tuple[Tokens, ...]
    """The places that the question names."""
    classes: tuple[Visibility, ...]
    trace: Trace
    under: Callable[[tuple[str, ...]], bool] = lambda _: True
    """Whether what stands under some headings is read."""

    def cite(self, unit: Unit, mark: str | None = None) -> Statement | None:
        """Return a sentence as a statement, or none where its quotation doesn't stand."""
        return cite(self.stores.library, unit, self.trace, mark)

    def cite_all(self, units: Sequence[Unit], under: Report | None = None) -> list[Statement]:
        """Return the sentences whose quotations stand as statements, in order.

        Args:
            units: The sentences.
            under: The report that is named above the first, where others are quoted as well.
        """
        made = [made for unit in units if (made := self.cite(unit)) is not None]
        if made and under is not None:
            made[0] = replace(made[0], mark=heading_of(under))
        return made

    def text_of(self, report: Report) -> ReportText:
        """Return a report's sentences, also of one that no passage was found in."""
        if report.id in self.texts:
            return self.texts[report.id]
        return read_text(self.stores, report, self.classes)


def read(
    question: ReportQuestion,
    stores: ReportStores,
    classes: Sequence[Visibility],
    trace: Trace,
    under: Callable[[tuple[str, ...]], bool] = lambda _: True,
) -> Reading:
    """Search, select and measure for a question.

    Args:
        question: As understood.
        stores: The library and its indexes.
        classes: What the asker may see.
        trace: Takes what was considered and dropped.
        under: Whether what stands under some headings is read.
    """
    visible = stores.library.reports(classes)
    places = places_named(question, visible)
    wanted = wanted_of(
        question, word_weights(stores.words), lambda word: stores.words.spread(word)[0] > 0
    )
    found = search(
        stores, question.text, classes=classes, k=_FOUND, scope=question.scope, trace=trace
    )
    found = [each for each in found if under(each.passage.heading)]
    chosen = select(found, question.scope, trace)
    if places and question.scope:
        # Reports about no place, or about another, may speak of this one by name.
        elsewhere = search(stores, question.text, classes=classes, k=_FOUND, trace=trace)
        others = [each for each in elsewhere if each.passage.report_id not in question.scope]
        chosen += select(others, (), trace)
        found = [*found, *others]
    texts = read_texts(stores, chosen, classes)
    described = described_in(question, texts, stores.words, classes)
    named: list[Unit] = []
    for unit in sayable(chosen, texts, rows=bool(TYPED & set(wanted.wants))):
        own = texts[unit.report.id]
        if only_asked(question, unit, own):
            trace.add("dropped: asked, not found", unit.text)
        elif unit.report.id in described and about_what_is_named(question, places, unit, own):
            named.append(unit)
        else:
            trace.add("dropped: about another", unit.text)
    return Reading(
        question=question,
        wanted=wanted,
        stores=stores,
        reports=tuple(r for r in visible if not question.scope or r.id in question.scope),
        texts=texts,
        candidates=tuple(candidates(stores, wanted, named, texts)),
        units=tuple(named),
        found=tuple(found),
        places=places,
        classes=tuple(classes),
        trace=trace,
        under=under,
    )
