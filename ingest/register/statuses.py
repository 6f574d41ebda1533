"""The register's words for status, kind and marking, and what they mean. Never guessed."""

import re
from functools import lru_cache

from assistant.domain.register import Status
from assistant.domain.sources import Visibility
from assistant.language.dates import find_dates
from assistant.language.words import words
from ingest.register.profile import Profile

_REMARK = re.compile(r"[(\[;:,.–—]|\s-\s|\s(?:on|by)\s|\d")
_DENIALS = frozenset(("not", "never", "without", "no", "yet", "non", "nor", "isn't", "hasn't"))
_DENIED_WITHIN = 3
"""Words before a phrase in which a denial still belongs to it."""

Phrase = tuple[str, ...]


# The same few words stand in every row; and one long text may be shared by every cell.
@lru_cache(maxsize=1_024)
def phrase(text: str) -> Phrase:
    """Return the words of a text as compared."""
    return tuple(words(text))


class StatusReader:
    """Reads printed statuses by the words of a profile."""

    def __init__(self, profile: Profile) -> None:
        """Prepare the profile's words."""
        self._whole: dict[Phrase, Status] = {}
        self._starts: dict[Phrase, Status] = {}
        self._contains: dict[Phrase, Status] = {}
        for status, known in profile.statuses.items():
            self._whole |= {phrase(word): status for word in known.words}
            self._starts |= {phrase(word): status for word in known.starts}
            self._contains |= {phrase(word): status for word in known.contains}
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str) -> Status:
        """Return the status that a cell prints; UNKNOWN where it fits none, or two, of ours."""
        said = phrase(text)
        if not said:
            return Status.NOT_STATED
        if "?" in text:
            return Status.UNKNOWN
        if said in self._whole:
            return self._whole[said]
        found = self._by_head(text) or self._by_rules(said)
        if found is None or (not found.is_open and self._still_open(said, found)):
            return Status.UNKNOWN
        return found

    def _by_head(self, text: str) -> Status | None:
        """Read what stands before a remark, a date or a name: "Closed (12/03/2024)"."""
        for written in find_dates(text)[:1]:
            text = text[: written.start]
        head = phrase(_REMARK.split(text, maxsplit=1)[0])
        return self._whole.get(head) if head else None

    def _by_rules(self, said: Phrase) -> Status | None:
        starting = {status for start, status in self._starts.items() if said[: len(start)] == start}
        found = starting or {
            status for part, status in self._contains.items() if _occurs(part, said)
        }
        return found.pop() if len(found) == 1 else None

    def _still_open(self, said: Phrase, ended: Status) -> bool:
        """Tell whether a cell that begins as ended goes on as open: "Closed (pending sign off)"."""
        return any(
            status.is_open and status not in {Status.UNKNOWN, Status.NOT_STATED}
            for known in (self._whole, self._starts, self._contains)
            for part, status in known.items()
            if status is not ended and _occurs(part, said, denied=True)
        )


def _occurs(part: Phrase, said: Phrase, *, denied: bool = False) -> bool:
    for place in range(len(said) - len(part) + 1):
        if said[place : place + len(part)] == part:
            before = said[max(0, place - _DENIED_WITHIN) : place]
            if denied or _DENIALS.isdisjoint(before):
                return True
    return False


class WordReader:
    """Reads kinds of finding and markings by the words of a profile."""

    def __init__(self, profile: Profile) -> None:
        """Prepare the profile's words."""
        self._kinds = {
            phrase(word): kind for kind, known in profile.kinds.items() for word in known
        }
        self._markings = {
            phrase(word): marking for marking, known in profile.markings.items() for word in known
        }

        self._blanks = {phrase(word) for word in profile.blanks}

    def is_blank(self, text: str) -> bool:
        """Tell whether a cell says in words that it is blank."""
        said = phrase(text)
        return not said or said in self._blanks

    def kind(self, text: str) -> str:
        """Return the kind in its usual words; as printed where the profile doesn't know it."""
        found = self._kinds.get(phrase(text))
        return found.value if found else text

    def marking(self, text: str) -> Visibility | None:
        """Return what a marking means; none where the profile doesn't know it."""
        return self._markings.get(phrase(text))

    def marking_above(self, texts: tuple[str, ...]) -> Visibility | None:
        """Return the narrowest marking among titles above a header; none where there is none."""
        found = {marking for text in texts if (marking := self.marking(text))}
        return max(found, key=WIDTH.index, default=None)


WIDTH = (Visibility.PUBLIC, Visibility.FORCE, Visibility.RESTRICTED)
"""Markings, those that most people may see first."""


def narrower(one: Visibility, other: Visibility) -> Visibility:
    """Return the one of two markings that fewer people may see."""
    return max(one, other, key=WIDTH.index)
