"""The sentences of a report in reading order, as they may be quoted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.documents import Block, BlockKind
from assistant.domain.sources import Passage, PassageKind, Report
from assistant.language.sentences import sentences
from assistant.ports import Library
from assistant.reports.terms import stem_set

_STOPS = (".", "!", "?", ":", ";", "…")
_LABELLED = re.compile(r"[A-Z][\w ]{1,30}: \S")
_POINTING = re.compile(
    r"\b(?:it|its|they|their|them|this|these|those|he|she|his|her|one|both|here|such)\b",
    re.IGNORECASE,
)
_OPENING = 60
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
    if _POINTING.search(sentence[:_OPENING]) or _COUNT_ALONE.search(sentence[:_OPENING]):
        return True
    return sentence.count(" ") < _SHORT


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


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report as its sentences."""

    report: Report
    units: tuple[Unit, ...]

    def of_passage(self, passage_id: str) -> tuple[Unit, ...]:
        """Return the sentences of one passage."""
        return tuple(unit for unit in self.units if unit.passage.id == passage_id)

    def before(self, unit: Unit) -> Unit | None:
        """Return the sentence that precedes one, under the same headings."""
        return self._beside(unit, -1)

    def after(self, unit: Unit) -> Unit | None:
        """Return the sentence that follows one, under the same headings."""
        return self._beside(unit, 1)

    def items_after(self, lead_in: Unit) -> tuple[Unit, ...]:
        """Return the list that a sentence ending in a colon leads into."""
        items = []
        for unit in self.units[lead_in.place + 1 :]:
            if not unit.listed or unit.passage.heading != lead_in.passage.heading:
                break
            items.append(unit)
        return tuple(items)

    def lead_in(self, item: Unit) -> Unit | None:
        """Return the sentence ending in a colon that leads into the list of an item."""
        for unit in reversed(self.units[: item.place]):
            if unit.passage.heading != item.passage.heading:
                return None
            if not unit.listed:
                return unit if unit.text.endswith(":") else None
        return None

    def paragraph_before(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the sentences that stand before one in its paragraph, in order."""
        found = []
        for other in reversed(self.units[: unit.place]):
            if other.line != unit.line:
                break
            found.append(other)
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
            if before is None or before.listed or before.passage.kind is PassageKind.TABLE:
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
    marks = _marks(library.blocks(report.id))
    units: list[Unit] = []
    line = 0
    for passage in shown:
        for start, end in _lines(passage):
            block = marks.get(passage.text[start:end])
            for first, last in _pieces(passage, start, end):
                opening = first == start
                units.append(
                    Unit(
                        report=report,
                        passage=passage,
                        start=first,
                        end=last,
                        place=len(units),
                        line=line,
                        marker=block.marker if block and opening else None,
                        listed=block is not None and block.kind is BlockKind.LIST_ITEM,
                    )
                )
            line += 1
    return ReportText(report, tuple(units))


def _marks(blocks: Sequence[Block]) -> Mapping[str, Block]:
    """Return blocks by their text; of two alike the list item counts."""
    ordered = sorted(blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM)
    return {block.text: block for block in ordered}


def _lines(passage: Passage) -> list[tuple[int, int]]:
    found, offset = [], 0
    for line in passage.text.split("\n"):
        if line.strip():
            found.append((offset, offset + len(line)))
        offset += len(line) + 1
    return found


def _pieces(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    if passage.kind is PassageKind.TABLE:
        return [(start, end)]
    found = sentences(passage.text[start:end])
    return [(start + first, start + last) for first, last in found]
