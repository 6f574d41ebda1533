"""The workspace and the app, over Socket Mode and over HTTP."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from assistant.entrypoints.slack import card, sender
from assistant.entrypoints.slack.manifest import manifest
from tests.slack.bot import Bot, a_slack, settings_for
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People, Post
from tests.slack.starting import OpenPeople, Start


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of seconds become moments."""
    monkeypatch.setattr(card, "STEP_S", 0.02)
    monkeypatch.setattr(sender, "PAUSES_S", (0.01, 0.01, 0.02))


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with a_slack(manifest(follow_ups=True)) as made:
        yield made


@pytest.fixture
async def start(slack: FakeSlack, mode: str, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts an app with changed settings, and ends it with the test."""
    async with AsyncExitStack() as stack:

        async def started(**changes: Any) -> Bot:
            bot = Bot(slack, mode, settings_for(slack, tmp_path / "home", **changes))
            await bot.rise()
            stack.push_async_callback(bot.end)
            stack.callback(bot.assistant.hold.set)
            return bot

        yield started


@pytest.fixture
async def bot(start: Start) -> Bot:
    return await start()


@pytest.fixture
async def open_people(slack: FakeSlack) -> AsyncIterator[OpenPeople]:
    """Lets people into the workspace of an app."""
    async with aiohttp.ClientSession() as session:

        async def opened(bot: Bot) -> People:
            return People(slack, Post(slack, bot.mode, bot.url, session=session))

        yield opened


@pytest.fixture
async def people(bot: Bot, open_people: OpenPeople) -> People:
    return await open_people(bot)
