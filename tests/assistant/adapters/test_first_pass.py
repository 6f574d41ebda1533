"""The first pass over rounded vectors leaves out none of the nearest."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.adapters import exact_index
from assistant.adapters.exact_index import ExactIndex, vectors_path, write_places
from assistant.adapters.first_pass import FirstPass
from assistant.domain.sources import Visibility
from assistant.ports import Vectors

ROWS, SIZE = 3_000, 48


def _unit(rows: NDArray[np.floating]) -> Vectors:
    found: Vectors = (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)
    return found


def _texts(seed: int, groups: int, apart: float, outlier: float) -> Vectors:
    """Vectors in groups, as texts on one subject are near each other, with one that sticks out."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((groups, SIZE))
    rows = centres[random.integers(groups, size=ROWS)] + apart * random.standard_normal(
        (ROWS, SIZE)
    )
    rows[0, 0] += outlier
    return _unit(rows)


@settings(deadline=None, max_examples=15)
@given(
    seed=st.integers(0, 10_000),
    groups=st.integers(1, 40),
    apart=st.floats(0.05, 3),
    outlier=st.sampled_from([0.0, 5.0, 500.0]),
    k=st.integers(1, 200),
)
def test_the_nearest_are_all_among_what_it_finds(
    seed: int, groups: int, apart: float, outlier: float, k: int
) -> None:
    vectors = _texts(seed, groups, apart, outlier)
    query = _unit(vectors[seed % ROWS] + 0.3 * vectors[(7 * seed) % ROWS])
    found = FirstPass(vectors).near(query, k)
    exact = vectors.astype(np.float64) @ query
    nearest = np.argsort(-exact)[:k]
    assert set(nearest.tolist()) <= set(found.tolist())
    assert (np.diff(found) > 0).all()


def test_it_leaves_out_most_of_what_is_far() -> None:
    vectors = _texts(3, 40, 0.5, 0.0)
    assert len(FirstPass(vectors).near(vectors[5], 10)) < ROWS / 10


def test_a_search_of_many_finds_what_measuring_each_of_them_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = _texts(11, 30, 0.6, 0.0)
    vectors[20:30] = vectors[10:20]
    both = [Visibility.PUBLIC, Visibility.FORCE]
    for visibility, held in (
        (Visibility.PUBLIC, vectors[:2_000]),
        (Visibility.FORCE, vectors[2_000:]),
    ):
        np.save(vectors_path(tmp_path, visibility), held)
        places = [(f"{visibility.value}-{row:04}", f"r{row // 100}") for row in range(len(held))]
        write_places(tmp_path, visibility, places)
    measured = ExactIndex(tmp_path)
    monkeypatch.setattr(exact_index, "MANY", 1_500)
    quick = ExactIndex(tmp_path)
    asked: list[int] = []
    near = FirstPass.near

    def watched(self: FirstPass, query: Vectors, k: int) -> NDArray[np.int64]:
        asked.append(k)
        return near(self, query, k)

    monkeypatch.setattr(FirstPass, "near", watched)
    for row in range(0, 300, 12):
        query = vectors[row]
        monkeypatch.setattr(exact_index, "MANY", 1_500)
        found = quick.nearest(query, 15, both)
        assert found == quick.nearest(query, 15, both)
        monkeypatch.setattr(exact_index, "MANY", 10**9)
        plain = measured.nearest(query, 15, both)
        assert [hit.passage_id for hit in found] == [hit.passage_id for hit in plain]
        assert [hit.score for hit in found] == pytest.approx([h.score for h in plain], abs=1e-6)
    # Of the public ones alone, which are many; the others and a scope are measured one by one.
    assert len(asked) == 50
    monkeypatch.setattr(exact_index, "MANY", 1_500)
    quick.nearest(vectors[0], 15, both, ["r3"])
    quick.nearest(np.zeros(SIZE, np.float32), 15, both)
    quick.nearest(vectors[0], 2_000, both)
    assert len(asked) == 50
