"""Saying that a table contradicts a rank or a change that a question takes for granted."""

import re
from collections.abc import Iterator

from assistant.domain.answers import Outcome, Reason, Statement
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.answers.table import asked_of_tables, tables_of
from assistant.reports.evidence.cite import cite_row
from assistant.reports.evidence.remarks import contradicted
from assistant.reports.evidence.tables import Row, Table, measured
from assistant.reports.matching.opposites import opposites
from assistant.reports.matching.reading import Reading
from assistant.reports.matching.table_match import Cells, extreme_word, match_cell, winners
from assistant.reports.search.terms import normal, stem_set

_TAKES = re.compile(
    r"^\W*(?:and |but |so )?(?:why|how come|how did|what (?:caused|explains|led))\b"
)
_EARLIER = re.compile(r"\b(?:year before|previous|last year|earlier|before)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UP, _DOWN = "rise", "fall"


def answer_presumed_of_table(reading: Reading) -> Found | None:
    """Return the rows of a table that contradict what a question takes for granted; else none.

    "Why did Force H make the fewest applications?" where it made the most; "Why has the number
    waiting fallen?" where a column for the year before has less.
    """
    if reading.question.missing_scope or not _TAKES.match(fold(reading.question.text)):
        return None
    for table in tables_of(reading):
        rows = [*_against_rank(reading, table), *_against_change(reading, table)]
        shown = [made for row, at in rows if (made := _cited(reading, table, row, at))]
        if shown:
            said = (contradicted(), *shown)
            return Found(Outcome.ABSTAINED, said, Reason.PREMISE_CONTRADICTED)
    return None


def _cited(reading: Reading, table: Table, row: Row, at: tuple[int, ...]) -> Statement | None:
    return cite_row(reading.stores.library, table, row, at, reading.trace)


def _named(reading: Reading, table: Table) -> Cells | None:
    """Return the cells of the row that a question names, its claim left out."""
    return match_cell(asked_of_tables(reading, _claimed(reading)), table)


def _claimed(reading: Reading) -> frozenset[str]:
    """Return the stems by which a question claims a rank or a change."""
    text = reading.question.text
    word = extreme_word(text)
    moved = {normal(_UP), normal(_DOWN)}
    sides = opposites().sides
    turns = frozenset().union(*(sides.get(stem, frozenset()) for stem in moved))
    return (stem_set(text) & turns) | frozenset({normal(word)} if word else ())


def _against_rank(reading: Reading, table: Table) -> Iterator[tuple[Row, tuple[int, ...]]]:
    word = extreme_word(reading.question.text)
    cells = _named(reading, table) if word and table.corner else None
    if cells is None or len(cells.columns) != 1 or cells.row.is_total:
        return
    at = cells.columns[0]
    if measured(cells.row.cells[at]) is None:
        return
    best = winners(table, at, word)
    if best and cells.row not in best:
        yield from ((row, cells.columns) for row in (*best[:2], cells.row))


def _against_change(reading: Reading, table: Table) -> Iterator[tuple[Row, tuple[int, ...]]]:
    claimed = _claimed_turn(reading.question.text)
    cells = _named(reading, table) if claimed else None
    if cells is None:
        return
    pair = _then_and_now(table, cells)
    if pair is None:
        return
    then, now = (measured(cells.row.cells[at]) for at in pair)
    if then is None or now is None or then == now:
        return
    if (now > then) != (claimed == _UP):
        yield cells.row, tuple(sorted(pair))


def _claimed_turn(question: str) -> str:
    stems = stem_set(question)
    for turn in (_UP, _DOWN):
        if stems & opposites().sides[normal(turn)]:
            return turn
    return ""


def _then_and_now(table: Table, cells: Cells) -> tuple[int, int] | None:
    """Return the columns of before and after: by their years, or one for the year before."""
    years = {
        at: int(m.group()) for at, head in enumerate(table.columns) if (m := _YEAR.search(head))
    }
    if len(years) > 1:
        ordered = sorted(years, key=lambda at: years[at])
        return ordered[0], ordered[-1]
    before = [at for at, head in enumerate(table.columns) if _EARLIER.search(fold(head))]
    if len(before) != 1 or before[0] == 0:
        return None
    return before[0], before[0] - 1
