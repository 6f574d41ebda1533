"""The home tab, and the message that reminds an owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain.register import RegisterEntry
from assistant.language.wording import counted, say_day
from assistant.render.slack_blocks import (
    Message,
    actions,
    button,
    context,
    header,
    message,
    paragraph,
)
from assistant.render.slack_pack import pack
from assistant.render.slack_table import entry_table, is_overdue, urgency
from assistant.render.slack_text import Block, Run, bullets, rich, section

EXAMPLES = (
    "Which recommendations do I own?",
    "Which of my recommendations are overdue?",
    "What did inspectors say about stalking?",
)
NEXT = 5
"""Entries shown as due next."""


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the home tab says."""

    entries: tuple[RegisterEntry, ...] | None
    """The member's own; none where the register doesn't name them."""
    reports: int
    register_as_at: date | None
    today: date
    due_soon_days: int
    contact: str


def home_view(facts: HomeFacts) -> Block:
    """Return the home tab of one member."""
    blocks = [
        header("Your recommendations"),
        *_own(facts),
        header("What you can ask"),
        rich(bullets([[Run(example)] for example in EXAMPLES])),
        header("What is covered"),
        paragraph([Run(_covered(facts))]),
        context(f"If something is wrong, contact {facts.contact}."),
    ]
    return {"type": "home", "blocks": blocks}


def refused_view(said: str) -> Block:
    """Return the home tab of someone who isn't recognised."""
    return {"type": "home", "blocks": [paragraph([Run(said)])]}


def reminder(entries: Sequence[RegisterEntry], today: date, days: int) -> tuple[Message, ...]:
    """Return the one message that reminds an owner of everything at once."""
    ordered = sorted(entries, key=lambda entry: urgency(entry, today))
    late = sum(is_overdue(entry, today) for entry in ordered)
    due = len(ordered) - late
    parts = [f"{late} overdue"] if late else []
    parts += [f"{due} due within {counted(days, 'day')}"] if due else []
    said = f"A reminder: of the recommendations you own, {' and '.join(parts)}."
    made = entry_table(ordered, "Overdue or due soon", today)
    foot = [
        context("At most once a week."),
        actions(button("Stop these", "reminders_stop", "reminders")),
    ]
    return pack(said, [*section([Run(said)]), made.block], foot)


def reminders_changed(said: str, *, stopped: bool) -> Message:
    """Return what a reminder is replaced by when its button was pressed."""
    again = button("Start them again", "reminders_start", "reminders")
    stop = button("Stop these", "reminders_stop", "reminders")
    made = message(said)
    return Message(made.text, (*made.blocks, actions(again if stopped else stop)))


def _own(facts: HomeFacts) -> list[Block]:
    if facts.entries is None:
        said = (
            "The register names no owner with your address. If that's wrong, "
            f"{facts.contact} can correct it."
        )
        return [paragraph([Run(said)])]
    opened = [entry for entry in facts.entries if entry.status.is_open]
    late = sum(is_overdue(entry, facts.today) for entry in opened)
    soon = facts.today + timedelta(days=facts.due_soon_days)
    coming = [
        entry for entry in opened if entry.due is not None and facts.today <= entry.due <= soon
    ]
    said = (
        f"You own {counted(len(opened), 'open entry', 'open entries')}: {late} overdue, "
        f"{len(coming)} due in the next {counted(facts.due_soon_days, 'day')}."
    )
    first = sorted(opened, key=lambda entry: urgency(entry, facts.today))[:NEXT]
    if not first:
        return [paragraph([Run(said)])]
    return [
        paragraph([Run(said)]),
        entry_table(first, "Most urgent", facts.today).block,
        actions(button("Show all", "show_mine", "mine")),
    ]


def _covered(facts: HomeFacts) -> str:
    register = (
        f"the register as at {say_day(facts.register_as_at)}"
        if facts.register_as_at
        else "no register"
    )
    return f"{counted(facts.reports, 'published report')} and {register}."
