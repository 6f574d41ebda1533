"""Killed at any step, the store is wholly old or wholly new, and the next run works."""

import shutil
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from assistant.adapters.generation import publish, verify
from tests.assistant.adapters.generation.building import a_reading, build, opened, titles
from tests.assistant.adapters.generation.dying import KILLED, build_and_die, fresh_processes

STEPS = (
    "locked",
    "building",
    "library",
    "vectors",
    "chroma",
    "words",
    "register",
    "manifest",
    "synced",
    "verified",
    "renamed",
    "pointer written",
    "published",
    "pruned",
)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    return fresh_processes()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("before")
    build(home, a_reading("a", "One."))
    return home


def test_the_steps_are_all_there_are(tmp_path: Path, before: Path) -> None:
    shutil.copytree(before, tmp_path / "home")
    reached: list[str] = []
    build_and_die(tmp_path / "home", None, reached)
    assert tuple(reached) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_leaves_old_or_new(
    tmp_path: Path, before: Path, processes: ForkServerContext, step: str
) -> None:
    home = tmp_path / "home"
    shutil.copytree(before, home)
    child = processes.Process(target=build_and_die, args=(home, step))
    child.start()
    child.join(60)
    assert child.exitcode == KILLED

    is_new = step in {"published", "pruned"}
    assert titles(home) == (["a", "b"] if is_new else ["a"])
    generation = opened(home, full=True, exact_below=0)
    generation.close()

    build(home, a_reading("c", "Three."), keep=("a",))
    assert titles(home) == ["a", "c"]
    rest = [path.name for path in publish.generations_folder(home).iterdir()]
    assert not [name for name in rest if name.startswith(".")]
    assert verify.verify(home) == []
