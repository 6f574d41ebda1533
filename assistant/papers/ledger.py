"""The ledger of claims: one row a statement, so that a reviewer can tick off every line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.domain.answers import PassageSource
from assistant.papers.layout import placed
from assistant.papers.paper import Figure, Made, Paper, Row, Statement, Table


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the ledger."""

    section: str
    heading: str
    place: str
    """Paragraph or table, as printed."""
    text: str
    made: Made
    figures: tuple[Figure, ...]
    quotes: tuple[PassageSource, ...]
    entries: tuple[str, ...]
    """Handles of the register rows that it leans on, those of its figures included."""
    reports: tuple[str, ...]
    by: str | None = None


def ledger(paper: Paper) -> list[Claim]:
    """Return a claim for every statement, caption and table row of the paper."""
    return [claim for claim in _claims(paper) if claim.text.strip()]


def _claims(paper: Paper) -> Iterator[Claim]:
    for section, number, block in placed(paper.sections):
        where = (section.name, section.heading)
        if isinstance(block, Table):
            yield _claim(*where, number, [block.caption])
            for position, row in enumerate(block.rows, 1):
                yield _row_claim(*where, f"{number}, row {position}", row)
        else:
            for statement in block.statements:
                yield _claim(*where, number, [statement])
    for statement in paper.notes:
        yield _claim("note", "Note to the author", "", [statement])


def _row_claim(section: str, heading: str, place: str, row: Row) -> Claim:
    return _claim(section, heading, place, row.cells)


def _claim(section: str, heading: str, place: str, said: Iterable[Statement]) -> Claim:
    statements = list(said)
    figures = tuple(figure for each in statements for figure in each.figures)
    handles = [h for each in statements for h in each.entries]
    handles += [h for figure in figures for h in figure.entries]
    ids = [i for each in statements for i in each.reports]
    ids += [i for figure in figures for i in figure.reports]
    return Claim(
        section=section,
        heading=heading,
        place=place,
        text=" | ".join(each.text for each in statements),
        made=_made(statements),
        figures=figures,
        quotes=tuple(dict.fromkeys(q for each in statements for q in each.quotes)),
        entries=tuple(dict.fromkeys(handles)),
        reports=tuple(dict.fromkeys(ids)),
        by=statements[0].by,
    )


def _made(statements: list[Statement]) -> Made:
    """Return how a row was made: quoted where any of its cells is."""
    kinds = {each.made for each in statements}
    return next((kind for kind in (Made.PERSON, Made.QUOTED) if kind in kinds), statements[0].made)
