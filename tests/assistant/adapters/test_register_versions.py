"""The register's history is kept whole, found out when damaged, and never overwritten by less."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.adapters.register_versions import RegisterVersions
from assistant.domain.errors import InvalidInput, NotFound, StoreUnavailable
from assistant.domain.register import Person, RegisterEntry, RegisterVersion, Status


def entry(number: int, text: str = "") -> RegisterEntry:
    return RegisterEntry(
        id=f"R!{number}", ref=f"A-{number}", ref_made=False, report="Fraud", number=str(number),
        kind="recommendation", text=text or f"Wording {number}", status=Status.IN_PROGRESS,
        status_text="Ongoing", sheet="R", row=number,
    )  # fmt: skip


def version(name: str, day: date, *entries: RegisterEntry) -> RegisterVersion:
    people = (Person("Ann Lee", ("A. Lee",), ("ann@force.example",)),)
    return RegisterVersion(name, day, f"{name}.csv", "d" * 64, entries, people, ("An issue.",))


JUNE, DECEMBER = date(2024, 6, 1), date(2024, 12, 1)
TEN = tuple(entry(number) for number in range(10))


def test_a_kept_version_comes_back_whole_with_its_file(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path / "register")
    assert store.versions() == []
    first = version("a", JUNE, *TEN)
    assert store.keep(first, b"the bytes")
    again = RegisterVersions(tmp_path / "register")
    assert again.get("a") == first
    assert again.original("a") == b"the bytes"
    assert again.versions() == [replace(first, entries=())]
    assert again.verify() == []


def test_the_same_load_again_is_no_new_version(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    assert store.keep(version("a", JUNE, *TEN), b"x")
    assert not store.keep(version("a", JUNE, *TEN), b"x")
    assert len(store.versions()) == 1


def test_the_same_bytes_read_differently_are_kept_beside_the_first_reading(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"x")
    better = tuple(replace(one, report="Fraud: time to choose") for one in TEN)
    assert store.keep(version("a", JUNE, *better), b"x")
    assert not store.keep(version("a", JUNE, *better), b"x")
    assert [one.id for one in store.versions()] == ["a", "a-r2"]
    assert store.get("a").entries == TEN
    assert store.get("a-r2").entries == better


def test_versions_come_by_day_whatever_the_order_of_loading(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("late", DECEMBER, *TEN), b"1")
    store.keep(version("early", JUNE, entry(1)), b"2")
    store.keep(version("later that day", DECEMBER, *TEN, entry(11)), b"3")
    assert [one.id for one in store.versions()] == ["early", "late", "later that day"]
    assert [len(one.entries) for one in store.all()] == [1, 10, 11]


def test_a_register_that_lost_over_a_fifth_of_its_rows_is_refused_by_name_and_number(
    tmp_path: Path,
) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"1")
    with pytest.raises(InvalidInput, match=r"7 entries.* 3 of the 10 entries.*--accept-drop"):
        store.keep(version("b", DECEMBER, *TEN[:7]), b"2")
    assert len(store.versions()) == 1
    assert store.keep(version("b", DECEMBER, *TEN[:7]), b"2", accept_drop=True)


def test_a_fifth_less_is_accepted(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"1")
    assert store.keep(version("b", DECEMBER, *TEN[:8]), b"2")


def test_a_register_of_another_force_with_as_many_rows_is_refused(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"1")
    others = tuple(entry(number + 100) for number in range(10))
    with pytest.raises(InvalidInput, match="10 of the 10"):
        store.keep(version("b", DECEMBER, *others), b"2")


def test_rows_renumbered_but_worded_as_before_have_not_vanished(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"1")
    renumbered = tuple(replace(one, ref=f"NEW/{one.number}") for one in TEN)
    assert store.keep(version("b", DECEMBER, *renumbered), b"2")


def test_an_earlier_register_may_be_loaded_later_however_small(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", DECEMBER, *TEN), b"1")
    assert store.keep(version("b", JUNE, entry(1)), b"2")


def test_a_register_without_entries_is_never_kept(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    with pytest.raises(InvalidInput, match="no entries"):
        store.keep(version("a", JUNE), b"1")
    assert store.versions() == []


def test_every_flipped_bit_is_found(tmp_path: Path) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"some bytes of a file")
    for part in ("original", "entries.jsonl", "version.json", "digests.json"):
        path = tmp_path / "a" / part
        whole = path.read_bytes()
        for place in range(0, len(whole), max(1, len(whole) // 25)):
            path.write_bytes(whole[:place] + bytes((whole[place] ^ 4,)) + whole[place + 1 :])
            found = store.verify()
            assert len(found) == 1, (part, place)
            assert "version a is damaged" in found[0]
        path.write_bytes(whole)
    assert store.verify() == []


@pytest.mark.parametrize("part", ["original", "entries.jsonl", "version.json", "digests.json"])
def test_a_missing_part_is_damage_not_an_empty_register(tmp_path: Path, part: str) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"x")
    (tmp_path / "a" / part).unlink()
    assert len(store.verify()) == 1
    with pytest.raises(StoreUnavailable, match="damaged"):
        store.original("a") if part == "original" else store.get("a")


def test_what_a_killed_load_left_is_no_version_and_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / ".unfinished-a"
    left.mkdir()
    (left / "original").write_bytes(b"half")
    store = RegisterVersions(tmp_path)
    assert store.versions() == []
    assert store.verify() == []
    assert store.keep(version("a", JUNE, *TEN), b"x")
    assert not left.exists()


@pytest.mark.parametrize("name", ["zz", "../a", ".", "a/../a"])
def test_a_version_that_is_not_kept_is_not_found(tmp_path: Path, name: str) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"x")
    with pytest.raises(NotFound):
        store.get(name)


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "register").write_text("a file in the way", encoding="utf-8")
    store = RegisterVersions(tmp_path / "register" / "versions")
    with pytest.raises(StoreUnavailable, match="can't be written"):
        store.keep(version("a", JUNE, *TEN), b"x")


def test_a_load_cut_short_at_any_write_leaves_the_old_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = RegisterVersions(tmp_path)
    store.keep(version("a", JUNE, *TEN), b"x")
    real = os.fsync
    for step in range(6):
        left = [step]

        def failing(handle: int, left: list[int] = left) -> None:
            if left[0] == 0:
                raise OSError(28, "No space left on device")
            left[0] -= 1
            real(handle)

        monkeypatch.setattr(os, "fsync", failing)
        with pytest.raises(StoreUnavailable, match="No space left"):
            store.keep(version(f"b{step}", DECEMBER, *TEN), b"y")
        monkeypatch.setattr(os, "fsync", real)
        assert store.verify() == []
        assert store.get("a").entries == TEN
