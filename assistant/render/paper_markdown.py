"""A committee paper as Markdown, with footnotes. Text from sources never becomes markup."""

import re
from collections.abc import Iterator

from assistant.papers.layout import headings, placed
from assistant.papers.paper import Paper, Paragraph, PieceKind, Section, Statement, Table
from assistant.render.paper_text import DRAFT, NOTE, Called, footnote_text, front_lines, printable

_MARKUP = re.compile(r"([\\`*_{}\[\]#|!~$])")
_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})
"""Not every reader of Markdown lets these be escaped by a backslash."""
_LINE_START = re.compile(r"^(\s*)(\d+)([.)]\s)|^(\s*)([-+])(\s)", re.MULTILINE)


def paper_markdown(paper: Paper, *, approved: bool) -> str:
    """Return the paper as Markdown; a draft carries the note to the author and says DRAFT."""
    called = Called(once=True)
    lines: list[str] = []
    if not approved:
        lines += [f"> **{NOTE}**", ">"]
        lines += [f"> - {escaped(printable(each.text))}" for each in paper.notes]
        lines += ["", f"**{DRAFT}**", ""]
    lines += [f"{escaped(line)}  " for line in front_lines(paper.front)]
    lines += ["", f"# {escaped(paper.front.title)}", ""]
    titles = dict(zip((s.name for s in paper.sections), headings(paper.sections), strict=True))
    shown: set[str] = set()
    for section, number, block in placed(_never_empty(paper.sections)):
        if section.name not in shown:
            shown.add(section.name)
            lines += [_heading(section, titles[section.name]), ""]
        if isinstance(block, Table):
            lines += [*_table(number, block, called), ""]
        elif isinstance(block, Paragraph):
            lines += _paragraph(number, block, called, numbered=not section.annex)
    return "\n".join([*lines, *_footnotes(called)]).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Return text so that Markdown shows it as it stands."""
    safe = _MARKUP.sub(r"\\\1", text).translate(_ENTITIES)
    return _LINE_START.sub(
        lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}{m[6]}", safe
    )


def _never_empty(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.blocks)


def _heading(section: Section, number: str) -> str:
    mark = "#" * (section.level + 1)
    shown = f"{number}. " if number and not section.annex else f"{number}: " if number else ""
    return f"{mark} {shown}{escaped(printable(section.heading))}"


def _paragraph(number: str, block: Paragraph, called: Called, *, numbered: bool) -> Iterator[str]:
    text = " ".join(f"{_text(each)}{_marks(each, called)}" for each in block.statements)
    if block.bullet:
        yield f"- {text}"
    else:
        yield f"**{number}** {text}" if numbered else text
    yield ""


def _table(number: str, table: Table, called: Called) -> Iterator[str]:
    yield f"**{number}.** {_text(table.caption)}{_marks(table.caption, called)}"
    yield ""
    yield f"| {' | '.join(escaped(each) for each in table.header)} |"
    yield f"|{'---|' * len(table.header)}"
    for row in table.rows:
        cells = [f"{_text(cell)}{_marks(cell, called)}".replace("\n", "<br>") for cell in row.cells]
        yield f"| {' | '.join(f'**{c}**' if row.total and c else c for c in cells)} |"


def _marks(statement: Statement, called: Called) -> str:
    return "".join(f"[^{number}]" for number in called.numbers(statement))


def _footnotes(called: Called) -> list[str]:
    return [
        f"[^{number}]: {escaped(footnote_text(source))}" for number, source in called.in_order()
    ]


def _text(statement: Statement) -> str:
    return "".join(
        f"**{escaped(printable(piece.text))}**"
        if piece.kind is PieceKind.GAP
        else escaped(printable(piece.text))
        for piece in statement.pieces
    )
