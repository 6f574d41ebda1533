"""Sets a report's source as a web page, with the furniture that inspectorates' pages have."""

import re
from html import escape
from pathlib import Path

from eval.sample.markup import Element, Fence, Heading, Item, PageBreak, Paragraph, Source, Table

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} - {inspectorate}</title>
<meta name="description" content="{kind}">
<style>body{{font-family:Arial,sans-serif;max-width:46em;margin:auto;line-height:1.5}}
.finding{{border-left:4px solid #1d3f6e;padding:.2em 1em;background:#e6edf6;margin:1em 0}}
table{{border-collapse:collapse}}td,th{{border:1px solid #888;padding:.3em;text-align:left}}
</style>
</head>
<body>
<div class="cookie-banner" role="region" aria-label="Cookies">
<p>We use cookies to make this website work. <button>Accept cookies</button></p>
</div>
<header><a href="/">{inspectorate}</a>
<nav aria-label="Breadcrumb"><a href="/">Home</a> &gt;
<a href="/publications">Publications</a></nav>
</header>
<main>
<h1>{title}</h1>
{subtitle}<p class="published">Published on: {day}</p>
<nav aria-label="Contents"><h2>Contents</h2>
<ul>
{contents}
</ul>
</nav>
<p><a href="#" class="print">Print this document</a></p>
{body}
</main>
<footer><p>Is this page useful? <a href="/feedback">Give feedback</a></p></footer>
</body>
</html>
"""


def write_html(source: Source, target: Path) -> None:
    """Set one report and write it to `target`."""
    elements = (*source.front, *source.elements)
    subtitle = source.extra.get("subtitle")
    target.write_text(
        _PAGE.format(
            title=escape(source.title),
            inspectorate=escape(source.inspectorate),
            kind=escape(source.kind),
            subtitle=f'<p class="subtitle">{escape(subtitle)}</p>\n' if subtitle else "",
            day=source.day,
            contents="\n".join(
                f'<li><a href="#{_anchor(e.text)}">{_inline(e.text)}</a></li>'
                for e in elements
                if isinstance(e, Heading) and e.level == 1
            ),
            body=_body(elements) + _notes(source),
        ),
        encoding="utf-8",
        newline="\n",
    )


def _body(elements: tuple[Element, ...]) -> str:
    out: list[str] = []
    depth = 0
    for element in elements:
        wanted = element.depth if isinstance(element, Item) else 0
        while depth > wanted:
            out.append("</li></ul>")
            depth -= 1
        if isinstance(element, Item):
            if depth == wanted:
                out.append("</li>")
            while depth < wanted:
                out.append("<ul>")
                depth += 1
            mark = "" if element.marker == "-" else f"{element.marker} "
            out.append(f"<li>{mark}{_inline(element.text)}")
        else:
            out.append(_block(element))
    out.extend(["</li></ul>"] * depth)
    return "\n".join(out)


def _block(element: Heading | Paragraph | Table | PageBreak | Fence) -> str:
    if isinstance(element, Heading):
        level = element.level + 1
        return f'<h{level} id="{_anchor(element.text)}">{_inline(element.text)}</h{level}>'
    if isinstance(element, Paragraph):
        marker = f"{element.marker} " if element.marker else ""
        return f"<p>{marker}{_inline(element.text)}</p>"
    if isinstance(element, PageBreak):
        return ""
    if isinstance(element, Table):
        return _table(element)
    if element.kind == "columns":
        return _body(element.parts)
    return (
        f'<div class="finding {element.kind}"><h4>{_inline(element.label)}</h4>\n'
        f"{_body(element.parts)}</div>"
    )


def _table(element: Table) -> str:
    head, *rest = element.rows
    cells = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in rest
    )
    caption = f"<caption>{_inline(element.caption)}</caption>" if element.caption else ""
    return f"<table>{caption}<thead><tr>{cells}</tr></thead>\n<tbody>{rows}</tbody></table>"


def _notes(source: Source) -> str:
    if not source.notes:
        return ""
    items = "\n".join(
        f'<li id="note-{key}">{_inline(text)}</li>' for key, text in source.notes.items()
    )
    return f"\n<h2>Footnotes</h2>\n<ol>\n{items}\n</ol>"


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _inline(text: str) -> str:
    text = escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    text = re.sub(r"(?<!\*)\*([^*]+)\*", r"<em>\1</em>", text)
    return re.sub(r"\[\^(\w+)\]", r'<sup><a href="#note-\1">\1</a></sup>', text)
