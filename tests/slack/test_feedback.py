"""What people think of an answer, and handing it over."""

from tests.slack.bot import CHANNEL, GUEST, LIAISON, OFFICER, Bot, spoken, until
from tests.slack.fake_slack import FakeSlack, Payload
from tests.slack.people import People
from tests.slack.starting import OpenPeople, Start


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


def _ratings(bot: Bot, value: str) -> list[tuple[str, bool, str, str]]:
    found = bot.service.desk.keepsakes.ratings(value.split(":")[0])
    return [(each.user, each.right, each.reason, each.note) for each in found]


async def test_a_rating_is_kept_with_the_answer_and_the_last_one_counts(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    said = await _answer(slack, people)
    values = _values(said)
    await people.click(OFFICER, said, "answer_feedback", values["negative"])
    await until(lambda: _ratings(bot, values["negative"]) == [(OFFICER, False, "", "")])
    await people.click(OFFICER, said, "answer_feedback", values["positive"])
    await until(lambda: _ratings(bot, values["positive"]) == [(OFFICER, True, "", "")])
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
    assert kept == [(OFFICER, False, "source", "Page 3 says otherwise.")]
    passed_on = spoken(slack.said("D2LEE")[0])
    assert "Page 3 says otherwise." in passed_on
    assert "How is found property recorded?" in passed_on


async def test_an_answer_is_handed_over_once_with_its_question(
    slack: FakeSlack, bot: Bot, people: People
) -> None:
    said = await _answer(slack, people)
    button = said["blocks"][-1]["elements"][0]
    assert button["confirm"]["text"]["text"].startswith("Send your question")
    for _ in range(2):
        await people.click(OFFICER, said, button["action_id"], button["value"])
    await until(lambda: len(slack.world.ephemerals) == 2)

    (handed,) = slack.said("D2LEE")
    assert {"type": "user", "user_id": OFFICER} in handed["blocks"][0]["elements"][0]["elements"]
    assert "How is found property recorded?" in spoken(handed)
    assert "within 1 days" in spoken(handed)


async def test_answers_are_handed_over_to_the_teams_channel_where_one_is_set(
    slack: FakeSlack, start: Start, open_people: OpenPeople
) -> None:
    slack.add_channel("C7LIAISON", {LIAISON})
    people = await open_people(await start(slack_liaison_channel="C7LIAISON"))
    said = await _answer(slack, people)
    await people.click(OFFICER, said, "hand_over", said["blocks"][-1]["elements"][0]["value"])
    await until(lambda: slack.said("C7LIAISON"))

    assert not slack.said("D2LEE")


async def test_a_guest_rates_nothing(slack: FakeSlack, bot: Bot, people: People) -> None:
    said = await _answer(slack, people, CHANNEL)
    values = _values(said)
    await people.click(GUEST, said, "answer_feedback", values["positive"])
    await people.click(LIAISON, said, "answer_feedback", values["positive"])
    await until(lambda: _ratings(bot, values["positive"]))

    assert _ratings(bot, values["positive"]) == [(LIAISON, True, "", "")]


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
