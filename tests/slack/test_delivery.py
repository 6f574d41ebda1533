"""Nothing lost, nothing twice: repeats, faults of Slack's, faults of ours, falls and restarts."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from assistant.adapters.state.database import open_database
from assistant.adapters.state.slack import Arrival, Job, Journal
from assistant.domain.answers import Answer
from assistant.domain.errors import Busy, InvalidUse, StoreUnavailable, SwitchedOff
from assistant.service.requests import Question
from tests.slack.bot import (
    CHANNEL,
    LIAISON,
    OFFICER,
    Bot,
    open_jobs,
    report_answer,
    spoken,
    until,
)
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People
from tests.slack.starting import OpenPeople, Start

ASK = "How is found property recorded?"


def _quiet(bot: Bot) -> bool:
    return not bot.open_jobs()


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
    assert open_jobs(engine) == 1_000
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
    return journal.take_in_all([Arrival(f"Ev{number}", job)]) == [True]


async def test_acknowledgement_does_not_wait_for_the_answer(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.hold.clear()
    await asyncio.gather(*(people.ask(OFFICER, f"{n}?") for n in range(8)))

    assert all(each.ok for each in people.post.deliveries)
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
    real, failures = Journal.take_in_all, iter([True, True])

    def unsteady(journal: Journal, arrivals: Sequence[Arrival]) -> list[bool]:
        if next(failures, False):
            raise StoreUnavailable("no disk")
        return real(journal, arrivals)

    monkeypatch.setattr(Journal, "take_in_all", unsteady)
    people.post.ack_within_s = (0.5, 0.5, 30, 30)
    await people.ask(OFFICER, ASK)
    await until(lambda: _answers(slack) and _quiet(bot))

    *before, last = [each.ok for each in people.post.deliveries]
    assert last
    assert len(before) >= 2
    assert not any(before)
    assert len(_answers(slack)) == 1


async def test_a_question_that_was_deleted_meanwhile_is_let_go_and_the_next_one_answered(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    slack.fail("chat.startStream", error="invalid_thread_ts")
    slack.fail("chat.postMessage", error="cannot_reply_to_message")
    await people.ask(OFFICER, ASK)
    await until(lambda: bot.assistant.asked and _quiet(bot))
    assert not slack.said()

    await people.ask(OFFICER, ASK)
    await until(lambda: _answers(slack))
