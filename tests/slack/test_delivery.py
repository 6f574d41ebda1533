"""Nothing lost, nothing twice: repeats, faults of Slack's, faults of ours, falls and restarts."""

import asyncio
import os
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from assistant.adapters.state.database import open_database
from assistant.adapters.state.slack import Job, Journal
from assistant.domain.answers import Answer
from assistant.domain.errors import Busy, InvalidUse, StoreUnavailable, SwitchedOff
from assistant.entrypoints.slack.manifest import manifest
from assistant.service.requests import Question
from tests.slack.bot import (
    CHANNEL,
    FORCE,
    LIAISON,
    OFFICER,
    Bot,
    a_slack,
    report_answer,
    settings_for,
    spoken,
    until,
)
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People
from tests.slack.starting import OpenPeople, Start

ASK = "How is found property recorded?"


def _quiet(bot: Bot) -> bool:
    return not bot.service.desk.journal.open_jobs()


def _answers(slack: FakeSlack, channel: str | None = None) -> list[str]:
    return [text for text in map(spoken, slack.said(channel)) if "within 1 days" in text]


async def test_events_are_answered_once_however_often_and_mixed_they_come(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.hold.clear()
    envelopes = [
        people.envelope(people.write("D1PAT", OFFICER, f"{n}?", channel_type="im"))
        for n in range(10)
    ]
    replayed = [each for each in envelopes for _ in range(4)]
    random.Random(7).shuffle(replayed)
    await asyncio.gather(*(people.post.deliver(each) for each in replayed))
    bot.assistant.hold.set()
    await until(lambda: len(_answers(slack)) == 10 and _quiet(bot))

    assert sorted(bot.assistant.asked) == sorted(f"{n}?" for n in range(10))
    assert len(slack.said()) == 10


def test_a_thousand_events_come_in_once_over_two_nodes_and_a_restart(tmp_path: Path) -> None:
    engine = _hasty(open_database(None, tmp_path))
    nodes = [Journal(engine, f"node{n}", 30) for n in range(2)]
    rng = random.Random(11)
    deliveries = [n for n in range(1_000) for _ in range(4)]
    rng.shuffle(deliveries)
    first = deliveries[:2_000], deliveries[2_000:]

    taken = [_take(rng.choice(nodes), n) for n in first[0]]
    engine.dispose()
    engine = _hasty(open_database(None, tmp_path))
    restarted = Journal(engine, "node3", 30)
    taken += [_take(restarted, n) for n in first[1]]

    assert sum(taken) == 1_000
    assert restarted.open_jobs() == 1_000
    engine.dispose()


def _hasty(engine: Engine) -> Engine:
    """Don't wait for the disk: it is the once that is counted here."""

    @event.listens_for(engine, "connect")
    def _(connection: Any, _: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    engine.dispose()
    return engine


def _take(journal: Journal, number: int) -> bool:
    job = Job(f"D1:{number}", "ask", "D1", str(number), str(number), "U1", "?", True)
    return journal.take_in(f"Ev{number}", job)


async def test_acknowledgement_does_not_wait_for_the_answer(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.hold.clear()
    await asyncio.gather(*(people.ask(OFFICER, f"{n}?") for n in range(8)))

    assert all(each.ok and each.took_s < 1.0 for each in people.post.deliveries)
    assert not _answers(slack)


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (StoreUnavailable("secret: /srv/x is gone"), "I can't reach my records"),
        (Busy("secret"), "I can't reach my records"),
        (SwitchedOff("secret"), "I'm switched off"),
        (InvalidUse("secret"), "2,000 characters at most"),
        (RuntimeError("secret"), "because of a fault at our end"),
    ],
    ids=lambda each: type(each).__name__,
)
async def test_a_fault_is_a_sentence_with_a_reference_and_never_its_own_text(
    slack: FakeSlack, bot: Bot, people: People, raised: Exception, said: str
) -> None:
    def broken(_: Question) -> Answer:
        raise raised

    bot.assistant.scripted["found"] = broken
    await people.ask(OFFICER, ASK)
    await people.mention(CHANNEL, OFFICER, ASK)
    await until(lambda: said in "".join(map(spoken, slack.said("D1PAT"))))
    await until(lambda: slack.world.ephemerals or slack.said(CHANNEL))
    await until(lambda: _quiet(bot))

    assert "secret" not in str(slack.world)
    assert ("Reference" in spoken(slack.said("D1PAT")[0])) == ("switched" not in said)
    assert slack.said("D1PAT")[0]["tasks"]["answer"]["status"] == "error"


async def test_an_answer_that_takes_too_long_is_given_up(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    bot = await start(slack_answer_timeout_s=0.05)
    people = await open_people(bot)
    bot.assistant.hold.clear()
    await people.ask(OFFICER, ASK)
    await until(lambda: "took too long" in "".join(map(spoken, slack.said())))
    bot.assistant.hold.set()
    await until(lambda: _quiet(bot))

    assert not _answers(slack)


async def test_who_sees_no_progress_is_told_of_the_queue(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    bot = await start(slack_workers=1, slack_queue_notice_s=0.05)
    people = await open_people(bot)
    slack.fail("chat.startStream", status=429, retry_after=60, times=2)
    bot.assistant.hold.clear()
    await people.ask(OFFICER, ASK)
    await until(lambda: bot.assistant.asked)
    await people.ask(LIAISON, ASK)
    await until(lambda: "You're in a queue" in "".join(map(spoken, slack.said("D2LEE"))))
    bot.assistant.hold.set()
    await until(lambda: len(_answers(slack)) == 2)


@pytest.mark.parametrize("method", ["chat.startStream", "chat.stopStream", "chat.postMessage"])
async def test_a_passing_fault_of_slack_loses_and_repeats_nothing(
    slack: FakeSlack, bot: Bot, people: People, method: str
) -> None:
    faults: list[dict[str, Any]] = [
        {"status": 429, "retry_after": 0},
        {"status": 500},
        {"status": 503},
        {"error": "internal_error"},
        {"cut": True},
    ]
    for number, fault in enumerate(faults, start=1):
        if method == "chat.postMessage":
            slack.fail("chat.startStream", error="internal_error")
        slack.fail(method, **fault)
        await people.ask(OFFICER, ASK)
        await until(lambda number=number: len(_answers(slack)) >= number)
        await until(lambda: _quiet(bot))

        assert len(_answers(slack)) == number, fault
        assert not [each for each in slack.faults if each.times], fault


async def test_a_limit_when_the_answer_is_ready_has_it_posted_and_the_card_closed_later(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    slack.fail("chat.stopStream", status=429, retry_after=0, times=3)
    await people.ask(OFFICER, ASK)
    await until(lambda: _answers(slack))
    await until(lambda: all(s["state"] == "stopped" for s in slack.world.streams.values()))

    assert len(_answers(slack)) == 1


async def test_a_limit_on_the_progress_card_does_not_touch_the_answer(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    slack.fail("chat.appendStream", status=429, retry_after=30, times=9)
    bot.assistant.hold.clear()
    await people.ask(OFFICER, ASK)
    await until(lambda: slack.called("chat.appendStream"))
    bot.assistant.hold.set()
    await until(lambda: _answers(slack))

    assert len(slack.called("chat.appendStream")) == 1


async def test_a_long_answer_is_split_and_keeps_its_order_sources_and_buttons(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    bot = await start(slack_post_interval_s=0.05)
    slack.post_interval_s = 0.05
    people = await open_people(bot)
    bot.assistant.scripted["long"] = lambda _: report_answer(600)
    await people.ask(OFFICER, "long?")
    await until(lambda: _quiet(bot))

    said = slack.said("D1PAT")
    text = "".join(map(spoken, said))
    assert len(said) > 5
    assert [n for n in range(1, 601) if f"within {n} days" not in text] == []
    assert [n for n in range(1, 601) if f"[{n}] " not in text] == []
    assert text.index("within 1 days") < text.index("within 600 days") < text.index("Sources")
    assert [b["type"] for b in said[-1]["blocks"]][-2:] == ["context_actions", "actions"]
    assert all("context_actions" not in str(each["blocks"]) for each in said[:-1])
    assert not [call for call in slack.world.calls if call.result not in ("ok", "")]


async def test_an_app_that_was_removed_from_a_channel_answers_directly(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.hold.clear()
    await people.mention(CHANNEL, OFFICER, ASK)
    await until(lambda: bot.assistant.asked)
    slack.world.channels[CHANNEL]["members"].discard("U0BOT")
    for stream in slack.world.streams.values():
        stream["state"] = "expired"
    slack.fail("chat.update", error="not_in_channel")
    slack.fail("chat.stopStream", error="channel_not_found")
    bot.assistant.hold.set()
    await until(lambda: _answers(slack, "D1PAT"))

    assert "You asked: How is found property recorded?" in spoken(slack.said("D1PAT")[0])


async def test_a_file_that_cannot_be_sent_is_said_to_be_missing(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    from tests.slack.bot import PAT, entries_of

    bot.assistant.owned[PAT] = entries_of(PAT, 230)
    slack.fail("files.completeUploadExternal", error="internal_error", times=9)
    await people.ask(OFFICER, "Which recommendations do I own?")
    await until(lambda: "could not be sent" in "".join(map(spoken, slack.said())))

    assert len(slack.said()[0]["blocks"][1]["rows"]) == 201


async def test_while_the_state_cannot_be_written_slack_is_asked_to_deliver_again(
    slack: FakeSlack, bot: Bot, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = Journal.take_in, iter([True, True])

    def unsteady(journal: Journal, *args: Any, **kwargs: Any) -> bool:
        if next(failures, False):
            raise StoreUnavailable("no disk")
        return real(journal, *args, **kwargs)

    monkeypatch.setattr(Journal, "take_in", unsteady)
    people.post.ack_within_s = 0.2
    await people.ask(OFFICER, ASK)
    await until(lambda: _answers(slack))

    assert [each.ok for each in people.post.deliveries] == [False, False, True]
    assert len(_answers(slack)) == 1


async def test_a_fall_after_the_acknowledgement_is_made_good_by_a_restart(
    slack: FakeSlack, mode: str, home: Path, open_people: OpenPeople
) -> None:
    settings = settings_for(slack, home)
    first = Bot(slack, mode, settings)
    await first.rise()
    first.assistant.hold.clear()
    people = await open_people(first)
    asked = [await people.ask(OFFICER, f"{n}?") for n in range(12)]
    await people.command(OFFICER, "mine")
    await until(lambda: len(first.assistant.asked) >= 4 and len(slack.world.streams) == 12)
    await first.fall()
    first.assistant.hold.set()
    before = {ts for ts, stream in slack.world.streams.items() if stream["state"] == "streaming"}

    second = Bot(slack, mode, settings)
    await second.rise()
    await until(lambda: len(_answers(slack)) == 12 and _quiet(second))

    assert len(before) == 12
    for each in asked:
        said = [m for m in slack.said("D1PAT") if m.get("thread_ts") == each["ts"]]
        # Who falls before writing down which card was begun leaves one that Slack lets expire.
        assert len([m for m in said if "within 1 days" in spoken(m)]) == 1
    assert len([m for m in slack.said("D1PAT") if "You own 12" in spoken(m)]) == 1
    await second.end()


async def test_who_fell_while_delivering_ends_the_same_stream_or_apologises(
    slack: FakeSlack, mode: str, home: Path, open_people: OpenPeople
) -> None:
    settings = settings_for(slack, home)
    first = Bot(slack, mode, settings)
    await first.rise()
    people = await open_people(first)
    slack.fail("chat.stopStream", delay_s=5)
    await people.ask(OFFICER, ASK)
    await until(lambda: slack.called("chat.stopStream"))
    slack.fail("chat.startStream", error="internal_error")
    slack.fail("chat.postMessage", delay_s=5)
    await people.ask(LIAISON, ASK)
    await until(lambda: slack.called("chat.postMessage"))
    await first.fall()

    second = Bot(slack, mode, settings)
    await second.rise()
    await until(lambda: _quiet(second))

    assert len(_answers(slack, "D1PAT")) == len(slack.said("D1PAT")) == 1
    assert "I was interrupted" in "".join(map(spoken, slack.said("D2LEE")))
    await second.end()


async def test_who_fell_in_the_middle_of_a_long_answer_goes_on_where_it_was(
    slack: FakeSlack, mode: str, home: Path, open_people: OpenPeople
) -> None:
    settings = settings_for(slack, home)
    nodes = [Bot(slack, mode, settings) for _ in range(2)]
    for node in nodes:
        node.assistant.scripted["long"] = lambda _: report_answer(90)
    await nodes[0].rise()
    people = await open_people(nodes[0])
    slack.fail("chat.postMessage", times=2)
    slack.fail("chat.postMessage", delay_s=5)
    await people.ask(OFFICER, "long?")
    await until(lambda: not slack.faults[1].times)
    await nodes[0].fall()
    await nodes[1].rise()
    await until(lambda: _quiet(nodes[1]))

    text = "".join(map(spoken, slack.said("D1PAT")))
    assert [text.count(f"within {n} days, ") for n in range(1, 91)] == [1] * 90
    await nodes[1].end()


async def test_two_nodes_answer_each_question_once_and_in_order(
    slack: FakeSlack, mode: str, home: Path, open_people: OpenPeople
) -> None:
    settings = settings_for(slack, home)
    nodes = [Bot(slack, mode, settings) for _ in range(2)]
    for node in nodes:
        await node.rise()
    doors = [await open_people(node) for node in nodes]
    first = await doors[0].ask(OFFICER, "0?")
    for n in range(1, 8):
        people = doors[n % 2]
        message = people.write("D1PAT", OFFICER, f"{n}?", thread_ts=first["ts"], channel_type="im")
        envelope = people.envelope(message)
        await asyncio.gather(*(each.post.deliver(envelope) for each in doors))
    await until(lambda: len(_answers(slack)) == 8 and all(map(_quiet, nodes)))

    asked = [text for node in nodes for text in node.assistant.asked]
    assert sorted(asked) == [f"{n}?" for n in range(8)]
    ended = [call.args["ts"] for call in slack.called("chat.stopStream")]
    assert ended == sorted(ended)
    for node in nodes:
        await node.end()


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_fifty_officers_at_once_under_the_floors_with_a_restart_in_the_middle(
    mode: str, home: Path, open_people: OpenPeople
) -> None:
    async with a_slack(manifest()) as slack:
        slack.tiers = True
        for n in range(50):
            slack.add_user(f"U9{n:03d}", f"Officer {n}", f"officer{n}@{FORCE}")
        settings = settings_for(slack, home, slack_lease_s=1.0)
        first = Bot(slack, mode, settings)
        await first.rise()
        people = await open_people(first)
        first.assistant.hold.clear()
        await asyncio.gather(*(people.ask(f"U9{n:03d}", f"{n}?") for n in range(50)))
        await until(lambda: len(first.assistant.asked) >= 4)
        await first.fall()
        first.assistant.hold.set()
        second = Bot(slack, mode, settings)
        await second.rise()
        await until(lambda: _quiet(second), within_s=20)

        took = sorted(each.took_s for each in people.post.deliveries)
        assert all(each.ok for each in people.post.deliveries)
        # A machine that is busy with other things gets Slack's own three seconds.
        is_busy = os.getloadavg()[0] > 2 * (os.cpu_count() or 1)
        assert took[int(len(took) * 0.99) - 1] < (3.0 if is_busy else 1.0)
        for n in range(50):
            assert len(_answers(slack, f"D9{n:03d}")) == 1, n
        await second.end()
