"""The sentences of a report in reading order, as they may be quoted."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Layout, Passage, PassageKind, Report
from assistant.ports import Library
from assistant.reports.evidence.layout import lay_out
from assistant.reports.search.terms import stem_set

_STOPS = (".", "!", "?", ":", ";", "…")
_LABELLED = re.compile(r"[A-Z][\w ]{1,30}: \S")
_POINTING = re.compile(
    r"\b(?:it|its|they|their|them|this|these|those|he|she|his|her|one|both|here|such)\b"
    r"|\bthe (?:[\w'’]+ )?(?:reason|explanation|result|figure|proportion|same|others?"
    r"|rest|former|latter"
    r"|scheme|two|three|four)\b(?! (?:for|of|that|in)\b)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"the (?:work|course|tool|team|unit|hub|process|service|plan|visit|list|panel|van|median|mean"
    r"|average|longest|shortest|oldest|slowest|largest|smallest|highest|lowest|total)"
    r" (?:was|is|were|are|has|had|have|takes?|took|lasts?|lasted|costs?|rose|fell|ran)\b",
    re.IGNORECASE,
)
"""Opens a sentence with what the one before names: "The work takes 50 minutes"."""
_OF_A_PLACE = re.compile(r"In (?:the )?[A-Z][\w'’-]+(?: [A-Z]{1,2})? (?!20\d\d|19\d\d)")
"""Goes on, for one place, with what the sentence before says: "In Wexmoor there were 14"."""
_OPENING = 75
"""Characters within which a pronoun stands for something in the sentence before."""
_COUNT_ALONE = re.compile(
    r"\b(?:[\d,]*\d|\w+teen|\w+ty(?:-\w+)?|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|none|all|most|some|half) (?:were|was|had|did|took|led)\b",
    re.IGNORECASE,
)
"""A number whose thing the sentence before names: "612 were offered"."""
_SHORT = 6
"""Spaces of a sentence too short to say what it is about."""
_MOST_LEADING = 2
_LONG = 8
"""Words beyond which a line without a full stop is taken for a sentence."""


def points_back(sentence: str) -> bool:
    """Say whether a sentence leans on the one before it for what it is about."""
    if _DEFINITE.match(sentence) or _POINTING.search(sentence[:_OPENING]):
        return True
    if _COUNT_ALONE.search(sentence[:_OPENING]):
        return True
    return sentence.count(" ") < _SHORT or _OF_A_PLACE.match(sentence) is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """A whole sentence of a passage, or a whole row of a table."""

    report: Report
    passage: Passage
    start: int
    end: int
    place: int
    """Place in the report's reading order, from 0."""
    line: int
    """Line of the report that it is part of: sentences of one paragraph share it."""
    marker: str | None
    """Printed number or list mark of the line, on its first sentence."""
    listed: bool
    """The line is an item of a list."""

    @property
    def text(self) -> str:
        """The sentence, exactly as it stands in its passage."""
        return self.passage.text[self.start : self.end]

    @property
    def is_statement(self) -> bool:
        """Whether it says something by itself: no bare heading, name or signature."""
        if self.listed or self.passage.kind is PassageKind.TABLE:
            return True
        finished = self.text.rstrip("'\"’”)0123456789")[-1:] in _STOPS
        return finished or _LABELLED.match(self.text) is not None or self.text.count(" ") >= _LONG

    @property
    def stems(self) -> frozenset[str]:
        """Stems of its words."""
        return stem_set(self.text)

    @property
    def context(self) -> frozenset[str]:
        """Stems of the headings above it and of the report's title."""
        return stem_set(
            " ".join((self.report.title, self.report.place or "", *self.passage.heading))
        )


class UnitsOfPassages(Sequence[Unit]):
    """The sentences of a report in order; a passage is read when one of its own is looked at.

    What is read later has to be of the report's own class, as all its passages are.
    """

    def __init__(
        self, report: Report, layout: Layout, library: Library, known: Sequence[Passage]
    ) -> None:
        """Take where the sentences stand, and the passages that have been read."""
        self._report = report
        self._layout = layout
        self._library = library
        self._passages = {passage.ordinal: passage for passage in known}
        self._ordinals = {passage.id: passage.ordinal for passage in known}
        self._made: dict[int, Unit] = {}

    def __len__(self) -> int:
        return len(self._layout.starts)

    @overload
    def __getitem__(self, place: int) -> Unit: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Unit, ...]: ...

    def __getitem__(self, place: int | slice) -> Unit | tuple[Unit, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        return self._unit(range(len(self))[place])

    def __iter__(self) -> Iterator[Unit]:
        if len(self._passages) < len(set(self._layout.passages)):
            self._take(self._library.passages_of(self._report.id))
        return (self._unit(place) for place in range(len(self)))

    @property
    def heading_stems(self) -> frozenset[str]:
        """Stems of all the words in the report's headings."""
        return _stems_of(tuple(self._library.headings(self._report.id)))

    def under(self, wanted: Callable[[tuple[str, ...]], bool]) -> Iterator[Unit]:
        """Yield the sentences under the headings that are wanted, in order; no others are read."""
        places = self._layout.passages
        for ordinal, headings in self._library.headings(self._report.id):
            if wanted(headings):
                yield from self[bisect_left(places, ordinal) : bisect_right(places, ordinal)]

    def line(self, place: int) -> int:
        """Return the line that the sentence of a place is part of."""
        return self._layout.lines[place]

    def of_passage(self, passage_id: str) -> tuple[Unit, ...]:
        """Return the sentences of one passage; none where it isn't the report's."""
        if passage_id not in self._ordinals:
            self._take(self._library.passages([passage_id]))
        ordinal = self._ordinals.get(passage_id)
        if ordinal is None:
            return ()
        places = self._layout.passages
        return self[bisect_left(places, ordinal) : bisect_right(places, ordinal)]

    def _unit(self, place: int) -> Unit:
        if place not in self._made:
            layout = self._layout
            self._made[place] = Unit(
                report=self._report,
                passage=self._passage(layout.passages[place]),
                start=layout.starts[place],
                end=layout.ends[place],
                place=place,
                line=layout.lines[place],
                marker=layout.markers.get(place),
                listed=place in layout.listed,
            )
        return self._made[place]

    def _passage(self, ordinal: int) -> Passage:
        if ordinal not in self._passages:
            self._take(self._library.passages_at(self._report.id, [ordinal]))
        if ordinal not in self._passages:
            raise StoreUnavailable(
                f'Passage {ordinal} of "{self._report.source}" is not in the library as the rest '
                "of it says. Run `liaison verify`."
            )
        return self._passages[ordinal]

    def _take(self, passages: Sequence[Passage]) -> None:
        for passage in passages:
            ours = passage.report_id == self._report.id
            if ours and passage.visibility is self._report.visibility:
                self._passages[passage.ordinal] = passage
                self._ordinals[passage.id] = passage.ordinal


@lru_cache(maxsize=256)
def _stems_of(headings: tuple[tuple[int, tuple[str, ...]], ...]) -> frozenset[str]:
    return stem_set(" ".join({name: None for _, names in headings for name in names}))


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report as its sentences."""

    report: Report
    units: "UnitsOfPassages"

    def of_passage(self, passage_id: str) -> tuple[Unit, ...]:
        """Return the sentences of one passage."""
        return self.units.of_passage(passage_id)

    def before(self, unit: Unit) -> Unit | None:
        """Return the sentence that precedes one, under the same headings."""
        return self._beside(unit, -1)

    def after(self, unit: Unit) -> Unit | None:
        """Return the sentence that follows one, under the same headings."""
        return self._beside(unit, 1)

    def items_after(self, lead_in: Unit) -> tuple[Unit, ...]:
        """Return the list that a sentence ending in a colon leads into."""
        items = []
        for place in range(lead_in.place + 1, len(self.units)):
            unit = self.units[place]
            if not unit.listed or unit.passage.heading != lead_in.passage.heading:
                break
            items.append(unit)
        return tuple(items)

    def lead_in(self, item: Unit) -> Unit | None:
        """Return the sentence ending in a colon that leads into the list of an item."""
        for place in reversed(range(item.place)):
            unit = self.units[place]
            if unit.passage.heading != item.passage.heading:
                return None
            if not unit.listed:
                return unit if unit.text.endswith(":") else None
        return None

    def paragraph_before(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the sentences that stand before one in its paragraph, in order."""
        found = []
        for place in reversed(range(unit.place)):
            if self.units.line(place) != unit.line:
                break
            found.append(self.units[place])
        return tuple(reversed(found))

    def leads_to(self, unit: Unit) -> tuple[Unit, ...]:
        """Return what a sentence is read after: those it points back to, or its table's head."""
        if unit.passage.kind is PassageKind.TABLE:
            head = self.of_passage(unit.passage.id)[0]
            return (head,) if head != unit else ()
        found: list[Unit] = []
        current = unit
        while points_back(current.text) and len(found) < _MOST_LEADING:
            before = self.before(current)
            if before and before.line != current.line and _OF_A_PLACE.match(current.text):
                break
            if before is None or before.passage.kind is PassageKind.TABLE:
                break
            if before.listed and before.line != current.line:
                break
            found.append(before)
            current = before
        return tuple(reversed(found))

    def _beside(self, unit: Unit, step: int) -> Unit | None:
        at = unit.place + step
        if not 0 <= at < len(self.units):
            return None
        other = self.units[at]
        return other if other.passage.heading == unit.passage.heading else None


def read_report(library: Library, report: Report, shown: Sequence[Passage]) -> ReportText:
    """Return a report's sentences, of the passages that may be shown."""
    layout = lay_out(shown, library.blocks(report.id))
    return ReportText(report, UnitsOfPassages(report, layout, library, shown))
