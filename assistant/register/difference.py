"""What changed between two versions of the register: a pure comparison of their entries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.queries import Change
from assistant.domain.register import RegisterEntry, Status
from assistant.language.words import fold
from assistant.understanding.words.printed_numbers import plain_number


@dataclass(frozen=True, slots=True)
class Difference:
    """One change of one entry."""

    change: Change
    before: RegisterEntry | None
    after: RegisterEntry | None

    @property
    def entry(self) -> RegisterEntry:
        """The entry as it now is, or as it last was."""
        entry = self.after or self.before
        if entry is None:
            raise ValueError("A difference is of an entry.")
        return entry


def differences(
    before: Sequence[RegisterEntry], after: Sequence[RegisterEntry]
) -> list[Difference]:
    """Return all changes from one version to the next, in the order of the newer one's rows.

    Entries are the same when their printed reference is, else when report and number are, else
    when report and wording are. What is not unique on either side is matched by the next rule.
    """
    pairs, removed = _match(before, after)
    found = [
        Difference(change, old, new)
        for old, new in pairs
        for change in (_changes(old, new) if old else [Change.NEW])
    ]
    return found + [Difference(Change.REMOVED, old, None) for old in removed]


def _match(
    before: Sequence[RegisterEntry], after: Sequence[RegisterEntry]
) -> tuple[list[tuple[RegisterEntry | None, RegisterEntry]], list[RegisterEntry]]:
    left = {entry.id: entry for entry in before}
    partner: dict[str, RegisterEntry] = {}
    for key in (_by_ref, _by_number, _by_wording):
        rest = [entry for entry in after if entry.id not in partner]
        olds = _unique(list(left.values()), key)
        for value, entry in _unique(rest, key).items():
            if value in olds:
                partner[entry.id] = olds[value]
                del left[olds[value].id]
    return [(partner.get(entry.id), entry) for entry in after], list(left.values())


def _unique(entries: Sequence[RegisterEntry], key: object) -> dict[object, RegisterEntry]:
    keyed = [(key(entry), entry) for entry in entries]  # type: ignore[operator]
    counts = Counter(value for value, _ in keyed)
    return {value: entry for value, entry in keyed if value is not None and counts[value] == 1}


def _by_ref(entry: RegisterEntry) -> object:
    return None if entry.ref_made else fold(entry.ref)


def _by_number(entry: RegisterEntry) -> object:
    if entry.number is None:
        return None
    return fold(entry.report), fold(entry.kind), plain_number(entry.number)


def _by_wording(entry: RegisterEntry) -> object:
    return fold(entry.report), fold(entry.text)


def _changes(old: RegisterEntry, new: RegisterEntry) -> list[Change]:
    found = _status_changes(old, new)
    if old.due != new.due and old.due and new.due:
        found.append(Change.LATER if new.due > old.due else Change.EARLIER)
    elif old.due != new.due:
        found.append(Change.LATER if old.due else Change.EARLIER)
    if _holders(old) != _holders(new):
        found.append(Change.REASSIGNED)
    if fold(old.text) != fold(new.text):
        found.append(Change.REWORDED)
    return found


def _status_changes(old: RegisterEntry, new: RegisterEntry) -> list[Change]:
    if old.status is new.status:
        return []
    if old.status.is_open and not new.status.is_open:
        return [Change.CLOSED if new.status is Status.CLOSED else Change.STATUS]
    if new.status.is_open and not old.status.is_open:
        return [Change.REOPENED]
    return [Change.STATUS]


def _holders(entry: RegisterEntry) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(fold(value) for value in values)
        for values in (
            entry.owners,
            entry.delegates,
            (entry.portfolio or "",),
            entry.business_areas,
            entry.boards,
        )
    )
