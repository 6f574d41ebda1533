"""Answering with a cell of a table, or with the row that has the most or least."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.answers import Outcome, Statement
from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind
from assistant.language.words import fold, words
from assistant.reports.answers.found import Found
from assistant.reports.evidence.cite import cite_row
from assistant.reports.evidence.remarks import heading_of, remark
from assistant.reports.evidence.tables import Table, measured, read_table
from assistant.reports.matching.answer_types import holds
from assistant.reports.matching.candidates import read_text, word_weights
from assistant.reports.matching.counted import ANYONE
from assistant.reports.matching.measured_against import Wanted
from assistant.reports.matching.number_fits import is_table_of_another
from assistant.reports.matching.reading import Reading
from assistant.reports.matching.table_match import (
    Asked,
    Cells,
    content,
    extreme_of,
    is_one_of_many,
    match_cell,
    match_extreme,
    match_extreme_column,
)
from assistant.reports.search.terms import make_terms, normal, stem_set
from assistant.understanding.library.report_question import TYPE_WORDS

MOST_TABLES = 8
"""Tables looked at, the nearest first."""
MOST_ROWS = 3
_LEFT_OUT = TYPE_WORDS | frozenset(
    words(
        """report reports inspectors inspectorate inspection inspections according table figure
        long old percentage proportion share rate amount take took takes make made makes get got
        go went gone come came there say said says give gave given show shown shows according
        inspected visited held hold find found up down different change changed changes since"""
    )
)


def answer_table(reading: Reading, *, sure: bool = True) -> Found | None:
    """Return the row of a table that a question asks about; none where it names none.

    Args:
        reading: The question with its evidence.
        sure: Only where a cell is named, or a row of one of many.
    """
    unsure = not sure and Want.YES_NO in reading.wanted.wants
    if reading.question.missing_scope or unsure or not _of_tables(reading):
        return None
    asked = asked_of_tables(reading)
    if not asked.terms:
        return None
    extreme = bool(extreme_of(reading.question.text))
    found = [
        cells
        for table in tables_of(reading)
        for cells in (_utmost(asked, table) if extreme else _cell(asked, table))
        if cells.sure >= sure and _of_the_kind(reading.wanted, cells)
    ]
    if not found:
        return None
    best = max(each.coverage for each in found)
    chosen = [each for each in found if each.coverage >= best - _AS_GOOD][:MOST_ROWS]
    return _said(reading, chosen)


_AS_GOOD = 0.02
_REASON = re.compile(
    r"^\W*(?:and |but |so )?(?:why|how come|what (?:caused|explains))\b", re.IGNORECASE
)


def _of_tables(reading: Reading) -> bool:
    """Say whether a table could answer: it gives no reasons, recommendations or topics."""
    others = {Want.FINDINGS, Want.TOPIC, Want.DEFINITION}
    return not others & set(reading.wanted.wants) and not _REASON.match(reading.question.text)


def tables_of(reading: Reading) -> Iterator[Table]:
    """Yield the tables found for a question, nearest first."""
    passages = [each.passage for each in reading.found if each.passage.kind is PassageKind.TABLE]
    for passage in passages[:MOST_TABLES]:
        report = reading.stores.library.report(passage.report_id)
        if report is None or report.visibility not in reading.classes:
            continue
        text = reading.texts.get(report.id) or read_text(
            reading.stores, report, reading.classes, [passage]
        )
        table = read_table(text.of_passage(passage.id))
        if table is not None:
            yield table


def asked_of_tables(reading: Reading, but: frozenset[str] = frozenset()) -> Asked:
    """Return a question as tables are matched against it.

    Args:
        reading: The question with its evidence.
        but: Stems of words that no table needs to have.
    """
    text = reading.question.text
    kept = [word for word in content(text, _LEFT_OUT) if normal(word) not in but]
    terms = make_terms(kept, word_weights(reading.stores.words))
    places = tuple(fold(" ".join(name)) for name in reading.places)
    return Asked(fold(text), text, terms, places)


def _of_the_kind(wanted: Wanted, cells: Cells) -> bool:
    """Say whether cells hold what is asked for: a number of what is counted, a date, anything."""
    table, row = cells.table, cells.row
    shown = [row.cells[at] for at in cells.columns or range(len(row.cells))]
    if Want.DATE in wanted.wants:
        return any(holds(Want.DATE, cell) for cell in shown)
    if wanted.doing.person:
        return any(cell[:1].isupper() for cell in shown)
    if Want.NUMBER not in wanted.wants:
        return True
    heads = " ".join(table.columns[at] for at in cells.columns or range(len(row.cells)))
    said = stem_set(f"{heads} {table.title} {row.name} {table.corner}")
    nouns = wanted.counted.nouns - ANYONE
    counted = not nouns or bool(nouns & said)
    around = f"{heads} {' '.join(table.head.passage.heading)} {row.name} {table.corner}"
    if is_table_of_another(wanted, around, heads, table.report):
        return False
    return counted and any(measured(cell) is not None for cell in shown)


def _extreme(asked: Asked, table: Table) -> Sequence[Cells]:
    return match_extreme(asked, table) or match_extreme_column(asked, table)


def _utmost(asked: Asked, table: Table) -> Sequence[Cells]:
    """Return the most or least of many, or of the one that is named: "Force F's longest"."""
    named = [each for each in _cell(asked, table) if is_one_of_many(each.row) and each.columns]
    return _extreme(asked, table) or named


def _cell(asked: Asked, table: Table) -> Sequence[Cells]:
    found = match_cell(asked, table)
    return [found] if found else []


def _of_how_many(cells: Cells) -> Statement:
    """Say among how many cells one was found the most or least."""
    if len(cells.columns) == 1 and cells.table.corner:
        rows = sum(not row.is_total for row in cells.table.rows)
        column = cells.table.columns[cells.columns[0]]
        return remark(f"That is the {cells.extreme} of {rows} rows in the column “{column}”.")
    columns = sum(bool(cell) for cell in cells.row.cells)
    return remark(
        f"That is the {cells.extreme} of {columns} columns in the row “{cells.row.name}”."
    )


def _said(reading: Reading, chosen: Sequence[Cells]) -> Found | None:
    statements: list[Statement] = []
    several = len({each.table.report.id for each in chosen}) > 1
    for cells in chosen:
        mark = heading_of(cells.table.report) if several else None
        made = cite_row(
            reading.stores.library, cells.table, cells.row, cells.columns, reading.trace, mark
        )
        statements += [made] if made else []
    if not statements:
        return None
    if chosen[0].extreme:
        statements.append(_of_how_many(chosen[0]))
    return Found(Outcome.ANSWERED, tuple(statements))
