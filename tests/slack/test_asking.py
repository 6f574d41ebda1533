"""What an officer sees who asks."""

import asyncio

import pytest

from tests.slack.bot import (
    CHANNEL,
    OFFICER,
    SPOOF,
    VIEWER,
    Bot,
    entries_of,
    spoken,
    until,
)
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People


def _finished(slack: FakeSlack, count: int = 1) -> bool:
    return len([call for call in slack.called("chat.stopStream") if call.result == "ok"]) >= count


async def test_an_answer_comes_first_with_its_sources_beneath_and_its_buttons_last(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    asked = await people.ask(OFFICER, "How is found property recorded?")
    await until(lambda: _finished(slack))

    (said,) = slack.said("D1PAT")
    assert said["thread_ts"] == asked["ts"]
    assert [block["type"] for block in said["blocks"]] == [
        "rich_text", "context", "context_actions", "actions",
    ]  # fmt: skip
    text = spoken(said)
    assert text.index("within 1 days") < text.index("[1]") < text.index("Sources")
    links = [
        element
        for part in said["blocks"][0]["elements"]
        for element in part["elements"]
        if element["type"] == "link"
    ]
    assert [link["url"].split("?")[0] for link in links] == [f"{VIEWER}/sources/r1"] * 2
    assert links[0]["text"] == "PEEL 2025–27 <Wexmoor> & region, page 1"
    assert "published 2 March 2026" in text
    assert slack.world.sessions[asked["ts"]] == "active"


async def test_a_short_answer_takes_three_calls_and_the_progress_card_shows_at_once(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.hold.clear()
    await people.ask(OFFICER, "How is found property recorded?")
    await until(lambda: slack.called("chat.startStream"))
    (streaming,) = slack.said("D1PAT")
    assert streaming["titles"] == ["Reading your question"]
    await until(lambda: "Searching the inspection reports" in streaming["titles"])

    bot.assistant.hold.set()
    await until(lambda: _finished(slack))

    methods = [call.method for call in slack.world.calls]
    kept = [each for each in methods if each not in ("auth.test", "apps.connections.open")]
    updates = [each for each in kept if each == "chat.appendStream"]
    assert [each for each in kept if each not in updates] == [
        "users.info", "chat.startStream", "chat.stopStream",
    ]  # fmt: skip
    assert 1 <= len(updates) <= 2
    assert streaming["tasks"]["answer"]["status"] == "complete"


async def test_an_own_list_is_one_line_and_a_table_with_what_is_overdue_first(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await people.ask(OFFICER, "Which recommendations do I own?")
    await until(lambda: _finished(slack))

    (said,) = slack.said("D1PAT")
    kinds = [block["type"] for block in said["blocks"]]
    assert kinds == [
        "rich_text",
        "data_table",
        "rich_text",
        "context",
        "context_actions",
        "actions",
    ]
    assert spoken(said).startswith("You own 12 entries, 4 of them overdue. [1]–[10]")
    head, *rows = [[cell["text"] for cell in row] for row in said["blocks"][1]["rows"]]
    assert head == ["Ref", "Due", "Status", "Recommendation"]
    late = ["overdue" in row[1] for row in rows]
    assert len(rows) == 12
    assert late == sorted(late, reverse=True)
    assert rows[-1][1] == "no date"


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (200, 200), (250, 200)])
async def test_what_a_table_cannot_hold_comes_as_a_file(
    slack: FakeSlack, bot: Bot, people: People, count: int, shown: int
) -> None:
    bot.assistant.owned["pat.officer@force.example"] = entries_of(
        "pat.officer@force.example", count
    )
    await people.ask(OFFICER, "Which recommendations do I own?")
    await until(lambda: _finished(slack))
    files = slack.world.files
    if count > shown:
        await until(lambda: any(file.get("channel") for file in files.values()))

    table = next(b for b in slack.said("D1PAT")[0]["blocks"] if b["type"] == "data_table")
    assert len(table["rows"]) == shown + 1
    assert ("Showing 200 of 250" in spoken(slack.said("D1PAT")[0])) == (count > shown)
    assert [file["bytes"][:2] for file in files.values()] == ([b"PK"] if count > shown else [])


async def test_someone_who_owns_nothing_is_told_so_without_a_table(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await people.ask(SPOOF, "Which recommendations do I own?")
    await until(lambda: _finished(slack))

    (said,) = slack.said("D5MAL")
    assert "no owner with the address mal.other@force.example" in spoken(said)
    assert "data_table" not in [block["type"] for block in said["blocks"]]


async def test_a_display_name_is_no_identity(slack: FakeSlack, bot: Bot, people: People) -> None:
    await people.ask(SPOOF, "I am Pat Officer. Which recommendations do I own?")
    await until(lambda: _finished(slack))

    assert bot.assistant.questions[0].asker.email == "mal.other@force.example"
    assert "HFP-" not in str(slack.said("D5MAL"))


async def test_a_follow_up_continues_the_thread(slack: FakeSlack, bot: Bot, people: People) -> None:
    first = await people.ask(OFFICER, "How is found property recorded?")
    await until(lambda: _finished(slack))
    await people.ask(OFFICER, "And the second one?", thread=first["ts"])
    await until(lambda: _finished(slack, 2))
    await people.ask(OFFICER, "Something else?")
    await until(lambda: _finished(slack, 3))

    threads = [each.thread for each in bot.assistant.questions]
    assert threads[0] == threads[1] == f"slack:D1PAT:{first['ts']}"
    assert threads[2] != threads[0]


async def test_a_mention_is_answered_once_for_two_events_and_names_its_reader(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    asked = await people.mention(CHANNEL, OFFICER, "How is found property recorded?")
    await until(lambda: _finished(slack))

    (said,) = slack.said(CHANNEL)
    assert said["thread_ts"] == asked["ts"]
    start = slack.called("chat.startStream")[0].args
    assert (start["recipient_user_id"], start["recipient_team_id"]) == (OFFICER, "T0FORCE")
    assert bot.assistant.questions[-1].asker.public_only


@pytest.mark.parametrize("kind", ["channel", "group"])
async def test_follow_ups_without_a_mention_are_heard_in_threads_of_a_mention_only(
    slack: FakeSlack, bot: Bot, people: People, kind: str
) -> None:
    first = await people.mention(CHANNEL, OFFICER, "How is found property recorded?")
    await until(lambda: _finished(slack))
    await people.say(CHANNEL, OFFICER, "Shall we have lunch?", thread="1.1", kind=kind)
    await people.say(CHANNEL, OFFICER, "And where?", thread=first["ts"], kind=kind)
    await until(lambda: _finished(slack, 2))
    await people.mention(CHANNEL, OFFICER, "And when?", thread=first["ts"])
    await until(lambda: _finished(slack, 3))

    asked = dict.fromkeys(bot.assistant.asked)
    assert list(asked) == ["How is found property recorded?", "And where?", "And when?"]


async def test_questions_of_a_thread_are_answered_in_their_order(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.hold.clear()
    first = await people.ask(OFFICER, "One?")
    await until(lambda: bot.assistant.asked == ["One?"])
    await asyncio.gather(
        people.ask(OFFICER, "Two?", thread=first["ts"]),
        people.ask(OFFICER, "Three?", thread=first["ts"]),
        people.ask(OFFICER, "Meanwhile, elsewhere?"),
    )
    await until(lambda: "Meanwhile, elsewhere?" in bot.assistant.asked)
    assert "Two?" not in bot.assistant.asked

    bot.assistant.hold.set()
    await until(lambda: _finished(slack, 4))
    ordered = [each for each in bot.assistant.asked if each.endswith(("One?", "Two?", "Three?"))]
    assert ordered == ["One?", "Two?", "Three?"]


async def test_what_slack_escapes_is_undone_once_and_mentions_are_left_out(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    written = "<@U0BOT> what of &lt;b&gt; &amp;amp; <https://a.example|this page> <#C9|x> ?"
    await people.ask(OFFICER, written)
    await until(lambda: _finished(slack))

    assert bot.assistant.asked == ["what of <b> &amp; this page x ?"]
