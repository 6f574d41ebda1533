"""Tying findings to the passages that their wording stands in."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from assistant.domain.documents import Part
from assistant.domain.sources import Finding, Passage
from ingest.findings.found import FoundFinding

_ID_LENGTH = 16


def tie(found: Sequence[FoundFinding], passages: Sequence[Passage]) -> list[Finding]:
    """Return the findings with the ids of the passages they stand in, and ids of their own."""
    seen: Counter[str] = Counter()
    findings = []
    for item in found:
        identity = "\x1f".join(
            (item.report_id, item.kind, item.section or "", item.number or "", item.text)
        )
        seen[identity] += 1
        digest = hashlib.sha256(f"{identity}\x1f{seen[identity]}".encode()).hexdigest()
        findings.append(
            Finding(
                id=digest[:_ID_LENGTH],
                report_id=item.report_id,
                kind=item.kind,
                number=item.number,
                text=item.text,
                addressees=item.addressees,
                deadline=item.deadline,
                section=item.section,
                published=item.published,
                passage_ids=_passages_of(item, passages),
                page=item.parts[0].page,
                page_end=item.parts[-1].page,
            )
        )
    return findings


def _passages_of(item: FoundFinding, passages: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(
        passage.id
        for passage in passages
        if passage.report_id == item.report_id
        and any(_overlap(own, other) for own in item.parts for other in passage.parts)
    )


def _overlap(own: Part, other: Part) -> bool:
    return (
        own.page == other.page
        and own.page_start < other.page_end
        and other.page_start < own.page_end
    )
