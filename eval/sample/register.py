"""The sample register as a person edits it, and how it stood on each of its days."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).parent / "sources" / "register.yaml"


@dataclass(frozen=True)
class SamplePerson:
    """Someone who owns or works on entries; `listed` is false where the People sheet lacks them."""

    key: str
    name: str
    rank: str
    email: str
    printed: str
    aliases: tuple[str, ...] = ()
    listed: bool = True


@dataclass(frozen=True)
class SampleEntry:
    """One row as it stood in one version. Dates are ISO text, or what is printed if unreadable."""

    ref: str
    report: str
    file: str
    published: str
    type: str
    text: str
    number: str = ""
    addressee: str = ""
    deadline: str = ""
    force_target: str = ""
    revised_target: str = ""
    portfolio: str = ""
    business_area: str = ""
    owner: tuple[str, ...] = ()
    delegate: tuple[str, ...] = ()
    status: str = ""
    priority: str = ""
    marking: str = ""
    closed: str = ""
    updated: str = ""
    notes: str = ""
    printed: dict[str, str] = field(default_factory=dict)
    """Cells that the register writes in another way than the rest: {"owner": "ACC Crime"}."""


@dataclass(frozen=True)
class SampleRegister:
    """Every version of the register, with its people."""

    force: str
    versions: tuple[date, ...]
    people: tuple[SamplePerson, ...]
    reports: tuple[dict[str, Any], ...]

    def entries(self, version: date) -> list[SampleEntry]:
        """The rows of one version, in the order of the sheet."""
        if version not in self._known:
            self._known[version] = [
                entry for report in self.reports for entry in _entries(report, version)
            ]
        return self._known[version]

    @cached_property
    def _known(self) -> dict[date, list[SampleEntry]]:
        return {}

    def person(self, key: str) -> SamplePerson:
        """The person of that key.

        Raises:
            KeyError: nobody has it; the source names someone it doesn't list.
        """
        return {person.key: person for person in self.people}[key]


def read_register(path: Path = SOURCE) -> SampleRegister:
    """Read the register's source."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return SampleRegister(
        force=raw["force"],
        versions=tuple(date.fromisoformat(day) for day in raw["versions"]),
        people=tuple(
            SamplePerson(**{**person, "aliases": tuple(person["aliases"])})
            for person in raw["people"]
        ),
        reports=tuple(raw["reports"]),
    )


def _entries(report: dict[str, Any], version: date) -> Iterator[SampleEntry]:
    if date.fromisoformat(report["since"]) > version:
        return
    names = {each.name for each in fields(SampleEntry)}
    for raw in report["entries"]:
        entry = SampleEntry(
            report=report["report"],
            file=report["file"],
            published=report["published"],
            **{name: _frozen(value) for name, value in raw.items() if name in names},
        )
        for day, changes in raw.get("changes", {}).items():
            if date.fromisoformat(day) <= version:
                entry = replace(entry, **{k: _frozen(v) for k, v in changes.items()})
        yield entry


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
