"""Generations whose vectors are in Milvus, from being built to being erased."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import enumerate as threads

import pytest

from assistant.adapters import erasing
from assistant.adapters.generation import publish, verify
from assistant.adapters.generation.collections import LEDGER, collections_of
from assistant.adapters.milvus_index import Milvus, MilvusAway, make_milvus
from assistant.bootstrap import milvus as milvus_of
from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.settings import Settings
from tests.assistant.adapters.generation.building import PUBLIC, a_reading, build, opened
from tests.index_fakes import BagOfWords

NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def milvus(tmp_path: Path) -> Iterator[Milvus]:
    yield Milvus(str(tmp_path / "cluster.db"))
    from milvus_lite.server_manager import server_manager_instance

    assert server_manager_instance._servers == {}, "Milvus Lite was left running"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


def held(milvus: Milvus) -> set[str]:
    with milvus.connected() as connect:
        return set(connect.client().list_collections())


def test_a_large_library_is_searched_through_milvus(home: Path, milvus: Milvus) -> None:
    name = build(home, a_reading("a", "Lost bicycles.", "Found keys."), milvus=milvus)
    assert not (publish.generations_folder(home) / name / "chroma").exists()
    generation = opened(home, exact_below=0, milvus=milvus)
    try:
        query = BagOfWords().encode(["Report a\nFound keys."])
        hits = generation.dense.nearest(query, 2, PUBLIC)
        assert [hit.passage_id for hit in hits] == ["a-1", "a-0"]
        assert hits[0].score == pytest.approx(1.0, abs=1e-4)
    finally:
        generation.close()


def test_each_generation_has_collections_of_its_own_that_go_with_it(
    home: Path, milvus: Milvus
) -> None:
    secret = a_reading("b", "Secret.", visibility=Visibility.RESTRICTED)
    names = [build(home, a_reading("a", "One."), secret, milvus=milvus) for _ in range(3)]
    kept = [collections_of(name) for name in names[1:]]
    assert held(milvus) == {f"{name}_{part}" for name in kept for part in ("public", "restricted")}
    assert erasing.erase_earlier(home, milvus) == [names[1]]
    assert held(milvus) == {f"{kept[1]}_public", f"{kept[1]}_restricted"}
    erasing.purge(home, milvus)
    assert held(milvus) == set()
    assert not home.exists()


def test_what_others_keep_in_the_same_cluster_stays(
    home: Path, milvus: Milvus, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    theirs = collections_of(build(other, a_reading("x", "Theirs."), milvus=milvus))
    build(home, a_reading("a", "Ours."), milvus=milvus)
    erasing.purge(home, milvus)
    assert held(milvus) == {f"{theirs}_public"}
    assert verify.verify(other, milvus) == []


@pytest.mark.parametrize("step", ["chroma", "manifest", "verified", "renamed"])
def test_what_an_ingest_that_died_left_in_milvus_goes_with_the_next(
    home: Path, milvus: Milvus, step: str
) -> None:
    class Died(BaseException):
        """The process ended."""

    def die(now: str) -> None:
        if now == step:
            raise Died

    build(home, a_reading("a", "One."), milvus=milvus)
    with pytest.raises(Died):
        build(home, a_reading("a", "Two."), milvus=milvus, fault=die)
    build(home, a_reading("a", "Three."), milvus=milvus)
    names = publish.generation_names(home)
    assert held(milvus) == {f"{collections_of(name)}_public" for name in names}
    assert verify.verify(home, milvus) == []


@pytest.mark.parametrize("harm", ["dropped", "emptied", "another's"])
def test_verify_finds_what_is_wrong_in_milvus(home: Path, milvus: Milvus, harm: str) -> None:
    name = build(home, a_reading("a", "One.", "Two."), milvus=milvus)
    collection = f"{collections_of(name)}_public"
    with milvus.connected() as connect:
        client = connect.client()
        if harm != "emptied":
            client.drop_collection(collection)
        else:
            client.delete(collection, ids=["a-0"])
    if harm == "another's":
        vectors = BagOfWords().encode(["x", "y"])
        rows = [("b-0", "b", vectors[0]), ("b-1", "b", vectors[1])]
        milvus.write(collections_of(name), len(vectors[0]), {Visibility.PUBLIC: rows})
    said = " ".join(each.problem for each in verify.verify(home, milvus))
    expected = {
        "dropped": "doesn't hold the collection",
        "emptied": "Milvus holds 1 public passages",
        "another's": "not in the public library",
    }
    assert expected[harm] in said


def test_without_passages_nothing_is_written_to_milvus(home: Path, milvus: Milvus) -> None:
    build(home, milvus=milvus)
    assert held(milvus) == set()
    assert verify.verify(home, milvus) == []


def test_changing_the_vector_store_takes_effect_with_the_next_ingest(
    home: Path, milvus: Milvus
) -> None:
    from assistant.adapters.generation.writer import GenerationWriter

    build(home, a_reading("a", "One."))
    for store, current in ((None, True), (milvus, False)):
        with GenerationWriter(home, BagOfWords, milvus=store) as writing:
            assert writing.is_current() is current
    opened(home, exact_below=0, milvus=milvus).close()
    build(home, a_reading("a", "One."), milvus=milvus)
    back = build(home, a_reading("a", "One."), keep=())
    assert (publish.generations_folder(home) / back / "chroma").is_dir()
    with pytest.raises(InvalidUse, match="LIAISON_MILVUS_URI"):
        erasing.erase_earlier(home)
    assert erasing.erase_earlier(home, milvus) == []
    assert held(milvus) == set()
    assert (home / LEDGER).read_text(encoding="utf-8") == ""


def test_a_cluster_that_is_away_is_an_outage_and_never_a_slower_answer(
    home: Path, milvus: Milvus
) -> None:
    build(home, a_reading("a", "One.", "Two."), milvus=milvus)
    away = Milvus(f"http://somebody:secret@{NOBODY.removeprefix('http://')}")
    query = BagOfWords().encode(["Report a\nTwo."])
    for store in (away, None):
        generation = opened(home, exact_below=0, milvus=store)
        try:
            with pytest.raises(StoreUnavailable, match="LIAISON_MILVUS_URI") as told:
                generation.dense.nearest(query, 1, PUBLIC)
            assert "secret" not in str(told.value)
            assert generation.dense.nearest(query, 1, PUBLIC, ["a"])[0].passage_id == "a-1"
        finally:
            generation.close()
    with pytest.raises(MilvusAway):
        verify.verify(home, away)


def test_an_ingest_without_its_cluster_changes_nothing(home: Path, milvus: Milvus) -> None:
    name = build(home, a_reading("a", "One."), milvus=milvus)
    with pytest.raises(MilvusAway, match=r"127\.0\.0\.1:9 can't be used"):
        build(home, a_reading("a", "Two."), milvus=Milvus(NOBODY))
    assert publish.current_name(home) == name
    assert verify.verify(home, milvus) == []


def test_one_milvus_lite_file_is_opened_by_one_process_at_a_time(
    home: Path, milvus: Milvus, tmp_path: Path
) -> None:
    build(home, a_reading("a", "One."), milvus=milvus)
    code = (
        "import sys\n"
        "from assistant.adapters.milvus_index import Milvus\n"
        "with Milvus(sys.argv[1]).connected() as connect:\n"
        "    connect.client()\n"
        "    sys.stdout.write('open\\n')\n"
        "    sys.stdout.flush()\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "cluster.db")]
    other = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert other.stdout
    assert other.stdout.readline() == "open\n"
    with pytest.raises(MilvusAway, match="One process at a time"):
        held(milvus)
    _, said = other.communicate(input="", timeout=60)
    assert (other.returncode, said) == (0, "")
    assert held(milvus)


def test_milvus_lite_leaves_no_thread_behind(home: Path, milvus: Milvus) -> None:
    before = set(threads())
    for _ in range(3):
        build(home, a_reading("a", "One."), milvus=milvus)
        opened(home, exact_below=0, milvus=milvus).close()
    gc.collect()
    for thread in set(threads()) - before:
        thread.join(30)
    assert set(threads()) <= before


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"vector_store": "milvus"}, "LIAISON_MILVUS_URI"),
        ({"milvus_uri": "milvus:19530"}, "a cluster's address"),
        ({"milvus_uri": "http://milvus:port"}, "a cluster's address"),
        ({"milvus_uri": "https://"}, "a cluster's address"),
        ({"milvus_uri": NOBODY, "milvus_token_file": Path("no/such")}, "no/such"),
    ],
)
def test_settings_that_name_no_milvus_are_refused(settings: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidUse, match=said):
        make_milvus(Settings(**settings, _env_file=None))  # type: ignore[arg-type]


def test_without_its_packages_milvus_is_refused_with_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assistant.adapters.milvus_index.find_spec", lambda _: None)
    with pytest.raises(InvalidUse, match=r"pip install 'liaison\[milvus\]'"):
        milvus_of(Settings(milvus_uri=NOBODY, _env_file=None))  # type: ignore[call-arg]


def test_the_manifest_says_where_the_vectors_are(home: Path, milvus: Milvus) -> None:
    name = build(home, a_reading("a", "One."), milvus=milvus)
    manifest = publish.generations_folder(home) / name / "manifest.json"
    assert json.loads(manifest.read_bytes())["collections"] == collections_of(name)
