"""Drafting as the Slack app needs it."""

from datetime import date
from typing import NamedTuple, Protocol

from assistant.domain.people import Asker


class DraftFiles(NamedTuple):
    """A committee paper and the ledger of its statements, as files."""

    name: str
    """Of the paper, without an ending."""
    word: bytes
    ledger: bytes
    """One row a statement, as CSV."""


class Drafter(Protocol):
    """Drafts committee papers."""

    def draft(self, since: date, until: date, asker: Asker) -> DraftFiles:
        """Draft the paper for a period, both days included.

        Raises:
            LiaisonError: no paper can be made; the message says why.
        """


def quarter_before(today: date) -> date:
    """Return the day on which the quarter before today's began."""
    month = (today.month - 1) // 3 * 3 - 2
    return date(today.year, month, 1) if month > 0 else date(today.year - 1, month + 12, 1)
