"""What was asked and answered is kept in Slack and in the audit log, and nowhere else."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text

from assistant.adapters.state.database import metadata, open_database
from assistant.adapters.state.schema import every_table
from assistant.adapters.state.slack import Job, Journal, State
from assistant.adapters.state.threads import SqlThreads
from assistant.domain.plans import Plan, ReportQuestion, Route, Turn, Want
from tests.slack.bot import CHANNEL, LIAISON, OFFICER, Bot, spoken, until
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People

PLANTED = "zanzibar"
SAID = "within 1 days"
"""Stands in every answer."""


def _rows(engine: Engine) -> dict[str, str]:
    """Everything that the state database holds, by table."""
    with engine.connect() as connection:
        return {
            name: json.dumps([list(row) for row in connection.execute(select(table))], default=str)
            for name, table in every_table().tables.items()
        }


def _holding(engine: Engine, *words: str) -> list[str]:
    return [name for name, held in _rows(engine).items() if any(word in held for word in words)]


async def test_words_are_held_until_the_answer_is_given_and_no_longer(
    slack: FakeSlack, bot: Bot, people: People, home: Path
) -> None:
    bot.assistant.hold.clear()
    await people.ask(OFFICER, f"What of {PLANTED}?")
    await people.mention(CHANNEL, OFFICER, f"What of {PLANTED}?")
    await people.mention(CHANNEL, LIAISON, f"What of my {PLANTED}?")
    assert _holding(bot.state, PLANTED) == ["slack_jobs"]

    bot.assistant.hold.set()
    await until(lambda: not bot.open_jobs())
    assert _holding(bot.state, PLANTED, SAID) == []

    await bot.end()
    left = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert PLANTED.encode() not in left
    assert SAID.encode() not in left


async def test_rating_and_handing_over_leave_no_words_behind(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await people.ask(OFFICER, f"What of {PLANTED}?")
    await until(lambda: slack.said("D1PAT") and slack.said("D1PAT")[0].get("blocks"))
    (said,) = slack.said("D1PAT")
    feedback, handing = (block["elements"][0] for block in said["blocks"][-2:])
    wrong = feedback["negative_button"]["value"]
    await people.click(OFFICER, said, "answer_feedback", wrong)
    await until(lambda: slack.world.views)
    note = {
        "reason": {"v": {"selected_option": {"value": "other"}}},
        "note": {"v": {"value": f"I meant the other {PLANTED}."}},
    }
    await people.submit(OFFICER, next(iter(slack.world.views)), note)
    await people.click(OFFICER, said, handing["action_id"], handing["value"])
    await until(lambda: len(slack.said("D2LEE")) == 2 and slack.world.ephemerals)
    await until(lambda: not bot.open_jobs())

    handed = "".join(map(spoken, slack.said("D2LEE")))
    assert handed.count(f"What of {PLANTED}?") == 2
    assert f"I meant the other {PLANTED}." in handed
    assert _holding(bot.state, PLANTED, SAID) == []


async def test_a_stopped_question_leaves_no_words_behind(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.hold.clear()
    asked = await people.ask(OFFICER, f"What of {PLANTED}?")
    await until(lambda: bot.assistant.asked)
    await people.press_stop(OFFICER, "D1PAT", asked["ts"])
    await until(lambda: "Stopped" in "".join(map(spoken, slack.said())))

    assert _holding(bot.state, PLANTED) == []


@pytest.mark.parametrize("mode", ["socket"])
async def test_without_clearing_the_words_would_stay(
    slack: FakeSlack, bot: Bot, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finish(journal: Journal, job: Job) -> None:
        journal._change(job, state=State.DONE)

    monkeypatch.setattr(Journal, "finish", finish)
    await people.ask(OFFICER, f"What of {PLANTED}?")
    await until(lambda: not bot.open_jobs())

    assert _holding(bot.state, PLANTED) == ["slack_jobs"]


@pytest.mark.parametrize("mode", ["socket"])
async def test_what_sqlite_writes_ahead_is_emptied(
    slack: FakeSlack, bot: Bot, people: People, home: Path
) -> None:
    await people.ask(OFFICER, f"What of {PLANTED}?")
    await until(lambda: not bot.open_jobs())
    bot.service.desk.journal.forget(timedelta(days=30))

    written = list(home.glob("state.sqlite*"))
    assert written
    for file in written:
        assert PLANTED.encode() not in file.read_bytes()


@pytest.mark.parametrize(
    ("route", "kept"), [(Route.REGISTER, False), (Route.BOTH, False), (Route.REPORT, True)]
)
def test_a_thread_keeps_the_typed_plan_and_words_only_where_follow_ups_continue_them(
    tmp_path: Path, route: Route, kept: bool
) -> None:
    read = ReportQuestion(f"what of {PLANTED}?", (Want.TEXT,), terms=(PLANTED,))
    plan = Plan(route, f"about {PLANTED}", report=read, message=PLANTED)
    engine = open_database(None, tmp_path)
    threads = SqlThreads(engine, 30)
    threads.keep("t1", "pat", Turn(plan, ("HFP-1",)))

    found = threads.last("t1", "pat")
    assert found is not None
    assert found.refs == ("HFP-1",)
    assert (found.plan.report is not None) == kept
    assert _rows(engine)["threads"].count(PLANTED) == int(kept)
    engine.dispose()


def test_words_kept_by_an_earlier_version_are_dropped(tmp_path: Path) -> None:
    engine = open_database(None, tmp_path)
    with engine.begin() as connection:
        for change in (
            "ALTER TABLE slack_answers ADD COLUMN question TEXT",
            "ALTER TABLE slack_answers ADD COLUMN text TEXT",
            "ALTER TABLE slack_feedback ADD COLUMN note TEXT",
            "INSERT INTO slack_answers VALUES ('a1', 'U1', 1, '2026-01-01', 'zanzibar?', 'No.')",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            connection.execute(text(change))
    engine.dispose()

    upgraded = open_database(None, tmp_path)
    columns = {
        each["name"]
        for table in ("slack_answers", "slack_feedback")
        for each in inspect(upgraded).get_columns(table)
    }
    assert columns == {
        column.name
        for table in ("slack_answers", "slack_feedback")
        for column in metadata.tables[table].columns
    }
    assert _holding(upgraded, PLANTED) == []
    assert '"a1"' in _rows(upgraded)["slack_answers"]
    upgraded.dispose()
