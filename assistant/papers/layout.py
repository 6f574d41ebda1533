"""Numbers of sections, paragraphs and tables, the same wherever a paper is printed or listed."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import NamedTuple

from assistant.papers.paper import Block, PieceKind, Section, Table


class Placed(NamedTuple):
    """A block with its printed number."""

    section: Section
    number: str
    """ "4.2", "4.2 •" for a bullet under it, "Table 3"."""
    block: Block


def headings(sections: Sequence[Section]) -> list[str]:
    """Return the number of each section's heading: "4", "Annex A", or nothing inside a section."""
    numbers, main, annex = [], 0, 0
    for section in sections:
        if section.annex:
            numbers.append(f"Annex {ascii_uppercase[annex]}")
            annex += 1
        elif section.level == 1:
            main += 1
            numbers.append(str(main))
        else:
            numbers.append("")
    return numbers


def placed(sections: Sequence[Section]) -> Iterator[Placed]:
    """Yield every block in order with its number."""
    tables = 0
    main = paragraph = 0
    for section in sections:
        if section.level == 1 and not section.annex:
            main, paragraph = main + 1, 0
        for block in section.blocks:
            if isinstance(block, Table):
                tables += 1
                yield Placed(section, f"Table {tables}", block)
            elif section.annex:
                yield Placed(section, section.heading, block)
            else:
                paragraph += not block.bullet
                mark = " •" if block.bullet else ""
                yield Placed(section, f"{main}.{max(paragraph, 1)}{mark}", block)


def gaps_of(section: Section) -> list[str]:
    """Return what a section marks for the author to fill, in prose and in tables."""
    said = [
        statement
        for block in section.blocks
        for statement in (
            [cell for row in block.rows for cell in row.cells]
            if isinstance(block, Table)
            else block.statements
        )
    ]
    return [piece.text for each in said for piece in each.pieces if piece.kind is PieceKind.GAP]
