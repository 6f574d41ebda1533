"""That a library says where its sentences stand, and what becomes of one that doesn't."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from assistant.adapters.generation.manifest import NAME, read_manifest
from assistant.adapters.generation.publish import generations_folder
from assistant.adapters.generation.writer import GenerationWriter
from assistant.adapters.library_sqlite import SqliteLibrary
from assistant.reports.evidence.layout import lay_out
from tests.assistant.adapters.generation.building import a_file, a_reading, opened
from tests.index_fakes import BagOfWords

TEXTS = ("Bicycles were lost. Nobody looked.\nKeys were found.", "Dr. Grey said so.")


def built(home: Path, *, keep: bool = False) -> Path:
    """Build a generation of one report, as new or taken over; return its folder."""
    with GenerationWriter(home, BagOfWords) as writing:
        if keep:
            writing.keep(a_file("a"))
        else:
            writing.add(a_file("a"), a_reading("a", *TEXTS))
        return generations_folder(home) / writing.publish()[0]


def without_layouts(home: Path, folder: Path) -> Path:
    """Make a generation one that was built before layouts were kept; return its new folder."""
    database = sqlite3.connect(folder / "library.sqlite")
    database.execute("DROP TABLE layouts")
    database.commit()
    database.close()
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    del manifest["edition"]
    data = (folder / "library.sqlite").read_bytes()
    manifest["files"]["library.sqlite"] = [len(data), hashlib.sha256(data).hexdigest()]
    text = json.dumps(manifest).encode()
    (folder / NAME).write_bytes(text)
    stamp = folder.name.rpartition("-")[0]
    older = folder.rename(folder.with_name(f"{stamp}-{hashlib.sha256(text).hexdigest()[:12]}"))
    (home / "current").write_text(older.name, encoding="utf-8")
    return older


def test_a_library_says_where_the_sentences_of_its_reports_stand(tmp_path: Path) -> None:
    built(tmp_path)
    generation = opened(tmp_path)
    try:
        library = generation.library
        layout = library.layout("a")
        assert layout is not None
        assert layout == lay_out(library.passages_of("a"), library.blocks("a"))
        assert layout.passages == (0, 0, 0, 1)
        assert layout.lines == (0, 0, 1, 2)
        assert library.layout("a") is layout
        own = library.passages_of("a")
        assert list(library.headings("a")) == [(each.ordinal, each.heading) for each in own]
        assert library.layout("nowhere") is None
        assert [each.ordinal for each in library.passages_at("a", [1, 0, 7])] == [1, 0]
    finally:
        generation.close()


@pytest.mark.parametrize("full", [False, True])
def test_a_generation_from_before_is_opened_all_the_same(tmp_path: Path, full: bool) -> None:
    without_layouts(tmp_path, built(tmp_path))
    generation = opened(tmp_path, full=full)
    try:
        assert generation.library.layout("a") is None
        assert len(generation.library.passages_of("a")) == 2
    finally:
        generation.close()


def test_the_next_ingest_builds_it_again_without_reading_or_encoding(tmp_path: Path) -> None:
    older = without_layouts(tmp_path, built(tmp_path))
    encoder = BagOfWords()
    assert not read_manifest(older).is_current(encoder.identity)
    with GenerationWriter(tmp_path, lambda: encoder) as writing:
        writing.keep(a_file("a"))
        published = writing.publish()
    assert published.encoded == 0
    assert encoder.encoded == []
    newer = generations_folder(tmp_path) / published.name
    assert read_manifest(newer).is_current(encoder.identity)
    library = SqliteLibrary(newer / "library.sqlite", newer.name)
    try:
        assert library.layout("a") == lay_out(library.passages_of("a"), library.blocks("a"))
    finally:
        library.close()


def test_a_report_that_is_taken_over_keeps_its_layout(tmp_path: Path) -> None:
    first = SqliteLibrary(built(tmp_path) / "library.sqlite", "first")
    second = SqliteLibrary(built(tmp_path, keep=True) / "library.sqlite", "second")
    try:
        assert second.layout("a") == first.layout("a") is not None
    finally:
        first.close()
        second.close()
