"""Owners and delegates: names, addresses, and the other ways in which a register writes them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from assistant.domain.register import Person, RegisterEntry
from assistant.language.words import fold, words
from ingest.register.cells import plain_text, split_values
from ingest.register.columns import plain_header
from ingest.register.tables import Row

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_AROUND_EMAIL = re.compile(r"[<(\[]\s*[>)\]]|mailto:", re.IGNORECASE)
_SOFT_SEPARATORS = re.compile(r"\s+and\s+|\s*&\s*|\s*/\s*|\s*,\s*", re.IGNORECASE)
_NAME_HEADERS = frozenset(plain_header(one) for one in ("name", "person", "full name", "owner"))
_EMAIL_HEADERS = frozenset(
    plain_header(one) for one in ("email", "email address", "address", "mail")
)
_ALIAS_HEADERS = frozenset(
    plain_header(one)
    for one in ("alias", "aliases", "also known as", "other names", "known as", "also written")
)
_SHEETS = frozenset(("people", "owners", "aliases", "owner list", "persons", "staff"))
_PEOPLE_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Named:
    """The people that a cell names."""

    names: tuple[str, ...]
    emails: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    """Name and address that belong together."""


@lru_cache(maxsize=1_024)
def read_names(text: str, emails_text: str, separators: tuple[str, ...]) -> Named:
    """Read people from a cell with names and perhaps addresses, and from one with addresses."""
    names, emails, pairs = [], [], []
    for part in split_values(text, separators):
        found = [match.lower() for match in _EMAIL.findall(part)]
        name = _AROUND_EMAIL.sub("", _EMAIL.sub("", part)).strip(" ,;<>")
        if name:
            names.append(name)
        emails += found
        if name and len(found) == 1:
            pairs.append((name, found[0]))
    beside = [match.lower() for match in _EMAIL.findall(emails_text)]
    if beside and len(beside) == len(names) and not emails:
        pairs += zip(names, beside, strict=True)
    return Named(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(emails + beside)), tuple(pairs))


def is_people_sheet(name: str) -> bool:
    """Tell from its name whether a sheet lists people rather than recommendations."""
    return fold(name) in _SHEETS


def read_people(rows: Iterable[Row], separators: tuple[str, ...]) -> list[Person] | None:
    """Read a list of people with name, email and aliases; none where the sheet isn't one."""
    places: dict[str, int] | None = None
    people = []
    for count, row in enumerate(rows):
        if count > _PEOPLE_ROWS:
            break
        if places is None:
            places = _people_header(row)
            continue
        name = _cell(row, places["name"])
        if name:
            aliases = split_values(_cell(row, places.get("aliases")), (*separators, ",", "|"))
            emails = _EMAIL.findall(_cell(row, places.get("email")).lower())
            people.append(Person(name, aliases, tuple(dict.fromkeys(emails)), listed=True))
    return people if places is not None else None


def _people_header(row: Row) -> dict[str, int] | None:
    places: dict[str, int] = {}
    for place, value in enumerate(row.values):
        plain = plain_header(plain_text(value))
        for what, headers in (
            ("name", _NAME_HEADERS),
            ("email", _EMAIL_HEADERS),
            ("aliases", _ALIAS_HEADERS),
        ):
            if plain in headers:
                places.setdefault(what, place)
    return places if "name" in places and len(places) > 1 else None


def _cell(row: Row, place: int | None) -> str:
    if place is None or place >= len(row.values):
        return ""
    return plain_text(row.values[place])


def part_known(values: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    """Part values at "and", "&", "/" and commas where each side is known to stand alone."""
    found: list[str] = []
    for value in values:
        sides = [side for side in _SOFT_SEPARATORS.split(value) if side]
        if len(sides) > 1 and all(fold(side) in known for side in sides):
            found += sides
        else:
            found.append(value)
    return tuple(dict.fromkeys(found))


_PARTED = ("addressees", "business_areas", "boards", "owners", "delegates")


def part_all(entries: list[RegisterEntry]) -> None:
    """Part several values in one cell that only "and" and the like join, in place."""
    for name in _PARTED:
        known = frozenset(fold(v) for entry in entries for v in getattr(entry, name))
        joined = frozenset(one for one in known if _SOFT_SEPARATORS.search(one))
        for place, entry in enumerate(entries):
            values = getattr(entry, name)
            if any(fold(value) in joined for value in values):
                parted = part_known(values, known)
                if parted != values:
                    changed: dict[str, Any] = {name: parted}
                    entries[place] = replace(entry, **changed)


def gather(
    entries: Iterable[RegisterEntry],
    pairs: Iterable[tuple[str, str]],
    listed: Sequence[Person],
) -> tuple[tuple[Person, ...], list[str]]:
    """Return everyone whom the register names, and what is doubtful about them.

    Args:
        entries: entries with their owners and delegates.
        pairs: names and addresses that stand together.
        listed: the register's own list of people, if it has one.
    """
    names: dict[str, str] = {}
    for entry in entries:
        for name in entry.owners + entry.delegates:
            names.setdefault(fold(name), name)
    emails: dict[str, dict[str, None]] = defaultdict(dict)
    for name, email in pairs:
        emails[fold(name)][email] = None
    covered = {fold(alias) for one in listed for alias in (one.name, *one.aliases)}
    people = [_with_emails(person, emails) for person in listed]
    people += [
        Person(name, (), tuple(emails[key])) for key, name in names.items() if key not in covered
    ]
    issues = list(_shared_emails(people))
    if listed:
        issues += [
            f"“{name}” owns entries but is not in the register's list of people."
            for key, name in names.items()
            if key not in covered
        ]
    return tuple(people), issues


def _with_emails(person: Person, emails: dict[str, dict[str, None]]) -> Person:
    found = dict.fromkeys(person.emails)
    for name in (person.name, *person.aliases):
        found |= emails.get(fold(name), {})
    return replace(person, emails=tuple(found))


def _shared_emails(people: Sequence[Person]) -> Iterator[str]:
    holders: dict[str, list[str]] = defaultdict(list)
    for person in people:
        for email in person.emails:
            holders[email].append(person.name)
    for email, names in holders.items():
        if len(names) > 1:
            listed = ", ".join(f"“{name}”" for name in names)
            yield f"The address {email} stands beside {len(names)} names: {listed}."


def likely_same(people: Sequence[Person], titles: frozenset[str]) -> Iterator[str]:
    """Yield a proposal for each two people whose names differ by rank or initial only."""
    by_surname: dict[str, list[tuple[tuple[str, ...], Person]]] = defaultdict(list)
    for person in people:
        parts = tuple(word for word in words(person.name) if word not in titles)
        # Posts ("Head of Crime") have no surname to compare.
        if parts and "of" not in parts:
            by_surname[parts[-1]].append((parts[:-1], person))
    for group in by_surname.values():
        for place, (given, person) in enumerate(group):
            for other_given, other in group[place + 1 :]:
                if _may_be(given, other_given):
                    yield (
                        f"“{person.name}” and “{other.name}” may be one person: their names differ "
                        "by rank or initial only. They are kept apart; list them as aliases in a "
                        "sheet “People” if they are one."
                    )


def _may_be(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return True
    short, long = sorted((one[0], other[0]), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))
