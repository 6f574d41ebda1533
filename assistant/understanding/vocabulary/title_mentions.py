"""What a question names: a report, by the words that name it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportName:
    """A report that can be named, in the register or in the library alone."""

    title: str
    published: date | None = None
    registered: bool = True
    """The register has entries from it."""
    longer: str = ""
    """The title in full, where the register shortens it."""
    kind: str = ""
    """Kind of inspection, as the library states it."""
    inspectorate: str = ""
    """Who made it, as the library states it; several are parted by ";"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a question that name one report, or several alike."""

    first: int
    last: int
    reports: tuple[ReportName, ...]
    strong: int
    """How many words of the title it has, those for any report left out."""
    main: bool
    """The words are those of the title's own name, not of its subtitle."""
    share: float
    """Which part of the telling words of the title's own name they are."""
