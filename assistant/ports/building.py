"""What ingest writes a generation through."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from assistant.domain.catalogue import Reading, SourceFile
from assistant.ports.search import Encoder


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
