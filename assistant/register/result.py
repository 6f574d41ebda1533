"""What an answer from the register is made with, and how it is put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.answers import (
    Answer,
    Asked,
    Group,
    Kind,
    Outcome,
    Provenance,
    Reason,
    RegisterSource,
    Statement,
)
from assistant.domain.people import Asker
from assistant.domain.plans import Plan
from assistant.domain.queries import AnyOf, Condition
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.domain.sources import highest
from assistant.language.wording import say_day
from assistant.language.words import fold
from assistant.ports import RegisterStore
from assistant.register.nearness import kept_near
from assistant.settings import Settings
from assistant.understanding.vocabulary.vocabulary import Vocabulary

SHOWN = 10
"""Entries told one by one in the text; `entries` always has all."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question being answered: its plan, who asks, and the version that is asked."""

    plan: Plan
    store: RegisterStore
    vocabulary: Vocabulary
    asker: Asker
    today: date
    settings: Settings
    version: RegisterVersion

    def select(
        self, where: Sequence[Condition | AnyOf], version: RegisterVersion | None = None
    ) -> list[RegisterEntry]:
        """Return the entries that match and that the asker may see."""
        asked = version or self.version
        found = self._selected(where, asked)
        return kept_near(found, where, lambda one: self._selected((one,), asked))

    def _selected(
        self, where: Sequence[Condition | AnyOf], version: RegisterVersion
    ) -> list[RegisterEntry]:
        return self.store.select(
            where,
            classes=self.asker.classes,
            email=self.asker.own_email,
            today=self.today,
            version_id=version.id,
        )

    def known_as(self, printed: str) -> str:
        """Return a name as printed, with the person's name where that is another."""
        for person in self.vocabulary.people:
            if printed in person.aliases and not _shares_surname(printed, person.name):
                return f"{printed} ({person.name})"
        return printed

    @property
    def as_at(self) -> str:
        """Return "register as at 24 September 2021"."""
        return f"register as at {say_day(self.version.as_at)}"


def _shares_surname(printed: str, name: str) -> bool:
    return fold(name).split()[-1] in fold(printed).split()


@dataclass(slots=True)
class Draft:
    """An answer being put together."""

    statements: list[Statement] = field(default_factory=list)
    entries: Sequence[RegisterEntry] = ()
    count: int | None = None
    groups: tuple[Group, ...] = ()
    choices: tuple[str, ...] = ()
    outcome: Outcome = Outcome.ANSWERED
    reason: Reason | None = None
    complete: bool = True
    listed: bool = False

    def say(
        self, text: str, sources: Sequence[RegisterSource] = (), mark: str | None = None
    ) -> "Draft":
        """Add a sentence; one without sources is a remark on the answer itself."""
        self.statements.append(Statement(text, tuple(sources), not sources, mark))
        return self

    def abstain(self, reason: Reason) -> "Draft":
        """Make this a refusal."""
        self.outcome, self.reason = Outcome.ABSTAINED, reason
        return self


def cite(
    case: Case, entries: Sequence[RegisterEntry], version: RegisterVersion | None = None
) -> tuple[RegisterSource, ...]:
    """Return the rows that a statement leans on."""
    held = version or case.version
    return tuple(
        RegisterSource(
            entry.id, entry.ref, held.source, entry.sheet, entry.row, entry.text, held.id
        )
        for entry in entries
    )


def finish(case: Case, draft: Draft) -> Answer:
    """Return the answer."""
    entries = tuple(draft.entries)
    return Answer(
        draft.outcome,
        Kind.REGISTER,
        tuple(draft.statements),
        Asked(
            case.plan.interpretation,
            case.today,
            case.asker.email or case.asker.name,
            case.plan.unplaced,
        ),
        Provenance(None, case.version.as_at, case.version.id),
        draft.reason,
        entries,
        draft.count,
        draft.groups,
        draft.choices,
        complete=draft.complete,
        marking=highest(entry.visibility for entry in entries).value,
        listed=draft.listed,
    )
