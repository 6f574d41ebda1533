"""How the sample reports look: four house styles, as different as those of real inspectorates."""

from dataclasses import dataclass
from typing import Literal

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.styles import ParagraphStyle


@dataclass(frozen=True)
class Look:
    """One house style."""

    name: str
    colour: Color
    regular: str
    bold: str
    head: str
    """Where the running head stands: left, right or none."""
    foot: str
    """Where the page number stands: centre, right or left."""
    bullets: tuple[str, ...]
    chapters_apart: bool
    """Whether each chapter starts on a page of its own."""
    title: ParagraphStyle
    subtitle: ParagraphStyle
    date: ParagraphStyle
    headings: tuple[ParagraphStyle, ...]
    toc: tuple[ParagraphStyle, ...]
    body: ParagraphStyle
    numbered: ParagraphStyle
    items: tuple[ParagraphStyle, ...]
    label: ParagraphStyle
    caption: ParagraphStyle
    head_cell: ParagraphStyle
    cell: ParagraphStyle
    note: ParagraphStyle
    letterhead: ParagraphStyle
    address: ParagraphStyle
    shades: dict[str, Color]


LEFT: Literal[0] = 0
CENTRED: Literal[1] = 1
JUSTIFIED: Literal[4] = 4
"""What reportlab calls its alignments; its own constants have no literal type."""

_FACTS: dict[str, tuple[str, str, str, str, Literal[0, 4]]] = {
    "thematic": ("#1d3f6e", "Helvetica", "left", "centre", LEFT),
    "joint": ("#5a2a62", "Times", "right", "right", JUSTIFIED),
    "peel": ("#0b5d57", "Helvetica", "right", "left", LEFT),
    "letter": ("#7a1f2b", "Helvetica", "none", "centre", LEFT),
}


def look(name: str) -> Look:
    """The house style of that name.

    Raises:
        KeyError: there is no such style; `_FACTS` lists them.
    """
    tint, family, head, foot, align = _FACTS[name]
    regular, bold = (
        ("Times-Roman", "Times-Bold") if family == "Times" else ("Helvetica", "Helvetica-Bold")
    )
    colour = HexColor(tint)
    size = 12 if family == "Times" else 11
    body = ParagraphStyle(
        "body", fontName=regular, fontSize=size, leading=size * 1.45, spaceAfter=8,
        alignment=align, bulletFontName=regular, bulletFontSize=size,
        embeddedHyphenation=1, allowWidows=1, allowOrphans=1,
    )  # fmt: skip
    heading = ParagraphStyle(
        "heading", parent=body, fontName=bold, textColor=colour, alignment=LEFT, keepWithNext=1
    )
    small = ParagraphStyle("small", parent=body, fontSize=9, leading=12, spaceAfter=0)
    return Look(
        name=name,
        colour=colour,
        regular=regular,
        bold=bold,
        head=head,
        foot=foot,
        bullets=("•", "–", "•"),
        chapters_apart=name in {"thematic", "peel"},
        title=ParagraphStyle("title", parent=heading, fontSize=27, leading=33, spaceAfter=14),
        subtitle=ParagraphStyle(
            "subtitle", parent=heading, fontName=regular, fontSize=16, leading=21, spaceAfter=30
        ),
        date=ParagraphStyle("date", parent=body, fontSize=13),
        headings=tuple(_heading(heading, *sizes) for sizes in ((19, 16), (14, 13), (11.5, 9))),
        toc=(
            ParagraphStyle("toc1", parent=body, fontName=bold, spaceBefore=3, spaceAfter=2),
            ParagraphStyle("toc2", parent=body, leftIndent=14, spaceAfter=1),
        ),
        body=body,
        numbered=ParagraphStyle("numbered", parent=body, leftIndent=34, bulletIndent=0),
        items=tuple(_item(body, depth) for depth in range(3)),
        label=ParagraphStyle("label", parent=heading, fontSize=size + 0.5, spaceAfter=3),
        caption=ParagraphStyle("caption", parent=body, fontName=bold, keepWithNext=1),
        head_cell=ParagraphStyle(
            "th", parent=small, fontName=bold, textColor=white, alignment=LEFT
        ),
        cell=ParagraphStyle("td", parent=small, alignment=LEFT, embeddedHyphenation=0),
        note=ParagraphStyle("note", parent=small, fontSize=8, leading=9.6, alignment=LEFT),
        letterhead=ParagraphStyle(
            "letterhead", parent=heading, fontSize=11, leading=16, alignment=CENTRED
        ),
        address=ParagraphStyle("address", parent=body, spaceAfter=1, alignment=LEFT),
        shades={
            "recommendation": HexColor("#e6edf6"),
            "cause": HexColor("#f8e3e1"),
            "afi": HexColor("#fbf3dc"),
            "practice": HexColor("#e4f1e4"),
            "action": HexColor("#eeeeee"),
        },
    )


def _heading(base: ParagraphStyle, size: float, before: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"h{size}", parent=base, fontSize=size, leading=size * 1.25, spaceBefore=before,
        spaceAfter=7, embeddedHyphenation=0,
    )  # fmt: skip


def _item(body: ParagraphStyle, depth: int) -> ParagraphStyle:
    left = 24 + 22 * depth
    return ParagraphStyle(
        f"item{depth}", parent=body, leftIndent=left, bulletIndent=left - 20, spaceAfter=5
    )


def roman(number: int) -> str:
    """Small roman figures for front matter (1 to 39)."""
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
