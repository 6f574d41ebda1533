"""What a question was understood to ask, before anything is looked up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain.queries import AnyOf, Condition, RegisterQuery


class Route(StrEnum):
    """Which way a question goes."""

    REGISTER = "register"
    REPORT = "report"
    LIBRARY = "library"
    """The library itself: which reports are held."""
    BOTH = "both"
    DRAFT = "draft"
    HELP = "help"
    OUT_OF_SCOPE = "out of scope"
    CLARIFY = "clarify"


class Want(StrEnum):
    """What kind of answer a question about reports looks for."""

    DATE = "date"
    NUMBER = "number"
    WHO = "who"
    WHERE = "where"
    DEFINITION = "definition"
    LIST = "list"
    FINDINGS = "findings"
    """The recommendations or other findings of a report, whole."""
    YES_NO = "yes or no"
    COMPARISON = "comparison"
    TOPIC = "topic"
    """Whatever there is on something."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """A question to the reports, with its scope resolved."""

    text: str
    """As searched: the question without greetings, the scope's own words still in."""
    wants: tuple[Want, ...]
    scope: tuple[str, ...] = ()
    """Report ids to search inside; empty means the whole library."""
    scope_words: str = ""
    """What the scope was named by, for the interpretation ("Norfolk")."""
    missing_scope: str | None = None
    """A report, place or year that is named but that the library does not hold."""
    terms: tuple[str, ...] = ()
    """Content words, scope's words left out."""
    whole: str = ""
    """As typed without greetings, where what is searched is only its topic or half of it."""


class LibraryAsk(StrEnum):
    """What is asked of the library itself."""

    LIST = "list"
    COUNT = "count"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """Which reports are asked for, by what they are called and when they were published."""

    ask: LibraryAsk
    since: date | None = None
    until: date | None = None
    """First and last day, both included."""
    about: tuple[str, ...] = ()
    """Stems that describe the reports, all of them."""
    about_words: str = ""
    """The same as typed."""


class Manner(StrEnum):
    """How a question about the register is put, where that shapes the answer."""

    STATE = "state"
    ANY = "is there any"
    WHETHER = "is it so"
    """The `premise` is asked about."""
    CONFIRM = "confirm that it is so"
    """The `premise` is taken to be so."""
    WHY = "why"
    """The `premise` is taken for granted."""
    ELSE = "who else"
    COMPARE = "compare"
    VERSION = "which version"
    """The register itself is asked about: which version, how fresh."""
    PROGRESS = "where there is progress"
    """Which reports' recommendations the register records progress on, and which not."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A validated reading of one question."""

    route: Route
    interpretation: str
    register: RegisterQuery | None = None
    report: ReportQuestion | None = None
    library: LibraryQuery | None = None
    unplaced: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    """For CLARIFY."""
    message: str = ""
    """The short question of a CLARIFY, or the sentence of a HELP or OUT_OF_SCOPE."""
    manner: Manner = Manner.STATE
    premise: tuple[Condition | AnyOf, ...] = ()
    """What a question asks to confirm, or takes for granted, of the entries it names."""
    expected: int | None = None
    """How many entries the question says there are ("the three women and girls ones")."""
    mine: bool = False
    """The question is about the asker's own entries."""
    column: str | None = None
    """A column of the register that no field takes, by the words that it was asked for with."""
    absent: tuple[str, ...] = ()
    """Owners, reports or numbers that are named and that the register does not have."""
    picked_from: RegisterQuery | None = None
    """The list that "the second one" was picked from: a further filter is for it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The last turn of a conversation: what a follow-up continues."""

    plan: Plan
    refs: tuple[str, ...] = ()
    """References of the entries answered with, in the order shown."""
    reports: tuple[str, ...] = ()
    """Ids of the reports quoted, in the order shown."""
    holders: tuple[str, ...] = ()
    """Who owns all these entries, where it is the same for each; looked up, never kept."""
    title: str = ""
    """The report that all these entries are from, likewise."""
