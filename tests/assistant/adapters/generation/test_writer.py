"""Building, publishing and opening a generation."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.adapters.generation import publish, verify
from assistant.adapters.generation.writer import GenerationWriter
from assistant.domain.errors import Busy, ModelUnavailable, StoreUnavailable
from assistant.domain.sources import Visibility
from tests.assistant.adapters.generation.building import (
    EVERYTHING,
    PUBLIC,
    a_reading,
    build,
    bytes_of,
    opened,
    titles,
)
from tests.index_fakes import BagOfWords


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
