"""Reads a report's source: front matter and a small Markdown in which findings are fenced.

Fences: `:::recommendation LABEL`, `:::cause LABEL`, `:::afi LABEL`, `:::practice LABEL`,
`:::columns`, each closed by `:::`. `<<<` alone on a line starts a new page. A line that begins
`Table N:` is the caption of the table under it. `[^N]` marks a footnote, `[^N]: text` is one.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_ITEM = re.compile(r"^( *)(-|\d+[.)]|[a-z][.)]|[ivx]+[.)]|[IVX]+[.)]|\([a-z]+\)) +(.*)$")
_NUMBERED = re.compile(r"^(\d+\.\d+\.?) +(.*)$", re.DOTALL)
_NOTE = re.compile(r"^\[\^(\w+)\]: *(.*)$", re.DOTALL)
_HEADING = re.compile(r"^(#{1,3}) +(.*)$")


@dataclass(frozen=True)
class Heading:
    """A heading, level from 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with its printed number where it has one."""

    text: str
    marker: str | None = None


@dataclass(frozen=True)
class Item:
    """A list item; `marker` is "-" for a bullet; depth counts from 1."""

    marker: str
    text: str
    depth: int


@dataclass(frozen=True)
class Table:
    """A table, its header row first."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PageBreak:
    """Start a new page."""


@dataclass(frozen=True)
class Fence:
    """A finding in its box, or a stretch set in two columns."""

    kind: str
    label: str
    parts: tuple["Element", ...]


Element = Heading | Paragraph | Item | Table | PageBreak | Fence


@dataclass(frozen=True)
class Source:
    """One report as a person edits it."""

    file: str
    title: str
    published: date
    inspectorate: str
    kind: str
    look: str
    elements: tuple[Element, ...]
    notes: dict[str, str] = field(default_factory=dict)
    front: tuple[Element, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """Publication date as printed: "5 May 2026"."""
        return f"{self.published.day} {self.published:%B %Y}"


def read_source(path: Path) -> Source:
    """Read one report's source.

    Raises:
        ValueError: the file has no front matter, or a fence is not closed.
    """
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        raise ValueError(f"{path.name} has no front matter; begin it with a line of three dashes.")
    head, body = text[4:].split("\n---\n", 1)
    if ".html" not in head:
        body = _typographic(body)
    meta: dict[str, Any] = yaml.safe_load(head)
    notes: dict[str, str] = {}
    front, sep, main = body.partition("\n===\n")
    if not sep:
        front, main = "", body
    known = {"file", "title", "published", "inspectorate", "kind", "look"}
    return Source(
        **{name: meta[name] for name in known},
        elements=_elements(main, notes, path.name),
        front=_elements(front, notes, path.name),
        notes=notes,
        extra={name: value for name, value in meta.items() if name not in known},
    )


def _typographic(text: str) -> str:
    """Curly quotation marks, as typesetters and Word make them; web pages keep straight ones."""
    text = re.sub(r'(^|[\s(*])"', "\\1“", text, flags=re.MULTILINE)
    text = re.sub(r"(^|[\s(*])'", "\\1‘", text, flags=re.MULTILINE)
    return text.replace('"', "”").replace("'", "’")


def _elements(body: str, notes: dict[str, str], name: str) -> tuple[Element, ...]:
    done: list[Element] = []
    open_fence: tuple[str, str] | None = None
    inside: list[Element] = []
    caption = ""
    for lines in _groups(body):
        first = lines[0].strip()
        into = done if open_fence is None else inside
        if first == ":::":
            if open_fence is None:
                raise ValueError(f"{name} closes a fence that was never opened; remove the ':::'.")
            done.append(Fence(open_fence[0], open_fence[1], tuple(inside)))
            open_fence, inside = None, []
        elif first.startswith(":::"):
            kind, _, label = first[3:].partition(" ")
            open_fence = (kind, label)
        elif first.startswith("Table "):
            caption = " ".join(lines)
        elif first.startswith("|"):
            into.append(Table(caption, _rows(lines)))
            caption = ""
        else:
            into.extend(_plain(lines, notes))
    if open_fence is not None:
        raise ValueError(f"{name} opens ':::{open_fence[0]}' and never closes it; add ':::'.")
    return tuple(done)


def _groups(body: str) -> list[list[str]]:
    """Lines by paragraph; fences, page breaks and captions always stand alone."""
    groups: list[list[str]] = []
    fresh = True
    for line in body.splitlines():
        alone = line.startswith((":::", "<<<", "#", "Table "))
        if not line.strip():
            fresh = True
        elif alone or fresh or (line.startswith("|") and not groups[-1][0].startswith("|")):
            groups.append([line])
            fresh = alone
        else:
            groups[-1].append(line)
    return groups


def _plain(lines: list[str], notes: dict[str, str]) -> list[Element]:
    first = lines[0]
    if first.strip() == "<<<":
        return [PageBreak()]
    if heading := _HEADING.match(first):
        return [Heading(len(heading[1]), heading[2])]
    whole = " ".join(line.strip() for line in lines)
    if note := _NOTE.match(whole):
        notes[note[1]] = note[2]
        return []
    if _ITEM.match(first):
        return _items(lines)
    if numbered := _NUMBERED.match(whole):
        return [Paragraph(numbered[2], numbered[1])]
    return [Paragraph(whole)]


def _items(lines: list[str]) -> list[Element]:
    items: list[Element] = []
    for line in lines:
        if found := _ITEM.match(line):
            text, marker = found[3], found[2]
            if marker == "-" and (own := re.match(r"^([ivxIVX]+\.|[a-z]\.|\d+\.) +(.*)$", text)):
                marker, text = own[1], own[2]
            items.append(Item(marker, text, 1 + len(found[1]) // 2))
        else:
            last = items.pop()
            assert isinstance(last, Item)  # noqa: S101 - only items are appended here
            items.append(Item(last.marker, f"{last.text} {line.strip()}", last.depth))
    return items


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    return tuple(row for row in rows if set("".join(row)) - set("-: "))
