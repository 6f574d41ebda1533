"""Findings that a report sets out as rows of a table."""

import re
from collections.abc import Iterator

from assistant.domain.documents import Block
from assistant.domain.sources import FindingKind
from ingest.findings.wording import Wording

_TEXT = re.compile(
    r"(?P<kind>recommendation|area for improvement|afi|cause of concern)s?(?:\s+(?:text|wording))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:rec(?:ommendation)?\.?\s*)?(?:no\.?|number|ref\.?|reference|#)", re.I)
_KINDS = {
    "recommendation": FindingKind.RECOMMENDATION,
    "area for improvement": FindingKind.AREA_FOR_IMPROVEMENT,
    "afi": FindingKind.AREA_FOR_IMPROVEMENT,
    "cause of concern": FindingKind.CAUSE_OF_CONCERN,
}


def table_findings(
    block: Block, index: int
) -> Iterator[tuple[FindingKind, str | None, Wording, str]]:
    """Yield a finding for each row of a table that has a column of findings' wording."""
    if len(block.cells) <= 1:
        return
    header = [cell.strip() for cell in block.cells[0]]
    column = next((at for at, cell in enumerate(header) if _TEXT.fullmatch(cell)), None)
    if column is None:
        return
    numbers = next((at for at, cell in enumerate(header) if _NUMBER.fullmatch(cell)), None)
    heading = _TEXT.fullmatch(header[column])
    kind = _KINDS[heading["kind"].lower()] if heading else FindingKind.RECOMMENDATION
    for row in block.cells[1:]:
        if column < len(row) and row[column].strip():
            number = row[numbers].strip() if numbers is not None and numbers < len(row) else ""
            wording = Wording(following=index + 1)
            wording.add(index, row[column].strip())
            yield kind, number or None, wording, ""
