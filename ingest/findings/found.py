"""A finding as recognised, before the report is split into passages."""

from dataclasses import dataclass
from datetime import date

from assistant.domain.documents import Part
from assistant.domain.sources import Deadline, FindingKind


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """A finding and the blocks it stands in."""

    report_id: str
    kind: FindingKind
    number: str | None
    text: str
    blocks: tuple[int, ...]
    """Indexes of the blocks that its wording stands in, in order."""
    parts: tuple[Part, ...]
    """Parts of those blocks."""
    addressees: tuple[str, ...]
    deadline: Deadline | None
    section: str | None
    published: date | None
