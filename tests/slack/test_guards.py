"""Every guard: what it is for holds, and without it the very same play fails."""

from collections.abc import Callable
from typing import Any
from unittest.mock import AsyncMock
from uuid import uuid4

import pytest

from assistant.adapters.state.slack import Job, Journal, State
from assistant.entrypoints.slack import card, client, guards, http, intake, sender
from assistant.entrypoints.slack.http import SlackEndpoint
from assistant.render import slack_blocks, slack_pack, slack_text
from tests.slack import bot as actors
from tests.slack import scenarios
from tests.slack.bot import Bot
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People
from tests.slack.scenarios import Scenario
from tests.slack.stage import Stage

SCENARIOS = [
    scenarios.repeated_delivery_is_answered_once,
    scenarios.guests_are_refused,
    scenarios.guests_in_a_channel_are_refused_in_private,
    scenarios.another_workspace_gets_nothing_at_all,
    scenarios.only_confirmed_members_are_recognised,
    scenarios.shared_channels_get_no_answer,
    scenarios.a_private_list_goes_to_its_owner_alone,
    scenarios.a_form_is_authorised_again_when_it_is_sent,
    scenarios.text_from_sources_stays_text,
    scenarios.a_cut_connection_says_nothing_twice,
    scenarios.a_long_wait_is_answered_another_way,
    scenarios.a_lost_stream_is_replaced_in_its_place,
    scenarios.refused_blocks_lose_no_text,
    scenarios.stop_stops_what_was_not_yet_said,
    scenarios.someone_elses_answer_is_not_handed_over,
    scenarios.only_fresh_words_of_people_are_questions,
    scenarios.questions_keep_their_order,
]
Guard = tuple[object, str, Callable[..., Any]]


def _yes(*_: object, **__: object) -> bool:
    return True


def _no(*_: object, **__: object) -> bool:
    return False


def _as_it_is(text: str) -> str:
    return text


def _out_of_order(journal: Journal, job: Job) -> bool | None:
    return journal._move(job, State.WORKING, (State.WAITING,)) or None


def _nothing_stopped(*_: object) -> list[str]:
    return []


def _stops_nothing(journal: Journal, job: Job) -> bool:
    return journal._move(job, State.DELIVERING, (State.WORKING, State.STOPPED))


MUTANTS: list[tuple[str, list[Guard], Scenario]] = [
    (
        "deduplication",
        [
            (intake, "event_id", lambda _: uuid4().hex),
            (intake, "question_id", lambda _: uuid4().hex),
        ],
        scenarios.repeated_delivery_is_answered_once,
    ),
    ("guests", [(guards, "is_guest", _no)], scenarios.guests_are_refused),
    (
        "guests in channels",
        [(guards, "is_guest", _no)],
        scenarios.guests_in_a_channel_are_refused_in_private,
    ),
    (
        "other workspaces' requests",
        [(guards, "is_from_home", _yes)],
        scenarios.another_workspace_gets_nothing_at_all,
    ),
    (
        "other workspaces' members",
        [(guards, "is_elsewhere", _no)],
        scenarios.only_confirmed_members_are_recognised,
    ),
    ("shared channels", [(guards, "is_shared", _no)], scenarios.shared_channels_get_no_answer),
    (
        "private lists",
        [(guards, "may_go_to_channel", _yes)],
        scenarios.a_private_list_goes_to_its_owner_alone,
    ),
    (
        "authorisation at submission",
        [(guards, "may_draft", _yes)],
        scenarios.a_form_is_authorised_again_when_it_is_sent,
    ),
    (
        "escaping",
        [(module, "escaped", _as_it_is) for module in (slack_text, slack_blocks, slack_pack)],
        scenarios.text_from_sources_stays_text,
    ),
    (
        "unseen characters",
        [(slack_text, "clean", _as_it_is)],
        scenarios.text_from_sources_stays_text,
    ),
    (
        "no second sending after a cut connection",
        [(client, "may_resend", _yes)],
        scenarios.a_cut_connection_says_nothing_twice,
    ),
    (
        "no long waits",
        [(client, "worth_waiting", _yes)],
        scenarios.a_long_wait_is_answered_another_way,
    ),
    (
        "fallback for a lost stream",
        [(card, "is_stream_lost", _no)],
        scenarios.a_lost_stream_is_replaced_in_its_place,
    ),
    (
        "fallback for refused blocks",
        [(card, "are_blocks_refused", _no), (sender, "are_blocks_refused", _no)],
        scenarios.refused_blocks_lose_no_text,
    ),
    ("stop", [(Journal, "stop", _nothing_stopped)], scenarios.stop_stops_what_was_not_yet_said),
    (
        "handing over",
        [(guards, "may_hand_over", _yes)],
        scenarios.someone_elses_answer_is_not_handed_over,
    ),
    (
        "only people's own fresh words",
        [(guards, "is_talk", _yes)],
        scenarios.only_fresh_words_of_people_are_questions,
    ),
    (
        "order in a thread",
        [(Journal, "begin", _out_of_order)],
        scenarios.questions_keep_their_order,
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.__name__)
async def test_it_holds(scenario: Scenario, slack: FakeSlack, bot: Bot, people: People) -> None:
    await scenario(Stage(slack, bot, people))


@pytest.mark.parametrize("mode", ["socket"])
@pytest.mark.parametrize(
    ("guarded", "scenario"),
    [(each[1], each[2]) for each in MUTANTS],
    ids=[each[0] for each in MUTANTS],
)
async def test_it_fails_without_the_guard(
    guarded: list[Guard],
    scenario: Scenario,
    slack: FakeSlack,
    bot: Bot,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actors, "WITHIN_S", 1.5)
    for owner, name, permissive in guarded:
        monkeypatch.setattr(owner, name, permissive)

    with pytest.raises(AssertionError):
        await scenario(Stage(slack, bot, people))


@pytest.mark.parametrize("mode", ["http"])
@pytest.mark.parametrize("without", [None, (http, "is_signed"), (SlackEndpoint, "_is_first")])
async def test_requests_over_http_are_proved(
    without: tuple[object, str] | None,
    slack: FakeSlack,
    bot: Bot,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage(slack, bot, people)
    if without is None:
        await scenarios.forged_stale_and_repeated_requests_are_refused(stage)
        return
    owner, name = without
    monkeypatch.setattr(owner, name, _yes if name == "is_signed" else AsyncMock(return_value=True))
    with pytest.raises(AssertionError):
        await scenarios.forged_stale_and_repeated_requests_are_refused(stage)


@pytest.mark.parametrize("revocable", [True, False])
async def test_a_revoked_token_is_noticed(
    revocable: bool,
    slack: FakeSlack,
    start: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not revocable:
        monkeypatch.setattr(client, "_REVOKED", frozenset())
    bot = await start(slack_check_s=0.05)
    stage = Stage(slack, bot, None)  # type: ignore[arg-type]
    if revocable:
        await scenarios.a_revoked_token_ends_the_app(stage)
        return
    monkeypatch.setattr(actors, "WITHIN_S", 1.5)
    with pytest.raises(AssertionError):
        await scenarios.a_revoked_token_ends_the_app(stage)
