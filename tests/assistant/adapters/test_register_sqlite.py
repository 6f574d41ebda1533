"""What the register's database finds, refuses and hides."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.adapters.register_sqlite import SqliteRegister
from assistant.adapters.register_sqlite_build import build
from assistant.domain.errors import InvalidUse, NotFound, StoreUnavailable
from assistant.domain.queries import Condition, Field, Op
from assistant.domain.register import Person, RegisterEntry, RegisterVersion, Status
from assistant.domain.sources import Visibility
from tests.assistant.adapters.register_stores import ALL, BASE, TODAY, ask, refs, store


def test_what_is_due_today_is_not_overdue_and_what_was_due_yesterday_is(tmp_path: Path) -> None:
    leap = replace(BASE, ref="leap", due=date(2024, 2, 29))
    register = store(
        tmp_path, leap, replace(BASE, ref="closed", due=date(2020, 1, 1), status=Status.CLOSED)
    )
    overdue = Condition(Field.OVERDUE, Op.TRUE)
    assert ask(register, overdue, today=date(2024, 2, 29)) == []
    assert ask(register, overdue, today=date(2024, 3, 1)) == ["leap"]
    assert ask(register, Condition(Field.OVERDUE, Op.TRUE, (), True), today=date(2024, 3, 1)) == [
        "closed"
    ]


def test_other_than_a_portfolio_holds_where_the_portfolio_is_blank(tmp_path: Path) -> None:
    register = store(
        tmp_path, replace(BASE, ref="none"), replace(BASE, ref="crime", portfolio="Crime")
    )
    assert ask(register, Condition(Field.PORTFOLIO, Op.IS, ("CRIME",), True)) == ["none"]


def test_an_unclear_status_counts_as_open_and_superseded_ones_as_ended_but_not_closed(
    tmp_path: Path,
) -> None:
    register = store(tmp_path, *(replace(BASE, ref=s.value, status=s) for s in Status))
    closed = ask(register, Condition(Field.STATUS, Op.IS, ("closed",)))
    ended = ask(register, Condition(Field.STATUS, Op.IS, ("ended",)))
    opened = ask(register, Condition(Field.STATUS, Op.IS, ("open",)))
    assert closed == ["closed"]
    assert ended == ["closed", "no further action", "not applicable"]
    assert "unknown" in opened
    assert sorted(opened + ended) == sorted(status.value for status in Status)


def test_roman_and_arabic_numbers_are_the_same_and_letters_of_a_list_are_no_numbers(
    tmp_path: Path,
) -> None:
    numbers = ("IV", "4", "04", "Rec 4", "4a", "c", "100", "14", None)
    register = store(tmp_path, *(replace(BASE, ref=str(n), number=n) for n in numbers))
    assert ask(register, Condition(Field.NUMBER, Op.IS, ("Recommendation IV",))) == [
        "IV", "4", "04", "Rec 4",
    ]  # fmt: skip
    assert ask(register, Condition(Field.NUMBER, Op.IS, ("100",))) == ["100"]


def test_an_entry_with_two_areas_counts_in_both_groups(tmp_path: Path) -> None:
    register = store(
        tmp_path,
        replace(BASE, ref="both", business_areas=("Custody", "Digital")),
        replace(BASE, ref="one", business_areas=("custody",)),
        replace(BASE, ref="none"),
    )
    found = register.group([], [Field.BUSINESS_AREA], classes=ALL, email=None, today=TODAY)
    assert [(group.key[0][1], group.count, group.refs) for group in found] == [
        ("Custody", 2, ("both", "one")),
        ("", 1, ("none",)),
        ("Digital", 1, ("both",)),
    ]


def test_text_of_a_question_is_never_sql_or_a_search_language(tmp_path: Path) -> None:
    register = store(tmp_path, BASE)
    for value in (
        "' OR 1=1 --",
        '" OR "',
        "officers OR zebra",
        "off*",
        "NEAR(train officers)",
        "{}",
        "%",
    ):
        for field in (Field.TEXT, Field.OWNER, Field.PORTFOLIO, Field.REF):
            for op in (Op.IS, Op.CONTAINS):
                assert ask(register, Condition(field, op, (value,))) == [], (field, op, value)


def test_an_owner_sees_a_restricted_entry_and_someone_with_a_like_address_does_not(
    tmp_path: Path,
) -> None:
    secret = replace(BASE, visibility=Visibility.RESTRICTED, owner_emails=("zoë@force.example",))
    register = store(tmp_path, secret)
    seen = {
        email: register.count([], classes=(Visibility.PUBLIC,), email=email, today=TODAY)
        for email in ("Zoë@Force.example", "zoe@force.example", "", " ", None)
    }
    assert seen == {"Zoë@Force.example": 1, "zoe@force.example": 0, "": 0, " ": 0, None: 0}


def test_a_row_whose_stored_marking_and_body_disagree_is_not_handed_out(tmp_path: Path) -> None:
    store(tmp_path, replace(BASE, visibility=Visibility.RESTRICTED)).close()
    with sqlite3.connect(tmp_path / "r.db") as database:
        database.execute("UPDATE rows SET visibility = 'public'")
    database.close()
    register = SqliteRegister(tmp_path / "r.db")
    assert register.select([], classes=(Visibility.PUBLIC,), email=None, today=TODAY) == []


def test_versions_are_told_apart_and_the_later_of_one_day_counts(tmp_path: Path) -> None:
    def version(name: str, day: date, *entries: RegisterEntry) -> RegisterVersion:
        people = (Person("Ann Lee", ("A. Lee",), ("ann@force.example",)),)
        return RegisterVersion(name, day, f"{name}.csv", "1" * 64, entries, people, ("An issue.",))

    june, december = date(2024, 6, 1), date(2024, 12, 1)
    build(
        tmp_path / "r.db",
        [
            version("a", june, BASE),
            version("b", december, replace(BASE, ref="B"), replace(BASE, ref="C")),
            version("c", december, replace(BASE, ref="D")),
        ],
    )
    register = SqliteRegister(tmp_path / "r.db")
    kept = register.version(date(2024, 11, 30))
    assert kept == replace(version("a", june), entries=())
    assert register.version(date(2024, 5, 31)) is None
    assert [one.id for one in register.versions()] == ["a", "b", "c"]
    assert ask(register) == ["D"]
    counted = {
        name: register.count([], classes=ALL, email=None, today=TODAY, version_id=name)
        for name in ("a", "b", "c")
    }
    assert counted == {"a": 1, "b": 2, "c": 1}
    wording = Condition(Field.TEXT, Op.CONTAINS, ("officer",))
    found = register.select([wording], classes=ALL, email=None, today=TODAY, version_id="b")
    assert refs(found) == ["B", "C"]
    with pytest.raises(NotFound, match="no version zz"):
        register.select([], classes=ALL, email=None, today=TODAY, version_id="zz")


def test_a_register_never_loaded_has_no_version_and_no_rows(tmp_path: Path) -> None:
    build(tmp_path / "r.db", [])
    register = SqliteRegister(tmp_path / "r.db")
    assert register.version() is None
    assert ask(register) == []
    assert register.count([], classes=ALL, email=None, today=TODAY) == 0
    assert register.group([], [Field.STATUS], classes=ALL, email=None, today=TODAY) == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition(Field.DUE, Op.BEFORE, ("soon",)), "no day"),
        (Condition(Field.DUE, Op.BETWEEN, ("2024-01-01",)), "can't be compared"),
        (Condition(Field.OWNER, Op.BEFORE, ("2024-01-01",)), "can't be compared"),
        (Condition(Field.OVERDUE, Op.IS, ("yes",)), "can't be compared"),
        (Condition(Field.STATUS, Op.IS, ("amber",)), "no status"),
        (Condition(Field.TEXT, Op.BEFORE, ("2024-01-01",)), "can't be compared"),
        (Condition(Field.DUE_BASIS, Op.TRUE), "can't be compared"),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused_and_never_counted_as_none(
    tmp_path: Path, condition: Condition, said: str
) -> None:
    with pytest.raises(InvalidUse, match=said):
        ask(store(tmp_path, BASE), condition)


def test_entries_cannot_be_grouped_by_their_wording(tmp_path: Path) -> None:
    with pytest.raises(InvalidUse, match="grouped"):
        store(tmp_path, BASE).group([], [Field.TEXT], classes=ALL, email=None, today=TODAY)


def test_a_missing_or_damaged_database_is_an_outage_not_an_empty_register(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="can't be read"):
        SqliteRegister(tmp_path / "none.db")
    (tmp_path / "bad.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    with pytest.raises(StoreUnavailable, match="can't be read"):
        SqliteRegister(tmp_path / "bad.db")


def test_a_database_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="can't be written"):
        build(tmp_path / "no" / "r.db", [])


def test_many_threads_ask_one_store_at_once(tmp_path: Path) -> None:
    register = store(tmp_path, *(replace(BASE, ref=f"A-{n}", number=str(n)) for n in range(50)))

    def one(number: int) -> list[str]:
        return ask(register, Condition(Field.NUMBER, Op.IS, (str(number),)))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(50))) == [[f"A-{n}"] for n in range(50)]
