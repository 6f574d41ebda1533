"""What an entry's notes and printed status say of a matter, word for word."""

import re

from assistant.domain.register import RegisterEntry
from assistant.language.words import stem, words

_PIECE = re.compile(r"[;\n]+|(?<=[.!?])\s+")
_LONGEST_STATUS_WORD = 4


def relevant_notes(entry: RegisterEntry, topic: str) -> str:
    """Return the pieces of the notes that have a word of the topic, as printed."""
    stems = {stem(word) for word in words(topic)} | {"led", "held"}
    pieces = [piece.strip() for piece in _PIECE.split(entry.notes) if piece.strip()]
    chosen = [piece for piece in pieces if stems & {stem(word) for word in words(piece)}]
    return "; ".join(chosen) if _adjacent(chosen, entry.notes) else (chosen[0] if chosen else "")


def status_says(entry: RegisterEntry) -> bool:
    """Whether the printed status is more than a word or two."""
    return len(words(entry.status_text)) > _LONGEST_STATUS_WORD


def _adjacent(chosen: list[str], notes: str) -> bool:
    return "; ".join(chosen) in notes
