"""A disk that is full before or while a generation is built."""

import shutil
from pathlib import Path

import pytest

from assistant.adapters.generation import writer
from assistant.domain.errors import OutOfSpace, StoreUnavailable
from tests.assistant.adapters.generation.building import a_reading, build, bytes_of, titles


def test_a_full_disk_is_noticed_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, a_reading("a", "One."))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(writer.shutil, "disk_usage", lambda _: usage._replace(free=5 << 20))
    with pytest.raises(OutOfSpace, match="has 5 MB free"):
        build(tmp_path, a_reading("b", "Two."))
    assert titles(tmp_path) == ["a"]


@pytest.mark.parametrize("step", ["vectors", "words", "manifest", "synced"])
def test_a_disk_that_fills_while_building_leaves_the_old_generation(
    tmp_path: Path, step: str
) -> None:
    build(tmp_path, a_reading("a", "One."))
    before = bytes_of(tmp_path / "generations")

    def fill(now: str) -> None:
        if now == step:
            raise OSError(28, "No space left on device")

    with pytest.raises(OutOfSpace, match="No space is left"):
        build(tmp_path, a_reading("b", "Two."), fault=fill)
    assert bytes_of(tmp_path / "generations") == before


def test_an_index_that_fails_on_a_full_disk_without_saying_so_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, a_reading("a", "One."))
    before = bytes_of(tmp_path / "generations")

    def fail(*_: object) -> None:
        usage = shutil.disk_usage(tmp_path)
        monkeypatch.setattr(writer.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
        raise StoreUnavailable("The vector index can't be used (InternalError).")

    monkeypatch.setattr(writer, "write_stored", fail)
    with pytest.raises(OutOfSpace, match="No space is left"):
        build(tmp_path, a_reading("b", "Two."))
    assert bytes_of(tmp_path / "generations") == before
