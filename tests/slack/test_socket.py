"""The outgoing connection: replaced when it is dead, never in a storm; a killed process."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.entrypoints.slack.socket import PacedSocket, run
from assistant.settings import read_settings
from tests.slack.bot import OFFICER, WITHIN_S, Bot, expire_leases, spoken, until
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People, Post
from tests.slack.processes import a_process
from tests.slack.starting import Make, OpenPeople, Start

ASK = "How is found property recorded?"
pytestmark = pytest.mark.parametrize("mode", ["socket"])


def _answered(slack: FakeSlack, count: int = 1) -> bool:
    return len([m for m in slack.said() if "within 1 days" in spoken(m)]) >= count


async def test_a_refreshed_connection_goes_on(slack: FakeSlack, bot: Bot, people: People) -> None:
    await slack.refresh_sockets()
    await until(lambda: slack.opened == 2 and len(slack.sockets) == 1)
    await people.ask(OFFICER, ASK)
    await until(lambda: _answered(slack))


async def test_a_silent_connection_is_replaced_although_it_answers_pings(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    people = await open_people(await start(slack_watch_s=1.0))
    envelope = people.envelope(people.write("D1PAT", OFFICER, ASK, channel_type="im"))
    # What is sent to a connection at its end is lost, and delivered again.
    people.post.ack_within_s = (2.0, 2.0, 30.0, 0.1)
    slack.deaf = True
    await people.post.deliver(envelope, attempt=3)
    await until(lambda: len(slack.called("apps.connections.open")) >= 2)
    slack.deaf = False
    await people.post.deliver(envelope)
    await until(lambda: _answered(slack))

    assert len(slack.said()) == 1


async def test_a_storm_of_disconnections_is_met_with_growing_pauses(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    people = await open_people(await start(slack_reconnect_s=0.03))
    for count in range(1, 6):
        await until(lambda n=count: slack.opened == n and len(slack.sockets) == 1)
        await slack.refresh_sockets()
    await until(lambda: slack.opened == 6 and len(slack.sockets) == 1)
    asked = [call.at for call in slack.called("apps.connections.open")]
    for pause, one, next_one in zip((0.03, 0.06, 0.12, 0.24), asked, asked[1:], strict=False):
        assert next_one - one >= pause * 0.9
    await people.ask(OFFICER, ASK)
    await until(lambda: _answered(slack))


async def test_at_most_twenty_connections_a_minute_are_asked_for(mode: str) -> None:
    paced = PacedSocket(read_settings().slack_reconnect_s, app_token="xapp-x")
    pauses = []
    for _ in range(30):
        pauses.append(paced._pause())
        paced._asked_at = time.monotonic()
    await paced.close()  # type: ignore[no-untyped-call]

    assert pauses[:6] == [0, 3, 6, 12, 24, 24]
    assert sum(pauses[:20]) > 60


async def test_a_token_revoked_while_running_ends_the_command_with_what_to_do(
    slack: FakeSlack, make: Make
) -> None:
    bot = make(slack_check_s=0.03)
    running = asyncio.create_task(run(bot.service, bot.settings, asyncio.Event()))
    await until(lambda: bool(slack.sockets))
    slack.fail("*", error="token_revoked", times=999)

    with pytest.raises(StoreUnavailable, match=r"refuses the bot token .* LIAISON_SLACK_BOT_TOKEN"):
        await asyncio.wait_for(running, WITHIN_S)
    await until(lambda: not slack.sockets)


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_token_refused_at_the_start_is_said_at_once(
    slack: FakeSlack, make: Make, method: str
) -> None:
    bot = make()
    slack.fail(method, error="invalid_auth", times=99)

    with pytest.raises(StoreUnavailable, match="invalid_auth"):
        await run(bot.service, bot.settings, asyncio.Event())
    assert len(slack.called(method)) == 1


async def test_a_stop_lets_running_answers_end(slack: FakeSlack, make: Make) -> None:
    bot, stop = make(), asyncio.Event()
    running = asyncio.create_task(run(bot.service, bot.settings, stop))
    await until(lambda: bool(slack.sockets))
    people = People(slack, Post(slack, "socket", None))  # type: ignore[arg-type]
    bot.assistant.hold.clear()
    await people.ask(OFFICER, ASK)
    await until(lambda: bool(bot.assistant.asked))
    stop.set()
    await until(lambda: not slack.sockets)
    bot.assistant.hold.set()
    await asyncio.wait_for(running, WITHIN_S)

    assert _answered(slack)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"slack_bot_token": None}, "LIAISON_SLACK_BOT_TOKEN"),
        ({"slack_bot_token": "xapp-wrong"}, "must begin with xoxb-"),
        ({"slack_domains": ()}, "LIAISON_SLACK_DOMAINS"),
        ({"slack_bot_token": None, "slack_bot_token_file": "nowhere"}, "can't be read"),
    ],
)
async def test_what_is_missing_is_said_before_slack_is_called(
    slack: FakeSlack, make: Make, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidUse, match=said):
        make(**changes)
    assert not slack.world.calls


async def test_a_token_of_another_workspace_is_refused(slack: FakeSlack, make: Make) -> None:
    with pytest.raises(InvalidUse, match="workspace T0FORCE"):
        await make(slack_team_id="T9OTHER").rise()


async def test_a_killed_process_leaves_nothing_unanswered(
    slack: FakeSlack, home: Path, mode: str
) -> None:
    people = People(slack, Post(slack, "socket", None))  # type: ignore[arg-type]
    async with a_process(slack, home, pace_s=60) as first:
        await until(lambda: bool(slack.sockets), within_s=300)
        asked = [await people.ask(OFFICER, f"{n}?") for n in range(20)]
        await until(lambda: len(slack.said()) >= 4)
        first.kill()
        await until(lambda: not slack.sockets)
    expire_leases(home)

    async with a_process(slack, home) as second:
        await until(lambda: _answered(slack, 20), within_s=300)
        second.terminate()
        assert await second.wait() == 0

    for message in asked:
        said = [m for m in slack.said() if m.get("thread_ts") == message["ts"]]
        assert len([m for m in said if "within 1 days" in spoken(m)]) == 1
