"""What the values of a column bear out: whether it can be the field that its header may mean."""

from collections.abc import Callable, Sequence

from assistant.domain.register import Status
from assistant.language.words import words
from ingest.register.cells import plain_text, read_day
from ingest.register.columns import Column
from ingest.register.profile import Profile
from ingest.register.statuses import StatusReader, WordReader, phrase
from ingest.register.tables import Value

_MOST, _HALF = 2 / 3, 1 / 2
"""Shares of the filled cells that must be as the field would have them."""
_LONGEST_NUMBER = 15
"""Characters of a number such as "Rec 12" or "3.4(b)"."""
_LONGEST_KIND = 6
"""Words of a kind of finding."""
_DAYS = (
    Column.PUBLISHED,
    Column.DEADLINE_DATE,
    Column.FORCE_TARGET,
    Column.REVISED_TARGET,
    Column.CLOSED_ON,
    Column.UPDATED,
)


class Bearing:
    """Tells by a profile's words what a column's values can be."""

    def __init__(self, profile: Profile) -> None:
        """Prepare the profile's words."""
        self._day_first = profile.dates.day_first
        self._statuses = StatusReader(profile)
        self._words = WordReader(profile)
        self._known_statuses = {
            phrase(word) for known in profile.statuses.values() for word in known.words
        }
        self._priorities = {phrase(word) for word in profile.priorities}
        self._kind_words = {word for known in profile.kind_words for word in words(known)}
        self._tests: dict[Column, Callable[[str], bool]] = {
            Column.NUMBER: _is_number,
            Column.KIND: self._is_kind,
            Column.TEXT: self._is_wording,
            Column.STATUS: self._is_status,
            Column.PRIORITY: lambda text: phrase(text) in self._priorities,
            Column.NOTES: self._is_note,
        }

    def allows(self, column: Column, values: Sequence[Value], *, lenient: bool = False) -> bool:
        """Tell whether the values are as the field would have them; blanks say nothing.

        Args:
            column: The field.
            values: Some cells of the column.
            lenient: Half of them are enough, instead of most.
        """
        filled = [value for value in values if is_filled(value)]
        if column in _DAYS:
            fitting = sum(self._is_day(value) for value in filled)
        elif column in self._tests:
            fitting = sum(map(self._tests[column], map(plain_text, filled)))
        else:
            return True
        return fitting >= (_HALF if lenient else _MOST) * len(filled)

    def _is_day(self, value: Value) -> bool:
        return read_day(value, day_first=self._day_first).day is not None

    def _is_kind(self, text: str) -> bool:
        said = words(text)
        if self._words.kind(text) != text:
            return True
        return len(said) <= _LONGEST_KIND and not self._kind_words.isdisjoint(said)

    def _is_wording(self, text: str) -> bool:
        short = self._is_day(text) or self._is_status(text) or _is_number(text)
        known = self._words.kind(text) != text or phrase(text) in self._priorities
        return any(map(str.isalpha, text)) and not short and not known

    def _is_status(self, text: str) -> bool:
        if phrase(text) in self._known_statuses:
            return True
        return self._statuses.read(text) not in {Status.UNKNOWN, Status.NOT_STATED}

    def _is_note(self, text: str) -> bool:
        return not self._is_day(text) and phrase(text) not in self._known_statuses


def is_filled(value: Value) -> bool:
    """Tell whether a cell says something that can be looked at."""
    return bool(plain_text(value))


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and any(map(str.isdigit, text))
