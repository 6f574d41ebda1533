"""The check that a paper adds up, run before anything is written.

Figures were counted by rules over rows; here they are read back from the printed text, counted
again by queries of the register, added up in tables, and counted once more in the annex.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.domain.errors import InvalidInput
from assistant.language.dates import month_number
from assistant.language.numbers import find_numbers
from assistant.papers.annexes import ENTRIES, LISTED
from assistant.papers.entry_words import NONE
from assistant.papers.facts import EVERY_CLASS
from assistant.papers.layout import placed
from assistant.papers.measures import NO_OWNER, OPEN, overdue
from assistant.papers.paper import Figure, Made, Paper, Piece, PieceKind, Section, Statement, Table
from assistant.ports import RegisterStore

_CHECKED = frozenset({Made.COMPUTED, Made.QUOTED})
_NOUGHT = frozenset({"no", "none"})
_TAKEN_OVER = frozenset({PieceKind.NAME, PieceKind.QUOTE, PieceKind.DAY, PieceKind.GAP})


def reconcile(paper: Paper, register: RegisterStore) -> None:
    """Check every figure of a paper.

    Raises:
        InvalidInput: two figures disagree; the message names both and where they stand.
    """
    said = [*_statements(paper), *(("note to the author", each) for each in paper.notes)]
    for where, statement in said:
        if statement.made in _CHECKED:
            _read_back(where, statement)
    figures = [(where, figure) for where, each in said for figure in each.figures]
    _same_throughout(figures)
    _count_again(figures, paper, register)
    for place in placed(paper.sections):
        if isinstance(place.block, Table) and place.block.sums:
            _add_up(place.number, place.block)
    _check_annex(paper)


def _statements(paper: Paper) -> Iterator[tuple[str, Statement]]:
    for section, number, block in placed(paper.sections):
        if isinstance(block, Table):
            yield f"{number} of “{section.heading}”", block.caption
            for position, row in enumerate(block.rows, 1):
                for cell in row.cells:
                    yield f"{number}, row {position}, of “{section.heading}”", cell
        else:
            for statement in block.statements:
                yield f"paragraph {number} of “{section.heading}”", statement


def _read_back(where: str, statement: Statement) -> None:
    """Compare the numbers that the printed text shows with the figures that it should."""
    printed = [number.value for number in find_numbers(_checked_text(statement.pieces))]
    held = [float(figure.value) for figure in statement.figures]
    if printed != held:
        raise _disagree(where, f"the text prints {_shown(printed)}", f"holds {_shown(held)}")


def _checked_text(pieces: Sequence[Piece]) -> str:
    return "".join(_checked_piece(each) for each in pieces)


def _checked_piece(piece: Piece) -> str:
    if piece.kind in _TAKEN_OVER:
        return " … "
    nought = piece.kind is PieceKind.FIGURE and piece.text.lower() in _NOUGHT
    return "0" if nought else piece.text


def _same_throughout(figures: Sequence[tuple[str, Figure]]) -> None:
    first: dict[str, tuple[str, Figure]] = {}
    for where, figure in figures:
        before, one = first.setdefault(figure.key, (where, figure))
        if one.value != figure.value:
            raise _disagree(
                where,
                f"{figure.basis} is {figure.value:,}",
                f"gives {one.value:,} in {before}",
            )


def _count_again(
    figures: Sequence[tuple[str, Figure]], paper: Paper, register: RegisterStore
) -> None:
    counted: dict[str, int] = {}
    for where, figure in figures:
        if figure.where is None or figure.version is None:
            continue
        if figure.key not in counted:
            counted[figure.key] = register.count(
                figure.where,
                classes=EVERY_CLASS,
                email=None,
                today=paper.until,
                version_id=figure.version,
            )
        if counted[figure.key] != figure.value:
            raise _disagree(
                where,
                f"{figure.basis} is {figure.value:,}",
                f"counts {counted[figure.key]:,} in the register",
            )


def _add_up(number: str, table: Table) -> None:
    totals = [row for row in table.rows if row.total]
    lines = [row for row in table.rows if not row.total]
    for total in totals:
        for column, cell in enumerate(total.cells):
            if not cell.figures:
                continue
            added = sum(
                (-1 if line.less else 1) * figure.value
                for line in lines
                for figure in line.cells[column].figures
            )
            if added != cell.figures[0].value:
                raise _disagree(
                    f"{number} (“{table.header[column]}”)",
                    f"the lines add up to {added:,}",
                    f"gives {cell.figures[0].value:,} as the total",
                )


def _check_annex(paper: Paper) -> None:
    """Count the annex's printed rows where it lists every open entry."""
    for section in paper.sections:
        if section.name == ENTRIES:
            _check_rows(section, paper)


def _check_rows(section: Section, paper: Paper) -> None:
    rows = [row for table in _lists(section) for row in table.rows]
    version = next((f.version for f in _figures(section) if f.version), None)
    told = {f.key: f for f in _figures(section)}
    attention, listed = told.get("annex: need attention"), told.get(LISTED)
    number = listed or attention
    if number and number.value != len(rows):
        raise _disagree("Annex A", f"{len(rows):,} rows are printed", f"gives {number.value:,}")
    if listed:
        return
    late = sum(_is_before(row.cells[2], paper) for row in rows)
    unowned = sum(_says_none(row.cells[4]) for row in rows)
    expected = {f"{version}: {OPEN.key}": len(rows)} if attention is None else {}
    expected[f"{version}: {overdue(paper.until).key}"] = late
    expected[f"{version}: {OPEN.key}; {NO_OWNER.key}"] = unowned
    for where, each in _statements(paper):
        for figure in each.figures:
            if expected.get(figure.key, figure.value) != figure.value:
                raise _disagree(
                    where,
                    f"{figure.basis} is {figure.value:,}",
                    f"shows {expected[figure.key]:,} in Annex A",
                )


def _lists(section: Section) -> list[Table]:
    """Return the tables with a row an entry."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return [each for each in tables if not each.sums]


def _is_before(cell: Statement, paper: Paper) -> bool:
    """Whether a cell prints a day before the end of the period; a deadline's words are no day."""
    days = [_day(piece.text) for piece in cell.pieces if piece.kind is PieceKind.DAY]
    return any(day < paper.until for day in days)


def _day(printed: str) -> date:
    day, month, year = printed.split()
    return date(int(year), month_number(month) or 0, int(day))


def _says_none(cell: Statement) -> bool:
    """Whether a cell says that nobody is named, in our words and not as a name."""
    return any(piece.kind is PieceKind.WORDS and piece.text == NONE for piece in cell.pieces)


def _figures(section: Section) -> list[Figure]:
    return [
        figure
        for block in section.blocks
        if not isinstance(block, Table)
        for statement in block.statements
        for figure in statement.figures
    ]


def _shown(values: Sequence[float]) -> str:
    return ", ".join(f"{value:,g}" for value in values) or "none"


def _disagree(where: str, one: str, other: str) -> InvalidInput:
    return InvalidInput(
        f"The paper doesn't add up and was not written: in {where}, {one}, but the paper {other}."
    )
