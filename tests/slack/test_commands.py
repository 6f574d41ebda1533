"""`/liaison`, the form of the committee paper, the home tab and the prompts."""

import json
from typing import Any

import pytest

from tests.slack.bot import CHANNEL, GUEST, LEE, LIAISON, OFFICER, SPOOF, Bot, spoken, until
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People
from tests.slack.stage import period


def _form(slack: FakeSlack) -> str:
    forms = [n for n, view in slack.world.views.items() if view.get("callback_id") == "draft"]
    return forms[-1] if forms else ""


@pytest.mark.parametrize(("word", "asked"), [("mine", "do I own"), ("due", "next 30 days")])
async def test_a_list_goes_to_the_direct_messages(
    slack: FakeSlack, bot: Bot, people: People, word: str, asked: str
) -> None:
    await people.command(OFFICER, f" {word.upper()} ", CHANNEL)
    await until(lambda: slack.said("D1PAT") and slack.world.responses)

    (said,) = slack.said("D1PAT")
    assert asked in bot.assistant.asked[0]
    assert "thread_ts" not in said
    assert not slack.said(CHANNEL)
    assert slack.world.responses[0]["response_type"] == "ephemeral"
    assert "direct message" in slack.world.responses[0]["text"]


async def test_in_direct_messages_nothing_is_said_beside_the_list(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await people.command(OFFICER, "mine")
    await until(lambda: slack.said("D1PAT"))

    assert "data_table" in [block["type"] for block in slack.said("D1PAT")[0]["blocks"]]
    assert not slack.world.responses


@pytest.mark.parametrize("text", ["help", "", "colour", "draft me a poem"])
async def test_anything_else_is_answered_with_help(
    slack: FakeSlack, bot: Bot, people: People, text: str
) -> None:
    await people.command(OFFICER, text)
    await until(lambda: slack.world.responses)

    assert "/liaison mine" in slack.world.responses[0]["text"]
    assert not bot.assistant.asked


async def test_a_guest_gets_no_list(slack: FakeSlack, bot: Bot, people: People) -> None:
    await people.command(GUEST, "mine")
    await until(lambda: slack.said("D3GIL"))

    assert "confirmed force account" in spoken(slack.said("D3GIL")[0])
    assert not bot.assistant.asked


async def test_a_paper_is_drafted_into_the_direct_messages_of_the_lead(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await people.command(LIAISON, "draft", CHANNEL)
    await until(lambda: _form(slack))
    blocks = {block["block_id"]: block for block in slack.world.views[_form(slack)]["blocks"]}
    assert blocks["since"]["element"]["initial_date"] == "2026-07-01"
    assert blocks["until"]["element"]["initial_date"] == "2026-10-01"

    closed = await people.submit(LIAISON, _form(slack), period("2026-07-01", "2026-09-29"))
    again = await people.submit(LIAISON, _form(slack), period("2026-07-01", "2026-09-29"))
    await until(lambda: len([f for f in slack.world.files.values() if f.get("channel")]) == 2)
    await until(lambda: not bot.open_jobs())

    assert (closed, again) == (None, None)
    assert [(s.isoformat(), u.isoformat(), who) for s, u, who in bot.drafter.periods] == [
        ("2026-07-01", "2026-09-29", LEE)
    ]
    files = {file["name"]: file for file in slack.world.files.values()}
    assert files["HMICFRS update DRAFT.docx"]["bytes"] == b"PK-word"
    assert files["HMICFRS update DRAFT ledger.csv"]["bytes"] == b"section,text\n"
    assert {file["channel"] for file in files.values()} == {"D2LEE"}
    assert not slack.said(CHANNEL)
    assert "1 July 2026 to 29 September 2026" in spoken(slack.said("D2LEE")[0])


async def test_the_ledger_is_left_out_if_not_wanted(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await people.command(LIAISON, "draft")
    await until(lambda: _form(slack))
    values = period("2026-07-01", "2026-09-29", ledger=False)
    await people.submit(LIAISON, _form(slack), values)
    await until(lambda: any(file.get("channel") for file in slack.world.files.values()))
    await until(lambda: not bot.open_jobs())

    assert [file["name"] for file in slack.world.files.values()] == ["HMICFRS update DRAFT.docx"]


async def test_a_period_that_ends_before_it_begins_is_sent_back(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    await people.command(LIAISON, "draft")
    await until(lambda: _form(slack))

    refused = await people.submit(LIAISON, _form(slack), period("2026-09-29", "2026-07-01"))

    assert refused["errors"] == {"until": "The period ends before it begins."}


async def test_a_failed_draft_is_a_sentence_with_a_reference(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.drafter.broken = True
    await people.command(LIAISON, "draft")
    await until(lambda: _form(slack))
    await people.submit(LIAISON, _form(slack), period("2026-07-01", "2026-09-29"))
    await until(lambda: len(slack.said("D2LEE")) == 2)

    assert "could not be made. Nothing was sent. Reference" in spoken(slack.said("D2LEE")[1])
    assert "secret" not in json.dumps(slack.said(), default=str)


async def test_an_officer_cannot_open_the_form(slack: FakeSlack, bot: Bot, people: People) -> None:
    await people.command(OFFICER, "draft", CHANNEL)
    await until(lambda: slack.world.views)
    shown = _shown(slack)
    await until(lambda: "Only the liaison team" in _shown(slack))
    await people.command(OFFICER, "draft", CHANNEL)
    await until(lambda: slack.world.responses)

    assert "Only the liaison team" in slack.world.responses[0]["text"]
    assert not _form(slack)
    assert shown


async def test_a_wish_for_a_draft_is_answered_with_a_button_that_opens_the_form(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.scripted["committee"] = _draft_answer
    await people.ask(LIAISON, "Draft the committee paper")
    await people.ask(OFFICER, "Draft the committee paper")
    await until(lambda: all(slack.said(d) and spoken(slack.said(d)[0]) for d in ("D1PAT", "D2LEE")))

    (said,) = slack.said("D2LEE")
    (button,) = said["blocks"][-1]["elements"]
    await people.click(LIAISON, said, button["action_id"], button["value"])
    await until(lambda: _form(slack))
    assert "Only the liaison team" in spoken(slack.said("D1PAT")[0])


async def test_the_home_tab_says_what_is_owned_and_what_is_covered(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    for user in (OFFICER, SPOOF, GUEST):
        await people.open_tab(user, "home")
    await until(lambda: len(slack.world.home) == 3)

    own = spoken(slack.world.home[OFFICER])
    assert "You own 12 open entries: 4 overdue, " in own
    assert "register as at 30 September 2026" in own
    assert "contact the liaison team" in own
    assert "names no owner with your address" in spoken(slack.world.home[SPOOF])
    assert "confirmed force account" in spoken(slack.world.home[GUEST])
    assert "HFP" not in str(slack.world.home[GUEST])


async def test_the_home_tab_says_a_sentence_when_nothing_can_be_read(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.scripted["own"] = _broken
    await people.open_tab(OFFICER, "home")
    await until(lambda: slack.world.home)

    assert "fault at our end" in spoken(slack.world.home[OFFICER])
    assert "secret" not in str(slack.world.home)


async def test_the_home_tab_sends_the_whole_list(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    message = {"ts": "1.1", "channel": "D1PAT"}
    await people.click(OFFICER, message, "show_mine", "mine")
    await until(lambda: slack.said("D1PAT"))

    assert bot.assistant.asked == ["Which recommendations do I own?"]


async def test_the_messages_tab_offers_prompts(slack: FakeSlack, bot: Bot, people: People) -> None:
    await people.open_tab(OFFICER, "messages")
    await until(lambda: slack.world.prompts)

    assert "Which recommendations do I own?" in str(slack.world.prompts)


def _shown(slack: FakeSlack) -> str:
    return "".join(spoken(view) for view in slack.world.views.values())


def _draft_answer(question: Any) -> Any:
    from assistant.domain.answers import Kind, Statement
    from tests.builders import an_answer

    return an_answer(Statement("", (), remark=True), kind=Kind.DRAFT)


def _broken(question: Any) -> Any:
    raise RuntimeError("secret detail")
