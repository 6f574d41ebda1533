"""Falls, restarts and several nodes: every question to its end, and once."""

import asyncio

from tests.slack.bot import FORCE, LIAISON, OFFICER, Bot, report_answer, spoken, until
from tests.slack.fake_slack import FakeSlack
from tests.slack.starting import Make, OpenPeople

ASK = "How is found property recorded?"


def _quiet(bot: Bot) -> bool:
    return not bot.open_jobs()


def _answers(slack: FakeSlack, channel: str | None = None) -> list[str]:
    return [text for text in map(spoken, slack.said(channel)) if "within 1 days" in text]


async def test_a_fall_after_the_acknowledgement_is_made_good_by_a_restart(
    slack: FakeSlack, make: Make, open_people: OpenPeople
) -> None:
    first, second = make(), make()
    await first.rise()
    first.assistant.hold.clear()
    people = await open_people(first)
    asked = [await people.ask(OFFICER, f"{n}?") for n in range(12)]
    await people.command(OFFICER, "mine")
    await until(lambda: len(first.assistant.asked) >= 4 and len(slack.world.streams) == 12)
    await first.fall()
    before = {ts for ts, stream in slack.world.streams.items() if stream["state"] == "streaming"}

    await second.rise()
    await until(lambda: len(_answers(slack)) == 12 and _quiet(second))

    assert len(before) == 12
    for each in asked:
        said = [m for m in slack.said("D1PAT") if m.get("thread_ts") == each["ts"]]
        # Who falls before writing down which card was begun leaves one that Slack lets expire.
        assert len([m for m in said if "within 1 days" in spoken(m)]) == 1
    assert len([m for m in slack.said("D1PAT") if "You own 12" in spoken(m)]) == 1


async def test_who_fell_while_delivering_ends_the_same_stream_or_apologises(
    slack: FakeSlack, make: Make, open_people: OpenPeople
) -> None:
    first, second = make(), make()
    await first.rise()
    people = await open_people(first)
    slack.fail("chat.stopStream", delay_s=120)
    await people.ask(OFFICER, ASK)
    await until(lambda: slack.called("chat.stopStream"))
    slack.fail("chat.startStream", error="internal_error")
    slack.fail("chat.postMessage", delay_s=120)
    await people.ask(LIAISON, ASK)
    await until(lambda: slack.called("chat.postMessage"))
    await first.fall()

    await second.rise()
    await until(lambda: _quiet(second))

    assert len(_answers(slack, "D1PAT")) == len(slack.said("D1PAT")) == 1
    assert "I was interrupted" in "".join(map(spoken, slack.said("D2LEE")))


async def test_who_fell_in_the_middle_of_a_long_answer_goes_on_where_it_was(
    slack: FakeSlack, make: Make, open_people: OpenPeople
) -> None:
    nodes = [make() for _ in range(2)]
    for node in nodes:
        node.assistant.scripted["long"] = lambda _: report_answer(90)
    await nodes[0].rise()
    people = await open_people(nodes[0])
    slack.fail("chat.postMessage", times=2)
    slack.fail("chat.postMessage", delay_s=120)
    await people.ask(OFFICER, "long?")
    await until(lambda: not slack.faults[1].times)
    await nodes[0].fall()
    await nodes[1].rise()
    await until(lambda: _quiet(nodes[1]))

    text = "".join(map(spoken, slack.said("D1PAT")))
    assert [text.count(f"within {n} days, ") for n in range(1, 91)] == [1] * 90


async def test_two_nodes_answer_each_question_once_and_in_order(
    slack: FakeSlack, make: Make, open_people: OpenPeople
) -> None:
    nodes = [make() for _ in range(2)]
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


async def test_fifty_officers_at_once_under_the_floors_with_a_restart_in_the_middle(
    slack: FakeSlack, make: Make, open_people: OpenPeople
) -> None:
    slack.tiers = True
    officers = [f"U9{n:03d}" for n in range(50)]
    for n, officer in enumerate(officers):
        slack.add_user(officer, f"Officer {n}", f"officer{n}@{FORCE}")
    first, second = make(), make()
    await first.rise()
    people = await open_people(first)
    first.assistant.hold.clear()
    await asyncio.gather(*(people.ask(officer, "How?") for officer in officers))
    await until(lambda: len(first.assistant.asked) >= 4)
    await first.fall()
    await second.rise()
    await until(lambda: _quiet(second))

    assert all(each.ok for each in people.post.deliveries)
    assert len(people.post.deliveries) == 50
    assert [len(_answers(slack, "D" + officer[1:])) for officer in officers] == [1] * 50
