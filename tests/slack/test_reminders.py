"""Reminders: one message an owner, once a week, on working days, until they say stop."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.adapters.state import slack_answers
from assistant.adapters.state.slack_answers import Keepsakes
from assistant.domain.register import Status
from assistant.entrypoints.slack import reminders
from assistant.entrypoints.slack.reminders import Reminders, due_by_owner, is_time
from tests.builders import an_entry
from tests.slack.bot import LEE, MAL, OFFICER, PAT, TODAY, Bot, entries_of, spoken, until
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People
from tests.slack.starting import Start

THURSDAY = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.parametrize("mode", ["socket"])


def _at(bot: Bot, when: datetime = THURSDAY) -> Reminders:
    return Reminders(bot.service.desk, lambda: when)


async def test_an_owner_gets_one_message_of_everything_due_or_overdue(
    slack: FakeSlack, bot: Bot
) -> None:
    assert await _at(bot).send() == 1

    (said,) = slack.said()
    assert said["channel"] == "D1PAT"
    table = next(b for b in said["blocks"] if b["type"] == "data_table")
    days = [row[1]["text"] for row in table["rows"][1:]]
    assert "A reminder: of the recommendations you own, 4 overdue and " in spoken(said)
    assert [day.endswith("overdue") for day in days[:4]] == [True] * 4
    assert "no date" not in days


async def test_nobody_is_reminded_twice_in_a_week(
    slack: FakeSlack, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sent(days: int) -> int:
        later = datetime.fromisoformat("2026-10-01T09:00") + timedelta(days=days)
        bot.service.desk.keepsakes._now = lambda: later
        return await _at(bot, THURSDAY + timedelta(days=days)).send()

    assert [await sent(0), await sent(0), await sent(6), await sent(7)] == [1, 0, 0, 1]
    assert len(slack.said()) == 2


async def test_two_nodes_remind_once(slack: FakeSlack, bot: Bot, home: Path) -> None:
    desk = bot.service.desk
    other = Keepsakes(desk.keepsakes._engine)

    assert [desk.keepsakes.claim_reminder("U1", reminders.WEEK)] == [True]
    assert [other.claim_reminder("U1", reminders.WEEK)] == [False]


async def test_stop_these_works_and_can_be_taken_back(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await _at(bot).send()
    (said,) = slack.said()
    await people.click(OFFICER, said, "reminders_stop", "reminders")
    await until(lambda: len(slack.said()) == 2)
    assert "won't get these reminders any more" in spoken(slack.said()[1])

    bot.service.desk.keepsakes._now = lambda: datetime.fromisoformat("2027-01-01")
    assert await _at(bot).send() == 0

    await people.click(OFFICER, said, "reminders_start", "reminders")
    await until(lambda: len(slack.said()) == 3)
    assert await _at(bot).send() == 1


async def test_a_reminder_that_could_not_be_sent_is_sent_later(slack: FakeSlack, bot: Bot) -> None:
    slack.fail("chat.postMessage", error="restricted_action")
    assert await _at(bot).send() == 0
    assert await _at(bot).send() == 1


async def test_the_plan_says_who_would_get_what_and_sends_nothing(
    slack: FakeSlack, bot: Bot
) -> None:
    bot.assistant.owned = {
        PAT: entries_of(PAT, 3),
        "gone@force.example": entries_of("gone@force.example", 2),
        "gil@force.example": entries_of("gil@force.example", 2),
    }
    plans = {each.email: each for each in await _at(bot).plan()}

    assert plans[PAT].user == OFFICER
    assert plans[PAT].held_back is None
    assert plans["gone@force.example"].held_back == "no confirmed member of Slack has this address"
    assert plans["gil@force.example"].user is None
    assert not slack.said()


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        (datetime.fromisoformat("2026-10-01T08:59"), False),
        (datetime.fromisoformat("2026-10-01T09:00"), True),
        (datetime.fromisoformat("2026-10-01T15:59"), True),
        (datetime.fromisoformat("2026-10-01T16:00"), False),
        (datetime.fromisoformat("2026-10-03T12:00"), False),
        (datetime.fromisoformat("2026-10-04T12:00"), False),
    ],
)
async def test_never_at_night_or_at_weekends(bot: Bot, when: datetime, fits: bool) -> None:
    assert is_time(when, bot.settings) is fits


@pytest.mark.parametrize(
    "guard", ["is_time", "claim_reminder", "remindable"], ids=lambda each: f"without {each}"
)
async def test_without_its_guards_somebody_is_bothered(
    slack: FakeSlack, bot: Bot, monkeypatch: pytest.MonkeyPatch, guard: str
) -> None:
    async def bothered() -> int:
        night = await _at(bot, THURSDAY.replace(hour=2)).send()
        await _at(bot).send()
        twice = await _at(bot).send()
        return night + twice

    if guard == "is_time":
        assert await bothered() == 0
        bot.service.desk.keepsakes._now = lambda: datetime.fromisoformat("2027-01-01")
        monkeypatch.setattr(reminders, guard, lambda *_: True)
    else:
        for name in ("claim_reminder", "remindable"):
            monkeypatch.setattr(slack_answers.Keepsakes, name, lambda *_: True)
    assert await bothered() > 0


async def test_only_what_is_open_dated_and_near_is_reminded_of(mode: str) -> None:
    def entry(**facts: object) -> object:
        return an_entry(owner_emails=(PAT, PAT, LEE), **facts)

    entries = (
        entry(ref="late", due=TODAY - timedelta(days=1)),
        entry(ref="today", due=TODAY),
        entry(ref="near", due=TODAY + timedelta(days=14)),
        entry(ref="far", due=TODAY + timedelta(days=15)),
        entry(ref="never", due=None),
        entry(ref="done", due=TODAY, status=Status.CLOSED),
    )
    owned = due_by_owner(entries, TODAY, 14)  # type: ignore[arg-type]

    assert {email: [e.ref for e in held] for email, held in owned.items()} == {
        LEE: ["late", "today", "near"],
        PAT: ["late", "today", "near"],
    }


async def test_reminders_go_out_by_themselves_only_where_they_are_switched_on(
    slack: FakeSlack, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "is_time", lambda *_: True)
    await start()
    assert not slack.called("users.lookupByEmail")
    await start(reminders=True)
    await until(lambda: bool(slack.said()))

    assert MAL not in str(slack.called("users.lookupByEmail"))
