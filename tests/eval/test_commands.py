"""`liaison eval` on the command line."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from eval import commands
from eval.cases import read_cases
from eval.run import ANSWERS, CONFIG, FIGURES, SCORES


def liaison(*arguments: str | Path) -> Result:
    app = typer.Typer()
    commands.register_commands(app)
    app.command("other")(lambda: None)
    return CliRunner().invoke(app, ["eval", *map(str, arguments)])


@pytest.fixture(scope="module")
def kept(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    done = liaison("conversation", "--home", sample_home, "--out", folder, "--json")
    assert done.exit_code == 0, done.output
    return folder


def test_a_run_keeps_answers_in_order_scores_figures_and_configuration(kept: Path) -> None:
    lines = (kept / ANSWERS).read_text(encoding="utf-8").splitlines()
    keys = [json.loads(line)["key"] for line in lines]
    scored = [
        json.loads(line)["case"]
        for line in (kept / SCORES).read_text(encoding="utf-8").splitlines()
    ]
    config = json.loads((kept / CONFIG).read_text(encoding="utf-8"))

    assert keys == scored
    assert len(keys) == len(set(keys)) > 20
    assert config["suites"] == "conversation"
    assert config["register_as_at"] == "2026-09-30"
    assert (kept / "report.html").is_file()
    assert (kept / "report.md").is_file()


def test_kept_answers_are_scored_again_without_asking(kept: Path, tmp_path: Path) -> None:
    done = liaison(
        "conversation", "--no-generate", kept, "--out", tmp_path, "--compare", kept,
        "--json",
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    figures = json.loads((tmp_path / FIGURES).read_text(encoding="utf-8"))
    assert figures == json.loads((kept / FIGURES).read_text(encoding="utf-8"))
    assert "Nothing: every case has the score it had" in (tmp_path / "report.html").read_text(
        encoding="utf-8"
    )


def test_a_spoiled_run_is_red_at_the_gate(kept: Path, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled"
    spoiled.mkdir()
    with (spoiled / ANSWERS).open("w", encoding="utf-8") as file:
        for line in (kept / ANSWERS).read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            if "entries" in (answer["document"] or {}):
                answer["document"]["entries"] = []
            file.write(json.dumps(answer) + "\n")

    arguments = ("conversation", "--no-generate", spoiled, "--out", tmp_path / "out")
    assert liaison(*arguments).exit_code == 0
    red = liaison(*arguments, "--gate")
    assert red.exit_code == 1
    assert "conversation.right is" in red.output
    assert "under its floor" in red.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nosuch",), "There is no suite “nosuch”"),
        (("obliqa",), "needs --shared-data"),
        (("register", "--no-generate", "/nowhere"), "is not there"),
        (("--questions", "/nowhere.yaml", "--home", "."), "/nowhere.yaml"),
        (("init", "--home", "/nowhere"), "is no home"),
    ],
)
def test_wrong_use_is_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = liaison(*arguments)

    assert done.exit_code in {2, 3}
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_service_that_isnt_there_is_exit_3(tmp_path: Path) -> None:
    done = liaison("conversation", "--against", "http://127.0.0.1:9", "--out", tmp_path)

    assert done.exit_code == 3
    assert "can't be reached" in done.output


def test_help_names_both_commands_and_the_options() -> None:
    assert "init" in liaison("--help").output
    shown = liaison("run", "--help").output
    for option in ("--against", "--gate", "--no-generate", "--compare", "--shared-data"):
        assert option in shown


def test_a_starter_set_is_made_and_can_be_asked(sample_home: Path, tmp_path: Path) -> None:
    bank = tmp_path / "ours.yaml"
    made = liaison("init", "--home", sample_home, "--out", bank, "--json")

    assert made.exit_code == 0, made.output
    cases = read_cases(bank)
    assert len(cases) == json.loads(made.stdout)["questions"] > 30
    assert {"ownership", "portfolio", "findings"} <= {case.kind for case in cases}
    owned = [case for case in cases if case.kind == "ownership"]
    assert all(case.expected_count for case in owned)

    again = liaison("init", "--home", sample_home, "--out", bank)
    assert again.exit_code == 2
    assert "is there already" in again.output

    done = liaison("--questions", bank, "--home", sample_home, "--out", tmp_path / "run", "--json")
    assert done.exit_code == 0, done.output
    figures = {each["name"]: each for each in json.loads(done.stdout)["figures"]}
    assert figures["own.right"]["n"] == len(cases)
