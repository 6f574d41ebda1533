"""Which row and column of a table a question asks about."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.language.numbers import find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.evidence.tables import Row, Table, measured
from assistant.reports.matching.changes import asks_change
from assistant.reports.matching.one_of_many import marks_asked, marks_said
from assistant.reports.search.terms import Term, coverage, stem_set

MEANT = 0.78
"""Share of the question's weight that a table must have for one of its cells to be the answer."""
NAMED = 0.55
"""The same, where the question names a row of one of many and most of a column's heading."""
_MOST_OF_HEADING = 0.6
_MOST = r"most|highest|largest|biggest|greatest|longest|slowest|oldest|top"
_LEAST = r"fewest|lowest|smallest|least|shortest|quickest|fastest"
_EXTREME = re.compile(rf"\b(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\b")
_ONE_OF = re.compile(
    r"\b(?:which|what|who)\b(?: (?:of the|one|custody|police|\w+ing)){0,2} (?P<kind>[a-z]+?)s?\b"
)
_COMPARES = re.compile(r"\b(?:compare|comparison|versus|vs)\b")
_BRACKETED = re.compile(r"\(.*?\)")
_FULL_OF_CELLS = 2
_STATEMENT = re.compile(r"\b(?:i|we|they|you|was|were|would|have|had|did|am|felt)\b")
_RUN = 3
"""Words of a row's name in a question by which it is meant."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as tables are matched against it."""

    text: str
    """Folded."""
    typed: str
    terms: tuple[Term, ...]
    """Every content word, those that named the scope too."""
    places: tuple[str, ...] = ()
    """Places that the question names, folded."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that answer, in one row."""

    table: Table
    row: Row
    columns: tuple[int, ...]
    """Empty where the whole row does."""
    coverage: float
    sure: bool = True
    """Untrue where only a row is named, and no one of many by it: sentences may answer better."""
    extreme: str = ""
    """The word of the question that these cells are the most or least for."""


def extreme_of(question: str) -> str:
    """Return the word by which a question asks for the most or least of many; empty for none."""
    match = _EXTREME.search(fold(question))
    return match.group() if match and _ONE_OF.search(fold(question)) else ""


def extreme_word(text: str) -> str:
    """Return the word for the most or least that a text has, whatever it asks; empty for none."""
    match = _EXTREME.search(fold(text))
    return match.group() if match else ""


def match_cell(asked: Asked, table: Table) -> Cells | None:
    """Return the row that a question names, with the column it names if it names one."""
    row = _named_row(asked, table)
    if row is None:
        return None
    around = _around(table) | stem_set(row.name)
    columns = _marked_columns(asked, table) or _best_columns(asked, table.columns, around)
    if asks_change(asked.typed) or _COMPARES.search(asked.text):
        columns = ()
    said = around | stem_set(" ".join(table.columns[at] for at in columns or ()))
    if not columns:
        said |= stem_set(" ".join(table.columns))
    share = coverage(_unmarked(asked), said)
    entity = is_one_of_many(row) or fold(_plain(row.name)) in asked.places
    named = entity and any(_had(asked, table.columns[at]) >= _MOST_OF_HEADING for at in columns)
    sure = bool(columns) or entity or says_row(asked, row)
    return Cells(table, row, columns, share, sure) if share >= (NAMED if named else MEANT) else None


def is_one_of_many(row: Row) -> bool:
    """Say whether a row is of one of many alike: "Force D"."""
    return bool(marks_said(row.name))


def _had(asked: Asked, heading: str) -> float:
    """Return how much of a heading the question has."""
    head = stem_set(heading)
    return len(head & _forms(asked.terms)) / len(head) if head else 0.0


def _forms(terms: Sequence[Term]) -> frozenset[str]:
    return frozenset().union(*(form for term in terms for form in term.forms))


def match_extreme(asked: Asked, table: Table) -> list[Cells]:
    """Return the row, or rows that tie, with the most or least of what a question names."""
    word, kind = extreme_of(asked.typed), _ONE_OF.search(asked.text)
    if not word or kind is None:
        return []
    rest = Asked(asked.text, asked.typed, _without(asked, word))
    if stem_set(kind["kind"]) <= stem_set(table.corner):
        return _extreme_rows(rest, table, word)
    return []


def match_extreme_column(asked: Asked, table: Table) -> list[Cells]:
    """Return the cells with the most or least in a row, of a table whose columns are the many."""
    word = extreme_of(asked.typed)
    row = _named_row(Asked(asked.text, asked.typed, _without(asked, word)), table)
    if table.corner or row is None:
        return []
    values = {
        at: value for at, cell in enumerate(row.cells) if (value := measured(cell)) is not None
    }
    around = _around(table) | stem_set(row.name)
    share = coverage(_without(asked, word), around)
    if len(values) < _FULL_OF_CELLS or share < MEANT:
        return []
    best = (max if re.fullmatch(_MOST, word) else min)(values.values())
    return [
        Cells(table, row, tuple(at for at, v in values.items() if v == best), share, extreme=word)
    ]


def _without(asked: Asked, word: str) -> tuple[Term, ...]:
    return tuple(term for term in asked.terms if term.word != word)


def _extreme_rows(asked: Asked, table: Table, word: str) -> list[Cells]:
    around = _around(table)
    columns = _best_columns(asked, table.columns, around, lambda at: _is_numeric(table, at))
    said = around | stem_set(" ".join(table.columns))
    share = coverage(asked.terms, said) if columns else 0.0
    if share < MEANT:
        return []
    best = {at: winners(table, at, word) for at in columns}
    first = best[columns[0]]
    if any(rows != first for rows in best.values()):
        return []
    return [Cells(table, row, columns[:1], share, extreme=word) for row in first]


def winners(table: Table, at: int, word: str) -> tuple[Row, ...]:
    """Return the rows with the most or least in a column, sums aside."""
    values = {
        row.name: value
        for row in table.rows
        if not row.is_total and (value := measured(row.cells[at])) is not None
    }
    best = (max if re.fullmatch(_MOST, word) else min)(values.values())
    return tuple(row for row in table.rows if values.get(row.name) == best)


def _is_numeric(table: Table, at: int) -> bool:
    found = [measured(row.cells[at]) for row in table.rows if not row.is_total]
    return len(found) >= _FULL_OF_CELLS and all(value is not None for value in found)


def _marked_columns(asked: Asked, table: Table) -> tuple[int, ...]:
    marks = {mark for _, mark in marks_asked(asked.typed)}
    return tuple(at for at, head in enumerate(table.columns) if marks & marks_said(head))


def _named_row(asked: Asked, table: Table) -> Row | None:
    marks = {mark for _, mark in marks_asked(asked.typed)}
    if marks and not _marked_columns(asked, table):
        found = [row for row in table.rows if marks & marks_said(row.name)]
        return found[0] if len(found) == 1 else None
    spoken = [row for row in table.rows if says_row(asked, row)]
    if len(spoken) == 1:
        return spoken[0]
    scored = [(_row_fit(asked, row), row) for row in table.rows]
    best = max((fit for fit, _ in scored), default=(0.0, 0.0))
    chosen = [row for fit, row in scored if fit == best]
    return chosen[0] if best[0] > 0 and len(chosen) == 1 else None


def says_row(asked: Asked, row: Row) -> bool:
    """Say whether a question has most of a row's name in its very words: "would report again"."""
    if not _STATEMENT.search(fold(row.name)):
        return False
    name, tokens = words(row.name), words(asked.typed)
    length = max(_RUN, (2 * len(name) + 2) // 3)
    runs = {tuple(name[at : at + length]) for at in range(len(name) - length + 1)}
    return any(tuple(tokens[at : at + length]) in runs for at in range(len(tokens)))


def _row_fit(asked: Asked, row: Row) -> tuple[float, float]:
    """Return what a row's name has of the question, and how much of the name the question has."""
    if marks_said(row.name) or row.is_total:
        return (0.0, 0.0)
    name = stem_set(_plain(row.name))
    if not name:
        return (0.0, 0.0)
    found = sum(term.weight for term in asked.terms if term.occurs_in(name))
    forms = _forms(asked.terms)
    return (found, len(name & forms) / len(name)) if 2 * len(name & forms) >= len(name) else (0, 0)


def _best_columns(
    asked: Asked,
    columns: Sequence[str],
    around: frozenset[str],
    usable: Callable[[int], bool] = lambda _: True,
) -> tuple[int, ...]:
    """Return the columns whose headings have most of what the table's title doesn't have.

    All that tie; none where no heading has anything of the question.
    """
    left = tuple(term for term in asked.terms if not term.occurs_in(around)) or asked.terms
    heads = {at: stem_set(head) for at, head in enumerate(columns) if usable(at)}
    fits = {at: _fit(left, asked.terms, head) for at, head in heads.items()}
    best = max(fits.values(), default=(0.0, 0.0, 0.0))
    if best[:2] == (0.0, 0.0):
        only = tuple(heads)
        return only if len(only) == 1 else ()
    return tuple(at for at, fit in fits.items() if fit == best)


def _fit(
    left: Sequence[Term], terms: Sequence[Term], head: frozenset[str]
) -> tuple[float, float, float]:
    more = sum(term.weight for term in left if term.occurs_in(head))
    again = sum(term.weight for term in terms if term.occurs_in(head))
    forms = _forms(terms)
    return (more, again, len(head & forms) / len(head) if head else 0.0)


def _around(table: Table) -> frozenset[str]:
    """Return the stems that hold for all of a table: its title, its report's, its corner."""
    report = table.report
    headings = " ".join(table.head.passage.heading)
    return stem_set(
        f"{headings} {report.title} {report.place or ''} {report.kind or ''} {table.corner}"
    )


def _plain(name: str) -> str:
    """Return a row's name without what stands in brackets: "Wexmoor (pilot)"."""
    return _BRACKETED.sub("", name).strip()


def _unmarked(asked: Asked) -> tuple[Term, ...]:
    taken = {word for pair in marks_asked(asked.typed) for word in pair}
    return tuple(term for term in asked.terms if term.word not in taken)


def content(question: str, left_out: frozenset[str]) -> list[str]:
    """Return the folded content words of a question that a table could have."""
    return [
        word.removesuffix("'s")
        for word in words(question)
        if word not in STOPWORDS | left_out and not _is_only_a_number(word)
    ]


def _is_only_a_number(word: str) -> bool:
    return word.isalpha() and bool(find_numbers(word))
