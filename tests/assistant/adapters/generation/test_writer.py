"""Building, publishing and opening a generation."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.adapters.generation import publish, verify, writer
from assistant.adapters.generation.manifest import NAME
from assistant.adapters.generation.opening import (
    OpenGeneration,
    open_current,
    open_generation,
    open_last_good,
)
from assistant.adapters.generation.writer import GenerationWriter
from assistant.domain.catalogue import Reading, SourceFile
from assistant.domain.documents import Block, BlockKind, Page, Part, WordBox
from assistant.domain.errors import Busy, ModelUnavailable, NotFound, OutOfSpace, StoreUnavailable
from assistant.domain.sources import Visibility
from tests.builders import a_finding, a_passage, a_report
from tests.index_fakes import BagOfWords

PUBLIC = [Visibility.PUBLIC]
EVERYTHING = list(Visibility)


def a_file(name: str, **changes: Any) -> SourceFile:
    file = SourceFile(
        path=f"/reports/{name}".encode(),
        name=name,
        size=1,
        mtime_ns=1,
        ctime_ns=1,
        inode=1,
        device=1,
        seen_ns=2,
        digest="0" * 64,
        report_id=name,
    )
    return replace(file, **changes)


def a_reading(name: str, *texts: str, visibility: Visibility = Visibility.PUBLIC) -> Reading:
    passages = tuple(
        a_passage(text, id=f"{name}-{place}", report_id=name, ordinal=place, visibility=visibility)
        for place, text in enumerate(texts)
    )
    page = Page(1, "i", "\n".join(texts), 595.0, 842.0, (WordBox(0, 3, 1.5, 2.5, 3.5, 4.5),))
    block = Block(BlockKind.TABLE, "a | b", (Part(0, 5, 1, 0, 5),), ("H",), "1.", 1, (("a", "b"),))
    return Reading(
        report=a_report(id=name, title=f"Report {name}", visibility=visibility),
        pages=(page,),
        blocks=(block,),
        passages=passages,
        contexts=tuple(f"Report {name}\n" for _ in texts),
        findings=(a_finding("Do better.", id=f"{name}-f", report_id=name),),
    )


def build(
    home: Path,
    *readings: Reading,
    encoder: BagOfWords | None = None,
    keep: tuple[str, ...] = (),
    **options: Any,
) -> str:
    made = encoder or BagOfWords()
    with GenerationWriter(home, lambda: made, **options) as writing:
        for name in keep:
            writing.keep(a_file(name))
        for reading in readings:
            writing.add(a_file(reading.report.id), reading)
        return writing.publish()[0]


def opened(home: Path, **options: Any) -> OpenGeneration:
    defaults: dict[str, Any] = {"exact_below": 20_000, "encoder": BagOfWords().identity}
    return open_current(home, **defaults | options)


def titles(home: Path) -> list[str]:
    generation = opened(home)
    try:
        return [report.id for report in generation.library.reports(EVERYTHING)]
    finally:
        generation.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_was_added_is_read_back_equal(tmp_path: Path) -> None:
    reading = a_reading("a", "Bicycles were lost in the canal.", "Keys were found.")
    name = build(tmp_path, reading)
    generation = opened(tmp_path, full=True)
    try:
        library = generation.library
        assert generation.name == name == library.generation
        assert library.report("a") == reading.report
        assert tuple(library.passages_of("a")) == reading.passages
        assert tuple(library.blocks("a")) == reading.blocks
        assert library.page("a", 1) == reading.pages[0]
        assert library.page("a", 2) is None
        assert tuple(library.findings()) == reading.findings
        assert library.passages(["a-1", "unknown", "a-0"]) == list(reading.passages[::-1])
    finally:
        generation.close()


def test_every_index_finds_a_passage_and_none_shows_another_class(tmp_path: Path) -> None:
    build(
        tmp_path,
        a_reading("a", "Bicycles were lost in the canal."),
        a_reading("b", "Bicycles were hidden.", visibility=Visibility.RESTRICTED),
    )
    query = BagOfWords().encode(["bicycles were hidden."])
    for exact_below in (20_000, 0):
        generation = opened(tmp_path, exact_below=exact_below)
        try:
            assert [hit.passage_id for hit in generation.dense.nearest(query, 5, PUBLIC)] == ["a-0"]
            both = generation.dense.nearest(query, 5, EVERYTHING)
            assert [hit.passage_id for hit in both] == ["b-0", "a-0"]
            assert [hit.passage_id for hit in generation.words.match("hidden", 5, PUBLIC)] == []
            found = generation.words.match("bicycle", 5, EVERYTHING)
            assert {hit.passage_id for hit in found} == {"a-0", "b-0"}
        finally:
            generation.close()
    assert list((tmp_path / "serving").iterdir()) == []


def test_a_kept_report_is_neither_read_nor_encoded_again(tmp_path: Path) -> None:
    build(tmp_path, a_reading("a", "One.", "Two."))
    encoder = BagOfWords()
    build(tmp_path, a_reading("b", "Three."), encoder=encoder, keep=("a",))
    assert encoder.encoded == ["Report b\nThree."]
    generation = opened(tmp_path)
    try:
        assert generation.library.counts()["passages"] == 3
        assert [p.text for p in generation.library.passages_of("a")] == ["One.", "Two."]
        one = BagOfWords().encode(["Report a\nOne."])
        assert generation.dense.nearest(one, 1, PUBLIC)[0].passage_id == "a-0"
    finally:
        generation.close()


def test_a_changed_report_keeps_the_vectors_of_its_unchanged_passages(tmp_path: Path) -> None:
    build(tmp_path, a_reading("a", "One.", "Two."))
    encoder = BagOfWords()
    build(tmp_path, a_reading("a", "New.", "One.", "Two."), encoder=encoder)
    assert encoder.encoded == ["Report a\nNew."]


def test_another_encoder_makes_every_vector_again(tmp_path: Path) -> None:
    build(tmp_path, a_reading("a", "One.", "Two."))
    encoder = BagOfWords("bag-of-words/2")
    build(tmp_path, encoder=encoder, keep=("a",))
    assert encoder.encoded == ["Report a\nOne.", "Report a\nTwo."]
    with pytest.raises(StoreUnavailable, match=r"built with .* bag-of-words/2"):
        opened(tmp_path)


def test_what_is_neither_kept_nor_added_is_gone_to_the_last_byte(tmp_path: Path) -> None:
    build(tmp_path, a_reading("a", "Unobtainium was found."), a_reading("b", "Two."))
    name = build(tmp_path, keep=("b",), encoder=BagOfWords(), **{})
    folder = publish.generations_folder(tmp_path) / name
    assert titles(tmp_path) == ["b"]
    assert not [path for path, data in bytes_of(folder).items() if b"nobtaini" in data]


def test_an_empty_library_can_be_published_and_opened(tmp_path: Path) -> None:
    build(tmp_path)
    generation = opened(tmp_path, exact_below=0)
    try:
        assert generation.library.reports(EVERYTHING) == []
        assert generation.dense.nearest(BagOfWords().encode(["x"]), 5, EVERYTHING) == []
        assert generation.words.match("anything", 5, EVERYTHING) == []
        assert generation.register.versions() == []
    finally:
        generation.close()
    assert verify.verify(tmp_path) == []


def test_opening_and_searching_change_nothing_in_a_generation(tmp_path: Path) -> None:
    name = build(tmp_path, a_reading("a", "One.", "Two."))
    folder = publish.generations_folder(tmp_path) / name
    before = bytes_of(folder)
    for exact_below in (0, 20_000):
        generation = opened(tmp_path, exact_below=exact_below)
        generation.dense.nearest(BagOfWords().encode(["two."]), 5, PUBLIC)
        generation.words.match("two", 5, PUBLIC)
        generation.library.findings()
        generation.close()
    assert bytes_of(folder) == before
    assert verify.verify(tmp_path) == []


def test_a_second_writer_is_told_which_process_is_first(tmp_path: Path) -> None:
    second = GenerationWriter(tmp_path, BagOfWords)
    with GenerationWriter(tmp_path, BagOfWords), pytest.raises(Busy) as busy:
        second.__enter__()
    assert f"process {os.getpid()})" in str(busy.value)
    build(tmp_path, a_reading("a", "One."))


def test_a_failing_encoder_leaves_the_old_generation_and_no_rest(tmp_path: Path) -> None:
    build(tmp_path, a_reading("a", "One."))
    before = bytes_of(tmp_path / "generations")

    class Broken(BagOfWords):
        def encode(self, texts: Any) -> Any:
            return super().encode(texts) * np.float32(0)

    with pytest.raises(ModelUnavailable, match="unit length"):
        build(tmp_path, a_reading("b", "Two."), encoder=Broken(), keep=("a",))
    assert bytes_of(tmp_path / "generations") == before
    assert titles(tmp_path) == ["a"]


def test_an_encoder_of_another_size_than_it_says_is_refused(tmp_path: Path) -> None:
    class Longer(BagOfWords):
        def encode(self, texts: Any) -> Any:
            return np.hstack([super().encode(texts), np.zeros((len(texts), 1), np.float32)])

    with pytest.raises(ModelUnavailable, match="shape"):
        build(tmp_path, a_reading("a", "One."), encoder=Longer())
    assert publish.generation_names(tmp_path) == []


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


def test_an_index_that_fails_on_a_full_disk_without_saying_so_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, a_reading("a", "One."))
    before = bytes_of(tmp_path / "generations")

    def fail(folder: Path) -> None:
        usage = shutil.disk_usage(tmp_path)
        monkeypatch.setattr(writer.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
        raise StoreUnavailable("The vector index can't be used (InternalError).")

    monkeypatch.setattr(writer, "write_chroma", fail)
    with pytest.raises(OutOfSpace, match="No space is left"):
        build(tmp_path, a_reading("b", "Two."))
    assert bytes_of(tmp_path / "generations") == before


def test_the_pointer_is_replaced_whole_and_never_written_over(tmp_path: Path) -> None:
    first = build(tmp_path, a_reading("a", "One."))
    with (tmp_path / "current").open(encoding="utf-8") as reading:
        second = build(tmp_path, a_reading("b", "Two."))
        assert reading.read() == f"{first}\n"
    assert publish.current_name(tmp_path) == second
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
