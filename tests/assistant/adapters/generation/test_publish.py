"""Which generations are kept, in which order, and how the pointer to one is replaced."""

from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.generation import publish, writer
from assistant.domain.errors import NotFound
from tests.assistant.adapters.generation.building import a_reading, build, opened, titles


def test_only_so_many_generations_are_kept_and_a_served_one_is_never_removed(
    tmp_path: Path,
) -> None:
    first = build(tmp_path, a_reading("a", "One."))
    generation = opened(tmp_path)
    names = [build(tmp_path, a_reading("a", f"Text {n}.")) for n in range(3)]
    assert publish.generation_names(tmp_path) == [first, *names[-2:]]
    assert [p.text for p in generation.library.passages_of("a")] == ["One."]
    generation.close()
    names.append(build(tmp_path, a_reading("a", "Last.")))
    assert publish.generation_names(tmp_path) == names[-2:]


def test_rolling_back_brings_the_generation_before_back(tmp_path: Path) -> None:
    first = build(tmp_path, a_reading("a", "One."))
    build(tmp_path, a_reading("b", "Two."))
    assert publish.rollback(tmp_path) == first
    assert titles(tmp_path) == ["a"]
    with pytest.raises(NotFound):
        publish.rollback(tmp_path)


def test_names_are_in_order_though_the_clock_is_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(tmp_path, a_reading("a", "One."))

    class Earlier(writer.datetime):  # type: ignore[name-defined,misc]
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls(2001, 1, 1, tzinfo=tz)

    monkeypatch.setattr(writer, "datetime", Earlier)
    second = build(tmp_path, a_reading("b", "Two."))
    assert publish.generation_names(tmp_path) == [first, second]


def test_the_pointer_is_replaced_whole_and_never_written_over(tmp_path: Path) -> None:
    first = build(tmp_path, a_reading("a", "One."))
    with (tmp_path / "current").open(encoding="utf-8") as reading:
        second = build(tmp_path, a_reading("b", "Two."))
        assert reading.read() == f"{first}\n"
    assert publish.current_name(tmp_path) == second
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
