import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.adapters.audit.files import FileStore
from assistant.adapters.audit.verify import entries
from assistant.domain.errors import StoreUnavailable
from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.logs import configure_logs
from assistant.service import Assistant
from assistant.service.figures import Figures
from assistant.settings import Settings
from tests.assistant.entrypoints.conftest import Client

SECRET_WORDS = "Which recommendations concern Zebulon Quartermaine of Wexmoor?"


@pytest.fixture
def client(sample_assistant: Assistant, sample_settings: Settings) -> TestClient:
    return TestClient(build_app(sample_assistant, sample_settings), raise_server_exceptions=False)


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that the service logs, as it would stand on standard error."""
    root, ours = logging.getLogger(), logging.getLogger("assistant")
    kept = (root.handlers, root.level, ours.level)
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    configure_logs("debug")
    yield out
    root.handlers, level, ours_level = kept
    root.setLevel(level)
    ours.setLevel(ours_level)


def test_a_request_keeps_one_id_from_the_header_to_the_log_and_the_audit(
    client: TestClient, logged: io.StringIO, sample_home: Path
) -> None:
    given = {"X-Request-ID": "front-door-00017"}

    response = client.post("/ask", json={"question": SECRET_WORDS}, headers=given)
    streamed = client.post(
        "/ask/stream", json={"question": SECRET_WORDS}, headers={"X-Request-ID": "stream-00018"}
    )

    assert response.headers["x-request-id"] == "front-door-00017"
    assert streamed.headers["x-request-id"] == "stream-00018"
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert {"front-door-00017", "stream-00018"} <= {line.get("request") for line in lines}
    kept = {entry["request"]: entry for entry in entries(FileStore(sample_home / "audit"))}
    assert kept["front-door-00017"]["asked"] == SECRET_WORDS
    assert kept["stream-00018"]["channel"] == "http"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "a b c d e f g", "{}\n--------"])
def test_an_odd_request_id_is_replaced(client: TestClient, given: str) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": given.replace("\n", " ")})

    assert len(response.headers["x-request-id"]) == 32


def test_logs_hold_no_question_no_answer_and_no_credential(
    client: TestClient, client_of: Client, logged: io.StringIO
) -> None:
    client.post("/ask", json={"question": SECRET_WORDS})
    client.get("/search", params={"query": "Quartermaine ledger"})
    client.get("/register", params={"owner": "Quartermaine"})
    client.get("/register/QUARTERMAINE-1")
    client.post("/", content="question=Zebulon+Quartermaine")
    client.post("/ask", json={"question": SECRET_WORDS, "colour": "Quartermaine"})
    client_of("Quartermaine-token").get("/sources")
    client_of("officer quartermaine@x.example").get("/sources")

    text = logged.getvalue()
    assert text.count("\n") >= 8
    for word in ("quartermaine", "zebulon", "recommendations concern", "bearer"):
        assert word not in text.lower()
    assert all(json.loads(line)["timestamp"] for line in text.splitlines())


def test_a_fault_is_logged_by_its_kind_and_place_without_its_message(
    sample_settings: Settings, logged: io.StringIO
) -> None:
    class Faulty:
        figures = Figures()

        def ask(self, question: Any, *_: object, **__: object) -> None:
            raise RuntimeError(f"could not make sense of {question.text}")

    client = TestClient(
        build_app(Faulty(), sample_settings),  # type: ignore[arg-type]
        raise_server_exceptions=False,
    )
    response = client.post("/ask", json={"question": SECRET_WORDS})

    reference = response.headers["x-request-id"]
    assert response.status_code == 500
    assert reference in response.json()["detail"]
    assert response.headers["x-content-type-options"] == "nosniff"
    fault = next(
        line for line in map(json.loads, logged.getvalue().splitlines()) if line["level"] == "error"
    )
    assert fault["error"] == "RuntimeError"
    assert any("test_watching.py" in place for place in fault["at"])
    assert "Quartermaine" not in logged.getvalue()


@pytest.mark.parametrize("path", ["/", "/sources", "/nothing", "/healthz", "/static/style.css"])
def test_every_reply_is_hardened(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/admin", "/.env", "/static/../app.py"])
def test_nothing_is_served_that_was_not_meant_to_be(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_another_site_may_not_ask_through_a_browser(client: TestClient) -> None:
    response = client.options(
        "/ask",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
    )

    assert response.status_code == 405
    assert "access-control-allow-origin" not in response.headers


def test_the_figures_tell_times_outcomes_and_ages_and_nothing_of_what_was_asked(
    client: TestClient,
) -> None:
    client.post("/ask", json={"question": SECRET_WORDS})
    client.post("/ask", json={"question": "What is the capital of France?"})
    client.get("/register/NOPE-1")

    text = client.get("/metrics").text

    for name in (
        'liaison_step_seconds_count{step="understand"}',
        'liaison_step_seconds_count{step="total"}',
        'liaison_answers_total{channel="http",kind=',
        'liaison_requests_total{method="GET",route="/register/{ref:path}",status="404"}',
        "liaison_index_age_seconds ",
        "liaison_register_age_seconds ",
        "liaison_waiting 0.0",
        "liaison_switched_off 0.0",
    ):
        assert name in text, name
    age = next(line for line in text.splitlines() if line.startswith("liaison_index_age_seconds "))
    assert 0 <= float(age.split()[1]) < 3600
    assert "Quartermaine" not in text
    assert "NOPE-1" not in text


def test_where_the_audit_log_cannot_be_written_nothing_is_answered(
    sample_assistant: Assistant, sample_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk:
        def record(self, _: object) -> None:
            raise StoreUnavailable("The audit log in /srv/liaison/audit can't be written.")

        def close(self) -> None:
            """Nothing was kept."""

    oversight = replace(sample_assistant._oversight, audit=FullDisk())
    monkeypatch.setattr(sample_assistant, "_oversight", oversight)
    client = TestClient(build_app(sample_assistant, sample_settings))

    overdue = {"question": "Which recommendations are overdue?"}
    report = client.get("/sources").json()["reports"][0]["id"]
    replies = [
        client.post("/ask", json=overdue),
        client.get("/search", params={"query": "fraud"}),
        client.get("/register"),
        client.get("/register?format=csv"),
        client.get("/register/check"),
        client.get("/register/FR23-05"),
        client.get(f"/sources/{report}"),
    ]
    stream = client.post("/ask/stream", json=overdue).text
    page = client.post("/", content="question=Which+recommendations+are+overdue").text

    for reply in replies:
        assert reply.status_code == 503
        assert reply.json()["detail"] == "The audit log in audit can't be written."
    assert "event: problem" in stream
    assert "event: statement" not in stream
    assert "The audit log in audit can" in page
    assert "FR23-05" not in page + stream
