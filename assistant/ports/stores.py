"""What a generation holds: the reports and the register."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from assistant.domain.answers import Group
from assistant.domain.documents import Block, Page
from assistant.domain.queries import AnyOf, Condition, Field
from assistant.domain.register import RegisterEntry, RegisterVersion
from assistant.domain.sources import Finding, Layout, Passage, Report, Visibility


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
