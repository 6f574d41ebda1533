"""What is erased is gone from every live file."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.adapters.generation import publish, space
from assistant.adapters.state import slack, slack_answers, threads
from assistant.adapters.state.database import open_database
from assistant.adapters.state.keys import SqlKeys
from assistant.domain.errors import StoreUnavailable
from assistant.domain.people import Role
from assistant.entrypoints.cli.app import build_app
from assistant.settings import Settings
from ingest.job import Request, ingest
from tests.assistant.adapters.generation.building import a_reading, build, bytes_of, titles
from tests.index_fakes import BagOfWords

MARK = "Zebulonquartermaine"
PERSON = "zeb.quartermaine@wexmoor.police.example"


def liaison(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(build_app(), list(arguments), env={"LIAISON_HOME": str(home)})


def traces(folder: Path, mark: str) -> list[str]:
    wanted = mark.lower().encode()
    return [name for name, data in bytes_of(folder).items() if wanted in data.lower()]


def test_an_erased_report_leaves_no_trace(tmp_path: Path, record_property: Any) -> None:
    reports, home = tmp_path / "reports", tmp_path / "home"
    reports.mkdir()
    for n in range(4):
        text = f"# Report {n}\n\nForces should fence canal {n}.\n"
        (reports / f"r{n}.md").write_text(text, encoding="utf-8")
    marked = reports / "marked.md"
    marked.write_text(f"# {MARK} Report\n\n{MARK} was found in the canal.\n", encoding="utf-8")
    ingest(Request((reports,)), Settings(home=home), encoder=BagOfWords)
    assert traces(home, MARK)
    marked.unlink()
    ingest(Request((reports,)), Settings(home=home), encoder=BagOfWords)
    assert traces(home, MARK), "the generation before still holds it, to go back to"

    done = liaison(home, "erase", "--earlier", "--json")

    assert done.exit_code == 0, done.output
    assert len(json.loads(done.output)["generations"]) == 1
    assert traces(home, MARK) == []
    assert len(publish.generation_names(home)) == 1
    assert liaison(home, "verify").exit_code == 0
    record_property("figure", f"0 of {len(bytes_of(home))} files hold it")


def _live(home: Path) -> None:
    engine = open_database(None, home)
    now = datetime.now(UTC)
    local = now.replace(tzinfo=None)
    SqlKeys(engine).create("For the desk", Role.OFFICER, 30, PERSON)
    with engine.begin() as connection:
        for owner in (PERSON, "someone.else@wexmoor.police.example"):
            row = {"thread": f"t-{owner}", "owner": owner, "turn": f'"{owner} asked"', "at": now}
            connection.execute(threads.threads.insert().values(**row))
        for table in (slack.jobs, slack_answers.answers, slack_answers.feedback):
            values = {
                column.name: "U0ZEB7" if column.name == "user" else _any(column, local)
                for column in table.columns
            }
            connection.execute(table.insert().values(**values))
    engine.dispose()


def _any(column: Any, now: datetime) -> Any:
    kinds = {str: f"{MARK} {column.name}"[:40], bool: True, int: 1, datetime: now}
    return kinds[column.type.python_type]


def test_an_erased_person_leaves_no_trace(tmp_path: Path, record_property: Any) -> None:
    home = tmp_path / "home"
    build(home, a_reading("a", "One."))
    _live(home)
    assert traces(home, "quartermaine")
    for name in (PERSON.upper(), "U0ZEB7"):
        done = liaison(home, "erase", "--person", name)
        assert done.exit_code == 0, done.output
    left = [f for mark in (PERSON, "U0ZEB7", MARK) for f in traces(home, mark)]
    assert left == []
    with sqlite3.connect(home / "state.sqlite") as database:
        (others,) = database.execute("SELECT count(*) FROM threads").fetchone()
    database.close()
    assert others == 1, "somebody else's conversation went too"
    assert "erase" in "".join(
        p.read_text(encoding="utf-8") for p in (home / "audit").rglob("*.jsonl")
    )
    record_property("figure", f"0 of {len(bytes_of(home))} files name them")


def test_nobody_and_nothing_named_erases_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    build(home, a_reading("a", "One."))
    assert liaison(home, "erase").exit_code == 2
    assert liaison(home, "erase", "--person", " ").exit_code == 2
    assert titles(home) == ["a"]


def test_purging_leaves_nothing_and_says_what_went(tmp_path: Path) -> None:
    home = tmp_path / "home"
    build(home, a_reading("a", f"{MARK} was found."))
    kept = bytes_of(home)
    assert liaison(home, "purge").exit_code == 2
    assert bytes_of(home) == kept
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("Dear all", encoding="utf-8")
    assert liaison(other, "purge", "--yes").exit_code == 2
    assert (other / "letter.txt").exists()

    done = liaison(home, "purge", "--yes", "--json")

    assert done.exit_code == 0, done.output
    certificate = json.loads(done.output)
    assert certificate["files"] == len(kept)
    assert certificate["bytes"] == sum(len(data) for data in kept.values())
    assert not home.exists()


def test_a_file_of_the_index_that_grows_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, a_reading("a", "One."))
    monkeypatch.setattr(space, "_LARGEST_BYTES", 20 << 20)

    def run_away(step: str) -> None:
        if step == "words":
            folder = next((tmp_path / "generations").glob(".building*"))
            with (folder / "link_lists.bin").open("wb") as file:
                for _ in range(64):
                    file.write(bytes(1 << 20))

    with pytest.raises(StoreUnavailable):
        build(tmp_path, a_reading("b", "Two."), fault=run_away)
    assert titles(tmp_path) == ["a"]
    assert not list((tmp_path / "generations").glob(".*"))
    build(tmp_path, a_reading("b", "Two."))
    assert titles(tmp_path) == ["b"]
