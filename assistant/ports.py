"""What the assistant needs of its stores and models, each behind one adapter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain.answers import Group
from assistant.domain.audit import AuditEvent
from assistant.domain.catalogue import Reading, SourceFile
from assistant.domain.documents import Block, Page
from assistant.domain.people import Asker
from assistant.domain.plans import Turn
from assistant.domain.queries import AnyOf, Condition, Field
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.domain.sources import Finding, Layout, Passage, Report, Visibility
from assistant.domain.timing import Timed

Vectors = NDArray[np.float32]
"""Rows of unit length."""


class Hit(NamedTuple):
    """A passage and its score; higher is better, scales differ between indexes."""

    passage_id: str
    score: float


class Encoder(Protocol):
    """Turns text into unit vectors."""

    @property
    def identity(self) -> str:
        """Model, engine and weights' digest: an index built by another identity is refused."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""

    def tokens(self, text: str) -> int:
        """Return how many of the model's own tokens the text takes, specials included."""

    @property
    def max_tokens(self) -> int:
        """Tokens beyond which text is cut."""


class DenseIndex(Protocol):
    """Nearest passages by meaning."""

    def nearest(
        self, vector: Vectors, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k nearest passages of the classes, inside the reports `scope` if given."""


class WordIndex(Protocol):
    """Best passages by words (BM25)."""

    def match(
        self, text: str, k: int, classes: Sequence[Visibility], scope: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the k best passages. Any text is allowed; it is never a query language."""

    def spread(self, word: str) -> tuple[int, int]:
        """Return in how many passages' text a word occurs, and how many passages there are."""


class Library(Protocol):
    """The canonical record of one generation: reports and all that was cut from them."""

    @property
    def generation(self) -> str:
        """Name of the generation."""

    def reports(self, classes: Sequence[Visibility]) -> list[Report]:
        """Return all reports of the classes, by title."""

    def report(self, report_id: str) -> Report | None:
        """Return one report."""

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """Return passages in the order of the ids; unknown ids are left out.

        Raises:
            StoreUnavailable: a passage's text no longer matches its digest.
        """

    def passages_of(self, report_id: str) -> list[Passage]:
        """Return a report's passages in order."""

    def passages_at(self, report_id: str, ordinals: Sequence[int]) -> list[Passage]:
        """Return a report's passages of these places, in the order of the places."""

    def headings(self, report_id: str) -> Sequence[tuple[int, tuple[str, ...]]]:
        """Return the place of each of a report's passages and the headings above it, in order."""

    def layout(self, report_id: str) -> Layout | None:
        """Return where a report's sentences stand; none where that isn't kept."""

    def findings(self, report_ids: Sequence[str] = ()) -> list[Finding]:
        """Return findings of the reports (of all, if none are named), in printed order."""

    def page(self, report_id: str, number: int) -> Page | None:
        """Return one page."""

    def blocks(self, report_id: str) -> list[Block]:
        """Return a report's blocks in reading order."""

    def refusals(self) -> list[tuple[str, str]]:
        """Return (file, reason) of what could not be read when this generation was built."""


class RegisterStore(Protocol):
    """The register's entries as rows, in every version kept."""

    def versions(self) -> list[RegisterVersion]:
        """Return all versions without their entries, oldest first."""

    def version(self, as_at: date | None = None) -> RegisterVersion | None:
        """Return the newest version dated no later than the day, with people and issues."""

    def select(
        self,
        where: Sequence[Condition | AnyOf],
        *,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None = None,
    ) -> list[RegisterEntry]:
        """Return every entry that matches and that the asker may see (own entries included)."""

    def count(
        self,
        where: Sequence[Condition | AnyOf],
        *,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None = None,
    ) -> int:
        """Return how many entries `select` would return."""

    def group(
        self,
        where: Sequence[Condition | AnyOf],
        fields: Sequence[Field],
        *,
        classes: Sequence[Visibility],
        email: str | None,
        today: date,
        version_id: str | None = None,
    ) -> list[Group]:
        """Return the entries `select` would return, counted by the values of the fields.

        An entry with two business areas counts in the group of each. Largest group first, then by
        value; what is blank has an empty value.
        """


class ModelReply(NamedTuple):
    """What a language model wrote, and what it took."""

    text: str
    tokens_in: int
    tokens_out: int
    model: str
    """Name of the model, as set."""


class LanguageModel(Protocol):
    """Continues a prompt. What it writes is a suggestion, never an answer by itself."""

    def complete(self, prompt: str, *, max_tokens: int) -> ModelReply:
        """Return the model's reply, within bounded time, size and cost.

        Raises:
            ModelUnavailable: there is no reply; the message says why in a sentence.
        """

    def close(self) -> None:
        """Let go of connections."""


class Threads(Protocol):
    """Conversations: the last turn of each."""

    def last(self, thread: str, owner: str) -> Turn | None:
        """Return the last turn, unless there is none or it has expired."""

    def keep(self, thread: str, owner: str, turn: Turn) -> None:
        """Keep the turn as the thread's last."""


class Identities(Protocol):
    """Proves who asks."""

    def asker(self, credential: str, channel: str) -> Asker:
        """Return the person, or program, that the credential proves.

        Raises:
            NotIdentified: it proves nobody.
            StoreUnavailable: it can't be checked now.
        """


class AuditLog(Protocol):
    """Keeps what was done. Where it can't, nothing may be answered."""

    def record(self, event: AuditEvent) -> None:
        """Keep the event, on disk before this returns.

        Raises:
            StoreUnavailable: it could not be kept.
        """

    def close(self) -> None:
        """Vouch for what was kept, and let go."""


class Switch(Protocol):
    """Silences every channel at once."""

    def check(self) -> None:
        """Let an answer pass.

        Raises:
            SwitchedOff: the service is switched off.
        """

    def is_off(self) -> bool:
        """Whether the service is switched off."""


class Traces(Protocol):
    """Takes how long the steps of each answer took, never what was asked."""

    def record(
        self, times: Sequence[Timed], facts: Mapping[str, str], failed: str | None = None
    ) -> None:
        """Keep one trace: its steps as they were begun, what became of it, how it failed."""

    def close(self) -> None:
        """Let go of what takes them."""


class Published(NamedTuple):
    """What building a generation came to."""

    name: str
    encoded: int
    """Passages that were encoded."""
    kept: int
    """Passages that kept the vector they had."""
    took_s: Mapping[str, float]
    """Seconds by stage."""


class GenerationWriter(Protocol):
    """Builds the next generation beside the current one; what isn't kept or added is not in it."""

    @property
    def encoder(self) -> Encoder:
        """What passages are encoded with."""

    @property
    def files(self) -> Mapping[bytes, SourceFile]:
        """What is remembered of every file that was looked at, by path."""

    def check(self) -> None:
        """Compare the current generation with its manifest, every byte."""

    def is_current(self) -> bool:
        """Whether the current generation is of this software, encoder and registers."""

    def start_afresh(self) -> None:
        """Take nothing over from the current generation."""

    def add(self, file: SourceFile, reading: Reading) -> None:
        """Store a report that was read."""

    def keep(self, file: SourceFile) -> None:
        """Take a report over from the current generation as it stands."""

    def refuse(self, file: SourceFile) -> None:
        """Remember a file that could not be read, with its reason."""

    def publish(self, progress: Callable[[str, int, int], None]) -> Published:
        """Build, check and publish."""

    def current(self) -> str | None:
        """Return the current generation's name, if there is one."""

    def counts(self) -> Mapping[str, int]:
        """Return how much the current generation holds, by kind."""
