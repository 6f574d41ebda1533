"""What styles say about paragraphs and runs: outline level, numbering, bold, size, hidden."""

from dataclasses import dataclass, replace

from ingest.readers.word.names import Element, child, switch, value, w, whole

_MOST_LEVELS = 9
_DEEPEST_CHAIN = 30
_DEFAULT_SIZE = 20
"""Half points; what Word takes where nothing is said (17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks, as far as it matters here."""

    hidden: bool = False
    bold: bool = False
    capitals: bool = False
    size: int = _DEFAULT_SIZE
    """Half points."""
    colour: str | None = None
    shaded: bool = False
    """Something other than the page's white lies behind it."""
    outline: int | None = None
    """Heading level from 1."""
    numbering: tuple[int, int] | None = None
    """Number list and level in it, from 0."""
    style: str = ""
    """Name of the paragraph's style, in lower case."""


class Styles:
    """The styles part."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {}
        self._default: str | None = None
        self._base = Look()
        if root is None:
            return
        self._base = with_run(Look(), child(root, "docDefaults", "rPrDefault", "rPr"))
        for style in root.iterfind(w("style")):
            name = style.get(w("styleId"), "")
            self._styles[name] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
                self._default = name

    def paragraph(self, properties: Element | None) -> Look:
        """Return the look of a paragraph's text before its runs have their say."""
        look = self._styled(self._base, value(properties, "pStyle") or self._default)
        return with_paragraph(look, properties)

    def run(self, look: Look, properties: Element | None) -> Look:
        """Return the look of a run in a paragraph of the look given."""
        if properties is None:
            return look
        name = value(properties, "rStyle")
        styled = self._styled(look, name) if name else look
        return with_run(replace(styled, style=look.style, outline=look.outline), properties)

    def _styled(self, look: Look, name: str | None) -> Look:
        chain: list[Element] = []
        while name in self._styles and len(chain) < _DEEPEST_CHAIN:
            style = self._styles[name]
            chain.append(style)
            name = value(style, "basedOn")
        for style in reversed(chain):
            look = with_paragraph(look, child(style, "pPr"))
            look = with_run(look, child(style, "rPr"))
        if chain:
            spoken = (value(chain[0], "name") or "").lower()
            look = replace(look, style=spoken, outline=look.outline or _level(spoken))
        return look


def with_paragraph(look: Look, properties: Element | None) -> Look:
    """Return the look after paragraph properties."""
    if properties is None:
        return look
    outline = whole(value(properties, "outlineLvl"))
    if outline is not None:
        look = replace(look, outline=outline + 1 if 0 <= outline < _MOST_LEVELS else None)
    numbering = child(properties, "numPr")
    if numbering is not None:
        list_id = whole(value(numbering, "numId"))
        level = whole(value(numbering, "ilvl"))
        if list_id is None and look.numbering:
            list_id = look.numbering[0]
        if list_id is not None:
            look = replace(look, numbering=(list_id, level or 0))
    if _is_shaded(child(properties, "shd")):
        look = replace(look, shaded=True)
    return look


def with_run(look: Look, properties: Element | None) -> Look:
    """Return the look after run properties."""
    if properties is None:
        return look
    hidden, web_hidden = switch(properties, "vanish"), switch(properties, "specVanish")
    bold, capitals = switch(properties, "b"), switch(properties, "caps")
    size = whole(value(properties, "sz"))
    shaded = look.shaded or _is_shaded(child(properties, "shd"))
    lit = value(properties, "highlight")
    return replace(
        look,
        hidden=look.hidden if hidden is None and web_hidden is None else bool(hidden or web_hidden),
        bold=look.bold if bold is None else bold,
        capitals=look.capitals if capitals is None else capitals,
        size=look.size if size is None else size,
        colour=value(properties, "color") or look.colour,
        shaded=shaded or lit not in {None, "none", "white"},
    )


def _is_shaded(shade: Element | None) -> bool:
    if shade is None or shade.get(w("val")) == "nil":
        return False
    fill = (shade.get(w("fill")) or "auto").lower()
    return fill not in {"auto", "ffffff"} or shade.get(w("val"), "clear") not in {"clear"}


def _level(style: str) -> int | None:
    if style == "title":
        return 1
    head, _, number = style.rpartition(" ")
    return int(number) if head == "heading" and number in set("123456789") else None
