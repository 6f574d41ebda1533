"""The register's database against an independent reading of what queries mean."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from random import Random

import pytest

from assistant.domain.queries import Field
from assistant.domain.register import RegisterEntry
from assistant.language.words import fold, words
from tests.assistant.adapters import register_reference as reference
from tests.assistant.adapters.register_stores import ALL, store


@pytest.mark.parametrize("block", range(10))
def test_random_queries_on_random_registers_find_what_the_reference_finds(
    tmp_path: Path, block: int
) -> None:
    for seed in range(block * 100, block * 100 + 100):
        random = Random(seed)
        entries = reference.random_register(random)
        register = store(tmp_path, *entries, name=f"{seed}.db")
        for _ in range(4):
            where = reference.random_where(random)
            classes = tuple(random.sample(ALL, random.randrange(4)))
            email = random.choice((None, "", *reference.EMAILS, "ZOE@force.example"))
            today = random.choice(reference.TODAYS)
            wanted = reference.expected(entries, where, classes, email, today)
            case = (seed, where, classes, email, today)
            asked = {"classes": classes, "email": email, "today": today}
            assert register.select(where, **asked) == wanted, case
            assert register.count(where, **asked) == len(wanted), case
            fields = tuple(random.sample(reference.GROUPABLE, random.randrange(3)))
            assert grouped(register.group(where, fields, **asked)) == groups(
                wanted, fields, today
            ), (case, fields)
        register.close()


def grouped(found: list) -> dict:  # type: ignore[type-arg]
    counted = {
        tuple(canonical(Field(field), value) for field, value in group.key): group.refs
        for group in found
    }
    assert len(counted) == len(found)
    assert [group.count for group in found] == [len(group.refs) for group in found]
    assert [g.count for g in found] == sorted((g.count for g in found), reverse=True)
    return counted


def groups(wanted: list[RegisterEntry], fields: tuple[Field, ...], today: date) -> dict:  # type: ignore[type-arg]
    counted = defaultdict(list)
    for entry in wanted:
        keys: list[tuple[str, ...]] = [()]
        for field in fields:
            values = {canonical(field, value) for value in shown(entry, field, today)} or {""}
            if len(values) > 1:
                values.discard("")
            keys = [(*key, value) for key in keys for value in values]
        for key in keys:
            counted[key].append(entry.ref)
    return {key: tuple(found) for key, found in counted.items()}


def shown(entry: RegisterEntry, field: Field, today: date) -> tuple[str, ...]:
    if field is Field.OVERDUE:
        late = entry.status.is_open and entry.due is not None and entry.due < today
        return ("yes" if late else "no",)
    if field is Field.IMMEDIATE:
        return ("yes" if entry.immediate else "no",)
    found: tuple[str, ...] = reference.printed(entry, field)
    return found


def canonical(field: Field, value: str) -> str:
    if field is Field.NUMBER:
        return str(reference.number(value)) if value else ""
    if field is Field.REF:
        return " ".join(words(value))
    return fold(value)
