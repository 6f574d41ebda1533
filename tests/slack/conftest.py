"""The workspace and the app, over Socket Mode and over HTTP."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from slack_sdk.http_retry import builtin_async_handlers
from slack_sdk.http_retry.handler import default_interval_calculator
from sqlalchemy import Engine, event

from assistant.adapters.state.database import open_database
from assistant.entrypoints.slack import card, sender
from assistant.entrypoints.slack.manifest import manifest
from tests.slack.bot import Bot, a_slack, settings_for
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People, Post
from tests.slack.starting import Make, OpenPeople, Start


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of seconds become moments, Slack's library's among them."""
    monkeypatch.setattr(card, "STEP_S", 0.02)
    monkeypatch.setattr(sender, "PAUSES_S", (0.01, 0.01, 0.02))
    monkeypatch.setattr(default_interval_calculator, "backoff_factor", 0.01)
    monkeypatch.setattr(default_interval_calculator.jitter, "recalculate", lambda wait_s: wait_s)
    monkeypatch.setattr(builtin_async_handlers, "random", SimpleNamespace(random=lambda: 0.0))


@pytest.fixture(autouse=True)
def _hasty() -> Iterator[None]:
    """No database waits for the disk: nobody pulls the plug here."""
    event.listen(Engine, "connect", _wait_for_no_disk)
    yield
    event.remove(Engine, "connect", _wait_for_no_disk)


def _wait_for_no_disk(connection: Any, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def blank_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state database with its tables: making them takes longer than most tests."""
    home = tmp_path_factory.mktemp("state")
    open_database(None, home).dispose()
    return home / "state.sqlite"


@pytest.fixture
def home(tmp_path: Path, blank_state: Path) -> Path:
    """The app's home folder."""
    made = tmp_path / "home"
    made.mkdir()
    shutil.copy(blank_state, made / "state.sqlite")
    return made


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with a_slack(manifest(follow_ups=True)) as made:
        yield made


@pytest.fixture
async def make(slack: FakeSlack, mode: str, home: Path) -> AsyncIterator[Make]:
    """Makes apps, and ends them with the test."""
    async with AsyncExitStack() as stack:

        def made(other: FakeSlack | None = None, **changes: Any) -> Bot:
            bot = Bot(other or slack, mode, settings_for(other or slack, home, **changes))
            stack.push_async_callback(bot.end)
            return bot

        yield made


@pytest.fixture
async def start(make: Make) -> Start:
    """Starts an app with changed settings."""

    async def started(**changes: Any) -> Bot:
        bot = make(**changes)
        await bot.rise()
        return bot

    return started


@pytest.fixture
async def bot(start: Start) -> Bot:
    return await start()


@pytest.fixture
async def open_people(slack: FakeSlack) -> AsyncIterator[OpenPeople]:
    """Lets people into the workspace of an app."""
    async with AsyncExitStack() as stack:

        async def opened(bot: Bot) -> People:
            transport = httpx.ASGITransport(bot.api, raise_app_exceptions=False)
            made = httpx.AsyncClient(transport=transport, base_url="http://service")
            client = await stack.enter_async_context(made)
            return People(bot.slack, Post(bot.slack, bot.mode, client))

        yield opened


@pytest.fixture
async def people(bot: Bot, open_people: OpenPeople) -> People:
    return await open_people(bot)
