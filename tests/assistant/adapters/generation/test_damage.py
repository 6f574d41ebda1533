"""Whatever is damaged is named, and never answered from."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.adapters.generation import publish, verify
from assistant.adapters.generation.manifest import NAME
from assistant.adapters.generation.opening import open_generation, open_last_good
from assistant.domain.errors import StoreUnavailable
from tests.assistant.adapters.generation.building import PUBLIC, a_reading, build, opened
from tests.index_fakes import BagOfWords


def _grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x")


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _rename(path: Path) -> None:
    path.rename(path.with_name(f"{path.name}-2"))


@pytest.mark.parametrize("harm", [Path.unlink, _grow, _flip, _rename])
def test_every_damaged_file_is_named_and_the_generation_refused(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    good = build(tmp_path, a_reading("a", "One."))
    name = build(tmp_path, a_reading("b", "Two.", "Three."))
    folder = publish.generations_folder(tmp_path) / name
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]
    assert len(files) > 10
    for path in files:
        inside = path.relative_to(folder)
        harm(path)
        found = verify.verify(tmp_path)
        assert found, f"{harm.__name__} of {inside} was not noticed"
        assert any(inside.name in f"{damage.place} {damage.problem}" for damage in found), found
        with pytest.raises(StoreUnavailable):
            opened(tmp_path, full=True)
        last = open_last_good(tmp_path, exact_below=0, encoder=BagOfWords().identity)
        assert last.name == good
        last.close()
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
    assert verify.verify(tmp_path) == []


def test_a_manifest_edited_to_fit_is_refused_too(tmp_path: Path) -> None:
    name = build(tmp_path, a_reading("a", "One."))
    manifest = publish.generations_folder(tmp_path) / name / NAME
    manifest.write_bytes(manifest.read_bytes().replace(b'"passages": 1', b'"passages": 2'))
    with pytest.raises(StoreUnavailable, match="not the one it had"):
        opened(tmp_path)


def test_a_damaged_pointer_is_named_and_rolling_back_mends_it(tmp_path: Path) -> None:
    name = build(tmp_path, a_reading("a", "One."))
    (tmp_path / "current").write_text("elsewhere\n", encoding="utf-8")
    assert [damage.place for damage in verify.verify(tmp_path)] == ["current"]
    with pytest.raises(StoreUnavailable, match="names a generation that isn't there"):
        opened(tmp_path)
    assert publish.rollback(tmp_path) == name
    assert verify.verify(tmp_path) == []


def test_a_passage_altered_in_the_open_library_is_not_handed_out(tmp_path: Path) -> None:
    name = build(tmp_path, a_reading("a", "It was not lawful."))
    library = publish.generations_folder(tmp_path) / name / "library.sqlite"
    with sqlite3.connect(library) as database:
        database.execute("UPDATE passages SET text = 'It was now lawful.'")
    database.close()
    generation = open_generation(tmp_path, name, exact_below=9, encoder=BagOfWords().identity)
    try:
        with pytest.raises(StoreUnavailable, match="not what was stored"):
            generation.library.passages(["a-0"])
        with pytest.raises(StoreUnavailable, match="not what was stored"):
            generation.library.passages_of("a")
    finally:
        generation.close()


def test_without_chroma_a_large_library_is_searched_exactly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name = build(tmp_path, a_reading("a", "One.", "Two."))
    generation = opened(tmp_path, exact_below=0)
    shutil.rmtree(publish.generations_folder(tmp_path) / name / "chroma")
    try:
        query = BagOfWords().encode(["Report a\nTwo."])
        assert generation.dense.nearest(query, 1, PUBLIC)[0].passage_id == "a-1"
    finally:
        generation.close()
    assert "Chroma failed" in caplog.text


def test_nothing_ingested_yet_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="Nothing has been ingested"):
        opened(tmp_path)
