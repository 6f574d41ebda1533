"""Sets a report's source as a PDF that looks like a published one, the same bytes every time."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from eval.sample import styles
from eval.sample.markup import Element, Fence, Heading, Item, PageBreak, Paragraph, Source, Table

WIDTH, HEIGHT = A4
_PAIR = 2
SIDE, TOP, FOOT = 25 * mm, 27 * mm, 40 * mm
"""The foot leaves room for footnotes above the page number."""


class _Sheet(Canvas):
    """A canvas that remembers which footnotes were called on the page."""

    called: list[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.called = []
        self.setNamedCB("footnote", self.footnote)

    def footnote(self, _canvas: Canvas, _kind: str | None, label: str) -> None:
        """Called by reportlab where a footnote's mark is drawn."""
        if label not in self.called:
            self.called.append(label)


class _Template(BaseDocTemplate):
    """Page furniture, the contents list and page labels of one report."""

    def __init__(self, target: Path, source: Source, look: styles.Look) -> None:
        super().__init__(
            str(target),
            pagesize=A4,
            title=source.title,
            author=source.inspectorate,
            subject="Invented: part of a sample library. No real force, person or place.",
            creator="eval.sample.build",
            invariant=1,
        )
        self.source, self.look = source, look
        self.body_start, self.seen_start = 10_000, 10_000
        frame = Frame(SIDE, FOOT, WIDTH - 2 * SIDE, HEIGHT - TOP - FOOT, 0, 0, 0, 0, id="main")
        if look.name == "letter":
            self.addPageTemplates([self._pages("letter", frame, self._begin, self._end)])
        else:
            self.addPageTemplates(
                [
                    self._pages("cover", frame, self._cover, self._nothing),
                    self._pages("front", frame, self._begin, self._end),
                    self._pages("body", frame, self._begin_body, self._end),
                ]
            )

    @staticmethod
    def _pages(name: str, frame: Frame, begin: Any, end: Any) -> PageTemplate:
        return PageTemplate(name, [frame], onPage=begin, onPageEnd=end)

    def _nothing(self, _canvas: Any, _doc: Any) -> None:
        """A cover has no foot."""

    def beforeDocument(self) -> None:
        """Start a pass: what was learnt in the last one is kept for the contents list."""
        self.body_start, self.seen_start = self.seen_start, 10_000

    def label(self, page: int) -> str:
        """The number printed on a physical page; covers and first pages of letters have none."""
        if self.look.name == "letter":
            return "" if page == 1 else str(page)
        start = min(self.seen_start, self.body_start)
        return str(page - start + 1) if page >= start else styles.roman(page - 1)

    def afterFlowable(self, flowable: Any) -> None:
        """Tell the contents list of a heading."""
        level = getattr(flowable, "toc_level", None)
        if level is not None:
            self.notify("TOCEntry", (level, flowable.toc_text, self.page))

    def _begin(self, canvas: Any, _doc: Any) -> None:
        canvas.called = []

    def _begin_body(self, canvas: Any, _doc: Any) -> None:
        canvas.called = []
        self.seen_start = min(self.seen_start, self.page)

    def _cover(self, canvas: Any, _doc: Any) -> None:
        canvas.called = []
        canvas.saveState()
        canvas.setFillColor(self.look.colour)
        canvas.rect(0, HEIGHT - 62 * mm, WIDTH, 62 * mm, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(self.look.bold, 15)
        for line, name in enumerate(re.split(r"; ", self.source.inspectorate)):
            canvas.drawString(SIDE, HEIGHT - 26 * mm - line * 20, name)
        canvas.restoreState()

    def _end(self, canvas: Any, _doc: Any) -> None:
        canvas.saveState()
        self._footnotes(canvas)
        canvas.setFont(self.look.regular, 8.5)
        canvas.setFillColor(HexColor("#444444"))
        label, running = self.label(self.page), self.source.extra.get("running", self.source.title)
        if self.look.head == "left":
            canvas.drawString(SIDE, HEIGHT - 16 * mm, running)
        elif self.look.head == "right":
            canvas.drawRightString(WIDTH - SIDE, HEIGHT - 16 * mm, running)
        if self.look.foot == "centre":
            canvas.drawCentredString(WIDTH / 2, 12 * mm, label)
        elif self.look.foot == "right":
            canvas.drawRightString(WIDTH - SIDE, 12 * mm, f"Page {label}")
        else:
            canvas.drawString(SIDE, 12 * mm, label)
            canvas.drawRightString(WIDTH - SIDE, 12 * mm, self.source.day)
        canvas.restoreState()

    def _footnotes(self, canvas: Any) -> None:
        if not canvas.called:
            return
        top = FOOT - 4 * mm
        canvas.setStrokeColor(self.look.colour)
        canvas.line(SIDE, top, SIDE + 50 * mm, top)
        for key in canvas.called:
            note = Text(f"<super>{key}</super> {_inline(self.source.notes[key])}", self.look.note)
            _, high = note.wrap(WIDTH - 2 * SIDE, FOOT)
            top -= high + 2
            note.drawOn(canvas, SIDE, top)


def write_pdf(source: Source, target: Path) -> None:
    """Set one report and write it to `target`."""
    look = styles.look(source.look)
    template = _Template(target, source, look)
    story = _letter(source, look) if look.name == "letter" else _report(source, look, template)
    template.multiBuild(story, canvasmaker=_Sheet)


def _report(source: Source, look: styles.Look, template: _Template) -> list[Flowable]:
    contents = TableOfContents(dotsMinLevel=0, formatter=template.label)
    contents.levelStyles = list(look.toc)
    subtitle = source.extra.get("subtitle")
    story: list[Flowable] = [Spacer(1, 75 * mm), Text(_inline(source.title), look.title)]
    if subtitle:
        story.append(Text(_inline(subtitle), look.subtitle))
    story += [Text(source.day, look.date), NextPageTemplate("front"), NewPage()]
    story += [Text("Contents", look.headings[0]), contents]
    if source.front:
        story.append(NewPage())
        story += list(_flow(source.front, look))
    story += [NextPageTemplate("body"), NewPage()]
    story += list(_flow(source.elements, look))
    return story


def _letter(source: Source, look: styles.Look) -> list[Flowable]:
    bodies = "<br/>".join(escape(b) for b in source.inspectorate.split("; "))
    story: list[Flowable] = [
        Text(bodies, look.letterhead),
        Spacer(1, 10 * mm),
        Text(source.day, look.body),
        Spacer(1, 4 * mm),
    ]
    story += [Text(_inline(line), look.address) for line in source.extra["to"]]
    story += [Spacer(1, 8 * mm), Text(_inline(source.extra["dear"]), look.body)]
    story.append(Text(_inline(source.title), look.headings[1]))
    story += list(_flow(source.elements, look))
    return story


def _flow(elements: tuple[Element, ...], look: styles.Look) -> Iterator[Flowable]:
    for place, element in enumerate(elements):
        if isinstance(element, Heading):
            yield from _heading(element, look, first=not place)
        elif isinstance(element, Paragraph):
            yield _paragraph(element, look)
        elif isinstance(element, Item):
            yield _item(element, look)
        elif isinstance(element, Table):
            yield from _table(element, look)
        elif isinstance(element, PageBreak):
            yield NewPage()
        elif element.kind == "columns":
            yield BalancedColumns(list(_flow(element.parts, look)), nCols=2, innerPadding=14)
        else:
            yield from _box(element, look)


def _heading(element: Heading, look: styles.Look, *, first: bool) -> Iterator[Flowable]:
    if element.level == 1 and look.chapters_apart and not first:
        yield NewPage()
    yield CondPageBreak(32 * mm)
    text: Any = Text(_inline(element.text), look.headings[element.level - 1])
    if look.name != "letter" and element.level <= len(look.toc):
        text.toc_level = element.level - 1
        text.toc_text = _inline(element.text)
    yield text


def _paragraph(element: Paragraph, look: styles.Look) -> Flowable:
    if element.marker:
        return Text(_inline(element.text), look.numbered, bulletText=element.marker)
    return Text(_inline(element.text), look.body)


def _item(element: Item, look: styles.Look) -> Flowable:
    mark = look.bullets[min(element.depth, len(look.bullets)) - 1]
    bullet = mark if element.marker == "-" else element.marker
    return Text(_inline(element.text), look.items[element.depth - 1], bulletText=bullet)


def _box(element: Fence, look: styles.Look) -> Iterator[Flowable]:
    rows: list[list[Flowable]] = [[Text(_inline(element.label), look.label)]]
    rows += [[flowable] for flowable in _flow(element.parts, look)]
    shade: Color = look.shades.get(element.kind, look.shades["recommendation"])
    yield Spacer(1, 3 * mm)
    yield Grid(
        rows,
        colWidths=[WIDTH - 2 * SIDE],
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), shade),
            ("LINEBEFORE", (0, 0), (0, -1), 3, look.colour),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("NOSPLIT", (0, 0), (-1, 1)),
        ],
    )
    yield Spacer(1, 4 * mm)


def _table(element: Table, look: styles.Look) -> Iterator[Flowable]:
    if element.caption:
        yield CondPageBreak(40 * mm)
        yield Text(_inline(element.caption), look.caption)
    head, *rest = element.rows
    cells = [[Text(_inline(cell), look.head_cell) for cell in head]]
    cells += [[Text(_inline(cell), look.cell) for cell in row] for row in rest]
    first = 0.46 if len(head) == _PAIR else 1.5 / (len(head) + 0.5)
    other = (1 - first) / (len(head) - 1)
    yield Grid(
        cells,
        repeatRows=1,
        colWidths=[(WIDTH - 2 * SIDE) * share for share in [first, *[other] * (len(head) - 1)]],
        style=[
            ("BACKGROUND", (0, 0), (-1, 0), look.colour),
            ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#888888")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ],
    )
    yield Spacer(1, 5 * mm)


def _inline(text: str) -> str:
    text = escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"(?<!\*)\*([^*]+)\*", r"<i>\1</i>", text)
    return re.sub(r"\[\^(\w+)\]", r'<super>\1</super><onDraw name="footnote" label="\1"/>', text)
