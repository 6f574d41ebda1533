"""An index that one node hands out and others take, in a folder and in an object store."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import fsspec
import pytest

from assistant.adapters.generation import sharing
from assistant.adapters.generation.publish import current_name, generations_folder, is_whole
from assistant.adapters.generation.sharing import SharedIndex
from assistant.bootstrap import build_assistant
from assistant.domain.errors import InvalidUse, NotFound, StoreUnavailable
from assistant.domain.people import Asker, Role
from assistant.service import Question
from assistant.settings import Settings
from tests.homes import copy_home
from tests.waiting import wait_for

LIAISON = Asker("una@x.example", roles=frozenset({Role.LIAISON}))


@pytest.fixture(params=["folder", "object store"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"memory://{uuid4().hex}" if request.param == "object store" else str(tmp_path / "out")


@pytest.fixture
def built(sample_home: Path, tmp_path: Path) -> Path:
    """The home of the node that builds the index."""
    home = tmp_path / "built"
    copy_home(sample_home, home)
    return home


@pytest.fixture
def share(built: Path, address: str) -> Callable[[], str]:
    return SharedIndex(built, address, 2).hand_out


@pytest.fixture
def node(tmp_path: Path, address: str) -> SharedIndex:
    return SharedIndex(tmp_path / "node", address, 2)


def test_a_node_with_nothing_takes_the_index_and_answers_alike(
    share: Callable[[], str],
    node: SharedIndex,
    built: Path,
    tmp_path: Path,
    sample_settings: Settings,
) -> None:
    name = share()

    assert node.take() == name
    assert node.take() is None
    told = []
    for home in (built, tmp_path / "node"):
        assistant = build_assistant(sample_settings.model_copy(update={"home": home}))
        answers = [
            assistant.ask(Question(text, LIAISON))
            for text in ("Which are overdue?", "What is a stalking protection order?")
        ]
        told.append([[each.text for each in answer.statements] for answer in answers])
        assistant.close()
    assert told[0] == told[1]


def test_a_node_that_runs_follows_what_is_handed_out(
    share: Callable[[], str], node: SharedIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "FOLLOW_S", 0.01)
    ended = Event()
    follower = Thread(target=node.follow, args=(ended,))
    follower.start()
    try:
        # There was nothing yet when it first looked.
        name = share()
        wait_for(lambda: current_name(tmp_path / "node") == name)
    finally:
        ended.set()
        follower.join(60)
    assert not follower.is_alive()


def test_going_back_is_handed_out_like_going_forward(
    share: Callable[[], str], node: SharedIndex, tmp_path: Path, address: str
) -> None:
    name = share()
    node.take()
    other = tmp_path / "node" / "generations" / "20991231T000000000000-000000000000"
    other.mkdir()
    (tmp_path / "node" / "current").write_text(f"{other.name}\n", encoding="utf-8")

    assert node.take() == name
    assert current_name(tmp_path / "node") == name


@pytest.mark.parametrize("harm", ["changed", "cut", "missing", "manifest", "pointer", "escape"])
def test_what_is_damaged_is_not_taken_and_the_node_stays_as_it_is(
    share: Callable[[], str], node: SharedIndex, tmp_path: Path, address: str, harm: str
) -> None:
    name = share()
    files, root = fsspec.core.url_to_fs(address)
    library = f"{root}/generations/{name}/library.sqlite"
    content = files.cat_file(library)
    manifest = f"{root}/generations/{name}/manifest.json"
    if harm == "changed":
        files.pipe_file(library, content[:-1] + bytes([content[-1] ^ 1]))
    elif harm == "cut":
        files.pipe_file(library, content[:-100])
    elif harm == "missing":
        files.rm_file(library)
    elif harm == "manifest":
        files.pipe_file(manifest, files.cat_file(manifest) + b" ")
    elif harm == "escape":
        escaping = files.cat_file(manifest).replace(b'"library.sqlite"', b'"../../escaped"')
        files.pipe_file(manifest, escaping)
    else:
        files.pipe_file(f"{root}/current", b"../../elsewhere\n")

    with pytest.raises(StoreUnavailable):
        node.take()

    assert current_name(tmp_path / "node") is None
    assert not list(tmp_path.rglob("escaped"))
    generations = generations_folder(tmp_path / "node")
    assert [path for path in generations.glob("*") if generations.is_dir()] == []
    # Handed out anew, it is whole.
    if harm != "escape":
        share()
        assert node.take() == name
        assert is_whole(generations / name)


def test_a_node_whose_copy_is_damaged_takes_it_again(
    share: Callable[[], str], node: SharedIndex, tmp_path: Path
) -> None:
    name = share()
    node.take()
    (tmp_path / "node" / "current").unlink()
    copy = generations_folder(tmp_path / "node") / name
    (copy / "library.sqlite").write_bytes(b"torn")

    assert node.take() == name
    assert is_whole(copy)


def test_nothing_to_hand_out_or_to_take_is_said(tmp_path: Path, address: str) -> None:
    index = SharedIndex(tmp_path / "home", address, 2)

    with pytest.raises(NotFound, match="liaison ingest"):
        index.hand_out()
    with pytest.raises(NotFound, match="liaison share"):
        index.take()
    with pytest.raises(InvalidUse, match="LIAISON_SHARED_INDEX"):
        SharedIndex(tmp_path, None, 2)
    for wrong in ("nosuch://x", "s3://bucket/x"):
        with pytest.raises(StoreUnavailable, match="LIAISON_SHARED_INDEX"):
            SharedIndex(tmp_path, wrong, 2).take()
