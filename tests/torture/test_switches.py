"""Many switches, many rebuilds, and what the large index finds."""

import resource
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.adapters import chroma_index
from assistant.adapters.chroma_index import ChromaIndex
from assistant.adapters.exact_index import ExactIndex, vectors_path, write_places
from assistant.adapters.generation import publish
from assistant.adapters.generation.opening import open_current
from assistant.domain.sources import Visibility
from assistant.service.stores import Stores
from tests.assistant.adapters.generation.building import a_reading, build, opened
from tests.index_fakes import BagOfWords

SEED = 20260930
EVERYTHING = list(Visibility)


@pytest.mark.torture
def test_readers_see_one_generation_each_through_a_hundred_switches(
    tmp_path: Path, record_property: Any
) -> None:
    """Two generations with different words; no answer may hold words of both."""
    build(tmp_path, a_reading("a", *(f"Old {n}." for n in range(20))))
    build(tmp_path, a_reading("a", *(f"New {n}." for n in range(20))))
    first, second = publish.generation_names(tmp_path)[-2:]
    encoder = BagOfWords().identity
    stores = Stores(
        lambda: open_current(tmp_path, exact_below=9, encoder=encoder),
        lambda: publish.current_name(tmp_path),
    )
    mixed: list[str] = []
    asked = [0]
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            with stores.use() as generation:
                words = {p.text.split()[0] for p in generation.library.passages_of("a")}
                if words != ({"Old"} if generation.name == first else {"New"}):
                    mixed.append(f"{generation.name}: {words}")
                asked[0] += 1

    handles = []
    with ThreadPoolExecutor(3) as readers:
        for _ in range(3):
            readers.submit(ask)
        for turn in range(100):
            publish.point_to(tmp_path, first if turn % 2 else second)
            time.sleep(0.02)
            handles.append(sum(1 for _ in Path("/proc/self/fd").iterdir()))
        stop.set()
    stores.close()
    assert mixed == []
    assert asked[0] > 200
    assert max(handles[50:]) <= max(handles[:50]) + 10, "handles are left open"
    record_property("tried", asked[0])
    record_property("survived", asked[0])
    record_property("figure", f"{asked[0]} reads, 100 switches, 0 mixed")


@pytest.mark.torture
def test_two_hundred_switches_and_rebuilds_leave_no_memory_or_disk_behind(
    tmp_path: Path, record_property: Any
) -> None:
    """The soak of three days, its rebuilds one after the other."""
    query = BagOfWords().encode(["item 3"])
    sizes, held = [], []
    for turn in range(200):
        if turn % 4 == 0:
            build(tmp_path, a_reading("a", *(f"Item {n} of {turn}." for n in range(20))))
        generation = opened(tmp_path, exact_below=0 if turn % 20 == 0 else 9)
        assert generation.dense.nearest(query, 3, EVERYTHING)
        assert generation.words.match("item", 3, EVERYTHING)
        generation.close()
        sizes.append(sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()))
        held.append(_resident_kib())
    growth = (held[-1] - held[99]) / held[99]
    assert len(publish.generation_names(tmp_path)) == 2
    assert sizes[-1] <= 1.1 * sizes[99]
    assert growth <= 0.10, f"memory grew by {growth:.0%} over the last hundred"
    assert list((tmp_path / "serving").iterdir()) == []
    record_property("tried", 200)
    record_property("survived", 200)
    record_property("figure", f"memory {growth:+.1%}, disk {sizes[-1] / sizes[99] - 1:+.1%}")


def _resident_kib() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() >> 10


def random_vectors(folder: Path, count: int) -> tuple[ExactIndex, ChromaIndex, Any]:
    """Both indexes over the same random directions."""
    rows = np.random.default_rng(SEED).standard_normal((count, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    places = [(f"p{n}", f"r{n // 80}") for n in range(count)]
    np.save(vectors_path(folder, Visibility.PUBLIC), rows)
    write_places(folder, Visibility.PUBLIC, places)
    (folder / "chroma").mkdir()
    made = [(name, report, rows[n]) for n, (name, report) in enumerate(places)]
    chroma_index.build(folder / "chroma", {Visibility.PUBLIC: iter(made)})
    known = {Visibility.PUBLIC: frozenset(name for name, _ in places)}
    return ExactIndex(folder), ChromaIndex(folder / "chroma", known), rows


@pytest.mark.torture
def test_what_chroma_finds_is_what_an_exact_scan_finds(
    tmp_path: Path, record_property: Any
) -> None:
    exact, index, rows = random_vectors(tmp_path, 4_000)
    chance = np.random.default_rng(SEED + 1)
    found = wanted = own = 0
    try:
        for n in range(500):
            query = rows[n] + 0.3 * chance.standard_normal(384).astype(np.float32) / 384**0.5
            query /= np.linalg.norm(query)
            near = {hit.passage_id for hit in exact.nearest(query, 20, [Visibility.PUBLIC])}
            seen = {hit.passage_id for hit in index.nearest(query, 20, [Visibility.PUBLIC])}
            wanted, found = wanted + len(near), found + len(near & seen)
            own += index.nearest(rows[n], 1, [Visibility.PUBLIC])[0].passage_id == f"p{n}"
    finally:
        index.close()
    record_property("tried", 500)
    record_property("survived", own)
    record_property("figure", f"recall {found / wanted:.4f} of the 20 nearest, random vectors")
    assert own == 500
    assert found / wanted >= 0.99
