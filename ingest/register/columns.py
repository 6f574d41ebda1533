"""What a column of a register can hold, by the names that a profile uses."""

import re
from enum import StrEnum
from functools import lru_cache

from assistant.language.words import fold

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[\W_]+")
_SMALL = frozenset(("a", "an", "and", "of", "or", "s", "the"))


class Column(StrEnum):
    """A field of ours that a column of the register fills."""

    REF = "ref"
    REPORT = "report"
    PUBLISHED = "published"
    NUMBER = "number"
    KIND = "kind"
    TEXT = "text"
    ADDRESSEE = "addressee"
    DEADLINE = "deadline"
    """The inspectorate's deadline as printed, which may be a date."""
    DEADLINE_DATE = "deadline date"
    FORCE_TARGET = "force target"
    REVISED_TARGET = "revised target"
    PORTFOLIO = "portfolio"
    BUSINESS_AREA = "business area"
    BOARD = "board"
    OWNER = "owner"
    OWNER_EMAIL = "owner email"
    DELEGATE = "delegate"
    DELEGATE_EMAIL = "delegate email"
    STATUS = "status"
    PRIORITY = "priority"
    CLOSED_ON = "closed on"
    UPDATED = "updated"
    NOTES = "notes"
    """The only one that several columns may fill."""
    MARKING = "marking"


@lru_cache(maxsize=4096)
def plain_header(header: str) -> str:
    """Return a header as compared: without case, punctuation, order of words and small words."""
    words = _SPLIT.split(fold(_CAMEL.sub(" ", header.replace("#", " no "))))
    return " ".join(sorted(word for word in words if word and word not in _SMALL))
