"""The manifest: valid, and each event and scope needed."""

import copy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.domain.errors import InvalidUse
from assistant.entrypoints.slack.manifest import (
    EVENTS,
    FOLLOW_UP_EVENTS,
    FOLLOW_UP_SCOPES,
    SCOPES,
    manifest,
)
from tests.slack.bot import CHANNEL, OFFICER, Bot, a_slack, entries_of, settings_for, spoken, until
from tests.slack.manifest_schema import SCHEMA
from tests.slack.people import People, Post

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


@pytest.mark.parametrize(("kind", "name"), [("nothing", ""), *LEAST])
async def test_without_any_event_or_scope_something_fails(kind: str, name: str, home: Path) -> None:
    reduced = copy.deepcopy(manifest(follow_ups=True))
    lists = {
        "event": reduced["settings"]["event_subscriptions"]["bot_events"],
        "scope": reduced["oauth_config"]["scopes"]["bot"],
    }
    if kind != "nothing":
        lists[kind].remove(name)
    async with a_slack(reduced) as slack:
        bot = Bot(slack, "socket", settings_for(slack, home))
        await bot.rise()
        try:
            people = People(slack, Post(slack, "socket", None))  # type: ignore[arg-type]
            missing = await _walk(bot, people)
        finally:
            await bot.end()
    assert bool(missing) == (kind != "nothing"), missing


async def _walk(bot: Bot, people: People) -> list[str]:
    """Do everything at once; return what did not come about."""
    slack = bot.slack
    bot.assistant.owned["pat.officer@force.example"] = entries_of("pat.officer@force.example", 201)
    await people.open_tab(OFFICER, "messages")
    await people.open_tab(OFFICER, "home")
    await people.ask(OFFICER, "How is found property recorded?")
    await people.command(OFFICER, "mine")
    asked = await people.mention(CHANNEL, OFFICER, "How is found property recorded?")
    wanted: dict[str, Any] = {
        "an answer": lambda: [m for m in slack.said("D1PAT") if "within 1" in spoken(m)],
        "an answer in a channel": lambda: slack.said(CHANNEL),
        "a list": lambda: [m for m in slack.said("D1PAT") if "You own 201" in spoken(m)],
        "a file": lambda: [f for f in slack.world.files.values() if f.get("channel")],
        "prompts": lambda: slack.world.prompts,
        "a home tab": lambda: slack.world.home,
    }
    missing = await _wait(wanted)
    if missing:
        return missing
    for kind in ("channel", "group"):
        count = len(slack.said(CHANNEL))
        await people.say(CHANNEL, OFFICER, "And then?", asked["ts"], kind)
        missing = await _wait({f"a {kind}'s follow-up": lambda n=count: slack.said(CHANNEL)[n:]})
        if missing:
            return missing
    bot.assistant.hold.clear()
    waiting = await people.ask(OFFICER, "Another?")
    await until(lambda: "Another?" in bot.assistant.asked)
    await people.press_stop(OFFICER, "D1PAT", waiting["ts"])
    stopped = {"a stop": lambda: [m for m in slack.said() if "Stopped." in spoken(m)]}
    missing = await _wait(stopped)
    bot.assistant.hold.set()
    return missing or await _arrives(bot)


async def _arrives(bot: Bot) -> list[str]:
    """Whether an answer that had arrived is known to have, so that it isn't said twice."""
    count = len(bot.slack.said("D1PAT"))
    people = People(bot.slack, Post(bot.slack, "socket", None))  # type: ignore[arg-type]
    bot.slack.fail("chat.startStream", error="internal_error")
    bot.slack.fail("chat.postMessage", status=500)
    await people.ask(OFFICER, "One more?")
    await _wait({"one more": lambda: bot.slack.said("D1PAT")[count:]})
    return [] if bot.slack.called("conversations.replies") else ["looking whether it arrived"]


async def _wait(wanted: dict[str, Any]) -> list[str]:
    try:
        await until(lambda: all(each() for each in wanted.values()), within_s=1.0)
    except AssertionError:
        return [name for name, holds in wanted.items() if not holds()]
    return []
