"""Putting statements together from words, figures, days and names."""

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.domain.answers import PassageSource
from assistant.language.wording import say_day
from assistant.papers.paper import Figure, Made, Paragraph, Piece, PieceKind, Row, Statement

Part = str | date | Figure | Piece
_IN_WORDS = dict(
    enumerate(["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"], 1)
)
"""A sentence doesn't open with a figure; larger ones stay in digits."""


def name(text: str) -> Piece:
    """Return a value of the register or the library, as it stands there."""
    return Piece(PieceKind.NAME, " ".join(text.split()))


def title(text: str) -> Piece:
    """Return a report's title in quotation marks."""
    return Piece(PieceKind.NAME, f"“{' '.join(text.split())}”")


def quote(text: str) -> Piece:
    """Return words that stand in a source, in quotation marks."""
    return Piece(PieceKind.QUOTE, f"“{' '.join(text.split())}”")


def as_printed(text: str) -> Piece:
    """Return words that stand in a source, without quotation marks; line ends are kept."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return Piece(PieceKind.QUOTE, "\n".join(line for line in lines if line))


def gap(what: str) -> Piece:
    """Return a marked gap: no source says it, so the author must."""
    return Piece(PieceKind.GAP, f"[{what}]")


def pieces(parts: Iterable[Part]) -> tuple[Piece, ...]:
    """Return parts as pieces: text as words, days in British form, figures in digits."""
    return tuple(_piece(part) for part in parts)


def say(
    *parts: Part,
    made: Made = Made.COMPUTED,
    quotes: Sequence[PassageSource] = (),
    entries: Sequence[str] = (),
    reports: Sequence[str] = (),
) -> Statement:
    """Return a statement of these parts with what it leans on."""
    return Statement(_opened(pieces(parts)), made, tuple(quotes), tuple(entries), tuple(reports))


def paragraph(*statements: Statement, bullet: bool = False) -> Paragraph:
    """Return a paragraph; a space goes between its statements when it is printed."""
    return Paragraph(statements, bullet)


def row(*cells: Part | Statement, total: bool = False) -> Row:
    """Return a table row of these cells."""
    return Row(
        tuple(cell if isinstance(cell, Statement) else say(cell) for cell in cells), total=total
    )


def counted(figure: Figure, one: str, many: str | None = None) -> list[Part]:
    """Return a figure with its noun: "1 report", "3 reports"."""
    return [figure, f" {one if figure.value == 1 else many or one + 's'}"]


def in_list(items: Sequence[Sequence[Part]], last: str = "and") -> list[Part]:
    """Return "a, b and c" of items that are parts."""
    joined: list[Part] = []
    for position, item in enumerate(items):
        if position:
            joined.append(f" {last} " if position == len(items) - 1 else ", ")
        joined.extend(item)
    return joined


def none(figure: Figure, word: str = "no") -> Piece:
    """Return a figure of nought as a word, as in "No entry is overdue"."""
    return Piece(PieceKind.FIGURE, word, figure)


def verb(figure: Figure, one: str = "is", many: str = "are") -> str:
    """Return the verb that agrees with a figure."""
    return one if figure.value == 1 else many


def _opened(said: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return a statement with a small figure that opens it in words: "Four reports were ..."."""
    first = said[0] if said else None
    if first is None or first.figure is None or len(said) == 1 or not first.text.isdigit():
        return said
    word = _IN_WORDS.get(first.figure.value)
    return (Piece(PieceKind.FIGURE, word, first.figure), *said[1:]) if word else said


def _piece(part: Part) -> Piece:
    if isinstance(part, Piece):
        return part
    if isinstance(part, Figure):
        return Piece(PieceKind.FIGURE, f"{part.value:,}", part)
    if isinstance(part, date):
        return Piece(PieceKind.DAY, say_day(part))
    return Piece(PieceKind.WORDS, part)
