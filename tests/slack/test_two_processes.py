"""Two real processes with one state: what Slack brings to both is answered once."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.postgres import postgres_server, postgres_url
from tests.slack.bot import CHANNEL, LIAISON, OFFICER, spoken, until
from tests.slack.fake_slack import BOT_USER, FakeSlack
from tests.slack.people import People, Post
from tests.slack.processes import a_process

__all__ = ["postgres_server", "postgres_url"]

PATIENCE_S = 120
QUESTIONS = 10
ANSWER = "within 1 days"


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        held = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in held]


@pytest.fixture(params=["sqlite", "postgresql"])
async def nodes(
    request: pytest.FixtureRequest, slack: FakeSlack, home: Path
) -> AsyncIterator[list[People]]:
    """Slack's way to each of two processes."""
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    signatures: set[str] = set()
    made: list[People] = []
    async with AsyncExitStack() as stack:
        for port in _free_ports(2):
            await stack.enter_async_context(a_process(slack, home, 0.05, port, database))
            client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}")
            await stack.enter_async_context(client)
            made.append(People(slack, Post(slack, "http", client, signatures=signatures)))
        for people in made:
            await _is_up(people)
        yield made


async def _is_up(people: People) -> None:
    """Wait until Slack's own question whether anyone is there is answered."""
    body = '{"type": "url_verification", "challenge": "there?"}'
    async with asyncio.timeout(PATIENCE_S):
        while True:
            headers = {"Content-Type": "application/json", **people.post._signed(body)}
            with suppress(httpx.TransportError):
                reply = await people.post.client.post(
                    "/slack/events", content=body, headers=headers
                )
                if reply.status_code == httpx.codes.OK:
                    return
            await asyncio.sleep(0.05)


def _answers(slack: FakeSlack, question: dict[str, Any]) -> int:
    """How often a question has been answered, in its thread."""
    said = [spoken(each) for each in slack.said() if each.get("thread_ts") == question["ts"]]
    return sum(each.count(ANSWER) for each in said)


async def _all_answered(slack: FakeSlack, asked: list[dict[str, Any]]) -> None:
    await until(lambda: all(_answers(slack, each) for each in asked), within_s=PATIENCE_S)


async def _deliver(nodes: list[People], envelopes: list[dict[str, Any]]) -> None:
    """Deliver each event to every process at the same moment, as if no word had come back."""
    await asyncio.gather(*(node.post.deliver(each) for each in envelopes for node in nodes))


async def test_an_event_that_comes_to_both_processes_is_answered_once(
    slack: FakeSlack, nodes: list[People]
) -> None:
    writing = nodes[0]
    asked = [
        writing.write("D" + who[1:], who, f"What about {number}?", channel_type="im")
        for number in range(QUESTIONS)
        for who in (OFFICER, LIAISON)
    ]
    envelopes = [writing.envelope(each) for each in asked]
    # A mention is two events, which may come to two processes.
    mention = writing.write(CHANNEL, OFFICER, f"<@{BOT_USER}> What about this?")
    envelopes.append(writing.envelope({**mention, "type": "app_mention"}))
    envelopes.append(writing.envelope({**mention, "channel_type": "channel"}))
    asked.append(mention)
    await _deliver(nodes, envelopes)
    await _all_answered(slack, asked)
    # Slack delivers again what it believes was lost, after the answer too.
    await _deliver(nodes, envelopes)
    alone = [await node.ask(OFFICER, "Are you there?") for node in nodes]
    await _all_answered(slack, alone)

    assert [_answers(slack, each) for each in (*asked, *alone)] == [1] * (len(asked) + 2)
    for node in nodes:
        assert all(each.ok for each in node.post.deliveries)
