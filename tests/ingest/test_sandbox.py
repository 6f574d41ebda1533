import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput
from ingest.opening import Limits
from ingest.sandbox import Sandbox, read_many

STUBS = "tests.ingest.stub_readers"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("The force should act at once.", encoding="utf-8")
    return path


def limits(function: str, **changes: int) -> Limits:
    return Limits(reader=f"{STUBS}:{function}", **changes)


def reason(sandbox: Sandbox, path: Path, asked: Limits) -> str:
    outcome = sandbox.read(path, asked).outcome
    assert isinstance(outcome, InvalidInput)
    return str(outcome)


def test_a_file_is_read_as_it_would_be_here(sandbox: Sandbox, note: Path) -> None:
    document = sandbox.read(note, Limits()).outcome

    assert isinstance(document, Document)
    assert document.blocks[0].text == "The force should act at once."
    assert document.media_type == "text/plain"


def test_a_file_that_is_gone_is_refused_as_that(sandbox: Sandbox, tmp_path: Path) -> None:
    assert "gone" in reason(sandbox, tmp_path / "missing.pdf", Limits())


def test_the_digest_is_of_the_bytes_read(sandbox: Sandbox, note: Path) -> None:
    import hashlib

    reading = sandbox.read(note, Limits())

    assert reading.digest == hashlib.sha256(note.read_bytes()).hexdigest()


@pytest.mark.parametrize(("function", "signal"), [("crash", "SIGSEGV"), ("abort", "SIGABRT")])
def test_a_crash_is_the_files_own_and_names_the_signal(
    sandbox: Sandbox, note: Path, function: str, signal: str
) -> None:
    assert signal in reason(sandbox, note, limits(function))
    assert isinstance(sandbox.read(note, limits("fine")).outcome, Document)


@pytest.mark.parametrize("function", ["hang", "sleep"])
def test_a_reader_that_never_ends_is_stopped_in_time(
    sandbox: Sandbox, note: Path, function: str
) -> None:
    began = time.monotonic()

    said = reason(sandbox, note, limits(function, seconds=1))

    assert "more than 1 s" in said
    assert time.monotonic() - began < 4


def test_memory_ends_at_the_limit(sandbox: Sandbox, note: Path) -> None:
    assert "memory" in reason(sandbox, note, limits("grow", memory_bytes=400_000_000))


def test_an_error_of_the_parser_is_a_damaged_file(sandbox: Sandbox, note: Path) -> None:
    assert "ZeroDivisionError" in reason(sandbox, note, limits("odd"))


def test_places_that_do_not_exist_are_not_believed(sandbox: Sandbox, note: Path) -> None:
    assert "places that don't exist" in reason(sandbox, note, limits("lie"))


@pytest.mark.parametrize("function", ["call_out", "call_out_natively"])
def test_nothing_can_be_reached_from_inside(
    sandbox: Sandbox, tmp_path: Path, function: str
) -> None:
    if function == "call_out_natively" and sandbox.has_network:
        pytest.skip("this system lets no process give up its network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        path = tmp_path / f"{server.getsockname()[1]}.txt"
        path.write_text("x", encoding="utf-8")

        said = reason(sandbox, path, limits(function))

        assert "connected" not in said
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("function", ["write_file", "start_program"])
def test_nothing_can_be_written_or_started_from_inside(
    sandbox: Sandbox, tmp_path: Path, function: str
) -> None:
    path = tmp_path / f"liaison-{os.getpid()}.txt"
    path.write_text("x", encoding="utf-8")

    assert "PermissionError" in reason(sandbox, path, limits(function))
    assert not Path(f"/tmp/{path.name}.written").exists()


def test_the_inside_has_no_environment_and_no_folder_of_ours(
    sandbox: Sandbox, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_SECRET", "x")

    assert reason(sandbox, note, limits("environment")) in {"0 /", "1 /"}


def test_links_folders_pipes_and_empty_files_are_not_opened(
    sandbox: Sandbox, tmp_path: Path, note: Path
) -> None:
    link, folder, pipe, empty = (tmp_path / name for name in ("l.txt", "d.pdf", "p.txt", "e.txt"))
    link.symlink_to(note)
    folder.mkdir()
    os.mkfifo(pipe)
    empty.touch()
    began = time.monotonic()

    assert "link" in reason(sandbox, link, Limits())
    assert "no ordinary file" in reason(sandbox, folder, Limits())
    assert "no ordinary file" in reason(sandbox, pipe, Limits())
    assert "empty" in reason(sandbox, empty, Limits())
    assert time.monotonic() - began < 2


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sparse = tmp_path / "sparse.pdf"
    with sparse.open("wb") as file:
        file.truncate(10_000_000_000)

    assert "larger than 50 MB" in reason(sandbox, sparse, Limits())


def test_a_file_that_changes_while_it_is_read_is_refused(sandbox: Sandbox, note: Path) -> None:
    done = threading.Event()

    def keep_changing() -> None:
        count = 0
        while not done.is_set():
            count += 1
            note.write_text(f"version {count}", encoding="utf-8")

    writer = threading.Thread(target=keep_changing)
    writer.start()
    try:
        said = reason(sandbox, note, limits("slow"))
    finally:
        done.set()
        writer.join()

    assert "changed" in said or "empty" in said


@pytest.mark.parametrize(
    "name",
    ["new\nline.txt", "‮txt.fdp", "..%2f..%2fetc.txt", "n" * 251 + ".txt", "<!channel>.txt"],
)
def test_odd_names_are_only_names(sandbox: Sandbox, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Some words.", encoding="utf-8")

    assert isinstance(sandbox.read(path, limits("fine")).outcome, Document)


def test_a_name_that_is_no_unicode_is_only_a_name(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Some words.", encoding="utf-8")

    assert isinstance(sandbox.read(path, Limits()).outcome, Document)


def test_a_lost_template_costs_one_file(note: Path) -> None:
    with Sandbox() as sandbox:
        assert isinstance(sandbox.read(note, limits("fine")).outcome, Document)
        assert sandbox._process is not None
        sandbox._process.kill()
        sandbox._process.wait()

        outcomes = [sandbox.read(note, limits("fine")).outcome for _ in range(2)]

    assert isinstance(outcomes[-1], Document)


def test_many_files_come_back_in_order_each_with_its_own_outcome(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_text(f"Report number {number}." if number % 4 else "", encoding="utf-8")

    rows = list(read_many(paths, Limits()))

    assert [path for path, _, _ in rows] == paths
    for number, (_, outcome, digest) in enumerate(rows):
        if number % 4:
            assert isinstance(outcome, Document)
            assert outcome.blocks[0].text == f"Report number {number}."
            assert digest is not None
        else:
            assert isinstance(outcome, InvalidInput)


def test_reading_many_can_be_left_early(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for path in paths:
        path.write_text("Words.", encoding="utf-8")

    rows = read_many(paths, Limits())
    first = next(rows)
    rows.close()  # type: ignore[attr-defined]

    assert first[0] == paths[0]
