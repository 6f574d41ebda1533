import asyncio
from threading import Event
from time import perf_counter
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message

from assistant.domain.answers import Answer
from assistant.entrypoints.api import capacity
from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.api.capacity import Capacity
from assistant.entrypoints.api.limits import BodyLimit
from assistant.service.figures import Figures
from assistant.settings import Settings
from tests.builders import an_answer

ASK = {"question": "Which are overdue?"}


class Slow:
    """An assistant that answers when it is let."""

    def __init__(self) -> None:
        self.figures = Figures()
        self.let = Event()
        self.started = 0

    def ask(self, *_: Any, **__: Any) -> Answer:
        self.started += 1
        assert self.let.wait(20)
        return an_answer()

    def is_off(self) -> bool:
        return False

    def generation(self) -> str:
        return "g1"


def _app(slow: Slow, settings: Settings, **changes: Any) -> FastAPI:
    return build_app(slow, settings.model_copy(update=changes))  # type: ignore[arg-type]


def _client(app: ASGIApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def _until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


async def test_when_all_is_full_the_rest_is_turned_away_at_once(sample_settings: Settings) -> None:
    slow = Slow()
    app = _app(slow, sample_settings, concurrency=2, waiting_room=3, waiting_s=20.0)
    async with _client(app) as client:
        accepted = [asyncio.create_task(client.post("/ask", json=ASK)) for _ in range(5)]
        await _until(lambda: slow.started == 2)
        await asyncio.sleep(0)

        started = perf_counter()
        refused = await asyncio.gather(*(client.post("/ask", json=ASK) for _ in range(20)))
        took = (perf_counter() - started) / 20
        health = await client.get("/healthz")
        slow.let.set()
        answered = await asyncio.gather(*accepted)
        after = await client.post("/ask", json=ASK)

    assert {reply.status_code for reply in refused} == {503}
    assert all(reply.headers["retry-after"] for reply in refused)
    assert "Too many people" in refused[0].json()["detail"]
    assert took < 0.1
    assert health.status_code == 200
    assert {reply.status_code for reply in answered} == {200}
    assert after.status_code == 200


async def test_nobody_waits_longer_than_they_should(sample_settings: Settings) -> None:
    slow = Slow()
    app = _app(slow, sample_settings, concurrency=1, waiting_room=3, waiting_s=0.5)
    async with _client(app) as client:
        first = asyncio.create_task(client.post("/ask", json=ASK))
        await _until(lambda: slow.started == 1)

        waited = await client.post("/ask", json=ASK)
        slow.let.set()

        assert waited.status_code == 503
        assert (await first).status_code == 200


class Clock:
    """A clock that moves when it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_nobody_is_let_in_whose_turn_would_come_too_late(
    sample_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(capacity, "perf_counter", clock)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await let.wait()
        clock.now += took
        await PlainTextResponse("done")(scope, receive, send)

    settings = sample_settings.model_copy(
        update={"concurrency": 1, "waiting_room": 50, "waiting_s": 20.0}
    )
    client = _client(Capacity(app, settings, Figures()))
    let, took = asyncio.Event(), 4.0
    let.set()
    async with client:
        for _ in range(40):
            assert (await client.get("/")).status_code == 200
        let.clear()
        waiting = [asyncio.create_task(client.get("/")) for _ in range(10)]
        # One is worked on; three have their turn within 12 of 20 seconds, at 4 each.
        await _until(lambda: sum(each.done() for each in waiting) == 6)
        let.set()
        replies = [reply.status_code for reply in await asyncio.gather(*waiting)]
        assert sorted(replies) == [200] * 4 + [503] * 6
        took = 0.1
        for _ in range(80):
            assert (await client.get("/")).status_code == 200
        let.clear()
        waiting = [asyncio.create_task(client.get("/")) for _ in range(40)]
        for _ in range(20):
            await asyncio.sleep(0)
        let.set()
        assert {reply.status_code for reply in await asyncio.gather(*waiting)} == {200}


async def test_a_slow_reader_keeps_nobody_waiting(sample_settings: Settings) -> None:
    reading = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse("done")(scope, receive, send)

    async def slowly(message: Message) -> None:
        if message["type"] == "http.response.body":
            await reading.wait()

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    settings = sample_settings.model_copy(update={"concurrency": 1, "waiting_room": 0})
    served = Capacity(app, settings, Figures())
    scope = {"type": "http", "method": "GET", "path": "/"}
    slow = asyncio.create_task(served(scope, nothing, slowly))
    async with _client(served) as client:
        await _until(lambda: served._working == 0)
        assert (await client.get("/")).status_code == 200
        assert not slow.done()
    reading.set()
    await slow


@pytest.mark.parametrize(
    ("given", "at_once"),
    [({}, 2), ({"model_provider": "ollama"}, 8), ({"concurrency": 5}, 5)],
)
def test_more_are_worked_on_at_once_where_a_language_model_is_waited_for(
    sample_settings: Settings, given: dict[str, object], at_once: int
) -> None:
    assert sample_settings.model_copy(update=given).at_once == at_once


async def test_the_figures_show_who_works_and_who_waits(sample_settings: Settings) -> None:
    slow = Slow()
    app = _app(slow, sample_settings, concurrency=1, waiting_room=3, waiting_s=20.0)
    async with _client(app) as client:
        tasks = [asyncio.create_task(client.post("/ask", json=ASK)) for _ in range(3)]
        await _until(lambda: b"liaison_waiting 2.0" in slow.figures.text())
        assert b"liaison_working 1.0" in slow.figures.text()
        slow.let.set()
        await asyncio.gather(*tasks)

    assert b"liaison_waiting 0.0" in slow.figures.text()
    assert b"liaison_working 0.0" in slow.figures.text()


async def test_a_client_that_goes_away_frees_its_place(sample_settings: Settings) -> None:
    slow = Slow()
    slow.let.set()
    app = _app(slow, sample_settings, concurrency=1, waiting_room=0)

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def nothing(_: Message) -> None:
        raise OSError("the connection is closed")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/ask",
        "query_string": b"",
        "headers": [],
        "client": ("x", 1),
        "server": ("test", 80),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
    }
    with pytest.raises(OSError, match="closed"):
        await app(scope, gone, nothing)

    async with _client(app) as client:
        assert (await client.post("/ask", json=ASK)).status_code == 200


async def test_a_body_that_drips_is_given_up_without_taking_a_place() -> None:
    reached = False
    sent: list[Message] = []

    async def app(*_: Any) -> None:
        nonlocal reached
        reached = True

    async def drip() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    await BodyLimit(app, within_s=0.1)({"type": "http", "path": "/ask", "headers": []}, drip, send)

    assert not reached
    assert sent[0]["status"] == 408
