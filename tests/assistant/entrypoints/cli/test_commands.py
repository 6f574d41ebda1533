"""What every command keeps to: help, one JSON document, and exit codes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
COMMANDS = [
    "ingest", "ask", "search", "register list", "register check", "draft", "serve", "slack",
    "eval", "verify", "status",
]  # fmt: skip
PERIOD = ["--since", "2026-07-01", "--until", "2026-09-30"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    shown = run(*command.split(), "--help")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("\nUsage:") or shown.stdout.startswith("Usage:")
    about = shown.stdout.split("\n\n")[1]
    assert len(about.split()) > 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["ask", "Which recommendations are overdue?"], 0),
        (["search", "stalking"], 0),
        (["register", "list", "--overdue"], 0),
        (["register", "check"], 1),  # the sample's register differs from its reports
        (["status"], 0),
        (["verify"], 0),
        (["draft", *PERIOD], 0),
    ],
)
def test_json_is_one_document_and_nothing_else(run: Run, words: list[str], code: int) -> None:
    done = run(*words, "--json")
    assert done.exit_code == code, done.stderr
    assert isinstance(json.loads(done.stdout), dict)


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["ask"],
        ["ask", "What is due?", "--today", "soon"],
        ["search", "stalking", "-k", "0"],
        ["register", "list", "--due-before", "31/31/2026"],
        ["register", "list", "--sort", "colour"],
        ["draft", "--since", "2026-07-01"],
        ["draft", *PERIOD, "--out", "paper.pdf"],
        ["ingest"],
    ],
    ids=" ".join,
)
def test_what_is_used_wrongly_ends_with_2_and_a_sentence(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.split()) > 4
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("LIAISON_PORT", "many"), ("LIAISON_AUTH_KEY", "true"), ("LIAISON_TODAY", "x")],
)
def test_a_setting_that_cannot_be_used_is_named(run: Run, name: str, value: str) -> None:
    done = run("status", **{name: value})
    assert done.exit_code == 2
    assert name in done.stderr


@pytest.mark.parametrize(
    "words", [["ask", "What is overdue?"], ["search", "fraud"], ["draft", *PERIOD]]
)
def test_without_an_index_commands_end_with_3_and_say_how_to_begin(
    run: Run, words: list[str], tmp_path: Path
) -> None:
    done = run(*words, "--json", LIAISON_HOME=str(tmp_path / "empty"))
    assert done.exit_code == 3
    told = json.loads(done.stdout)["error"]
    assert told["kind"] == "StoreUnavailable"
    assert "ingest" in told["message"]
    assert told["message"] in done.stderr.replace("\n", " ")


def test_a_damaged_store_is_named_by_verify_which_then_ends_with_1(
    run: Run, cli_home: Path, tmp_path: Path
) -> None:
    assert run("verify").stdout.startswith("All ")
    home = tmp_path / "home"
    shutil.copytree(cli_home, home)
    [library] = home.glob(f"generations/{(home / 'current').read_text().strip()}/library.sqlite")
    data = bytearray(library.read_bytes())
    data[len(data) // 2] ^= 1
    library.write_bytes(data)

    done = run("verify", LIAISON_HOME=str(home))
    assert done.exit_code == 1
    assert "library.sqlite" in done.stdout
    assert "liaison" in done.stdout.splitlines()[-1]  # how to repair it
    document = json.loads(run("verify", "--json", LIAISON_HOME=str(home)).stdout)
    assert [each["file"].endswith("library.sqlite") for each in document["damage"]] == [True]


def test_what_could_not_be_read_ends_ingest_with_1_and_status_names_it(
    run: Run, tmp_path: Path
) -> None:
    folder, home = tmp_path / "reports", str(tmp_path / "home")
    folder.mkdir()
    (folder / "note.md").write_text("# A note on canals\n\nBoats were lost.\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")

    done = run("ingest", str(folder), "--json", LIAISON_HOME=home)
    assert done.exit_code == 1
    document = json.loads(done.stdout)
    assert (document["added"], [each["file"] for each in document["refused"]]) == (
        ["note.md"], ["broken.pdf"],
    )  # fmt: skip
    assert run("ingest", str(folder), "--dry-run", LIAISON_HOME=home).exit_code == 1

    shown = run("status", LIAISON_HOME=home).stdout
    assert "1 file could not be read:" in shown
    assert "broken.pdf: " in shown
    assert "Reports       1, 1 passage\n" in shown


def test_status_tells_index_register_and_versions(run: Run) -> None:
    document = json.loads(run("status", "--json").stdout)
    shown = run("status").stdout
    assert document["index"] in shown
    assert document["register"]["as_at"] == "2026-09-30"
    assert f"{document['register']['entries']} entries, 3 versions kept" in shown
    assert document["encoder"] in shown
    assert document["counts"]["reports"] == 16
