"""What must hold, each as a short play: tests run them, and run them again without a guard."""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from assistant.entrypoints.slack.guards import why_not
from tests.slack.bot import (
    CHANNEL,
    FORCE,
    GUEST,
    LIAISON,
    OFFICER,
    OUTSIDER,
    report_answer,
    spoken,
    until,
)
from tests.slack.fake_slack import BOT_USER
from tests.slack.stage import Stage, forms, only, period

Scenario = Callable[[Stage], Awaitable[None]]


async def repeated_delivery_is_answered_once(stage: Stage) -> None:
    envelope = stage.people.envelope(
        stage.people.write("D1PAT", OFFICER, "How?", channel_type="im")
    )
    for attempt in range(4):
        await stage.people.post.deliver(envelope, attempt=attempt)
    await stage.quiet()

    assert len(stage.bot.assistant.asked) == 1
    assert len(stage.slack.said()) == 1
    assert all(each.ok for each in stage.people.post.deliveries)


async def guests_are_refused(stage: Stage) -> None:
    await stage.people.ask(GUEST, "How is found property recorded?")
    await stage.answered()

    assert "isn't a confirmed force account (a guest)" in stage.texts("D3GIL")[0]
    assert not stage.bot.assistant.asked


async def guests_in_a_channel_are_refused_in_private(stage: Stage) -> None:
    await stage.people.mention(CHANNEL, GUEST, "How is found property recorded?")
    await until(lambda: stage.slack.world.ephemerals or stage.slack.said())

    assert not stage.slack.said()
    assert stage.slack.world.ephemerals[0]["user"] == GUEST
    assert not stage.bot.assistant.asked


async def another_workspace_gets_nothing_at_all(stage: Stage) -> None:
    await stage.people.ask(OUTSIDER, "How is found property recorded?")
    await stage.people.mention(CHANNEL, OUTSIDER, "How is found property recorded?")
    await stage.people.command(OUTSIDER, "mine", team_id="T9OTHER")
    await stage.people.ask(OFFICER, "How is found property recorded?")
    await stage.answered()
    await stage.quiet()

    assert [each["channel"] for each in stage.slack.said()] == ["D1PAT"]
    assert not stage.slack.world.ephemerals
    assert not stage.slack.world.responses


async def only_confirmed_members_are_recognised(_: Stage) -> None:
    good = {
        "id": "U1",
        "team_id": "T0",
        "is_email_confirmed": True,
        "profile": {"email": f"Pat@{FORCE}"},
    }
    bad: list[dict[str, Any]] = [
        {"deleted": True},
        {"is_bot": True},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"team_id": "T9"},
        {"is_email_confirmed": False},
        {"profile": {}},
        {"profile": {"email": f"pat@not-{FORCE}"}},
        {"profile": {"email": f"pat@{FORCE}.evil.example"}},
        {"profile": {"email": f"{FORCE}"}},
    ]
    assert why_not(good, "T0", (FORCE,)) is None
    grid = {**good, "team_id": "T7", "enterprise_user": {"teams": ["T0"]}}
    assert why_not(grid, "T0", (FORCE,)) is None
    assert all(why_not({**good, **each}, "T0", (FORCE,)) for each in bad)


async def shared_channels_get_no_answer(stage: Stage) -> None:
    shared = {"is_ext_shared_channel": True}
    await stage.people.mention(CHANNEL, OFFICER, "How is found property recorded?", **shared)
    await stage.people.mention(CHANNEL, OUTSIDER, "How is found property recorded?", **shared)
    await until(lambda: stage.slack.world.ephemerals or stage.slack.said())
    await stage.quiet()

    assert not stage.slack.said()
    assert [each["user"] for each in stage.slack.world.ephemerals] == [OFFICER]
    assert not stage.bot.assistant.asked


async def a_private_list_goes_to_its_owner_alone(stage: Stage) -> None:
    await stage.people.mention(CHANNEL, OFFICER, "Which recommendations do I own?")
    await stage.answered()
    await stage.quiet()

    assert not stage.slack.said(CHANNEL)
    sent = only(stage.slack.said("D1PAT"))
    assert "HFP-001" in str(sent["blocks"])
    assert "You asked: Which recommendations do I own?" in spoken(sent)
    pointer = only(stage.slack.world.ephemerals)
    assert (pointer["channel"], pointer["user"]) == (CHANNEL, OFFICER)
    assert "HFP-" not in str(pointer)


async def a_form_is_authorised_again_when_it_is_sent(stage: Stage) -> None:
    await stage.people.command(LIAISON, "draft")
    await until(lambda: forms(stage))
    form = forms(stage)[-1]

    refused = await stage.people.submit(OFFICER, form, period("2026-07-01", "2026-09-30"))
    assert refused and refused["response_action"] == "errors"
    guest = await stage.people.submit(GUEST, form, period("2026-07-01", "2026-09-30"))
    assert guest and guest["response_action"] == "errors"
    assert not stage.bot.drafter.periods


async def text_from_sources_stays_text(stage: Stage) -> None:
    stage.bot.assistant.scripted["bomb"] = lambda _: report_answer(1)
    await stage.people.ask(OFFICER, "bomb <!here> &lt;!channel&gt; \u202ereversed")
    await stage.people.mention(CHANNEL, OFFICER, "Which recommendations do I own? \u202e <!here>")
    await stage.answered(2)
    stage.slack.fail("chat.stopStream", error="invalid_blocks", with_blocks=True)
    await stage.people.ask(OFFICER, "bomb again")
    await stage.answered(4)
    await stage.quiet()

    for message in (*stage.slack.said(), *stage.slack.world.ephemerals):
        args = message.get("args", message)
        shown = str(message.get("text", "")) + str(args.get("text", ""))
        assert not any(mark in shown for mark in ("<!", "<@", "<#", "<http", "\u202e"))
        assert "\u202e" not in json.dumps(message.get("blocks"), ensure_ascii=False)
        assert not any(kind in str(message.get("blocks")) for kind in ("mrkdwn", "'markdown'"))
        assert "image" not in str(message.get("blocks"))
    for call in stage.slack.called("chat.postMessage"):
        flags = [str(call.args.get(n)).lower() for n in ("unfurl_links", "unfurl_media")]
        assert flags in (["false", "false"], ["0", "0"])


async def a_cut_connection_says_nothing_twice(stage: Stage) -> None:
    stage.slack.fail("chat.postMessage", cut=True)
    await stage.people.ask(GUEST, "How?")
    await stage.answered()
    await stage.quiet()

    assert len(stage.slack.said("D3GIL")) == 1


async def a_long_wait_is_answered_another_way(stage: Stage) -> None:
    stage.slack.fail("chat.startStream", status=429, retry_after=90)
    await stage.people.ask(OFFICER, "How is found property recorded?")
    await stage.answered()

    said = only(stage.slack.said("D1PAT"))
    assert not stage.slack.world.streams
    assert [each["type"] for each in said["blocks"]][-2:] == ["context_actions", "actions"]


async def a_lost_stream_is_replaced_in_its_place(stage: Stage) -> None:
    stage.bot.assistant.hold.clear()
    await stage.people.ask(OFFICER, "How is found property recorded?")
    await until(lambda: stage.slack.world.streams)
    for stream in stage.slack.world.streams.values():
        stream["state"] = "expired"
    stage.bot.assistant.hold.set()
    await stage.answered()
    await stage.quiet()

    said = only(stage.slack.said("D1PAT"))
    assert said["edited"]
    assert "within 1 days" in spoken(said)
    assert said["blocks"][-2]["type"] == "context_actions"


async def refused_blocks_lose_no_text(stage: Stage) -> None:
    for method in ("chat.stopStream", "chat.postMessage", "chat.update"):
        stage.slack.fail(method, error="invalid_blocks", with_blocks=True)
    await stage.people.ask(OFFICER, "How is found property recorded?")
    await stage.answered()
    await stage.quiet()

    plain = "\n".join(str(each["text"]) for each in stage.slack.said("D1PAT"))
    assert "within 1 days" in plain
    assert "PEEL 2025–27 &lt;Wexmoor&gt; &amp; region, page 1" in plain
    assert all(each["state"] != "streaming" for each in stage.slack.world.streams.values())


async def stop_stops_what_was_not_yet_said(stage: Stage) -> None:
    stage.slack.fail("chat.startStream", error="internal_error")
    stage.bot.assistant.hold.clear()
    asked = await stage.people.ask(OFFICER, "How is found property recorded?")
    await until(lambda: stage.bot.assistant.asked)
    await stage.people.press_stop(OFFICER, "D1PAT", asked["ts"])
    await stage.answered()
    stage.bot.assistant.hold.set()
    await stage.quiet()

    assert stage.texts("D1PAT") == ["Stopped. Ask again whenever you like."]
    assert stage.slack.world.sessions[asked["ts"]] == "active"


async def someone_elses_answer_is_not_handed_over(stage: Stage) -> None:
    await stage.people.ask(OFFICER, "Which recommendations do I own?")
    await stage.answered()
    said = only(stage.slack.said("D1PAT"))
    value = said["blocks"][-1]["elements"][0]["value"]
    stolen = {**said, "channel": "D5MAL"}
    await stage.people.click("U5MAL", stolen, "hand_over", value)
    await until(lambda: stage.slack.world.ephemerals)

    assert "isn't yours to hand over" in spoken(stage.slack.world.ephemerals[0])
    assert not stage.slack.said("D2LEE")


async def only_fresh_words_of_people_are_questions(stage: Stage) -> None:
    people = stage.people
    base = {"channel_type": "im"}
    odd: list[dict[str, Any]] = [
        {"bot_id": "B9OTHER"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"edited": {"user": OFFICER}},
    ]
    for facts in odd:
        message = people.write("D1PAT", OFFICER, "How?", **base, **facts)
        await people.post.deliver(people.envelope(message))
    own = people.write("D1PAT", BOT_USER, "How?", **base)
    await people.post.deliver(people.envelope(own))
    del stage.slack.world.messages["D1PAT", own["ts"]]
    await people.ask(OFFICER, "How is found property recorded?")
    await stage.answered()
    await stage.quiet()

    assert stage.bot.assistant.asked == ["How is found property recorded?"]


async def forged_stale_and_repeated_requests_are_refused(stage: Stage) -> None:
    slack, people = stage.slack, stage.people
    event = {"type": "app_home_opened", "user": OFFICER, "channel": "D1PAT", "tab": "home"}
    body = json.dumps(people.envelope(event))
    good = slack.sign(body)
    odd = {**good, "X-Slack-Request-Timestamp": "yesterday"}
    tries: list[tuple[dict[str, Any], int]] = [
        (slack.sign(body, secret="wrong"), 401),
        (slack.sign(body, time.time() - 301), 401),
        (slack.sign(body, time.time() + 400), 401),
        (odd, 401),
        ({**good, "X-Slack-Signature": "v0=é".encode("latin-1")}, 401),
        ({}, 401),
        (good, 200),
        (good, 401),
    ]
    seen = []
    for headers, _ in tries:
        response = await people.post.client.post(
            "/slack/events", content=body, headers={"Content-Type": "application/json", **headers}
        )
        seen.append(response.status_code)
    assert seen == [expected for _, expected in tries]


async def a_revoked_token_ends_the_app(stage: Stage) -> None:
    vitals = stage.bot.service.desk.vitals
    stage.slack.fail("auth.test", error="token_revoked", times=99)
    await until(vitals.ended.is_set)

    assert vitals.reason is not None
    assert "LIAISON_SLACK_BOT_TOKEN" in vitals.reason
    assert len(stage.slack.called("auth.test")) < 10


async def questions_keep_their_order(stage: Stage) -> None:
    stage.bot.assistant.hold.clear()
    first = await stage.people.ask(OFFICER, "One?")
    await until(lambda: stage.bot.assistant.asked == ["One?"])
    await stage.people.ask(OFFICER, "Two?", thread=first["ts"])
    for text in ("Elsewhere?", "There too?"):
        await stage.people.ask(LIAISON, text)
        await until(lambda text=text: text in stage.bot.assistant.asked)
    assert stage.bot.assistant.asked == ["One?", "Elsewhere?", "There too?"]
