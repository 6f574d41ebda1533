"""One contract for every search by meaning: in memory, exact, Chroma, Milvus, and two together."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters import chroma_index
from assistant.adapters.chroma_index import ChromaIndex
from assistant.adapters.dense_search import DenseSearch
from assistant.adapters.exact_index import ExactIndex, vectors_path, write_places
from assistant.adapters.milvus_index import Milvus
from assistant.domain.errors import StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.ports import DenseIndex, Hit, Vectors
from tests.index_fakes import DenseInMemory

PUBLIC, FORCE, RESTRICTED = Visibility
Row = tuple[str, str, Visibility, Vectors]
SIZE = 16


def _unit(rows: Vectors) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _rows() -> list[Row]:
    """Sixty passages of six reports; every tenth is the twin of the one before it."""
    vectors = _unit(np.random.default_rng(7).standard_normal((60, SIZE)))
    vectors[9::10] = vectors[8::10]
    classes = {"r0": FORCE, "r1": RESTRICTED}
    return [
        (f"p{n:02d}", f"r{n // 10}", classes.get(f"r{n // 10}", PUBLIC), vector)
        for n, vector in enumerate(vectors)
    ]


ROWS = _rows()


def _write(folder: Path) -> ExactIndex:
    for visibility in Visibility:
        held = [row for row in ROWS if row[2] is visibility]
        np.save(vectors_path(folder, visibility), np.stack([row[3] for row in held]))
        write_places(folder, visibility, [(row[0], row[1]) for row in held])
    return ExactIndex(folder)


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, DenseIndex]]:
    folder = tmp_path_factory.mktemp("dense")
    exact = _write(folder)
    (folder / "chroma").mkdir()
    chroma_index.build(
        folder / "chroma",
        {v: [(r[0], r[1], r[3]) for r in ROWS if r[2] is v] for v in Visibility},
    )
    known = {v: frozenset(r[0] for r in ROWS if r[2] is v) for v in Visibility}
    chroma = ChromaIndex(folder / "chroma", known)
    milvus = Milvus(str(folder / "vectors.db"))
    milvus.write(
        "liaison_1", SIZE, {v: [(r[0], r[1], r[3]) for r in ROWS if r[2] is v] for v in Visibility}
    )
    stored = milvus.open("liaison_1", known)
    yield {
        "in memory": DenseInMemory(ROWS),
        "exact": exact,
        "chroma": chroma,
        "milvus": stored,
        "both": DenseSearch(exact, lambda: chroma, 0),
    }
    chroma.close()
    stored.close()


@pytest.fixture(params=["in memory", "exact", "chroma", "milvus", "both"])
def index(request: pytest.FixtureRequest, indexes: dict[str, DenseIndex]) -> DenseIndex:
    return indexes[request.param]


def _ids(hits: list[Hit]) -> list[str]:
    return [hit.passage_id for hit in hits]


def test_a_passage_is_nearest_to_its_own_vector(index: DenseIndex) -> None:
    for name, _, visibility, vector in ROWS[::4]:
        hit = index.nearest(vector, 1, [visibility])[0]
        assert hit.score == pytest.approx(1.0, abs=1e-4)
        assert hit.passage_id == name


def test_hits_are_those_of_the_rule_with_cosine_as_score(index: DenseIndex) -> None:
    rule = DenseInMemory(ROWS)
    for query in _unit(np.random.default_rng(1).standard_normal((20, SIZE))):
        hits, expected = (
            index.nearest(query, 12, [*Visibility]),
            rule.nearest(query, 12, [*Visibility]),
        )
        assert _ids(hits) == _ids(expected)
        assert [hit.score for hit in hits] == pytest.approx([h.score for h in expected], abs=1e-4)


@pytest.mark.parametrize("classes", [[PUBLIC], [FORCE], [PUBLIC, RESTRICTED], []])
def test_only_the_classes_asked_for_are_ever_returned(
    index: DenseIndex, classes: list[Visibility]
) -> None:
    found = set(_ids(index.nearest(ROWS[0][3], 100, classes)))
    assert found == {name for name, _, visibility, _ in ROWS if visibility in classes}


@pytest.mark.parametrize("scope", [["r3"], ["r3", "r1", "r5"], ["r1"], ["unknown"], ["r3", "r3"]])
def test_a_scope_lets_only_its_reports_through_and_all_of_them(
    index: DenseIndex, scope: list[str]
) -> None:
    found = index.nearest(ROWS[5][3], 100, [PUBLIC, FORCE], scope)
    expected = [r[0] for r in ROWS if r[1] in scope and r[2] in (PUBLIC, FORCE)]
    assert sorted(_ids(found)) == expected
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_twins_come_in_the_order_of_their_ids(index: DenseIndex) -> None:
    assert _ids(index.nearest(ROWS[39][3], 2, [PUBLIC])) == ["p38", "p39"]
    assert _ids(index.nearest(ROWS[39][3], 1, [PUBLIC], ["r3"])) == ["p38"]


@pytest.mark.parametrize("k", [0, -1])
def test_none_are_returned_where_none_are_wanted(index: DenseIndex, k: int) -> None:
    assert index.nearest(ROWS[0][3], k, [PUBLIC]) == []


def test_a_row_of_one_is_as_good_as_a_plain_vector(index: DenseIndex) -> None:
    flat = index.nearest(ROWS[30][3], 3, [PUBLIC])
    assert index.nearest(ROWS[30][3].reshape(1, -1), 3, [PUBLIC]) == flat


def test_chroma_returning_a_passage_of_another_class_is_an_error(tmp_path: Path) -> None:
    rows = [(r[0], r[1], r[3]) for r in ROWS[:4]]
    (tmp_path / "chroma").mkdir()
    chroma_index.build(tmp_path / "chroma", {PUBLIC: rows})
    index = ChromaIndex(tmp_path / "chroma", {PUBLIC: frozenset(["p00", "p01", "p02"])})
    try:
        with pytest.raises(StoreUnavailable, match="not in the public"):
            index.nearest(ROWS[0][3], 4, [PUBLIC])
    finally:
        index.close()


def test_only_large_unscoped_searches_go_to_chroma(indexes: dict[str, DenseIndex]) -> None:
    asked: list[int] = []

    class Watched(DenseInMemory):
        def nearest(self, vector: Vectors, k: int, *rest: object) -> list[Hit]:
            asked.append(k)
            return super().nearest(vector, k, *rest)  # type: ignore[arg-type]

        def close(self) -> None:
            asked.append(-1)

    exact = indexes["exact"]
    assert isinstance(exact, ExactIndex)
    search = DenseSearch(exact, lambda: Watched(ROWS), 40)
    search.nearest(ROWS[0][3], 1, [PUBLIC])
    search.nearest(ROWS[0][3], 2, [FORCE])
    search.nearest(ROWS[0][3], 3, [PUBLIC, FORCE], ["r3"])
    search.close()
    assert asked == [1, -1]


def test_a_failing_chroma_is_asked_once_and_the_exact_index_answers(
    indexes: dict[str, DenseIndex], caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[bool] = []

    def broken() -> ChromaIndex:
        tried.append(True)
        raise StoreUnavailable("It can't be opened.")

    exact = indexes["exact"]
    assert isinstance(exact, ExactIndex)
    search = DenseSearch(exact, broken, 0)
    for _ in range(3):
        assert search.nearest(ROWS[30][3], 1, [PUBLIC])[0].passage_id == "p30"
    assert tried == [True]
    assert "can't be opened" in caplog.text


@pytest.mark.parametrize("harm", ["vectors", "places", "fewer", "empty"])
def test_files_that_do_not_fit_each_other_are_refused(tmp_path: Path, harm: str) -> None:
    _write(tmp_path)
    path = vectors_path(tmp_path, PUBLIC)
    if harm == "vectors":
        path.write_bytes(path.read_bytes()[:50])
    elif harm == "places":
        path.with_suffix(".json").write_text("[[", encoding="utf-8")
    elif harm == "fewer":
        write_places(tmp_path, PUBLIC, [("p1", "r1")])
    else:
        np.save(path, np.zeros((0, SIZE), np.float32))
    with pytest.raises(StoreUnavailable, match="liaison verify"):
        ExactIndex(tmp_path)


def test_a_vector_of_another_model_is_refused(indexes: dict[str, DenseIndex]) -> None:
    with pytest.raises(StoreUnavailable, match="another embedding model"):
        indexes["exact"].nearest(np.ones(3, np.float32), 1, [PUBLIC])
