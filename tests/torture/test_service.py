"""A running service: many at once, odd requests, killed, told to stop, short of handles."""

import json
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.domain.people import LOCAL
from assistant.service import Assistant, Question
from eval.suites import bank
from tests.homes import copy_home

LIAISON = Path(sys.executable).with_name("liaison")
PATIENCE_S = 120


def questions(n: int) -> list[str]:
    plain = [c.question for c in [*bank("register"), *bank("reports")] if not c.context]
    return list(islice(cycle(plain), n))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, *before: str, **settings: str) -> Iterator[tuple[Any, str]]:
    """Run `liaison serve` until the block ends; yield the process and its address."""
    port = free_port()
    given = {"LIAISON_HOME": str(home), "LIAISON_TODAY": "2026-10-01", **settings}
    command = ["env", *(f"{k}={v}" for k, v in given.items()), *before, str(LIAISON), "serve"]
    process = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(process, address)
        yield process, address
    finally:
        process.kill()
        process.wait()


def wait_until_ready(process: Any, address: str) -> float:
    began = time.monotonic()
    while time.monotonic() < began + PATIENCE_S:
        assert process.poll() is None, "the service ended while it was starting"
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return time.monotonic() - began
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("the service did not become ready")


def ask(client: httpx.Client, question: str, thread: str | None = None) -> httpx.Response:
    body = {"question": question} | ({"thread": thread} if thread else {})
    return client.post("/ask", json=body)


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("served") / "home"
    copy_home(sample_home, copy)
    return copy


@pytest.mark.torture
def test_fifty_people_at_once_get_their_own_answers(home: Path, record_property: Any) -> None:
    asked = questions(500)
    with (
        serving(home) as (_, address),
        httpx.Client(base_url=address, timeout=PATIENCE_S) as client,
    ):
        alone = {question: ask(client, question).json() for question in dict.fromkeys(asked[:120])}
        took: list[float] = []
        health: list[float] = []

        def person(n: int) -> list[tuple[str, httpx.Response]]:
            answers = []
            for question in asked[n * 10 : n * 10 + 10]:
                began = time.monotonic()
                answers.append((question, ask(client, question, f"thread-{n}-{len(answers)}")))
                took.append(time.monotonic() - began)
                began = time.monotonic()
                assert httpx.get(f"{address}/healthz", timeout=PATIENCE_S).status_code == 200
                health.append(time.monotonic() - began)
            return answers

        with ThreadPoolExecutor(50) as people:
            every = [each for answers in people.map(person, range(50)) for each in answers]
    wrong = [
        question
        for question, reply in every
        if reply.status_code == 200 and question in alone and differs(reply.json(), alone[question])
    ]
    turned_away = sum(reply.status_code in {429, 503} for _, reply in every)
    assert {reply.status_code for _, reply in every} <= {200, 429, 503}
    assert wrong == []
    took.sort()
    health.sort()
    record_property("tried", len(every))
    record_property("survived", len(every))
    record_property(
        "figure",
        f"p50 {took[len(took) // 2]:.2f} s, p95 {took[len(took) * 95 // 100]:.2f} s unpaused, "
        f"{turned_away} turned away; health p95 {health[len(health) * 95 // 100]:.2f} s",
    )


def differs(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(one[part] != other[part] for part in ("status", "text", "count", "citations"))


@pytest.mark.torture
def test_a_killed_service_is_ready_again_with_the_same_answer(
    home: Path, record_property: Any
) -> None:
    question, ready, answers = "Which recommendations are overdue?", [], set()
    for _ in range(10):
        began = time.monotonic()
        with serving(home) as (process, address):
            ready.append(time.monotonic() - began)
            reply = httpx.post(f"{address}/ask", json={"question": question}, timeout=PATIENCE_S)
            answers.add(reply.json()["text"])
            process.send_signal(signal.SIGKILL)
            process.wait()
    assert len(answers) == 1
    record_property("tried", len(ready))
    record_property("survived", len(ready))
    record_property("figure", f"ready after {max(ready):.1f} s at most")


@pytest.mark.torture
def test_a_service_told_to_stop_finishes_what_it_began(home: Path, record_property: Any) -> None:
    asked = questions(60)
    with serving(home) as (process, address):

        def person(question: str) -> tuple[int, bool]:
            try:
                body = {"question": question}
                reply = httpx.post(f"{address}/ask", json=body, timeout=PATIENCE_S)
            except httpx.TransportError:
                return 0, True
            return reply.status_code, bool(reply.json())

        with ThreadPoolExecutor(30) as people:
            waiting = [people.submit(person, question) for question in asked]
            while not any(each.done() for each in waiting):
                time.sleep(0.01)
            process.terminate()
            replies = [each.result() for each in waiting]
        process.wait(60)
    assert all(whole for _, whole in replies), "a reply was cut short"
    assert {code for code, _ in replies} <= {0, 200, 503}
    done = sum(code == 200 for code, _ in replies)
    log = "".join(p.read_text(encoding="utf-8") for p in sorted((home / "audit").rglob("*.jsonl")))
    assert all(json.loads(line) for line in log.splitlines())
    record_property("tried", len(replies))
    record_property("survived", len(replies))
    record_property("figure", f"{done} answered whole, {len(replies) - done} refused")


@pytest.mark.torture
def test_a_service_short_of_handles_recovers(home: Path, record_property: Any) -> None:
    with serving(home, "prlimit", "--nofile=160:160") as (process, address):
        port = int(address.rpartition(":")[2])
        held = []
        for _ in range(300):
            try:
                held.append(socket.create_connection(("127.0.0.1", port), timeout=2))
            except OSError:
                break
        assert process.poll() is None
        for each in held:
            each.close()
        wait_until_ready(process, address)
        reply = httpx.post(
            f"{address}/ask", json={"question": "Which entries are overdue?"}, timeout=PATIENCE_S
        )
        assert reply.status_code == 200
    record_property("figure", f"{len(held)} idle connections, then answers again")


@pytest.mark.torture
def test_two_thousand_questions_leave_no_memory_behind(
    sample_assistant: Assistant, record_property: Any
) -> None:
    sizes = []
    for place, question in enumerate(questions(2_000), 1):
        sample_assistant.ask(Question(question, LOCAL))
        if place % 500 == 0:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            sizes.append(pages * resource.getpagesize() >> 20)
    growth = (sizes[-1] - sizes[1]) / sizes[1]
    assert growth <= 0.05
    record_property("tried", 2_000)
    record_property("survived", 2_000)
    record_property("figure", f"memory {growth:+.1%} between the halves, {sizes[-1]} MiB")
