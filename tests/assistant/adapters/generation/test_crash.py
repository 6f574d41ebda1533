"""Killed at any step, the store is wholly old or wholly new, and the next run works."""

import os
import shutil
from pathlib import Path

import pytest

from assistant.adapters.generation import publish, verify
from tests.assistant.adapters.generation.test_writer import a_reading, build, opened, titles

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
KILLED = 9


def _build_and_die(home: Path, step: str | None, reached: list[str] | None = None) -> None:
    def die(now: str) -> None:
        if reached is not None:
            reached.append(now)
        if now == step:
            os._exit(KILLED)

    build(home, a_reading("b", "Two."), keep=("a",), fault=die)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("before")
    build(home, a_reading("a", "One."))
    return home


def test_the_steps_are_all_there_are(tmp_path: Path, before: Path) -> None:
    shutil.copytree(before, tmp_path / "home")
    reached: list[str] = []
    _build_and_die(tmp_path / "home", None, reached)
    assert tuple(reached) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_leaves_old_or_new(tmp_path: Path, before: Path, step: str) -> None:
    home = tmp_path / "home"
    shutil.copytree(before, home)
    # A child that shares this process's loaded libraries starts at once; Chroma is not open here.
    child = os.fork()
    if child == 0:
        try:
            _build_and_die(home, step)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED

    is_new = step in {"published", "pruned"}
    assert titles(home) == (["a", "b"] if is_new else ["a"])
    assert verify.verify(home) == []
    generation = opened(home, full=True, exact_below=0)
    generation.close()

    build(home, a_reading("c", "Three."), keep=("a",))
    assert titles(home) == ["a", "c"]
    rest = [path.name for path in publish.generations_folder(home).iterdir()]
    assert not [name for name in rest if name.startswith(".")]
    assert verify.verify(home) == []
