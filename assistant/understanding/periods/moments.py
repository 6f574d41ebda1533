"""A named day or stretch of days in a question, and the form of words that names it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assistant.language.wording import say_day
from assistant.settings import Settings
from assistant.understanding.periods.calendar import Stretch


@dataclass(frozen=True, slots=True)
class Moment:
    """A named day or stretch, and where it stands."""

    start: int
    end: int
    stretch: Stretch | None
    kind: str = "named"
    """"year" and "weekday" need a preposition; "ahead" and "soon" run from today; "late" is
    a lateness."""
    yearless: bool = False
    doubt: str | None = None

    @property
    def name(self) -> str:
        """How to say it in an interpretation."""
        if self.stretch is None:
            return ""
        if self.stretch.name:
            return self.stretch.name
        if self.stretch.first == self.stretch.last:
            return say_day(self.stretch.first)
        return f"{say_day(self.stretch.first)} to {say_day(self.stretch.last)}"


class Case(NamedTuple):
    """A match of a form of words, with what is needed to turn it into days."""

    match: re.Match[str]
    text: str
    today: date
    settings: Settings

    def said(self, name: str) -> str:
        """Return what a named part of the form matched, in small letters; "" if nothing."""
        return re.sub(r"\s+", " ", self.match.groupdict().get(name) or "").lower()

    @property
    def back(self) -> bool:
        """Whether the words before look back ("closed in June")."""
        before = self.text[: self.match.start()]
        verbs = _TENSE.findall(before)
        return bool(verbs) and verbs[-1].lower() not in {"due", "deadline", "next"}


_TENSE = re.compile(
    r"\b(closed|close|completed|published|updated|changed|change|since|slipped|was|were|did|last"
    r"|new|happened|moved|reassigned|due|deadline|next|signed|as at|as of)\b",
    re.IGNORECASE,
)


def moment_of(case: Case, stretch: Stretch | None, kind: str = "named", **more: object) -> Moment:
    """Return the moment that a form of words names."""
    return Moment(case.match.start(), case.match.end(), stretch, kind, **more)  # type: ignore[arg-type]
