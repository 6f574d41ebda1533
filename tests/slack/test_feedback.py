"""What people think of an answer, and handing it over."""

from sqlalchemy import select

from assistant.adapters.state.slack_answers import feedback
from tests.slack.bot import (
    CHANNEL,
    GUEST,
    LIAISON,
    OFFICER,
    VIEWER,
    Bot,
    report_answer,
    spoken,
    until,
)
from tests.slack.fake_slack import FakeSlack, Payload
from tests.slack.people import People
from tests.slack.starting import Make, OpenPeople, Start


async def _answer(slack: FakeSlack, people: People, where: str = "D1PAT") -> Payload:
    if where == "D1PAT":
        await people.ask(OFFICER, "How is found property recorded?")
    else:
        await people.mention(where, OFFICER, "How is found property recorded?")
    await until(lambda: any(said.get("blocks") for said in slack.said(where)))
    return slack.said(where)[0]


def _values(said: Payload) -> dict[str, str]:
    buttons = next(b for b in said["blocks"] if b["type"] == "context_actions")["elements"][0]
    return {side: buttons[f"{side}_button"]["value"] for side in ("positive", "negative")}


def _ratings(bot: Bot, value: str) -> list[tuple[str, bool, str]]:
    columns = (feedback.c.user, feedback.c.right, feedback.c.reason)
    given = select(*columns).where(feedback.c.answer == value.split(":")[0])
    with bot.state.connect() as connection:
        return [tuple(row) for row in connection.execute(given.order_by(feedback.c.at))]


async def _hand_over(people: People, user: str, said: Payload) -> None:
    button = said["blocks"][-1]["elements"][0]
    await people.click(user, said, button["action_id"], button["value"])


async def test_a_rating_is_kept_with_the_answer_and_the_last_one_counts(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    said = await _answer(slack, people)
    values = _values(said)
    await people.click(OFFICER, said, "answer_feedback", values["negative"])
    await until(lambda: _ratings(bot, values["negative"]) == [(OFFICER, False, "")])
    await people.click(OFFICER, said, "answer_feedback", values["positive"])
    await until(lambda: _ratings(bot, values["positive"]) == [(OFFICER, True, "")])
    await until(lambda: slack.world.ephemerals)

    assert "Thank you" in spoken(slack.world.ephemerals[0])
    assert slack.world.ephemerals[0]["thread_ts"] == said["thread_ts"]


async def test_what_was_wrong_is_kept_and_a_note_reaches_the_liaison_team(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    said = await _answer(slack, people)
    await people.click(OFFICER, said, "answer_feedback", _values(said)["negative"])
    await until(lambda: slack.world.views)
    await people.submit(OFFICER, next(iter(slack.world.views)), _wrong("Page 3 says otherwise."))
    await until(lambda: slack.said("D2LEE"))

    kept = _ratings(bot, _values(said)["negative"])
    assert kept == [(OFFICER, False, "source")]
    passed_on = spoken(slack.said("D2LEE")[0])
    assert "The source doesn't say this. Page 3 says otherwise." in passed_on
    assert "How is found property recorded?" in passed_on
    assert "within 1 days" in passed_on


async def test_an_answer_is_handed_over_once_with_its_question(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    said = await _answer(slack, people)
    button = said["blocks"][-1]["elements"][0]
    assert button["confirm"]["text"]["text"].startswith("Send your question")
    for _ in range(2):
        await _hand_over(people, OFFICER, said)
    await until(lambda: len(slack.world.ephemerals) == 2)

    (handed,) = slack.said("D2LEE")
    assert {"type": "user", "user_id": OFFICER} in handed["blocks"][0]["elements"][0]["elements"]
    assert "How is found property recorded?" in spoken(handed)
    assert "within 1 days" in spoken(handed)
    assert "with the liaison team" in spoken(slack.world.ephemerals[0])


async def test_an_answer_of_several_messages_is_handed_over_whole_and_with_its_sources(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    bot.assistant.scripted["long"] = lambda _: report_answer(90)
    await people.ask(OFFICER, "long?")
    await until(lambda: not bot.open_jobs())
    await _hand_over(people, OFFICER, slack.said("D1PAT")[-1])
    await until(lambda: slack.world.ephemerals)

    handed = "".join(map(spoken, slack.said("D2LEE")))
    assert [n for n in range(1, 91) if f"within {n} days, " not in handed] == []
    assert f"{VIEWER}/sources/r1" in handed


async def test_in_a_channel_that_the_app_may_not_read_the_answer_pressed_on_is_handed_over(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    slack.scopes -= {"channels:history", "groups:history"}
    said = await _answer(slack, people, CHANNEL)
    await _hand_over(people, LIAISON, said)
    await until(lambda: slack.said("D2LEE"))

    handed = spoken(slack.said("D2LEE")[0])
    assert "How is found property recorded?" in handed
    assert "within 1 days" in handed


async def test_a_note_on_an_answer_in_such_a_channel_comes_with_a_link_to_it(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    slack.scopes -= {"channels:history", "groups:history"}
    said = await _answer(slack, people, CHANNEL)
    await people.click(OFFICER, said, "answer_feedback", _values(said)["negative"])
    await until(lambda: slack.world.views)
    await people.submit(OFFICER, next(iter(slack.world.views)), _wrong("Page 3 says otherwise."))
    await until(lambda: slack.said("D2LEE"))

    assert "How is found property recorded?" in spoken(slack.said("D2LEE")[0])
    assert "force.slack.com/archives/C1INSPECT/p" in str(slack.said("D2LEE")[0]["blocks"])


async def test_who_cannot_be_reached_is_said_and_can_be_tried_again(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    said = await _answer(slack, people)
    slack.fail("users.lookupByEmail", error="users_not_found")
    await _hand_over(people, OFFICER, said)
    await until(lambda: slack.world.ephemerals)
    assert "could not reach the liaison team" in spoken(slack.world.ephemerals[0])

    await until(lambda: not bot.open_jobs())
    await _hand_over(people, OFFICER, said)
    await until(lambda: slack.said("D2LEE"))


async def test_a_fall_while_handing_over_is_made_good_by_a_restart(
    slack: FakeSlack, make: Make, open_people: OpenPeople
) -> None:
    first, second = make(), make()
    await first.rise()
    people = await open_people(first)
    said = await _answer(slack, people)
    slack.fail("users.lookupByEmail", delay_s=120)
    await _hand_over(people, OFFICER, said)
    await until(lambda: slack.called("users.lookupByEmail"))
    await first.fall()
    await second.rise()
    await until(lambda: slack.world.ephemerals)

    assert len(slack.said("D2LEE")) == 1


async def test_answers_are_handed_over_to_the_teams_channel_where_one_is_set(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    slack.add_channel("C7LIAISON", {LIAISON})
    people = await open_people(await start(slack_liaison_channel="C7LIAISON"))
    said = await _answer(slack, people)
    await _hand_over(people, OFFICER, said)
    await until(lambda: slack.said("C7LIAISON"))

    assert not slack.said("D2LEE")


async def test_a_guest_rates_nothing(slack: FakeSlack, bot: Bot, people: People) -> None:
    said = await _answer(slack, people, CHANNEL)
    values = _values(said)
    await people.click(GUEST, said, "answer_feedback", values["positive"])
    await people.click(LIAISON, said, "answer_feedback", values["positive"])
    await until(lambda: _ratings(bot, values["positive"]))

    assert _ratings(bot, values["positive"]) == [(LIAISON, True, "")]


async def test_metadata_holds_an_opaque_id_only(slack: FakeSlack, bot: Bot, people: People) -> None:
    said = await _answer(slack, people)

    payload = said["metadata"]["event_payload"]
    assert set(payload) == {"id"}
    assert OFFICER not in payload["id"]
    assert "D1PAT" not in payload["id"]


def _wrong(note: str) -> Payload:
    return {
        "reason": {"v": {"selected_option": {"value": "source"}}},
        "note": {"v": {"value": note}},
    }
