"""Text for Slack, typed: what comes from a document or a register can't become anything but text.

Only `rich_text` blocks and `plain_text` objects are made, in which Slack interprets nothing. The
`text` of a message, which notifications show, is the one place where it would; it is escaped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
"""A block, an element or an object of Slack's Block Kit."""

ELEMENT = 3_000
"""Characters of one text element."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str | None = None
    """An address of our own, which the text opens; never one from a source."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A member by their id; never one from a source."""

    user: str


Line = Sequence[Run | Mention]


def clean(text: str) -> str:
    """Return the text without characters that can't be seen or that turn its direction."""
    return "".join(each for each in text if each == "\n" or each.isprintable())


def escaped(text: str) -> str:
    """Return the text so that Slack finds no mention, link or date in it (Slack, Escaping text)."""
    text = clean(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Return text as it was before Slack, or `escaped`, escaped it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def cut(text: str, limit: int) -> str:
    """Return the text on one line and within the limit, an ellipsis where it is cut."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def plain(text: str, limit: int = ELEMENT) -> Block:
    """Return a plain text object; an empty one is refused by Slack, so it becomes a dash."""
    return {"type": "plain_text", "text": cut(text, limit) or "–", "emoji": False}


def section(line: Line) -> list[Block]:
    """Return one paragraph as sections of a rich text block."""
    elements = [element for run in line for element in _elements(run)]
    return [{"type": "rich_text_section", "elements": elements}] if elements else []


def bullets(lines: Sequence[Line]) -> Block:
    """Return a bulleted list for a rich text block; Slack refuses empty items."""
    sections = [part for line in lines for part in section(line) or section([Run("–")])]
    return {"type": "rich_text_list", "style": "bullet", "elements": sections}


def rich(*elements: Block) -> Block:
    """Return a rich text block of sections and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def pieces(text: str, limit: int = ELEMENT) -> list[str]:
    """Cut a text into pieces within the limit, at spaces where there are any; none is lost."""
    found = []
    while len(text) > limit:
        spaces = [each.end() for each in re.finditer(r"\s", text[:limit])]
        end = spaces[-1] if spaces else limit
        found.append(text[:end])
        text = text[end:]
    return [*found, text] if text else found


def _elements(run: Run | Mention) -> list[Block]:
    if isinstance(run, Mention):
        return [{"type": "user", "user_id": run.user}]
    style = {name: True for name in ("bold", "italic") if getattr(run, name)}
    extra = {"style": style} if style else {}
    if run.url is not None:
        return [{"type": "link", "url": run.url, "text": cut(run.text, ELEMENT) or "–", **extra}]
    return [{"type": "text", "text": piece, **extra} for piece in pieces(clean(run.text))]
