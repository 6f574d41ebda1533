"""The outgoing connection: replaced when it is dead, never in a storm; a killed process."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.entrypoints.slack.service import SlackService
from assistant.entrypoints.slack.socket import PacedSocket, run
from assistant.settings import read_settings
from tests.slack.bot import OFFICER, Bot, settings_for, spoken, until
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People, Post
from tests.slack.starting import OpenPeople, Start

ASK = "How is found property recorded?"
pytestmark = pytest.mark.parametrize("mode", ["socket"])


def _answered(slack: FakeSlack, count: int = 1) -> bool:
    return len([m for m in slack.said() if "within 1 days" in spoken(m)]) >= count


async def test_a_refreshed_connection_goes_on(slack: FakeSlack, bot: Bot, people: People) -> None:
    await slack.refresh_sockets()
    await until(lambda: len(slack.called("apps.connections.open")) == 2 and slack.sockets)
    await people.ask(OFFICER, ASK)
    await until(lambda: _answered(slack))


async def test_a_silent_connection_is_replaced_although_it_answers_pings(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    bot = await start(slack_watch_s=0.2)
    people = await open_people(bot)
    people.post.ack_within_s = 0.3
    slack.deaf = True
    asking = asyncio.create_task(people.ask(OFFICER, ASK))
    await until(lambda: len(slack.called("apps.connections.open")) >= 2)
    slack.deaf = False
    await asking
    await until(lambda: _answered(slack))

    assert len(slack.said()) == 1


async def test_a_storm_of_disconnections_is_met_with_growing_pauses(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    bot = await start(slack_reconnect_s=0.05)
    people = await open_people(bot)
    began = time.monotonic()
    while time.monotonic() - began < 0.75:
        await slack.refresh_sockets()
        await asyncio.sleep(0.02)
    # At pauses of 0, 0.05, 0.1, 0.2 and 0.4 s.
    assert len(slack.called("apps.connections.open")) <= 6
    await until(lambda: bool(slack.sockets))
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
    slack: FakeSlack, home: Path, mode: str
) -> None:
    settings = settings_for(slack, home, slack_check_s=0.03)
    bot = Bot(slack, mode, settings)
    service = SlackService(bot.assistant, bot.drafter, settings, _state(home))
    running = asyncio.create_task(run(service, settings, asyncio.Event()))
    await until(lambda: bool(slack.sockets))
    slack.fail("*", error="token_revoked", times=999)

    with pytest.raises(StoreUnavailable, match=r"refuses the bot token .* LIAISON_SLACK_BOT_TOKEN"):
        await asyncio.wait_for(running, 5)
    assert not slack.sockets


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_token_refused_at_the_start_is_said_at_once(
    slack: FakeSlack, home: Path, mode: str, method: str
) -> None:
    settings = settings_for(slack, home)
    bot = Bot(slack, mode, settings)
    service = SlackService(bot.assistant, bot.drafter, settings, _state(home))
    slack.fail(method, error="invalid_auth", times=99)

    with pytest.raises(StoreUnavailable, match="invalid_auth"):
        await run(service, settings, asyncio.Event())
    assert len(slack.called(method)) == 1


async def test_a_stop_lets_running_answers_end(slack: FakeSlack, home: Path, mode: str) -> None:
    settings = settings_for(slack, home)
    bot = Bot(slack, mode, settings)
    service = SlackService(bot.assistant, bot.drafter, settings, _state(home))
    stop = asyncio.Event()
    running = asyncio.create_task(run(service, settings, stop))
    await until(lambda: bool(slack.sockets))
    people = People(slack, Post(slack, "socket", None))  # type: ignore[arg-type]
    bot.assistant.hold.clear()
    await people.ask(OFFICER, ASK)
    await until(lambda: bool(bot.assistant.asked))
    stop.set()
    await until(lambda: not slack.sockets)
    bot.assistant.hold.set()
    await asyncio.wait_for(running, 5)

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
    slack: FakeSlack, home: Path, mode: str, changes: dict[str, Any], said: str
) -> None:
    settings = settings_for(slack, home, **changes)
    bot = Bot(slack, mode, settings)

    with pytest.raises(InvalidUse, match=said):
        SlackService(bot.assistant, bot.drafter, settings, _state(home))
    assert not slack.world.calls


async def test_a_token_of_another_workspace_is_refused(
    slack: FakeSlack, home: Path, mode: str
) -> None:
    settings = settings_for(slack, home, slack_team_id="T9OTHER")
    bot = Bot(slack, mode, settings)
    service = SlackService(bot.assistant, bot.drafter, settings, _state(home))

    with pytest.raises(InvalidUse, match="workspace T0FORCE"):
        await service.start()


async def test_a_killed_process_leaves_nothing_unanswered(
    slack: FakeSlack, home: Path, mode: str
) -> None:
    people = People(slack, Post(slack, "socket", None))  # type: ignore[arg-type]
    first = _node(slack, home, "slow")
    await until(lambda: bool(slack.sockets), within_s=20)
    asked = [await people.ask(OFFICER, f"{n}?") for n in range(20)]
    await until(lambda: len(slack.said()) >= 4)
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    await until(lambda: not slack.sockets)

    second = _node(slack, home, "quick")
    await until(lambda: _answered(slack, 20), within_s=30)
    second.send_signal(signal.SIGTERM)
    await until(lambda: second.poll() is not None)

    assert second.returncode == 0
    for message in asked:
        said = [m for m in slack.said() if m.get("thread_ts") == message["ts"]]
        assert len([m for m in said if "within 1 days" in spoken(m)]) == 1


def _node(slack: FakeSlack, home: Path, pace: str) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("node.py")
    return subprocess.Popen(
        [sys.executable, str(script), slack.api_url, str(home), pace],
        cwd=Path(__file__).parents[2],
    )


def _state(home: Path) -> Any:
    from assistant.adapters.state.database import open_database

    return open_database(None, home)
