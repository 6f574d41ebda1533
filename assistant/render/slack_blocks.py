"""Blocks that are more than text: buttons, tables, fields of a dialogue. Limits are Slack's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.render.slack_text import Block, Line, Run, cut, escaped, plain, rich, section

FALLBACK = 3_000
"""Characters of a message's `text`, for notifications and screen readers."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: blocks, and the text where these aren't shown."""

    text: str
    """Escaped already."""
    blocks: tuple[Block, ...]


def message(text: str, *blocks: Block) -> Message:
    """Return a message; without blocks, one of the text itself."""
    shown = blocks or (rich(*section([Run(text)])),)
    return Message(escaped(cut(text, FALLBACK)), tuple(shown))


def paragraph(line: Line) -> Block:
    """Return a block of one paragraph."""
    return rich(*section(line))


def context(*texts: str) -> Block:
    """Return a line of small print."""
    return {"type": "context", "elements": [plain(text) for text in texts[:10]]}


def header(text: str) -> Block:
    """Return a heading."""
    return {"type": "header", "text": plain(text, 150)}


def actions(*elements: Block) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def button(text: str, action: str, value: str, *, confirm: str | None = None) -> Block:
    """Return a button; `confirm` is asked before it acts. What the value says is never a right."""
    made = {"type": "button", "text": plain(text, 75), "action_id": action, "value": value}
    if confirm:
        made["confirm"] = {
            "title": plain(text, 100),
            "text": plain(confirm, 300),
            "confirm": plain("Yes", 30),
            "deny": plain("No", 30),
        }
    return made


def feedback(answer_id: str) -> Block:
    """Return the two buttons with which an answer is rated."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "answer_feedback",
                "positive_button": {
                    "text": plain("Right answer", 75),
                    "value": f"{answer_id}:right",
                },
                "negative_button": {
                    "text": plain("Wrong or missing", 75),
                    "value": f"{answer_id}:wrong",
                },
            }
        ],
    }


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """Return a table that can be paged and sorted; cells hold plain text."""
    return {
        "type": "data_table",
        "caption": cut(caption, 300),
        "page_size": 10,
        "rows": [[_cell(each) for each in row] for row in (head, *rows)],
    }


def modal(
    callback: str, title: str, submit: str, blocks: Sequence[Block], about: str = ""
) -> Block:
    """Return a dialogue. `about` comes back on submission; what it says is never a right."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain("Cancel", 24),
        "private_metadata": about,
        "blocks": list(blocks),
    }


def day_field(block: str, label: str, day: date) -> Block:
    """Return a field for a day."""
    element = {"type": "datepicker", "action_id": "v", "initial_date": day.isoformat()}
    return _field(block, label, element)


def choice_field(block: str, label: str, choices: Sequence[tuple[str, str]]) -> Block:
    """Return a field with one choice of (value, text), the first one taken."""
    options = [_option(value, text) for value, text in choices]
    element = {
        "type": "radio_buttons",
        "action_id": "v",
        "options": options,
        "initial_option": options[0],
    }
    return _field(block, label, element)


def tick_field(block: str, label: str, value: str, text: str) -> Block:
    """Return a field with one box, ticked."""
    options = [_option(value, text)]
    element = {
        "type": "checkboxes",
        "action_id": "v",
        "options": options,
        "initial_options": options,
    }
    return {**_field(block, label, element), "optional": True}


def text_field(block: str, label: str, limit: int) -> Block:
    """Return a field for a few lines, which may stay empty."""
    element = {
        "type": "plain_text_input",
        "action_id": "v",
        "multiline": True,
        "max_length": limit,
    }
    return {**_field(block, label, element), "optional": True}


def _field(block: str, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": block, "label": plain(label, 2_000), "element": element}


def _option(value: str, text: str) -> Block:
    return {"text": plain(text, 75), "value": value}


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text or "–"}
