"""What a sentence announces and the next ones tell in turn: "We draw two lessons. The first is"."""

import re

from assistant.language.numbers import find_numbers
from assistant.reports.evidence.units import ReportText, Unit

_FIRST = re.compile(r"(?:The |In the )?(?:first|firstly|one)\b", re.IGNORECASE)
_MOST = 8


def told_in_turn(unit: Unit, text: ReportText) -> tuple[Unit, ...]:
    """Return the sentences after one that says how many there are, which tell them one by one."""
    if not find_numbers(unit.text):
        return ()
    found: list[Unit] = []
    current = text.after(unit)
    if current is None or not _FIRST.match(current.text):
        return ()
    while current is not None and current.line == unit.line and len(found) < _MOST:
        found.append(current)
        current = text.after(current)
    return tuple(found)
