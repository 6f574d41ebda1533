"""Traces of answers, as OpenTelemetry has them."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from structlog.contextvars import bound_contextvars

from assistant.adapters.audit.log import ChainedAuditLog
from assistant.adapters.traces import OpenTelemetryTraces, otlp_exporter
from assistant.bootstrap import build_assistant, traces
from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.domain.people import LOCAL
from assistant.domain.timing import Timed
from assistant.service import Assistant, Question
from assistant.settings import Settings

PATIENCE_S = 30
REGISTER = "Which recommendations are overdue?"
REPORTS = "What did the inspectors say about domestic abuse?"


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def watched(
    sample_home: Path, exporter: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Assistant, OpenTelemetryTraces]]:
    made = OpenTelemetryTraces(exporter)
    monkeypatch.setattr("assistant.bootstrap.traces", lambda _: made)
    given = {"home": sample_home, "today": "2026-10-01", "_env_file": None}
    assistant = build_assistant(Settings(**given))  # type: ignore[arg-type]
    yield assistant, made
    assistant.close()


def by_trace(spans: tuple[ReadableSpan, ...]) -> list[list[ReadableSpan]]:
    found: dict[int, list[ReadableSpan]] = {}
    for span in spans:
        assert span.context
        found.setdefault(span.context.trace_id, []).append(span)
    return list(found.values())


def test_each_question_is_one_trace_with_a_span_for_each_step(
    watched: tuple[Assistant, OpenTelemetryTraces], exporter: InMemorySpanExporter
) -> None:
    assistant, made = watched
    for number, question in enumerate((REGISTER, REPORTS)):
        with bound_contextvars(request=f"request-{number}"):
            assistant.ask(Question(question, LOCAL))
    made._provider.force_flush()
    register, reports = by_trace(exporter.get_finished_spans())
    assert {span.name for span in register} == {"ask", "understand", "answer"}
    assert {span.name for span in reports} == {"ask", "understand", "answer", "retrieve"}
    for number, spans in enumerate((register, reports)):
        roots = [span for span in spans if span.parent is None]
        assert [span.name for span in roots] == ["ask"]
        facts = dict(roots[0].attributes or {})
        assert facts.pop("liaison.request_id") == f"request-{number}"
        assert facts.keys() <= {f"liaison.{n}" for n in ("outcome", "reason", "kind", "index")}
        began, ended = roots[0].start_time, roots[0].end_time
        for span in spans:
            assert began is not None
            assert ended is not None
            assert span.start_time is not None
            assert span.end_time is not None
            assert began <= span.start_time <= span.end_time <= ended


def test_nothing_of_the_question_its_answer_or_the_asker_is_in_a_trace(
    watched: tuple[Assistant, OpenTelemetryTraces], exporter: InMemorySpanExporter
) -> None:
    assistant, made = watched
    question = f"{REPORTS} xylophones"
    answer = assistant.ask(Question(question, LOCAL))
    made._provider.force_flush()
    sent = " ".join(span.to_json() for span in exporter.get_finished_spans()).lower()
    assert '"name": "retrieve"' in sent
    secret = {*question.lower().split(), *(s.text.lower() for s in answer.statements), LOCAL.email}
    words = [word for word in secret if word and len(word) > 6]
    assert [word for word in words if word in sent] == []


def test_a_question_that_fails_is_a_trace_that_says_so(
    watched: tuple[Assistant, OpenTelemetryTraces],
    exporter: InMemorySpanExporter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assistant, made = watched

    def full(*_: object) -> None:
        raise StoreUnavailable("The audit log can't be written: xylophones.")

    monkeypatch.setattr(ChainedAuditLog, "record", full)
    with pytest.raises(StoreUnavailable):
        assistant.ask(Question(REGISTER, LOCAL))
    made._provider.force_flush()
    root = next(span for span in exporter.get_finished_spans() if span.parent is None)
    assert root.attributes == {"error.type": "StoreUnavailable"}
    assert not root.status.is_ok
    assert "xylophones" not in root.to_json()


class Collector(BaseHTTPRequestHandler):
    """Takes what a collector takes."""

    taken: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        type(self).taken.append((self.path, body))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def collector() -> Iterator[str]:
    Collector.taken = []
    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(PATIENCE_S)


@pytest.mark.parametrize("path", ["", "/", "/v1/traces"])
def test_a_collector_is_sent_every_span_by_otlp_over_http(path: str) -> None:
    began = time.time_ns()
    times = [Timed("ask", began, 5_000_000), Timed("understand", began, 2_000_000, 0)]
    with collector() as address:
        made = OpenTelemetryTraces(otlp_exporter(f"{address}{path}"))
        made.record(times, {"outcome": "answered"})
        made.close()
        ((where, body),) = Collector.taken
    assert where == "/v1/traces"
    sent = ExportTraceServiceRequest.FromString(body).resource_spans[0]
    service = {each.key: each.value.string_value for each in sent.resource.attributes}
    assert service["service.name"] == "liaison"
    spans = {span.name: span for span in sent.scope_spans[0].spans}
    assert spans.keys() == {"ask", "understand"}
    assert spans["understand"].parent_span_id == spans["ask"].span_id
    assert spans["ask"].end_time_unix_nano - spans["ask"].start_time_unix_nano == 5_000_000


def test_a_collector_that_is_away_takes_no_answer_away(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"home": sample_home, "today": "2026-10-01", "otlp_endpoint": "http://127.0.0.1:9"}
    assistant = build_assistant(Settings(**given, _env_file=None))  # type: ignore[arg-type]
    try:
        assert assistant.ask(Question(REGISTER, LOCAL)).entries
    finally:
        assistant.close()


def test_without_its_package_a_collector_is_refused_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(InvalidUse, match=r"pip install 'liaison\[otel\]'"):
        traces(Settings(otlp_endpoint="http://127.0.0.1:4318", _env_file=None))  # type: ignore[call-arg]


def test_no_collector_is_no_tracing() -> None:
    assert traces(Settings(_env_file=None)) is None  # type: ignore[call-arg]
