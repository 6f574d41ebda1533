"""Where the register and the published reports don't agree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing for a person to look at."""

    kind: str
    """"not in register", "no such finding", "wording differs", "deadline differs" ..."""
    text: str
    """The matter in one sentence, both values named."""
    ref: str | None = None
    """The register entry, where there is one."""
    sheet: str | None = None
    row: int | None = None
    report_id: str | None = None
    title: str | None = None
    page: int | None = None
    quote: str | None = None
    """What the report says, word for word on the page."""
