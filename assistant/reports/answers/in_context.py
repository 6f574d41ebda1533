"""What a sentence must not be shown without: what it leans on, and what takes it back."""

import re
from collections.abc import Sequence

from assistant.domain.sources import PassageKind
from assistant.reports.evidence.units import ReportText, Unit


def with_table_heads(units: Sequence[Unit], text: ReportText) -> tuple[Unit, ...]:
    """Return the sentences, each row of a table after the row that heads it."""
    shown: list[Unit] = []
    for unit in units:
        if unit.passage.kind is PassageKind.TABLE:
            head = text.of_passage(unit.passage.id)[0]
            shown += [head] if head not in shown else []
        shown += [unit] if unit not in shown else []
    return tuple(shown)


def with_lead_ins(units: Sequence[Unit], text: ReportText) -> tuple[Unit, ...]:
    """Return the sentences, an item of a list after what leads into it.

    "Victims receive a good service" means something else under "We considered whether:".
    """
    shown: list[Unit] = []
    for unit in units:
        lead_in = text.lead_in(unit) if unit.listed else None
        shown += [each for each in (lead_in, unit) if each is not None and each not in shown]
    return tuple(shown)


def with_antecedents(units: Sequence[Unit], text: ReportText) -> tuple[Unit, ...]:
    """Return the sentences, each that opens with a pronoun after the one that it points to."""
    shown: list[Unit] = []
    for unit in units:
        before = text.leads_to(unit)[-1:] if _LEANING.match(unit.text) else ()
        shown += [each for each in (*before, unit) if each not in shown]
    return tuple(shown)


_LEANING = re.compile(
    r"(?:(?:in|of|for|at|by|to|from) (?:\w+ ){1,2})?(?:there (?:was|were)|it|its|they|their"
    r"|them|these|those|this|he"
    r"|she|his|her|one|both)\b|.{0,40}\b(?:breach of one|(?:of|among) them|ha(?:s|ve) one)\b",
    re.IGNORECASE,
)


def with_contrasts(units: Sequence[Unit], text: ReportText) -> tuple[Unit, ...]:
    """Return the sentences, none without the one of its paragraph that qualifies it.

    "There have been improvements" misleads without "However, there is still far to go", and the
    second says too little without the first.
    """
    shown: dict[Unit, None] = {}
    for unit in units:
        before, after = text.before(unit), text.after(unit)
        if before is not None and _qualifies(before, unit):
            shown[before] = None
        shown[unit] = None
        if after is not None and _qualifies(unit, after):
            shown[after] = None
    return tuple(shown)


def _qualifies(one: Unit, following: Unit) -> bool:
    prose = one.passage.kind is not PassageKind.TABLE and not one.listed
    return prose and one.line == following.line and _YET.match(following.text) is not None


_YET = re.compile(r"(?:However|But|Nevertheless|Nonetheless|Even so|That said|Despite this|Yet)\b")
