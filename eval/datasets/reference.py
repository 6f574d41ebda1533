"""A short reference for register questions: plain filters over the sample register's source.

It shares no code with the assistant, so that agreeing with it means something. A reference is
conditions joined by ";", all of which must hold; " OR " parts alternatives. README.md lists them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from eval.sample.register import SampleEntry, SampleRegister

STATUS = {
    "awaiting allocation": "not allocated",
    "in progress": "in progress",
    "pending sign-off": "awaiting sign-off",
    "closed": "closed",
    "completed": "closed",
    "superseded": "no further action",
    "not applicable": "not applicable",
    "": "not stated",
}
"""The sample register's status words; any other is "unknown" and open."""
ENDED = {"closed", "no further action", "not applicable"}
_DEADLINE = re.compile(r"^By (\d{1,2}) (\w+) (\d{4})$")
_MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
_SINCE = re.compile(r"^(new|closed|slipped|reassigned|reworded|changed|moved)_since$")


@dataclass(frozen=True)
class Answer:
    """What a reference selects: rows in the sheet's order, and counts by group if asked for."""

    entries: tuple[SampleEntry, ...]
    groups: dict[str, int] | None = None

    @property
    def refs(self) -> list[str]:
        """References in order, one for each row."""
        return sorted(entry.ref for entry in self.entries)


@dataclass(frozen=True)
class View:
    """Whose rows, of which version, on which day."""

    register: SampleRegister
    today: date
    asker: str | None = None
    liaison: bool = True

    def rows(self, version: date) -> list[SampleEntry]:
        """The rows that the asker may see."""
        return [row for row in self.register.entries(version) if self._may_see(row)]

    def _may_see(self, row: SampleEntry) -> bool:
        people = [self.register.person(key).email for key in (*row.owner, *row.delegate)]
        return self.liaison or row.marking == "OFFICIAL" or self.asker in people


def evaluate(reference: str, view: View) -> Answer:
    """Run a reference.

    Raises:
        ValueError: a condition isn't one that README.md lists.
    """
    reference, group = _take(reference, "group")
    reference, shown = _take(reference, "register")
    version = date.fromisoformat(shown) if shown else view.register.versions[-1]
    rows = view.rows(version)
    reference, pick = _take(reference, "pick")
    alternatives = [_conditions(part) for part in reference.split(" OR ")]
    found = [
        row
        for row in rows
        if any(all(_holds(c, row, view, version) for c in some) for some in alternatives)
    ]
    if pick:
        found = _picked(pick, found, view.today)
    counts = dict(Counter(key for row in found for key in _keys(row, group))) if group else None
    return Answer(tuple(found), counts)


def due(row: SampleEntry) -> date | None:
    """The date that now counts: revised target, else force target, else the inspectorate's."""
    return _day(row.revised_target) or _day(row.force_target) or deadline(row)


def deadline(row: SampleEntry) -> date | None:
    """The inspectorate's deadline, where it names a day."""
    match = _DEADLINE.match(row.deadline)
    return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])) if match else None


def status(row: SampleEntry) -> str:
    """The canonical status."""
    return STATUS.get(row.status.lower(), "unknown")


def is_open(row: SampleEntry) -> bool:
    """Whether something may still have to be done."""
    return status(row) not in ENDED


def _take(reference: str, name: str) -> tuple[str, str]:
    match = re.search(rf"(?:^|; ?){name}=([^;]+)", reference)
    if not match:
        return reference, ""
    return (reference[: match.start()] + reference[match.end() :]).strip("; "), match[1].strip()


def _conditions(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _holds(condition: str, row: SampleEntry, view: View, version: date) -> bool:
    if condition.startswith("!"):
        return not _holds(condition[1:], row, view, version)
    name, _, value = condition.partition("=")
    if match := _SINCE.match(name):
        return _changed(match[1], row, view.rows(date.fromisoformat(value)))
    if name in _FLAGS:
        return _FLAGS[name](row, view.today)
    if name in _DATES:
        return _within(_DATES[name](row), value)
    if name in _WORDS:
        wanted = {part.strip().lower() for part in value.split("|")}
        return bool(wanted & {word.lower() for word in _WORDS[name](row)})
    if name in _TEXTS:
        return bool(re.search(value, _TEXTS[name](row), re.IGNORECASE))
    raise ValueError(f"“{condition}” is no condition; README.md lists those there are.")


_FLAGS: dict[str, Callable[[SampleEntry, date], bool]] = {
    "all": lambda _row, _today: True,
    "none": lambda _row, _today: False,
    "open": lambda row, _today: is_open(row),
    "overdue": lambda row, today: is_open(row) and (due(row) or today) < today,
    "immediate": lambda row, _today: "immediate" in row.deadline.lower(),
    "no_owner": lambda row, _today: not row.owner,
    "no_due": lambda row, _today: due(row) is None,
    "no_status": lambda row, _today: not row.status,
    "no_delegate": lambda row, _today: not row.delegate,
    "revised": lambda row, _today: _day(row.revised_target) is not None,
    "joint": lambda row, _today: len(row.owner) > 1,
}
_DATES: dict[str, Callable[[SampleEntry], date | None]] = {
    "due": due,
    "deadline": deadline,
    "published": lambda row: _day(row.published),
    "closed_on": lambda row: _day(row.closed),
    "updated": lambda row: _day(row.updated),
}
_WORDS: dict[str, Callable[[SampleEntry], Iterable[str]]] = {
    "owner": lambda row: row.owner,
    "delegate": lambda row: row.delegate,
    "portfolio": lambda row: (row.portfolio,),
    "area": lambda row: (row.business_area,),
    "report": lambda row: (row.file.rsplit(".", 1)[0],),
    "type": lambda row: (row.type,),
    "number": lambda row: (row.number,),
    "status": lambda row: (status(row),),
    "printed": lambda row: (row.status,),
    "priority": lambda row: (row.priority,),
    "marking": lambda row: (row.marking,),
    "ref": lambda row: (row.ref,),
    "basis": lambda row: (_basis(row),),
}
_TEXTS: dict[str, Callable[[SampleEntry], str]] = {
    "text": lambda row: row.text,
    "notes": lambda row: row.notes,
    "words": lambda row: f"{row.text} {row.notes}",
    "addressee": lambda row: row.addressee,
}


def _basis(row: SampleEntry) -> str:
    if _day(row.revised_target):
        return "revised target"
    if _day(row.force_target):
        return "force target"
    return "inspectorate" if deadline(row) else "none"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


def _within(day: date | None, span: str) -> bool:
    first, dots, last = span.partition("..")
    last = last if dots else first
    return (
        day is not None
        and (not first or day >= date.fromisoformat(first))
        and (not last or day <= date.fromisoformat(last))
    )


def _keys(row: SampleEntry, group: str) -> list[str]:
    return [key or "not stated" for key in _WORDS[group](row)] or ["not stated"]


def _picked(pick: str, rows: list[SampleEntry], today: date) -> list[SampleEntry]:
    days = [day for row in rows if (day := due(row))]
    if pick == "next":
        days = [day for day in days if day >= today]
    wanted = (max if pick == "last" else min)(days, default=None)
    return [row for row in rows if wanted and due(row) == wanted]


def _changed(how: str, row: SampleEntry, before: list[SampleEntry]) -> bool:
    old = next((b for b in before if (b.ref, b.number) == (row.ref, row.number)), None)
    if old is None:
        return how in {"new", "changed"} or (how == "closed" and status(row) == "closed")
    was, now = due(old), due(row)
    facts = {
        "new": False,
        "closed": status(row) == "closed" and status(old) != "closed",
        "slipped": was is not None and now is not None and now > was,
        "reassigned": set(row.owner) != set(old.owner),
        "moved": row.portfolio != old.portfolio,
        "reworded": row.text != old.text,
    }
    facts["changed"] = any(facts.values()) or status(row) != status(old)
    return facts[how]
