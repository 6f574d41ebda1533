import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.adapters.identity.credentials import Credentials
from assistant.adapters.state.database import open_database
from assistant.adapters.state.keys import SqlKeys
from assistant.domain.errors import InvalidUse, NotFound, NotIdentified
from assistant.domain.people import Role


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 10, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(tmp_path: Path, clock: Clock) -> SqlKeys:
    return SqlKeys(open_database(None, tmp_path), clock)


def test_a_key_proves_whom_it_stands_for_with_one_role(keys: SqlKeys) -> None:
    _, secret = keys.create("Una's laptop", Role.COMMITTEE, 30, "Una.Reed@x.example ")

    asker = Credentials(keys, None).asker(secret, "http")

    assert (asker.email, asker.roles) == ("una.reed@x.example", {Role.COMMITTEE})


def test_programs_without_an_address_are_told_apart(keys: SqlKeys) -> None:
    first, second = (keys.create("Dashboard", Role.OFFICER, 30, None)[1] for _ in range(2))
    proof = Credentials(keys, None)

    assert proof.asker(first, "http").name != proof.asker(second, "http").name
    assert proof.asker(first, "http").email is None


def test_the_store_holds_nothing_that_opens_anything(keys: SqlKeys, tmp_path: Path) -> None:
    key, secret = keys.create("Una", Role.OFFICER, 30, None)
    random_part = secret.rpartition("_")[2]

    dump = "\n".join(sqlite3.connect(tmp_path / "state.sqlite").iterdump())

    assert len(random_part) * 4 == 256
    assert key.prefix in dump
    assert random_part not in dump
    assert secret not in repr(keys.all())


def test_a_revoked_key_opens_nothing_from_then_on(keys: SqlKeys) -> None:
    key, secret = keys.create("Una", Role.OFFICER, 30, None)
    _, other = keys.create("Joss", Role.OFFICER, 30, None)
    assert keys.find(secret)

    keys.revoke(key.prefix)

    assert keys.find(secret) is None
    assert keys.find(other)
    with pytest.raises(NotFound):
        keys.revoke(key.prefix)


def test_a_key_expires(keys: SqlKeys, clock: Clock) -> None:
    _, secret = keys.create("Una", Role.OFFICER, 30, None)

    clock.now += timedelta(days=30) - timedelta(seconds=1)
    assert keys.find(secret)
    clock.now += timedelta(seconds=1)
    assert keys.find(secret) is None


def test_whatever_is_not_the_whole_key_is_refused(keys: SqlKeys) -> None:
    key, secret = keys.create("Una", Role.OFFICER, 30, None)
    last = "0" if secret[-1] != "0" else "1"
    wrong = [
        secret[:-1],
        secret + "0",
        secret[:-1] + last,
        secret.upper(),
        secret + "\n",
        " " + secret,
        f"liaison_{key.prefix}_",
        f"liaison_{'0' * 8}_{secret[-64:]}",
        key.prefix,
        "",
        "x" * 1_000_000,
        "' OR '1'='1",
    ]

    for credential in wrong:
        with pytest.raises(NotIdentified):
            Credentials(keys, None).asker(credential, "http")


def test_keys_list_shows_every_key_oldest_first(keys: SqlKeys, clock: Clock) -> None:
    for label in ("one", "two", "three"):
        keys.create(f" {label}\n", Role.LIAISON, 30, None)
        clock.now += timedelta(days=1)

    assert [key.label for key in keys.all()] == ["one", "two", "three"]


@pytest.mark.parametrize("label", ["", " \n", "x" * 101])
def test_a_key_says_what_it_is_for(keys: SqlKeys, label: str) -> None:
    with pytest.raises(InvalidUse):
        keys.create(label, Role.OFFICER, 30, None)
