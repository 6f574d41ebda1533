"""The manifest: valid, and each event and scope needed."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.domain.errors import InvalidUse
from assistant.entrypoints.slack import manifest as manifest_module
from assistant.entrypoints.slack.manifest import (
    EVENTS,
    FOLLOW_UP_EVENTS,
    FOLLOW_UP_SCOPES,
    SCOPES,
    manifest,
)
from assistant.settings import Settings
from tests.slack.bot import CHANNEL, OFFICER, PAT, Bot, entries_of, spoken, until
from tests.slack.fake_slack import FakeSlack
from tests.slack.manifest_schema import SCHEMA
from tests.slack.people import People

ASK = "How is found property recorded?"
SETUP = Path(str(manifest_module.__file__)).with_name("SETUP.md")
LEAST = [
    *(("event", each) for each in (*EVENTS, *FOLLOW_UP_EVENTS)),
    *(("scope", each) for each in (*SCOPES, *FOLLOW_UP_SCOPES)),
]


@pytest.mark.parametrize("url", [None, "https://liaison.example.police.uk/"])
@pytest.mark.parametrize("follow_ups", [True, False])
def test_every_variant_is_valid(url: str | None, follow_ups: bool) -> None:
    made = manifest(url, follow_ups=follow_ups)

    jsonschema.validate(made, SCHEMA)
    assert made["settings"]["socket_mode_enabled"] == (url is None)
    shown = str(made)
    assert ("https://liaison.example.police.uk/slack/events" in shown) == (url is not None)


def test_by_default_no_channel_is_read() -> None:
    assert "channels:history" not in str(manifest())
    assert "message.channels" not in str(manifest())
    assert "groups" not in str(manifest())


def test_slack_sends_nothing_to_an_unprotected_address() -> None:
    with pytest.raises(InvalidUse, match="https"):
        manifest("http://liaison.example.police.uk")


def test_the_setup_page_names_every_scope_event_and_setting_and_no_other() -> None:
    page = SETUP.read_text(encoding="utf-8")
    first_cells = [row.split("|")[1] for row in page.splitlines() if row.startswith("| `")]
    tabled = {each for cell in first_cells for each in re.findall(r"`([^`]+)`", cell)}

    assert tabled == {*SCOPES, *FOLLOW_UP_SCOPES, *EVENTS, *FOLLOW_UP_EVENTS}
    named = {each.lower() for each in re.findall(r"\bLIAISON_([A-Z_]+)", page)}
    named |= {each.lower() for each in re.findall(r"`(SLACK_[A-Z_]+|PUBLIC_BASE_URL)`", page)}
    assert named <= set(Settings.model_fields)
    assert "connections:write" in page


@pytest.mark.parametrize("mode", ["socket"])
@pytest.mark.parametrize(("kind", "name"), [("nothing", ""), *LEAST])
async def test_without_any_event_or_scope_something_fails(
    slack: FakeSlack, bot: Bot, people: People, kind: str, name: str
) -> None:
    if kind == "event":
        slack.manifest["settings"]["event_subscriptions"]["bot_events"].remove(name)
    elif kind == "scope":
        slack.scopes.remove(name)

    missing = await Walk(bot, people, all_is_there=kind == "nothing").missing()

    assert bool(missing) == (kind != "nothing"), missing


STILL_S = 0.3
"""Where nothing moves for as long, what is missing won't come."""


class Walk:
    """Does everything that the app is for, and sees what does not come about."""

    def __init__(self, bot: Bot, people: People, *, all_is_there: bool) -> None:
        self._bot = bot
        self._slack = bot.slack
        self._people = people
        self._all_is_there = all_is_there

    async def missing(self) -> list[str]:
        """Return what did not come about, up to the first station at which anything did not."""
        for station in (self._asked, self._followed_up, self._stopped, self._arrived):
            if missing := await station():
                return missing
        return []

    async def _asked(self) -> list[str]:
        slack, people = self._slack, self._people
        self._bot.assistant.owned[PAT] = entries_of(PAT, 201)
        await people.open_tab(OFFICER, "messages")
        await people.open_tab(OFFICER, "home")
        await people.ask(OFFICER, ASK)
        await people.command(OFFICER, "mine")
        self._mentioned = await people.mention(CHANNEL, OFFICER, ASK)
        return await self._wait(
            {
                "an answer": lambda: _says(slack.said("D1PAT"), "within 1"),
                "an answer in a channel": lambda: slack.said(CHANNEL),
                "a list": lambda: _says(slack.said("D1PAT"), "You own 201"),
                "a file": lambda: [f for f in slack.world.files.values() if f.get("channel")],
                "prompts": lambda: slack.world.prompts,
                "a home tab": lambda: slack.world.home,
            }
        )

    async def _followed_up(self) -> list[str]:
        slack = self._slack
        for kind in ("channel", "group"):
            count = len(slack.said(CHANNEL))
            await self._people.say(CHANNEL, OFFICER, "And then?", self._mentioned["ts"], kind)
            heard = {f"a {kind}'s follow-up": lambda n=count: slack.said(CHANNEL)[n:]}
            if missing := await self._wait(heard):
                return missing
        return []

    async def _stopped(self) -> list[str]:
        hold = self._bot.assistant.hold
        hold.clear()
        waiting = await self._people.ask(OFFICER, "Another?")
        await until(lambda: "Another?" in self._bot.assistant.asked)
        await self._people.press_stop(OFFICER, "D1PAT", waiting["ts"])
        missing = await self._wait({"a stop": lambda: _says(self._slack.said(), "Stopped.")})
        hold.set()
        return missing

    async def _arrived(self) -> list[str]:
        """See that an answer which has arrived is known to have, so that it isn't said twice."""
        slack = self._slack
        count = len(slack.said("D1PAT"))
        slack.fail("chat.startStream", error="internal_error")
        slack.fail("chat.postMessage", status=500)
        await self._people.ask(OFFICER, "One more?")
        looked = {
            "one more": lambda: slack.said("D1PAT")[count:],
            "looking whether it arrived": lambda: [
                call for call in slack.called("conversations.replies") if call.result == "ok"
            ],
        }
        return await self._wait(looked)

    async def _wait(self, wanted: dict[str, Callable[[], Any]]) -> list[str]:
        """Wait for everything; where it need not come, no longer than anything moves."""
        calls, since = self._slack.world.calls, time.monotonic()
        seen = len(calls)

        def ended() -> bool:
            nonlocal seen, since
            if len(calls) > seen:
                seen, since = len(calls), time.monotonic()
            is_still = time.monotonic() - since > STILL_S
            return all(each() for each in wanted.values()) or (is_still and not self._all_is_there)

        await until(ended)
        return [name for name, holds in wanted.items() if not holds()]


def _says(said: list[dict[str, Any]], words: str) -> bool:
    return any(words in spoken(each) for each in said)
