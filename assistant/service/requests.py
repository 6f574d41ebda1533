"""What can be asked of the assistant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.domain.errors import InvalidUse
from assistant.domain.people import Asker
from assistant.register.filters import Filters

MAX_QUESTION = 2_000
"""Characters of a question."""

OnStep = Callable[[str], None]
"""Told what is being done: "understood", "searching", "reading"."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a channel brings it."""

    text: str
    asker: Asker
    today: date | None = None
    """Answer as on this day; the settings' day if none."""
    thread: str | None = None
    """Conversation to continue."""
    continues: str | None = None
    """The conversation as it was before, where that goes by another name than it will now."""


@dataclass(frozen=True, slots=True)
class RegisterRequest:
    """Exact filters with sorting and paging."""

    filters: Filters
    sort: str | None = None
    """A sort name; "-due" for latest first. Otherwise the register's own order."""
    offset: int = 0
    limit: int | None = None
    today: date | None = None


def admitted(text: str) -> str:
    """Return a question fit to be worked on.

    Raises:
        InvalidUse: it is empty, too long or not text.
    """
    plain = "".join(char for char in text if char.isprintable() or char.isspace()).strip()
    if not plain:
        raise InvalidUse("There is no question. Ask something in plain English.")
    if len(plain) > MAX_QUESTION:
        raise InvalidUse(
            f"The question has {len(plain):,} characters; {MAX_QUESTION:,} are read. Shorten it."
        )
    return plain
