"""The meaning of register queries, written anew in plain Python, and random registers to try."""

from datetime import date, timedelta
from random import Random

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.domain.register import DueBasis, RegisterEntry, Status
from assistant.domain.sources import Visibility
from assistant.language.words import fold, stems, words

TODAYS = (date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 1), date(2021, 9, 30))
DAYS = (*(day + timedelta(shift) for day in TODAYS for shift in (-1, 0, 1)), None, None)
NUMBERS = {
    None: "", "1": "1", "I": "1", "iv": "4", "4": "4", "04": "4", "Recommendation 4": "4",
    "AFI IV": "4", "XII": "12", "2a": "2a", "2A": "2a", "2.14": "2.14", "c": "c",
}  # fmt: skip
PEOPLE = ("Ann Lee", "ANN  LEE", "Bo Ek", "Zoë Day", "zoe day", "Head of Crime", " ")
EMAILS = ("ann@force.example", "Bo@Force.example", "zoë@force.example", "zoe@force.example")
AREAS = ("Custody", "custody ", "Public Protection Unit (PPU)", "Digital", "")
TEXTS = (
    "Review the custody records of victims", "Recording of stalking", "Train officers", "",
    "The victim’s needs – review", "to be or not", "Publish forces' data by 2024",
)  # fmt: skip
WORDS = (
    "victims",
    "review",
    "stalking records",
    "to be",
    "custody",
    "the",
    "publish 2024",
    "zebra",
)
GROUPABLE = tuple(field for field in Field if field is not Field.TEXT)


def random_register(random: Random) -> tuple[RegisterEntry, ...]:
    """Make up to twelve entries in which everything is often blank, alike or on an edge."""
    return tuple(_entry(random, place) for place in range(random.randrange(13)))


def _some(random: Random, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(random.sample(values, random.choice((0, 0, 1, 1, 2))))


def _entry(random: Random, place: int) -> RegisterEntry:
    pick = random.choice
    return RegisterEntry(
        id=f"R!{place}",
        ref=pick(("HMI-1", "hmi - 1", "HMI-2", f"X {place}")),
        ref_made=pick((True, False)),
        report=pick(("Fraud: time to choose", "FRAUD: TIME TO CHOOSE", "A duty to protect", "")),
        number=pick(tuple(NUMBERS)),
        kind=pick(("recommendation", "area for improvement")),
        text=pick(TEXTS),
        status=pick(tuple(Status)),
        status_text=pick(("Open", "OPEN", "Not closed", "")),
        sheet="R",
        row=place + 2,
        published=pick(DAYS),
        addressees=_some(random, ("Chief constables", "chief  constables", "NPCC")),
        due=pick(DAYS),
        due_basis=pick(tuple(DueBasis)),
        deadline=pick(DAYS),
        immediate=pick((True, False)),
        portfolio=pick(("Crime", "crime", "Crime Reduction", "Security", None, "")),
        business_areas=_some(random, AREAS),
        boards=_some(random, ("VIAWG Board", "Board")),
        owners=_some(random, PEOPLE),
        owner_emails=_some(random, EMAILS),
        delegates=_some(random, PEOPLE),
        delegate_emails=_some(random, EMAILS),
        priority=pick(("High", None)),
        closed_on=pick(DAYS),
        updated=pick(DAYS),
        notes=pick(("", "", "review of custody")),
        visibility=pick(tuple(Visibility)),
    )


def random_where(random: Random) -> tuple[Condition | AnyOf, ...]:
    """Make up to three conditions, some of them alternatives."""
    return tuple(_part(random) for _ in range(random.choice((0, 1, 1, 2, 3))))


def _part(random: Random) -> Condition | AnyOf:
    if random.random() < 0.2:
        return AnyOf(
            tuple(
                tuple(_condition(random) for _ in range(random.randrange(3)))
                for _ in range(random.randrange(3))
            )
        )
    return _condition(random)


def _condition(random: Random) -> Condition:
    field, negated = random.choice(tuple(Field)), random.random() < 0.3
    if field in {Field.OVERDUE, Field.IMMEDIATE}:
        return Condition(field, Op.TRUE, (), negated)
    if random.random() < 0.15:
        return Condition(field, Op.EMPTY, (), negated)
    if field in {Field.DUE, Field.DEADLINE, Field.PUBLISHED, Field.CLOSED_ON, Field.UPDATED}:
        op = random.choice((Op.IS, Op.BEFORE, Op.AFTER, Op.BETWEEN))
        days = [day.isoformat() for day in random.choices(DAYS[:-2], k=2)]
        return Condition(field, op, tuple(days if op is Op.BETWEEN else days[:1]), negated)
    values = tuple(random.choices(_values(field), k=random.choice((1, 1, 2))))
    return Condition(field, random.choice((Op.IS, Op.CONTAINS)), values, negated)


def _values(field: Field) -> tuple[str, ...]:
    statuses = ("open", "closed", "ended", *(status.value for status in Status))
    return {
        Field.REF: ("hmi-1", "HMI - 1", "HMI-9", "hmi"),
        Field.OWNER: (*PEOPLE, *EMAILS, "lee", "crime"),
        Field.DELEGATE: (*PEOPLE, *EMAILS),
        Field.PORTFOLIO: ("CRIME", "security", "other"),
        Field.BUSINESS_AREA: ("custody", "ppu", "Digital", "public protection unit"),
        Field.BOARD: ("board", "VIAWG board"),
        Field.REPORT: ("fraud", "Fraud: Time to Choose", "duty to"),
        Field.NUMBER: ("4", "IV", "Recommendation 1", "2a", "c", "100", "14"),
        Field.KIND: ("recommendation", "improvement"),
        Field.ADDRESSEE: ("chief constables", "npcc", "constables"),
        Field.STATUS: statuses,
        Field.STATUS_TEXT: ("open", "closed", "not closed"),
        Field.PRIORITY: ("high", "low"),
        Field.TEXT: WORDS,
        Field.DUE_BASIS: tuple(basis.value for basis in DueBasis),
    }[field]


def expected(
    entries: tuple[RegisterEntry, ...],
    where: tuple[Condition | AnyOf, ...],
    classes: tuple[Visibility, ...],
    email: str | None,
    today: date,
) -> list[RegisterEntry]:
    """Return what must be found, in order."""
    return [
        entry
        for entry in entries
        if visible(entry, classes, email) and all(_holds(entry, part, today) for part in where)
    ]


def visible(entry: RegisterEntry, classes: tuple[Visibility, ...], email: str | None) -> bool:
    """Tell whether the asker may see an entry."""
    own = [one.lower() for one in entry.owner_emails + entry.delegate_emails]
    return entry.visibility in classes or (email is not None and email.lower() in own)


def _holds(entry: RegisterEntry, part: Condition | AnyOf, today: date) -> bool:
    if isinstance(part, AnyOf):
        return any(all(_holds(entry, one, today) for one in some) for some in part.alternatives)
    return _positive(entry, part, today) != part.negated


def _positive(entry: RegisterEntry, condition: Condition, today: date) -> bool:
    field, op, values = condition.field, condition.op, condition.values
    name = field.value.replace(" ", "_")
    if name in {"due", "deadline", "published", "closed_on", "updated"}:
        return _day(getattr(entry, name), op, values)
    if field in {Field.OVERDUE, Field.IMMEDIATE, Field.TEXT, Field.STATUS, Field.DUE_BASIS}:
        return _special(entry, condition, today)
    filled = [value for value in printed(entry, field, emails=True) if value.strip()]
    if op is Op.EMPTY:
        return not filled
    alike = _same if op is Op.IS else _within
    return any(alike(field, value, wanted) for value in filled for wanted in values)


def _special(entry: RegisterEntry, condition: Condition, today: date) -> bool:
    field, op, values = condition.field, condition.op, condition.values
    if field is Field.OVERDUE:
        return entry.status.is_open and entry.due is not None and entry.due < today
    if field is Field.IMMEDIATE:
        return entry.immediate
    if field is Field.TEXT:
        said = set(stems(entry.text)) | set(stems(entry.notes))
        if op is Op.EMPTY:
            return not (entry.text + entry.notes).strip()
        return any(stems(value) and set(stems(value)) <= said for value in values)
    if field is Field.STATUS:
        return _status(entry, op, values)
    return entry.due_basis in (values if op is not Op.EMPTY else (DueBasis.NONE,))


def _status(entry: RegisterEntry, op: Op, values: tuple[str, ...]) -> bool:
    if op is Op.EMPTY:
        return entry.status is Status.NOT_STATED
    return (
        entry.status in values
        or ("open" in values and entry.status.is_open)
        or ("ended" in values and not entry.status.is_open)
    )


def _day(day: date | None, op: Op, values: tuple[str, ...]) -> bool:
    if day is None or op is Op.EMPTY:
        return day is None and op is Op.EMPTY
    given = [date.fromisoformat(value) for value in values]
    return {
        Op.IS: day == given[0],
        Op.BEFORE: day < given[0],
        Op.AFTER: day > given[0],
        Op.BETWEEN: given[0] <= day <= given[-1],
    }[op]


def _same(field: Field, value: str, wanted: str) -> bool:
    if field is Field.NUMBER:
        return number(value) == number(wanted)
    if field is Field.REF:
        return words(value) == words(wanted)
    if "@" in value:
        return value.lower() == wanted.strip().lower()
    return bool(fold(wanted)) and fold(value) == fold(wanted)


def _within(field: Field, value: str, wanted: str) -> bool:
    if field is Field.NUMBER:
        return number(value) == number(wanted)
    some, whole = words(wanted), words(value)
    places = range(len(whole) - len(some) + 1)
    return bool(some) and any(whole[place : place + len(some)] == some for place in places)


def number(value: str) -> str:
    """Return what a number of these tests counts as."""
    return {"IV": "4", "Recommendation 1": "1", "100": "100", "14": "14"}.get(value) or NUMBERS[
        value
    ]


def printed(entry: RegisterEntry, field: Field, *, emails: bool = False) -> tuple[str, ...]:
    """Return an entry's values of a field as text."""
    if field in {Field.OWNER, Field.DELEGATE}:
        name = field.value
        names: tuple[str, ...] = getattr(entry, f"{name}s")
        return names + (getattr(entry, f"{name}_emails") if emails else ())
    several = {
        Field.BUSINESS_AREA: entry.business_areas,
        Field.BOARD: entry.boards,
        Field.ADDRESSEE: entry.addressees,
    }
    if field in several:
        return several[field]
    single = {
        Field.REF: entry.ref, Field.PORTFOLIO: entry.portfolio, Field.REPORT: entry.report,
        Field.NUMBER: entry.number, Field.KIND: entry.kind, Field.STATUS: entry.status.value,
        Field.STATUS_TEXT: entry.status_text, Field.PRIORITY: entry.priority,
        Field.DUE_BASIS: entry.due_basis.value, Field.DUE: entry.due,
        Field.DEADLINE: entry.deadline, Field.PUBLISHED: entry.published,
        Field.CLOSED_ON: entry.closed_on, Field.UPDATED: entry.updated,
    }[field]  # fmt: skip
    return (str(single or ""),)
