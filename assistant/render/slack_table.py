"""Register entries as a table of Slack's, and when that needs a file beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.answers import Group
from assistant.domain.register import RegisterEntry
from assistant.render.slack_blocks import table
from assistant.render.slack_text import Block, cut

MAX_ROWS = 200
"""Rows of a table under its heading."""
MAX_CHARS = 18_000
"""Characters of all cells of a message; Slack allows 20,000."""
WORDING = 300
"""Characters of an entry's text in a row."""
_HEAD = ("Ref", "Due", "Status", "Recommendation")


@dataclass(frozen=True, slots=True)
class EntryTable:
    """A table, and whether it leaves entries out."""

    block: Block
    shown: int
    whole: bool


def urgency(entry: RegisterEntry, today: date) -> tuple[int, date, str]:
    """Return the sort key: overdue first, then by due date; undated, then closed ones last."""
    if not entry.status.is_open:
        return 2, entry.due or date.max, entry.ref
    return (0 if is_overdue(entry, today) else 1), entry.due or date.max, entry.ref


def is_overdue(entry: RegisterEntry, today: date) -> bool:
    """Whether something of the entry should have been done before today."""
    return entry.status.is_open and entry.due is not None and entry.due < today


def entry_table(entries: Sequence[RegisterEntry], caption: str, today: date) -> EntryTable:
    """Return the entries, in the order given, as a table within Slack's limits.

    Their wordings are cut evenly; rows above the limit are left for a file.
    """
    shown = entries[:MAX_ROWS]
    facts = [
        (cut(each.ref, 40), _due(each, today), cut(each.status_text or each.status.value, 40))
        for each in shown
    ]
    used = sum(map(len, _HEAD)) + sum(len(cell) or 1 for row in facts for cell in row)
    each_text = min(WORDING, max(20, (MAX_CHARS - used) // max(1, len(shown))))
    rows = [(*row, cut(entry.text, each_text)) for row, entry in zip(facts, shown, strict=True)]
    return EntryTable(table(caption, _HEAD, rows), len(shown), len(shown) == len(entries))


def group_table(groups: Sequence[Group], caption: str) -> EntryTable:
    """Return a table of counts within Slack's limits."""
    shown = groups[:MAX_ROWS]
    head = [cut(name.capitalize(), 60) for name, _ in shown[0].key]
    limit = min(80, MAX_CHARS // (len(shown) * (len(head) + 1)))
    rows = [
        [*(cut(value or "not stated", limit) for _, value in each.key), str(each.count)]
        for each in shown
    ]
    made = table(caption, [*head, "Number"], rows)
    return EntryTable(made, len(shown), len(shown) == len(groups))


def _due(entry: RegisterEntry, today: date) -> str:
    if entry.due is None:
        return "immediately" if entry.immediate else "no date"
    day = f"{entry.due.day} {entry.due:%b %Y}"
    return f"{day}, overdue" if is_overdue(entry, today) else day
