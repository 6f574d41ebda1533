"""Blocks as a report writes them, and what is found in them."""

from dataclasses import replace
from datetime import date

from assistant.domain.documents import Block, BlockKind, Part
from assistant.domain.sources import Basis, Report
from ingest.findings import FoundFinding, find_findings

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
FOOTNOTE, TABLE = BlockKind.FOOTNOTE, BlockKind.TABLE

REPORT = Report(
    id="r1",
    source="report.pdf",
    digest="",
    media_type="application/pdf",
    title="An inspection of Anyshire Police",
    title_basis=Basis.DOCUMENT,
    pages=1,
    published=date(2024, 1, 31),
    published_basis=Basis.DOCUMENT,
)


def heading(text: str, level: int = 1) -> Block:
    return Block(HEADING, text, (), level=level)


def paragraph(text: str, marker: str | None = None) -> Block:
    return Block(PARAGRAPH, text, (), marker=marker)


def item(marker: str, text: str, level: int = 1) -> Block:
    return Block(ITEM, text, (), marker=marker, level=level)


def found(*blocks: Block) -> list[FoundFinding]:
    placed = []
    for number, block in enumerate(blocks):
        part = Part(0, len(block.text), 1 + number // 5, 0, len(block.text))
        placed.append(replace(block, parts=(part,)))
    return find_findings(REPORT, placed)


def texts(*blocks: Block) -> list[str]:
    return [finding.text for finding in found(*blocks)]
