"""Loads a register file as a version of the register."""

import gc
import hashlib
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.domain.errors import InvalidInput
from assistant.domain.register import Person, RegisterEntry, RegisterVersion
from assistant.domain.sources import Visibility
from ingest.register.as_at import find_as_at
from ingest.register.columns import Column
from ingest.register.csv_file import read_csv
from ingest.register.entries import SheetReader
from ingest.register.headers import Header, find_header, propose_profile
from ingest.register.issues import Issues
from ingest.register.limits import HEADER_WITHIN, MAX_ROWS
from ingest.register.package import is_workbook
from ingest.register.people import gather, is_people_sheet, likely_same, part_all, read_people
from ingest.register.profile import Profile, dump_profile, read_profile
from ingest.register.references import doubtful_refs, make_refs
from ingest.register.tables import Sheet, TableFile, column_name
from ingest.register.workbook import read_workbook

_PROGRESS_EVERY = 1_000
_ID_DIGITS = 10

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class LoadedRegister:
    """A register file as it was read."""

    version: RegisterVersion
    profile: Profile
    """What each of its headers was read as: a profile to save, edit and use."""


def load_register(
    path: Path,
    *,
    as_at: date | None,
    profile: Path | None,
    default_visibility: Visibility,
    progress: Progress | None = None,
) -> LoadedRegister:
    """Read a register file into entries, with everything doubtful listed in `issues`.

    No row is dropped: what isn't an entry is named. The version's id comes from its day, the
    file's bytes and the profile.

    Args:
        path: an .xlsx or .csv file; told by its content.
        as_at: the day that the register shows; found in the file when not given.
        profile: a profile to use instead of the built-in one.
        default_visibility: who may see entries of a register without a marking column.
        progress: told now and then how many entries were read.

    Raises:
        InvalidInput: the file or the profile can't be read, no sheet has a usable header, a
            header is ambiguous, or there isn't a single entry.
    """
    chosen = read_profile(profile)
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions, which say nothing about values.
        warnings.filterwarnings("ignore", module="openpyxl")
        table = _open(path, chosen)
        try:
            loader = _Loader(path, chosen, default_visibility, progress)
            with _uncollected():
                entries = loader.read(table)
        finally:
            table.close()
    day, doubt = (as_at, None) if as_at else find_as_at(path, loader.titles, table.saved)
    if doubt:
        loader.issues.say(doubt)
    people, doubts = gather(entries, sorted(loader.pairs), loader.listed)
    for sentence in [*table.notes, *doubts, *likely_same(people, frozenset(chosen.titles))]:
        loader.issues.say(sentence)
    digest = _digest_of(path)
    version = RegisterVersion(
        id=_version_id(day, digest, chosen, default_visibility),
        as_at=day,
        source=path.name,
        digest=digest,
        entries=tuple(entries),
        people=people,
        issues=loader.issues.sentences(),
    )
    return LoadedRegister(version, propose_profile(loader.headers))


class _Loader:
    """Reads all sheets of a file into one list of entries."""

    def __init__(
        self, path: Path, profile: Profile, visibility: Visibility, progress: Progress | None
    ) -> None:
        self._path = path
        self._profile = profile
        self._visibility = visibility
        self._progress = progress
        self.issues = Issues()
        self.titles: list[str] = []
        self.headers: list[Header] = []
        self.listed: list[Person] = []
        self.pairs: set[tuple[str, str]] = set()

    def read(self, table: TableFile) -> list[RegisterEntry]:
        found = [(sheet, header) for sheet in table.sheets if (header := self._header(sheet))]
        if not found:
            raise _no_header(self._path, table)
        entries: list[RegisterEntry] = []
        for sheet, header in found:
            for note in sheet.notes:
                self.issues.say(note)
            self._note_header(sheet, header)
            for entry in self._entries(sheet, header):
                entries.append(entry)
                self._count(len(entries))
        if not entries:
            raise InvalidInput(
                f"{self._path.name} has a header but no entries below it; "
                "the register stays as it was."
            )
        part_all(entries)
        make_refs(entries)
        for what, same in doubtful_refs(entries):
            self.issues.add_entries(what, same)
        return entries

    def _header(self, sheet: Sheet) -> Header | None:
        chosen = self._profile.sheets
        if chosen and sheet.name not in chosen:
            return None
        if is_people_sheet(sheet.name):
            people = read_people(sheet.rows(), self._profile.separators)
            if people is not None:
                self.listed += people
                return None
        header = find_header(sheet.rows(), self._profile)
        if header is None:
            if next(sheet.rows(), None) is not None:
                self.issues.say(
                    f"The sheet “{sheet.name}” has no header of a register and was not read."
                )
            return None
        self.titles += header.above
        self.headers.append(header)
        return header

    def _entries(self, sheet: Sheet, header: Header) -> Iterator[RegisterEntry]:
        reader = SheetReader(sheet, header, self._profile, self._visibility, self.issues)
        yield from reader.entries()
        self.pairs |= reader.pairs

    def _count(self, count: int) -> None:
        if count > MAX_ROWS:
            raise InvalidInput(
                f"{self._path.name} has more than {MAX_ROWS:,} entries. A register of that size "
                "is not read; remove what isn't an entry, or split it."
            )
        if self._progress and count % _PROGRESS_EVERY == 0:
            self._progress(count)

    def _note_header(self, sheet: Sheet, header: Header) -> None:
        for guess in header.map.guesses:
            self.issues.say(guess)
        for place, name in enumerate(header.names):
            if place not in header.map.columns:
                named = f"“{name}”" if name else "without a header"
                self.issues.say(
                    f"The column {named} ({column_name(place)}) of the sheet “{sheet.name}” fills "
                    "no field; its values are kept as they are."
                )
        if Column.STATUS not in header.map.columns.values():
            self.issues.say(f"The sheet “{sheet.name}” has no column for status.")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector of garbage: entries only grow in number, and hold no circles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _open(path: Path, profile: Profile) -> TableFile:
    try:
        if is_workbook(path):
            return read_workbook(path, hidden=profile.hidden)
        return read_csv(path)
    except OSError as error:
        raise InvalidInput(f"{path} can't be read: {error.strerror or error}.") from error


def _no_header(path: Path, table: TableFile) -> InvalidInput:
    sheets = ", ".join(f"“{sheet.name}”" for sheet in table.sheets) or "none that can be read"
    return InvalidInput(
        f"{path.name} has no usable header. Looked in the first {HEADER_WITHIN} rows of its sheets "
        f"({sheets}) for a row that names the recommendation's wording, reference or number "
        "(such as “Recommendation”, “Ref”, “Rec no”) beside another field (such as “Owner”, "
        "“Due date”, “Status”, “Report”). Say which header means what in a profile: "
        "--profile FILE."
    )


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version_id(day: date, digest: str, profile: Profile, visibility: Visibility) -> str:
    reading = f"{digest}\n{visibility.value}\n{dump_profile(profile)}"
    return f"{day.isoformat()}-{hashlib.sha256(reading.encode()).hexdigest()[:_ID_DIGITS]}"
