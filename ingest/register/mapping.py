"""Which field each header means, by a profile and, where that leaves a doubt, by the values."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from assistant.language.words import words
from ingest.register.bearing import Bearing, is_filled
from ingest.register.columns import Column, plain_header
from ingest.register.header_words import bare, other_meanings
from ingest.register.profile import Profile
from ingest.register.tables import Value

_ALIKE = 90
"""Per cent of a header's letters from which a misspelling is taken for it, and said so."""
_WORD_ALIKE = 82
"""The same of each word on its own."""
_SHORTEST_MISSPELT = 5
_BODYS_DEADLINE = re.compile(r"[A-Z]{3,}(?:'s|’s)? (?:[Dd]eadline|[Dd]ue date)")
"""The deadline of a body that is named by its initials."""
_LEADS = frozenset(("lead", "leads", "owner", "owners"))
_REMARKS = frozenset(
    words("notes comments comment commentary narrative remarks update updates rationale")
)
_OTHERS = frozenset(
    words(
        "inspection inspectorate inspector hmicfrs hmic report review data system risk document "
        "process policy product former previous old budget deputy supporting next"
    )
)
"""Whose lead, owner or comment isn't the entry's or the force's."""
_KEYS = frozenset((Column.REF, Column.NUMBER))
_TRACKED = frozenset(
    (Column.OWNER, Column.STATUS, Column.DEADLINE, Column.FORCE_TARGET, Column.REVISED_TARGET)
)
"""Where the wording has no column, a register names what an entry is and what becomes of it."""


@dataclass(frozen=True, slots=True)
class HeaderMap:
    """Which columns, from 0, fill which field."""

    columns: dict[int, Column] = field(default_factory=dict)
    guesses: tuple[str, ...] = ()
    """Headers taken for another, or that can't be told, as sentences."""

    @property
    def usable(self) -> bool:
        """Tell whether this can be a register's header."""
        fields = set(self.columns.values())
        if Column.TEXT in fields:
            return len(fields) > 1
        return bool(_KEYS & fields and _TRACKED & fields)


def map_headers(
    names: Sequence[str], profile: Profile, values: Sequence[Sequence[Value]] = ()
) -> HeaderMap:
    """Return which columns fill which field, best headers first, each field once.

    Args:
        names: headers in order; blank ones are no field.
        profile: what headers mean.
        values: of each column some cells, from which is told what a header alone doesn't say.
    """
    mapping = _Mapping(names, profile, values)
    mapping.by_name()
    mapping.by_likeness()
    mapping.by_values()
    mapping.otherwise()
    mapping.by_last_word()
    mapping.unsaid()
    return HeaderMap(dict(sorted(mapping.found.items())), tuple(mapping.guesses))


def meanings(profile: Profile, part: str = "names") -> dict[str, Column]:
    """Return the field that each header of the profile means."""
    return {
        plain_header(name): column
        for column, headers in profile.columns.items()
        for name in getattr(headers, part)
    }


class _Mapping:
    """Gives fields to headers, the most certain first."""

    def __init__(
        self, names: Sequence[str], profile: Profile, values: Sequence[Sequence[Value]]
    ) -> None:
        self.found: dict[int, Column] = {}
        self.guesses: list[str] = []
        self._names = names
        self._plain = [plain_header(name) for name in names]
        self._profile = profile
        self._values = values
        self._bearing = Bearing(profile)
        self._strong = meanings(profile)

    def by_name(self) -> None:
        for place, plain in enumerate(self._plain):
            if plain in self._strong:
                self.found[place] = self._strong[plain]

    def by_likeness(self) -> None:
        known = meanings(self._profile, "otherwise") | meanings(self._profile, "fitting")
        for place, name in enumerate(self._names):
            if place in self.found:
                continue
            if _BODYS_DEADLINE.fullmatch(name.strip()):
                if self._is_free(Column.DEADLINE):
                    self.found[place] = Column.DEADLINE
                    self._say(name, "an inspectorate's deadline")
            elif self._plain[place] not in known:
                self._in_other_words(place)
                self._misspelt(place)

    def _in_other_words(self, place: int) -> None:
        """Leave out words that say how, of what or when: "Priority (H/M/L)", "Rec status"."""
        for column in other_meanings(self._names[place], self._strong):
            if self._is_free(column):
                self.found[place] = column
                return
        self._plain[place] = bare(self._names[place])

    def _misspelt(self, place: int) -> None:
        alike = None if place in self.found else _misspelt(self._plain[place], self._strong)
        if alike and self._is_free(self._strong[alike]):
            self._take(place, self._strong[alike])

    def by_values(self) -> None:
        """Take a header for the one field that may be meant, is free and that its values fit."""
        claims: dict[Column, list[int]] = defaultdict(list)
        for place in filter(self._is_filled, range(len(self._names))):
            held = [column for column in self._may_mean(place) if self._allows(column, place)]
            if len(held) == 1:
                claims[held[0]].append(place)
            elif held and place not in self.found:
                either = " or ".join(f"“{column.value}”" for column in held)
                self.guesses.append(
                    f"The header “{self._names[place]}” can mean {either}, so it fills no field; "
                    "say in a profile which is meant."
                )
        for column, places in claims.items():
            if len(places) == 1 or column is Column.NOTES:
                for place in places:
                    self._claim(place, column)
                continue
            named = " and ".join(f"“{self._names[place]}”" for place in places)
            self.guesses.append(
                f"The headers {named} can both mean “{column.value}”, so neither fills it; "
                "say in a profile which is meant."
            )

    def _may_mean(self, place: int) -> list[Column]:
        """Return the fields that are free of those that a header may mean by its values."""
        return [
            column
            for column, headers in self._profile.columns.items()
            if self._plain[place] in map(plain_header, headers.fitting) and self._is_free(column)
        ]

    def _claim(self, place: int, column: Column) -> None:
        other = self._strong | meanings(self._profile, "otherwise")
        doubtful = self._plain[place] in other or len(self._may_mean(place)) > 1
        self.found[place] = column
        if doubtful:
            self.guesses.append(
                f"The header “{self._names[place]}” was taken for “{column.value}” by what stands "
                "below it."
            )

    def otherwise(self) -> None:
        for column, headers in self._profile.columns.items():
            if not self._is_free(column):
                continue
            plain = [plain_header(name) for name in headers.otherwise]
            fitting = [
                (plain.index(name), place)
                for place, name in enumerate(self._plain)
                if place not in self.found
                and name in plain
                and self._allows(column, place, lenient=True)
            ]
            if fitting:
                self.found[min(fitting)[1]] = column

    def by_last_word(self) -> None:
        """Take the only lead, or owner, of whatever kind, for the owner; comments for notes."""
        leads = [place for place in self._left() if _ends(self._names[place], _LEADS)]
        if len(leads) == 1 and self._is_free(Column.OWNER):
            self._take(leads[0], Column.OWNER)
        for place in self._left():
            if _ends(self._names[place], _REMARKS) and self._allows(Column.NOTES, place):
                self._take(place, Column.NOTES)

    def _left(self) -> list[int]:
        return [place for place in range(len(self._names)) if place not in self.found]

    def _take(self, place: int, column: Column) -> None:
        self.found[place] = column
        self._say(self._names[place], f"“{column.value}”")

    def unsaid(self) -> None:
        """Take a header above blank cells for the first field that it may mean."""
        elsewhere = meanings(self._profile, "otherwise")
        for place, plain in enumerate(self._plain):
            if place not in self.found and plain not in elsewhere and not self._is_filled(place):
                for column in self._may_mean(place)[:1]:
                    self.found[place] = column

    def _is_free(self, column: Column) -> bool:
        return column is Column.NOTES or column not in self.found.values()

    def _allows(self, column: Column, place: int, *, lenient: bool = False) -> bool:
        values = self._values[place] if place < len(self._values) else ()
        return self._bearing.allows(column, values, lenient=lenient)

    def _is_filled(self, place: int) -> bool:
        return place < len(self._values) and any(map(is_filled, self._values[place]))

    def _say(self, name: str, what: str) -> None:
        self.guesses.append(f"The header “{name}” was taken for {what}.")


def _ends(header: str, last: frozenset[str]) -> bool:
    said = words(header)
    return bool(said) and said[-1] in last and _OTHERS.isdisjoint(said)


def _misspelt(plain: str, known: dict[str, Column]) -> str | None:
    if len(plain) < _SHORTEST_MISSPELT:
        return None
    # A word more or less is another header ("recommendation id"), not a misspelling.
    choices = [name for name in known if name.count(" ") == plain.count(" ")]
    found = process.extractOne(plain, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    # "Review deadline" is as a whole much like "revised deadline", but its first word isn't.
    if found is None or not all(map(_same_word, plain.split(), found[0].split())):
        return None
    return found[0]


def _same_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    # "Reported" is another word than "report".
    inflected = longer.startswith(shorter) and len(longer) - len(shorter) > 1
    return not inflected and fuzz.ratio(one, other) >= _WORD_ALIKE
