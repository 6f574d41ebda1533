"""Makes entries of a sheet's rows. What can't be read is kept as printed and named."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.domain.register import RegisterEntry, Status
from assistant.domain.sources import DeadlineKind, Visibility
from ingest.register.cells import Day, plain_text, read_day, split_values
from ingest.register.columns import Column
from ingest.register.due import due_day, is_immediate, names_no_day, worded_deadline
from ingest.register.headers import Header
from ingest.register.issues import Issues
from ingest.register.people import Named, read_names
from ingest.register.profile import Profile
from ingest.register.sections import heading_place, headings_at
from ingest.register.statuses import StatusReader, WordReader, narrower
from ingest.register.tables import Row, Sheet, Unreadable, Value, column_name

_BANNER_COLUMNS = 3
_WHOLE_FIELDS = (Column.REF, Column.TEXT, Column.NUMBER)


@dataclass(slots=True)
class _Draft:
    """One row while it is read."""

    cells: dict[Column, Value]
    row: int
    doubts: list[str] = field(default_factory=list)

    def text(self, column: Column) -> str:
        return plain_text(self.cells.get(column))


class SheetReader:
    """Reads the entries of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        profile: Profile,
        default_visibility: Visibility,
        issues: Issues,
    ) -> None:
        """Prepare for the rows below the header."""
        self._sheet = sheet
        self._header = header
        self._profile = profile
        self._issues = issues
        self._statuses = StatusReader(profile)
        self._words = WordReader(profile)
        self._columns = header.map.columns
        self._shown = {column: header.names[place] for place, column in self._columns.items()}
        above = self._words.marking_above(header.above)
        self._above = above or Visibility.PUBLIC
        self._visibility = narrower(self._above, default_visibility)
        self._section = ""
        self._headings: int | None = None
        self.pairs: set[tuple[str, str]] = set()
        """Names and addresses that stand together."""

    def entries(self) -> Iterator[RegisterEntry]:
        """Yield an entry for each row that is one; name the rows that aren't."""
        if Column.REPORT not in self._shown:
            self._headings = headings_at(self._sheet, self._header)
        for row in self._sheet.rows():
            if row.number <= self._header.last_row:
                continue
            if self._is_entry(row):
                yield self._entry(row)

    def _is_entry(self, row: Row) -> bool:
        filled = [place for place, value in enumerate(row.values) if value is not None]
        if self._header.is_repeated(row):
            self._issues.add(
                "The header is repeated and was passed over", self._sheet.name, row.number
            )
            return False
        if len(filled) != 1:
            return True
        said = plain_text(row.values[filled[0]])
        if self._is_banner(row, filled[0]) or self._is_heading(row):
            self._section = said
            self._say(row, f"A heading between rows, “{said}”, is no entry")
            return False
        if self._columns.get(filled[0]) in _WHOLE_FIELDS:
            return True
        self._say(row, f"A row with “{said}” and nothing else is no entry")
        return False

    def _is_heading(self, row: Row) -> bool:
        return self._headings is not None and self._headings == heading_place(row)

    def _is_banner(self, row: Row, place: int) -> bool:
        wide = max(_BANNER_COLUMNS, len(self._columns) // 2)
        return any(first == place and last - first + 1 >= wide for first, last in row.spans)

    def _entry(self, row: Row) -> RegisterEntry:
        draft, extra, notes = self._drafted(row)
        published = self._day(draft, Column.PUBLISHED)
        deadline_text, deadline, immediate = self._deadline(draft, published)
        target = self._day(draft, Column.FORCE_TARGET)
        revised = self._day(draft, Column.REVISED_TARGET)
        immediate = immediate or is_immediate(draft.cells.get(Column.FORCE_TARGET))
        due, basis = due_day(revised, target, deadline)
        owners = self._named(draft, Column.OWNER, Column.OWNER_EMAIL)
        delegates = self._named(draft, Column.DELEGATE, Column.DELEGATE_EMAIL)
        status = self._status(draft)
        ref, number = draft.text(Column.REF), draft.text(Column.NUMBER)
        self._note_blanks(draft, owners)
        return RegisterEntry(
            id=f"{self._sheet.name}!{row.number}",
            ref=ref,
            ref_made=not ref,
            report=_shared(draft.text(Column.REPORT) or self._section),
            number=number or None,
            kind=_shared(self._kind(draft)),
            text=draft.text(Column.TEXT),
            status=status,
            status_text=_shared(draft.text(Column.STATUS)),
            sheet=self._sheet.name,
            row=row.number,
            published=published,
            addressees=self._several(draft, Column.ADDRESSEE),
            due=due,
            due_basis=basis,
            deadline_text=_shared(deadline_text),
            deadline=deadline,
            force_target=target,
            revised_target=revised,
            immediate=immediate,
            portfolio=self._single(draft, Column.PORTFOLIO),
            business_areas=self._several(draft, Column.BUSINESS_AREA),
            boards=self._several(draft, Column.BOARD),
            owners=owners.names,
            owner_emails=owners.emails,
            delegates=delegates.names,
            delegate_emails=delegates.emails,
            priority=self._single(draft, Column.PRIORITY),
            closed_on=self._day(draft, Column.CLOSED_ON),
            updated=self._day(draft, Column.UPDATED),
            notes=notes,
            visibility=self._marking(draft),
            extra=extra,
            doubts=tuple(dict.fromkeys(draft.doubts)),
        )

    def _drafted(self, row: Row) -> tuple[_Draft, tuple[tuple[str, str], ...], str]:
        """Sort a row's cells into fields, others as extra, and notes."""
        draft = _Draft({}, row.number, list(row.doubts))
        extra, notes = [], []
        for place, value in enumerate(row.values):
            if value is None:
                continue
            column = self._columns.get(place)
            if isinstance(value, Unreadable):
                where = self._header_name(place)
                self._doubt(draft, f"The cell under “{where}” {value.reason}")
            if column is None:
                extra.append((_shared(self._header_name(place)), _shared(plain_text(value))))
            elif column is Column.NOTES:
                notes.append(plain_text(value))
            else:
                draft.cells[column] = value
        if len(row.values) != len(self._header.names):
            self._doubt(
                draft,
                f"The row has {len(row.values)} cells where the header has "
                f"{len(self._header.names)}",
            )
        kept = tuple((name, value) for name, value in extra if value)
        return draft, kept, "\n".join(note for note in notes if note)

    def _header_name(self, place: int) -> str:
        named = self._header.names[place] if place < len(self._header.names) else ""
        return named or f"column {column_name(place)}"

    def _deadline(self, draft: _Draft, published: date | None) -> tuple[str, date | None, bool]:
        """Return the inspectorate's deadline as printed, its day, and whether it is "at once"."""
        text = draft.text(Column.DEADLINE)
        day = self._day(draft, Column.DEADLINE_DATE)
        worded = read_day(draft.cells.get(Column.DEADLINE), day_first=self._day_first)
        found = None if worded.day or not text else worded_deadline(text, published)
        said = worded.day or (found.due if found and not found.partial else None)
        if found and found.kind is DeadlineKind.DATE and names_no_day(worded):
            # "By March 2024" ends with the month; a bare "March 2024" sets no day.
            said = found.due if found.text.lower().startswith(("by", "before", "no")) else None
            self._doubt(draft, f"The deadline {worded.doubt}")
        elif text and not said and not found and worded.doubt and not day:
            self._doubt(draft, f"The deadline {worded.doubt}")
        if day and said and day != said:
            self._doubt(draft, f"The deadline says “{text}” and its date {day.isoformat()}")
        return text, day or said, is_immediate(text)

    @property
    def _day_first(self) -> bool:
        return self._profile.dates.day_first

    def _day(self, draft: _Draft, column: Column) -> date | None:
        value = draft.cells.get(column)
        read: Day = read_day(value, day_first=self._day_first)
        if read.doubt and not isinstance(value, Unreadable) and not is_immediate(value):
            self._doubt(draft, f"The cell under “{self._shown[column]}” {read.doubt}")
        return read.day

    def _named(self, draft: _Draft, names: Column, emails: Column) -> Named:
        found = read_names(draft.text(names), draft.text(emails), self._profile.separators)
        found = replace(found, names=self._filled(draft, names, found.names))
        self.pairs.update(found.pairs)
        text = draft.text(emails)
        if text and not found.emails:
            where = self._shown[emails]
            self._doubt(draft, f"The cell under “{where}” says “{text}”, which is no address")
        return found

    def _single(self, draft: _Draft, column: Column) -> str | None:
        text = draft.text(column)
        return _shared(next(iter(self._filled(draft, column, (text,) if text else ())), "")) or None

    def _several(self, draft: _Draft, column: Column) -> tuple[str, ...]:
        values = split_values(draft.text(column), self._profile.separators)
        return self._filled(draft, column, tuple(_shared(one) for one in values))

    def _filled(self, draft: _Draft, column: Column, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values that aren't words for "blank", such as "TBC"."""
        blank = [value for value in values if self._words.is_blank(value)]
        for value in blank:
            self._doubt(
                draft, f"The cell under “{self._shown[column]}” says “{value}”, so it is blank"
            )
        return tuple(value for value in values if value not in blank) if blank else values

    def _status(self, draft: _Draft) -> Status:
        if isinstance(draft.cells.get(Column.STATUS), Unreadable):
            return Status.UNKNOWN
        text = draft.text(Column.STATUS)
        status = self._statuses.read(text)
        if status is Status.UNKNOWN:
            self._doubt(draft, f"The status “{text}” is not one that the profile knows")
        return status

    def _kind(self, draft: _Draft) -> str:
        return self._words.kind(draft.text(Column.KIND)) or "recommendation"

    def _marking(self, draft: _Draft) -> Visibility:
        if Column.MARKING not in self._shown:
            return self._visibility
        text = draft.text(Column.MARKING)
        found = self._words.marking(text)
        if found is None:
            said = f"“{text}” is not known" if text else "is blank"
            self._doubt(draft, f"The marking {said}, so the entry is restricted")
        return narrower(found or Visibility.RESTRICTED, self._above)

    def _note_blanks(self, draft: _Draft, owners: Named) -> None:
        if Column.TEXT in self._shown and not draft.text(Column.TEXT):
            self._doubt(draft, "The wording is blank")
        if not owners.names and not owners.emails:
            self._issues.add("The owner is blank", self._sheet.name, draft.row)
        if Column.REF in self._shown and not draft.text(Column.REF):
            self._doubt(draft, "The reference is blank; one was made")

    def _doubt(self, draft: _Draft, what: str) -> None:
        draft.doubts.append(f"{what}.")
        self._issues.add(what, self._sheet.name, draft.row)

    def _say(self, row: Row, what: str) -> None:
        self._issues.add(what, self._sheet.name, row.number)


def _shared(text: str) -> str:
    """Return one object for equal short texts: the same few words stand in most rows."""
    return sys.intern(text)
