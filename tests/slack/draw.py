"""Draws messages, home tabs and dialogues from their blocks: `draw.py FOLDER` makes pictures.

Not Slack's own look, but its parts, order, wrapping and paging, so that a person can judge them.
"""

import asyncio
import shutil
import sys
from html import escape
from pathlib import Path
from typing import Any

Block = dict[str, Any]

STYLE = """
body { font: 15px/1.46 Lato, "Noto Sans", sans-serif; margin: 24px; width: 640px; color: #1d1c1d }
.name { font-weight: 700 } .app { font-size: 10px; background: #ddd; padding: 1px 3px }
.message { margin-bottom: 18px } .block { margin: 6px 0 } .small { font-size: 12px; color: #616061 }
.section { white-space: pre-wrap } ul { margin: 2px 0; padding-left: 24px }
table { border-collapse: collapse; font-size: 13px; width: 100% } caption { text-align: left }
td, th { border: 1px solid #ccc; padding: 4px 6px; text-align: left; vertical-align: top }
.button { border: 1px solid #bbb; border-radius: 4px; padding: 3px 10px; margin-right: 6px }
.card { border: 1px solid #ccc; border-radius: 6px; padding: 6px 10px } a { color: #1264a3 }
.view { border: 1px solid #aaa; border-radius: 8px; padding: 14px } h2 { font-size: 18px }
.mention { background: #e8f5fa; color: #1264a3 } .file { border: 1px solid #ccc; padding: 8px }
"""


def message(said: Block) -> str:
    """Draw a message as the fake Slack keeps it."""
    cards = "".join(
        f'<div class="block card">{_mark(card["status"])} {escape(card["title"])}</div>'
        for card in said.get("tasks", {}).values()
    )
    body = "".join(map(block, said.get("blocks", []))) or escape(said.get("text", ""))
    body += "".join(
        f'<div class="block file">📄 {escape(name)}</div>' for name in said.get("files", ())
    )
    head = '<div><span class="name">Liaison</span> <span class="app">APP</span></div>'
    return f'<div class="message">{head}{cards}{body}</div>'


def view(shown: Block) -> str:
    """Draw a home tab or a dialogue."""
    title = f"<h2>{_text(shown['title'])}</h2>" if "title" in shown else ""
    buttons = "".join(_button(shown[name]) for name in ("close", "submit") if name in shown)
    return f'<div class="view">{title}{"".join(map(block, shown["blocks"]))}{buttons}</div>'


def block(drawn: Block) -> str:
    """Draw one block."""
    return f'<div class="block">{_BLOCKS[drawn["type"]](drawn)}</div>'


def page(*parts: str) -> str:
    """Return a whole page."""
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{"".join(parts)}'


def _text(value: Block) -> str:
    return escape(value["text"])


def _mark(status: str) -> str:
    return {"complete": "✓", "in_progress": "…", "error": "✗"}[status]


def _button(text: Block) -> str:
    return f'<span class="button">{_text(text)}</span>'


def _rich(drawn: Block) -> str:
    return "".join(map(_part, drawn["elements"]))


def _part(part: Block) -> str:
    if part["type"] == "rich_text_list":
        return "<ul>" + "".join(f"<li>{_part(each)}</li>" for each in part["elements"]) + "</ul>"
    return f'<span class="section">{"".join(map(_inline, part["elements"]))}</span>'


def _inline(element: Block) -> str:
    if element["type"] == "user":
        return f'<span class="mention">@{escape(element["user_id"])}</span>'
    shown = _text(element)
    if element["type"] == "link":
        shown = f'<a href="{escape(element["url"])}">{shown}</a>'
    for name, tag in (("bold", "b"), ("italic", "i")):
        if element.get("style", {}).get(name):
            shown = f"<{tag}>{shown}</{tag}>"
    return shown


def _table(drawn: Block) -> str:
    head, *rows = [[escape(cell["text"]) for cell in row] for row in drawn["rows"]]
    size = drawn["page_size"]
    shown = rows[:size]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in shown)
    more = f"1–{len(shown)} of {len(rows)} ›" if len(rows) > size else ""
    headed = "".join(f"<th>{cell}</th>" for cell in head)
    return (
        f'<table><caption class="small">{escape(drawn["caption"])}</caption>'
        f'<tr>{headed}</tr>{body}</table><div class="small">{more}</div>'
    )


def _feedback(drawn: Block) -> str:
    buttons = drawn["elements"][0]
    sides = ((buttons["positive_button"], "👍"), (buttons["negative_button"], "👎"))
    return " ".join(
        f'<span class="small">{mark} {_text(each["text"])}</span>' for each, mark in sides
    )


def _input(drawn: Block) -> str:
    element = drawn["element"]
    shown = element.get("initial_date", "")
    if "options" in element:
        taken = element.get("initial_options", [element.get("initial_option")])
        shown = "<br>".join(
            ("◉ " if each in taken else "○ ") + _text(each["text"]) for each in element["options"]
        )
    else:
        shown = f'<span class="file">{escape(shown) or "&nbsp;" * 60}</span>'
    return f"<b>{_text(drawn['label'])}</b><br>{shown}"


_BLOCKS = {
    "rich_text": _rich,
    "header": lambda drawn: f"<h2>{_text(drawn['text'])}</h2>",
    "context": lambda drawn: (
        f'<span class="small">{" · ".join(map(_text, drawn["elements"]))}</span>'
    ),
    "actions": lambda drawn: "".join(_button(each["text"]) for each in drawn["elements"]),
    "context_actions": _feedback,
    "data_table": _table,
    "input": _input,
}


async def main(folder: Path) -> None:
    """Make a picture of every kind of message."""
    from playwright.async_api import async_playwright

    from tests.slack.kinds import kinds

    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        # The system's own browser, where there is one: it needs no download.
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"))
        tab = await browser.new_page(viewport={"width": 700, "height": 500})
        for name, parts in kinds().items():
            await tab.set_content(page(*parts))
            await tab.screenshot(path=folder / f"{name}.png", full_page=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
