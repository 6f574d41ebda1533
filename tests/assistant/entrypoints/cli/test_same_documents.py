"""The command line, the service and the tools are ways to the same answers."""

import inspect
import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import Result

from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.api.register import RegisterParameters
from assistant.entrypoints.cli.register import list_entries
from assistant.entrypoints.mcp.server import Tools
from assistant.register.filters import Filters
from assistant.service import Assistant
from assistant.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def service(sample_assistant: Assistant, sample_settings: Settings) -> TestClient:
    return TestClient(build_app(sample_assistant, sample_settings))


def document(run: Run, *words: str, code: int = 0) -> dict[str, Any]:
    done = run(*words, "--json")
    assert done.exit_code == code, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def untimed(answer: dict[str, Any]) -> dict[str, Any]:
    timed = {**answer["provenance"], "took_ms": sorted(answer["provenance"]["took_ms"])}
    return {**answer, "provenance": timed}


@pytest.mark.parametrize(
    "question",
    [
        "How many entries are overdue in the Crime Portfolio, by business area?",
        "What did the inspectors say about stalking?",
        "Which reports do you have?",
        "what do I own?",
        "Who will win the election?",
    ],
)
def test_an_answer_is_the_same_document(run: Run, service: TestClient, question: str) -> None:
    asked = document(run, "ask", question)
    posted = service.post("/ask", json={"question": question}).json()
    # Nothing tells the two apart but the time that each took and the id that the service gives.
    assert untimed(asked) == untimed({name: posted[name] for name in asked})


def test_ranked_passages_are_the_same_document(run: Run, service: TestClient) -> None:
    found = document(run, "search", "domestic abuse", "-k", "3")
    assert found == service.get("/search", params={"query": "domestic abuse", "k": 3}).json()
    assert [each["rank"] for each in found["passages"]] == [1, 2, 3]


def test_the_register_and_its_check_are_the_same_documents(run: Run, service: TestClient) -> None:
    listed = document(run, "register", "list", "--portfolio", "Crime", "--overdue", "--limit", "2")
    asked = {"portfolio": "Crime", "overdue": "true", "limit": 2}
    assert listed == service.get("/register", params=asked).json()
    assert len(listed["entries"]) == 2 < listed["count"]
    checked = document(run, "register", "check", code=1)
    assert checked == service.get("/register/check").json()
    assert checked["count"] == len(checked["discrepancies"]) > 0


def test_filters_of_every_sort_choose_the_same_entries(run: Run, service: TestClient) -> None:
    words = ("--status", "open", "--kind", "recommendation")
    listed = document(run, "register", "list", *words, "--due-before", "2027-01-01", "--overdue")
    asked: dict[str, str | bool] = {
        "status": "open", "kind": "recommendation", "due_before": "2027-01-01", "overdue": True,
    }  # fmt: skip
    assert listed == service.get("/register", params=asked).json()
    assert 0 < listed["count"] < document(run, "register", "list", *words)["count"]


def test_a_day_that_no_register_can_be_about_is_refused_by_name(
    run: Run, service: TestClient
) -> None:
    refused = run("register", "list", "--due-before", "1850-01-01")
    assert refused.exit_code == 2
    assert "--due-before" in refused.stderr
    assert service.get("/register", params={"due_before": "1850-01-01"}).status_code == 422


def test_every_exact_filter_can_be_used_everywhere() -> None:
    filters = set(Filters.model_fields)
    assert filters <= set(inspect.signature(list_entries).parameters)
    assert filters <= set(RegisterParameters.model_fields)
    tool = inspect.signature(Tools.register).parameters["filters"]
    assert tool.annotation == Filters | None


def test_a_thread_goes_on_from_one_command_to_the_next(run: Run) -> None:
    first = document(run, "ask", "Which recommendations are overdue?", "--thread", "mine")
    then = document(run, "ask", "and in the Crime Portfolio?", "--thread", "mine")
    alone = document(run, "ask", "Which are overdue in the Crime Portfolio?")
    assert {each["ref"] for each in then["entries"]} == {each["ref"] for each in alone["entries"]}
    assert 0 < then["count"] < first["count"]


def test_someone_asked_as_sees_no_more_than_they_may(run: Run) -> None:
    everything = document(run, "ask", "how many recommendations are there?")
    officer = document(
        run, "ask", "how many recommendations are there?", "--as", "nobody@wexmoor.police.example"
    )
    assert officer["count"] < everything["count"]
    assert officer["asked"]["as"] == "nobody@wexmoor.police.example"


def test_a_person_reads_statement_sources_and_how_it_was_understood(run: Run) -> None:
    shown = run(
        "ask", "Which recommendations are overdue in the Crime Portfolio?", "--trace"
    ).stdout
    answer = document(run, "ask", "Which recommendations are overdue in the Crime Portfolio?")
    assert shown.startswith(answer["text"])
    assert f"Understood as: {answer['asked']['interpretation']}" in shown
    first = answer["citations"][0]
    assert (
        f"[1] {first['ref']}: {first['source']}, sheet {first['sheet']}, row {first['row']}"
        in shown
    )
    assert "\nConsidered\n" in shown
    assert "trace" not in answer
