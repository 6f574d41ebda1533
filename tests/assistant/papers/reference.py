"""What every figure of a paper must be, counted anew from the entries with plain loops."""

import re
from datetime import date, timedelta
from functools import cached_property

from assistant.domain.register import RegisterEntry, Status

OPEN = {"not allocated", "in progress", "awaiting sign-off", "not stated", "unknown"}


def is_open(entry: RegisterEntry) -> bool:
    return entry.status.value in OPEN


def holds(word: str, entry: RegisterEntry) -> bool:
    """Say whether an entry has the property that one part of a figure's key names."""
    plain = {
        "all": lambda: True,
        "open": lambda: is_open(entry),
        "ended": lambda: not is_open(entry),
        "concerns the force": lambda: entry.status.value != "not applicable",
        "no owner": lambda: len(entry.owners) == 0,
        "no date": lambda: entry.due is None and entry.immediate is False,
        "immediate": lambda: entry.immediate,
        "no portfolio": lambda: entry.portfolio is None,
        "no business area": lambda: len(entry.business_areas) == 0,
    }
    if word in plain:
        return bool(plain[word]())
    if word.startswith("overdue at "):
        day = date.fromisoformat(word.removeprefix("overdue at "))
        return is_open(entry) and entry.due is not None and entry.due < day
    if word.startswith("due "):
        first, _, last = word.removeprefix("due ").partition(" to ")
        return entry.due is not None and first <= entry.due.isoformat() <= last
    for start, values in (
        ("status ", [entry.status.value]),
        ("portfolio ", [entry.portfolio or ""]),
        ("business area ", entry.business_areas),
        ("report ", [entry.report]),
    ):
        if word.startswith(start):
            named = word.removeprefix(start).removeprefix("“").removesuffix("”")
            return named in [value.casefold() for value in values]
    raise AssertionError(f"a figure of {word!r} has no reference")


def expected(key: str, world: "World") -> int:
    """Return what the figure of this key must be."""
    version, _, words = key.partition(": ")
    if version in world.versions:
        entries = world.versions[version]
        # A portfolio may have a semicolon in its name.
        parts = re.split(r"; (?![^“]*”)", words)
        return sum(all(holds(part, e) for part in parts) for e in entries)
    if key in {"rule: days to respond", "rule: section"}:
        return {"rule: days to respond": 56, "rule: section": 55}[key]
    return world.others[key]


class World:
    """A random register now and before, and the day and period of a paper."""

    def __init__(
        self,
        now: list[RegisterEntry],
        before: list[RegisterEntry] | None,
        since: date,
        until: date,
        names: tuple[str, str],
        library: dict[str, tuple[date | None, int]],
    ) -> None:
        self.library = library
        self.now, self.before, self.since, self.until = now, before, since, until
        self.versions = {names[0]: now}
        if before is not None:
            self.versions[names[1]] = before

    @cached_property
    def others(self) -> dict[str, int]:
        """Return the figures that are no query of one version."""
        attention = sum(
            is_open(e)
            and (holds(f"overdue at {self.until.isoformat()}", e) or not e.owners
                 or e.status is Status.UNKNOWN or e.closed_on is not None)
            for e in self.now
        )  # fmt: skip
        annex = {"annex: need attention": attention, "annex: listed": min(attention, 8)}
        return {**self._reports(), **self._doubts(), **self._moves(), **annex}

    def _reports(self) -> dict[str, int]:
        days = {e.report: e.published for e in self.now}
        # A report's own day counts; of one without, the day that the register gives.
        days |= {title: day or days.get(title) for title, (day, _) in self.library.items()}
        held = {e.report for e in self.now}
        inside = [r for r, day in days.items() if day and self.since <= day <= self.until]
        year = date(self.until.year - 1, self.until.month, min(self.until.day, 28))
        if self.until.day > 28:
            year += timedelta(days=self.until.day - 28)
        return {
            "reports published in the period": len(inside),
            "thematic reports published in the period": sum(
                "thematic" in r or r in self.library for r in inside
            ),
            "reports of the timeline": sum(
                bool(d and year < d <= self.until) for d in days.values()
            ),
            "reports of the period without an entry in the register": sum(
                r not in held for r in inside
            ),
            **{
                f"set out in r{place}, {title}: recommendation": number
                for place, (title, (_, number)) in enumerate(self.library.items())
            },
        }

    def _doubts(self) -> dict[str, int]:
        refs: dict[str, list[RegisterEntry]] = {}
        for entry in self.now:
            refs.setdefault(entry.ref.casefold(), []).append(entry)
        again = [e for same in refs.values() if len({one.status for one in same}) > 1 for e in same]
        return {
            "doubtful: open, with a date of closing": sum(
                is_open(e) and e.closed_on is not None for e in self.now
            ),
            "doubtful: closed, without a date of closing": sum(
                e.status is Status.CLOSED and e.closed_on is None for e in self.now
            ),
            "doubtful: closed on a day after the period": sum(
                e.status is Status.CLOSED and e.closed_on is not None and e.closed_on > self.until
                for e in self.now
            ),
            "doubtful: the same reference stands again with another status": len(again),
        }

    def _moves(self) -> dict[str, int]:
        if self.before is None:
            return {}
        # References are unique in these registers, so that they alone tell what is the same.
        old = {e.ref: e for e in self.before}
        new = {e.ref: e for e in self.now}
        both = [(old[ref], new[ref]) for ref in old.keys() & new.keys()]
        gone = [e for ref, e in old.items() if ref not in new]
        come = [e for ref, e in new.items() if ref not in old]

        def held(e: RegisterEntry) -> tuple[object, ...]:
            return (set(e.owners), (e.portfolio or "").casefold(), set(e.business_areas))

        return {
            "moved: new and open": sum(map(is_open, come)),
            "moved: gone": sum(map(is_open, gone)),
            "moved: reopened": sum(not is_open(a) and is_open(b) for a, b in both),
            "moved: no longer open": sum(is_open(a) and not is_open(b) for a, b in both),
            "changed: new": len(come),
            "changed: removed": len(gone),
            "changed: closed": sum(
                is_open(a) and b.status is Status.CLOSED for a, b in both
            ),
            "changed: reopened": sum(not is_open(a) and is_open(b) for a, b in both),
            "changed: changed in status": sum(
                a.status is not b.status
                and not (is_open(a) and b.status is Status.CLOSED)
                and not (not is_open(a) and is_open(b))
                for a, b in both
            ),
            "changed: put back": sum(_later(a.due, b.due) for a, b in both),
            "changed: brought forward": sum(_later(b.due, a.due) for a, b in both),
            "changed: reassigned": sum(held(a) != held(b) for a, b in both),
        }  # fmt: skip


def _later(old: date | None, new: date | None) -> bool:
    """Say whether a date was put back: to a later day, or taken away."""
    return old is not None and (new is None or new > old)
