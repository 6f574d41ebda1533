"""The force's own words: owners, portfolios, reports and all else that its register prints."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.domain.queries import Field
from assistant.domain.register import Person, RegisterEntry
from assistant.domain.sources import Report
from assistant.language.words import fold, stem, words
from assistant.understanding.vocabulary.names import (
    addressee_names,
    kind_names,
    owner_names,
    unit_names,
)
from assistant.understanding.vocabulary.title_mentions import ReportName
from assistant.understanding.vocabulary.title_parts import main_names, openings_of
from assistant.understanding.vocabulary.titles import TitleIndex
from assistant.understanding.words.function_words import FUNCTION_WORDS, by_letter_and_length
from assistant.understanding.words.lexicon import FILLER
from assistant.understanding.words.phrases import PhraseIndex
from assistant.understanding.words.printed_numbers import plain_number
from assistant.understanding.words.tokens import phrase_stems


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a phrase can stand for: a value of a field, as the register prints it."""

    field: Field
    value: str
    whole: bool = True
    """The phrase is the full name, not a short form of it."""


@dataclass(slots=True)
class _Collected:
    """Distinct values of a register, gathered in one pass."""

    values: dict[Field, dict[str, None]] = field(default_factory=dict)
    reports: dict[str, date | None] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, dict[str, None]] = field(default_factory=dict)
    emails: set[str] = field(default_factory=set)
    columns: dict[str, None] = field(default_factory=dict)
    text: set[str] = field(default_factory=set)
    count: int = 0

    def add(self, entry: RegisterEntry) -> None:
        self.count += 1
        for where, each in _values(entry):
            if each:
                self.values.setdefault(where, {})[each] = None
        self.reports.setdefault(entry.report, entry.published)
        self.sizes[entry.report] = self.sizes.get(entry.report, 0) + 1
        self.refs[ref_key(entry.ref)] = entry.ref
        if entry.number:
            self.numbers.setdefault(plain_number(entry.number), {})[entry.number] = None
        self.emails.update(entry.owner_emails, entry.delegate_emails)
        self.columns.update(dict.fromkeys(header for header, _ in entry.extra))
        self.text.update(_plain_words(f"{entry.text} {entry.notes} {entry.status_text}"))


def _plain_words(text: str) -> list[str]:
    """Return the words of a text; plain English quicker than by `words`, to the same end."""
    return _ASCII_WORD.findall(text.lower()) if text.isascii() else words(text)


_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")


def ref_key(ref: str) -> str:
    """Return a reference without the signs in which ways to type it differ."""
    return "".join(char for char in fold(ref) if char.isalnum())


class Vocabulary:
    """What can be named in a question by someone who may see the entries it was built from."""

    def __init__(
        self, collected: _Collected, people: Sequence[Person], reports: Iterable[Report]
    ) -> None:
        self.count: int = collected.count
        """Number of entries."""
        self.has_register = collected.count > 0
        """Whether there is a register to ask, even where the asker may see nothing of it."""
        self.refs = collected.refs
        self.numbers = {plain: tuple(printed) for plain, printed in collected.numbers.items()}
        self.sizes = collected.sizes
        self.columns = tuple(collected.columns)
        self.filled = frozenset(collected.values)
        self._identities = _identities(collected.emails, people)
        self.people = _spoken_of(people, collected)
        self.values: dict[Field, tuple[str, ...]] = {
            where: tuple(values) for where, values in collected.values.items()
        }
        self.phrases: PhraseIndex[Meaning] = PhraseIndex()
        self.name_words: dict[str, frozenset[str]] = {}
        """The words of each owner's and delegate's names, unstemmed."""
        self.kinds = kind_names(self.values.get(Field.KIND, ()))
        self.titles = TitleIndex(_report_names(collected.reports, reports))
        self.text_words = frozenset(collected.text)
        self.near_text = by_letter_and_length(self.text_words)
        """The same for words of the entries' wording and notes."""
        self.text_stems = frozenset(stem(word) for word in collected.text)
        self._add_names()
        self._add_people()
        self.words = self._spellings()
        self.near = by_letter_and_length(self.words | FUNCTION_WORDS | FILLER)
        """Words that a misspelt one may have been meant for, by first letter and length."""

    @classmethod
    def build(
        cls,
        entries: Iterable[RegisterEntry],
        people: Sequence[Person] = (),
        reports: Iterable[Report] = (),
    ) -> "Vocabulary":
        """Build from the entries and reports that the asker may see, read once.

        People of whom no entry here speaks are left out, so that no name leaks.
        """
        collected = _Collected()
        for entry in entries:
            collected.add(entry)
        return cls(collected, people, reports)

    def owner_names_of(self, email: str) -> tuple[str, ...] | None:
        """Return how the register writes the person with this proved address; none if unknown."""
        return self._identities.get(email)

    def values_of(self, where: Field, plain: str) -> tuple[str, ...]:
        """Return the printed values of a field whose folded form is the one given."""
        return tuple(value for value in self.values.get(where, ()) if fold(value) == plain)

    def _add_names(self) -> None:
        for where in _UNITS:
            for value in self.values.get(where, ()):
                self._learn(where, value, unit_names(value))
        for value in self.values.get(Field.ADDRESSEE, ()):
            self._learn(Field.ADDRESSEE, value, addressee_names(value))
        for where in (Field.PRIORITY, Field.STATUS_TEXT, Field.REPORT):
            for value in self.values.get(where, ()):
                if where is Field.REPORT or len(words(value)) <= _LONGEST_STATUS:
                    self._learn(where, value, {phrase_stems(value): True})

        for name, title in main_names(self.values.get(Field.REPORT, ())).items():
            self._learn(Field.REPORT, title, {phrase_stems(name): True})

    def _add_people(self) -> None:
        aliases = _aliases(self.people)
        self._add_units_of_heads()
        for where in (Field.OWNER, Field.DELEGATE):
            for value in self.values.get(where, ()):
                others = aliases.get(fold(value), ())
                self._learn(where, value, owner_names(value, others, self._is_unit))
                self.name_words[value] = frozenset(
                    word for name in (value, *others) for word in words(name)
                )

    def _add_units_of_heads(self) -> None:
        """Learn "PSD" for Professional Standards from who is Head of both."""
        for person in self.people:
            led = [
                phrase_stems(match[1]) for name in person.aliases if (match := _HEAD_OF.match(name))
            ]
            known = [
                m for one in led for m in self.phrases.get(one) if m.field in _UNITS and m.whole
            ]
            for other in led if len(set(known)) == 1 else ():
                if not self._is_unit(other):
                    self.phrases.add(other, known[0])

    def _is_unit(self, name: tuple[str, ...]) -> bool:
        return any(meaning.field in _UNITS for meaning in self.phrases.get(name))

    def _learn(self, where: Field, value: str, names: dict[tuple[str, ...], bool]) -> None:
        for name, whole in names.items():
            self.phrases.add(name, Meaning(where, value, whole))

    def _spellings(self) -> frozenset[str]:
        """Return the words that a misspelt one may have been meant for."""
        found: set[str] = set()
        for where in (*_NAMING, Field.STATUS_TEXT):
            for value in self.values.get(where, ()):
                if where is not Field.STATUS_TEXT or len(words(value)) <= _LONGEST_STATUS:
                    found.update(words(value))
        found.update(
            word for person in self.people for name in person.aliases for word in words(name)
        )
        found.update(word for name in self.titles.names for word in words(name.title))
        return frozenset(word for word in found if len(word) >= _SHORTEST_SPELLING)


_NAMING = (
    Field.OWNER,
    Field.DELEGATE,
    Field.PORTFOLIO,
    Field.BUSINESS_AREA,
    Field.BOARD,
    Field.ADDRESSEE,
    Field.PRIORITY,
)
_UNITS = (Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD)
NAMED_WHOLE = frozenset(
    {Field.OWNER, Field.DELEGATE, Field.PORTFOLIO, Field.BUSINESS_AREA, Field.BOARD}
)
"""Fields whose values are names: a whole one means what it names, wherever it stands."""
_HEAD_OF = re.compile(r"(?:interim |acting |temporary )?head of (?:the )?(.+)", re.IGNORECASE)
_LONGEST_STATUS = 4
_SHORTEST_SPELLING = 4


def _values(entry: RegisterEntry) -> list[tuple[Field, str | None]]:
    single: list[tuple[Field, str | None]] = [
        (Field.PORTFOLIO, entry.portfolio),
        (Field.KIND, entry.kind),
        (Field.PRIORITY, entry.priority),
        (Field.REPORT, entry.report),
        (Field.STATUS_TEXT, entry.status_text),
        (Field.STATUS, entry.status.value),
        (Field.DUE, "dated" if entry.due else None),
        (Field.CLOSED_ON, "dated" if entry.closed_on else None),
        (Field.UPDATED, "dated" if entry.updated else None),
        (Field.PUBLISHED, "dated" if entry.published else None),
    ]
    several = (
        (Field.OWNER, entry.owners),
        (Field.DELEGATE, entry.delegates),
        (Field.BUSINESS_AREA, entry.business_areas),
        (Field.BOARD, entry.boards),
        (Field.ADDRESSEE, entry.addressees),
    )
    return single + [(where, value) for where, values in several for value in values]


def _report_names(
    registered: dict[str, date | None], reports: Iterable[Report]
) -> list[ReportName]:
    names = {fold(title): ReportName(title, day) for title, day in registered.items()}
    for report in reports:
        title = fold(report.title)
        known = _known_as(title, names)
        if known:
            longer = report.title if title.startswith(f"{known} ") else ""
            kind, maker = report.kind or "", report.inspectorate or ""
            names[known] = replace(names[known], longer=longer, kind=kind, inspectorate=maker)
        if not known or not title.startswith(known):
            names.setdefault(title, ReportName(report.title, report.published, False))
    return list(names.values())


def _known_as(title: str, names: dict[str, ReportName]) -> str | None:
    """Return the register's title of a report of the library, both folded."""
    held = [each for each, name in names.items() if name.registered]
    begun = [each for each in held if title == each or title.startswith(f"{each} ")]
    named = main_names(held)
    alike = [named[part] for part in openings_of(title) if part in named]
    return next(iter((*begun, *alike)), None)


def _aliases(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    return {
        fold(name): (*person.aliases, person.name)
        for person in people
        for name in (person.name, *person.aliases)
    }


def _identities(emails: Iterable[str], people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    """Return every address known as an owner's or delegate's, with the names it goes by."""
    found: dict[str, tuple[str, ...]] = {email.lower(): () for email in emails}
    for person in people:
        for email in person.emails:
            found[email.lower()] = (person.name, *person.aliases)
    return found


def _spoken_of(people: Iterable[Person], collected: _Collected) -> tuple[Person, ...]:
    named = {
        fold(name)
        for where in (Field.OWNER, Field.DELEGATE)
        for name in collected.values.get(where, ())
    }
    return tuple(
        person
        for person in people
        if named & {fold(person.name), *(fold(alias) for alias in person.aliases)}
    )
