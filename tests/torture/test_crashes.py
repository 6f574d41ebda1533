"""Killed, flipped, filled up and switched: the index is one whole generation or the one before."""

import os
import pickle
import random
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters import backup
from assistant.adapters.generation import publish, verify
from assistant.adapters.generation.manifest import read_manifest
from assistant.adapters.generation.opening import open_last_good
from assistant.domain.errors import Busy, StoreUnavailable
from tests.assistant.adapters.generation.building import a_reading, build, opened, titles
from tests.assistant.adapters.generation.dying import build_and_die, fresh_processes
from tests.index_fakes import BagOfWords

SEED = 20260930


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    return fresh_processes()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("before")
    build(home, a_reading("a", "One."))
    return home


def killed_while_building(
    home: Path, processes: ForkServerContext, after_s: float
) -> tuple[bool, float]:
    """Kill a build after so long; return whether it was killed, and how long it ran."""
    child = processes.Process(target=build_and_die, args=(home, None))
    began = time.monotonic()
    child.start()
    child.join(after_s)
    alive = child.is_alive()
    child.kill()
    child.join()
    return alive, time.monotonic() - began


@pytest.mark.torture
def test_killed_at_three_hundred_random_moments_it_is_old_or_new(
    tmp_path: Path, before: Path, processes: ForkServerContext, record_property: Any
) -> None:
    chance = random.Random(SEED)
    shutil.copytree(before, tmp_path / "whole")
    _, whole_s = killed_while_building(tmp_path / "whole", processes, 60)
    old = new = tried = 0
    while tried < 300:
        home = tmp_path / f"home-{tried}"
        shutil.copytree(before, home)
        alive, ran_s = killed_while_building(home, processes, chance.uniform(0, 1.1 * whole_s))
        if not alive:
            # It was quicker than the last: that shows nothing.
            whole_s = ran_s
        tried += alive
        found = titles(home)
        assert found in (["a"], ["a", "b"]), f"mixed at try {tried}, seed {SEED}: {found}"
        old, new = old + (found == ["a"]), new + (found != ["a"])
        began = time.monotonic()
        opened(home, full=True, exact_below=0).close()
        assert time.monotonic() - began < 15
        if tried % 20 == 0:
            build(home, a_reading("c", "Three."), keep=("a",))
            assert titles(home) == ["a", "c"]
            assert verify.verify(home) == []
        shutil.rmtree(home)
    record_property("tried", tried)
    record_property("survived", tried)
    record_property("figure", f"{old} old, {new} new, 0 mixed; seed {SEED}")


@pytest.mark.torture
def test_every_flipped_bit_is_found_and_the_last_good_generation_serves(
    tmp_path: Path, record_property: Any
) -> None:
    chance = random.Random(SEED)
    good = build(tmp_path, a_reading("a", "Bicycles were lost.", "Keys were found."))
    name = build(tmp_path, a_reading("b", *(f"Item {n} was lost in the canal." for n in range(40))))
    folder = publish.generations_folder(tmp_path) / name
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size)
    weights = [path.stat().st_size ** 0.5 for path in files]
    for turn in range(500):
        (path,) = chance.choices(files, weights)
        data = path.read_bytes()
        place, bit = chance.randrange(len(data)), chance.randrange(8)
        changed = bytearray(data)
        changed[place] ^= 1 << bit
        path.write_bytes(changed)
        where = f"turn {turn}, seed {SEED}: {path.name}, byte {place}, bit {bit}"
        assert verify.verify(tmp_path), where
        with pytest.raises(StoreUnavailable):
            opened(tmp_path, full=True)
        last = open_last_good(tmp_path, exact_below=0, encoder=BagOfWords().identity)
        assert last.name == good, where
        last.close()
        path.write_bytes(data)
    assert verify.verify(tmp_path) == []
    record_property("tried", 500)
    record_property("survived", 500)
    record_property("figure", f"500 flips over {len(files)} files; seed {SEED}")


FILL = """
import sys
from pathlib import Path
from assistant.adapters.generation import space
from assistant.domain.errors import OutOfSpace, StoreUnavailable
from tests.assistant.adapters.generation.building import a_reading, build, titles
from tests.index_fakes import BagOfWords
space.check_room = lambda home, current: None
home, ballast = Path(sys.argv[1]) / "home", Path(sys.argv[1]) / "ballast"
import assistant.adapters.generation.writer as writer
writer.check_room = lambda home, current: None
build(home, a_reading("a", "One."))
outcomes = []
step = 150_000
import shutil
while True:
    free = shutil.disk_usage(home).free
    left = len(outcomes) * step
    if left > 4_000_000:
        break
    ballast.write_bytes(bytes(max(free - left, 0)))
    try:
        build(home, a_reading("b", *(f"Two {n}." for n in range(50))), keep=("a",))
        outcomes.append("built")
    except (OutOfSpace, StoreUnavailable) as error:
        outcomes.append(type(error).__name__)
    ballast.unlink()
    assert titles(home) in (["a"], ["a", "b"]), titles(home)
    rest = [p.name for p in (home / "generations").iterdir() if p.name.startswith(".")]
    assert not rest, rest
    if outcomes[-1] == "built":
        break
print(len(outcomes), outcomes.count("built"), sorted(set(outcomes)))
"""


@pytest.mark.torture
def test_a_disk_that_is_really_full_leaves_the_old_generation(
    tmp_path: Path, record_property: Any
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    inside = f'mount -t tmpfs -o size=24m none {disk} && exec {sys.executable} -c "$1" {disk}'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", inside, "sh", FILL],
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
        cwd=Path(__file__).resolve().parents[2],
    )
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip(f"this system allows no disk of one's own: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stderr[-3000:]
    tried = int(done.stdout.split()[0])
    assert tried > 5
    record_property("tried", tried)
    record_property("survived", tried)
    record_property("figure", done.stdout.strip())


def test_stores_that_disagree_on_their_number_are_found(tmp_path: Path) -> None:
    name = build(tmp_path, a_reading("a", "One.", "Two."))
    folder = publish.generations_folder(tmp_path) / name
    manifest = read_manifest(folder)
    counted = replace(manifest, counts={**manifest.counts, "passages": 3})
    with pytest.raises(StoreUnavailable, match="was not published"):
        verify.check_new(tmp_path, folder, counted)


def test_a_generation_of_another_version_of_a_library_is_built_again(tmp_path: Path) -> None:
    name = build(tmp_path, a_reading("a", "One."))
    manifest = read_manifest(publish.generations_folder(tmp_path) / name)
    assert manifest.is_current(manifest.encoder)
    for library in ("chromadb", "tantivy"):
        other = replace(manifest, versions={**manifest.versions, library: "0.0.1"})
        assert not other.is_current(manifest.encoder)


class _Runs:
    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, (str(self.marker),))


def test_a_pickle_that_runs_code_is_refused_before_anything_could_load_it(tmp_path: Path) -> None:
    home, marker = tmp_path / "home", tmp_path / "ran"
    name = build(home, a_reading("a", "One.", "Two."))
    chroma = publish.generations_folder(home) / name / "chroma"
    for folder in (chroma, *[path for path in chroma.iterdir() if path.is_dir()]):
        (folder / "index_metadata.pickle").write_bytes(pickle.dumps(_Runs(marker)))
    assert verify.verify(home)
    with pytest.raises(StoreUnavailable):
        opened(home, exact_below=0)
    assert not marker.exists()


def test_while_a_generation_is_built_nothing_half_done_is_backed_up(tmp_path: Path) -> None:
    home, made = tmp_path / "home", tmp_path / "backup.tar.gz"
    build(home, a_reading("a", "One."))

    def back_up(step: str) -> None:
        if step == "words":
            with pytest.raises(Busy):
                backup.back_up(home, made)

    build(home, a_reading("b", "Two."), keep=("a",), fault=back_up)
    assert not made.exists()
    backup.back_up(home, made)
    with tarfile.open(made) as archive:
        assert not [name for name in archive.getnames() if "building" in name]
    backup.restore(made, tmp_path / "restored")
    assert titles(tmp_path / "restored") == ["a", "b"]
    assert verify.verify(tmp_path / "restored") == []


@pytest.fixture
def odd_files(tmp_path: Path) -> Iterator[Path]:
    """A folder with files that vanish, are huge and empty inside, or may not be read."""
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "good.md").write_text("# Canals\n\nForces should fence canals.\n", encoding="utf-8")
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(10 << 30)
    locked = folder / "locked.txt"
    locked.write_text("Nobody may read this.", encoding="utf-8")
    locked.chmod(0)
    yield folder


def test_files_that_are_huge_locked_or_gone_stop_nobody_else(
    odd_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.settings import Settings
    from ingest import job
    from ingest.job import Request, ingest

    gone = odd_files / "gone.txt"
    gone.write_text("This file goes away while the others are read.", encoding="utf-8")
    read_many = job.read_many

    def read_after_it_went(*arguments: Any, **options: Any) -> Any:
        gone.unlink(missing_ok=True)
        return read_many(*arguments, **options)

    monkeypatch.setattr(job, "read_many", read_after_it_went)
    report = ingest(Request((odd_files,)), Settings(home=tmp_path / "home"), encoder=BagOfWords)
    assert report.added in (["good.md"], ["good.md", "locked.txt"])
    refused = dict(report.refused)
    assert "larger than" in refused["sparse.txt"]
    assert "gone" in refused["gone.txt"]
    if os.geteuid():
        assert "permission" in refused["locked.txt"].lower()
