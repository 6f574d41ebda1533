"""Dialogues: the period of a committee paper, and what was wrong with an answer."""

from datetime import date

from assistant.render.slack_blocks import (
    choice_field,
    day_field,
    modal,
    paragraph,
    text_field,
    tick_field,
)
from assistant.render.slack_text import Block, Run, plain

DRAFT, WRONG = "draft", "wrong"
NOTE = 2_000
REASONS = (
    ("wrong_fact", "Wrong fact"),
    ("out_of_date", "Out of date"),
    ("source", "The source doesn't say this"),
    ("missing", "Something is missing"),
    ("other", "Something else"),
)


def draft_form(since: date, until: date) -> Block:
    """Return the dialogue that asks for a paper's period and options."""
    return modal(
        DRAFT,
        "Committee paper",
        "Draft it",
        [
            day_field("since", "From", since),
            day_field("until", "Until", until),
            tick_field("ledger", "Beside it", "ledger", "The ledger of all statements (CSV)"),
        ],
    )


def wrong_form(about: str) -> Block:
    """Return the dialogue that asks what was wrong with an answer; `about` comes back with it."""
    return modal(
        WRONG,
        "What was wrong?",
        "Send",
        [
            choice_field("reason", "What was it?", REASONS),
            text_field("note", "A note for the liaison team", NOTE),
        ],
        about,
    )


def notice(title: str, said: str) -> Block:
    """Return a dialogue that only says something."""
    return {
        "type": "modal",
        "title": plain(title, 24),
        "close": plain("Close", 24),
        "blocks": [paragraph([Run(said)])],
    }
