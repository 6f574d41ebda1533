"""The Slack app within the project: the command line, the HTTP service, the sample library."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from typer.testing import CliRunner

from assistant.adapters.state.database import open_database
from assistant.domain.people import LOCAL
from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.cli.app import build_app as build_cli
from assistant.entrypoints.slack.making import Papers
from assistant.entrypoints.slack.manifest import manifest
from assistant.entrypoints.slack.service import SlackService
from assistant.entrypoints.slack.socket import Socket
from assistant.register.filters import Filters
from assistant.service import Assistant
from assistant.service.requests import RegisterRequest
from assistant.settings import Settings, read_settings
from tests.slack.bot import WITHIN_S, Bot, a_slack, settings_for, spoken, until
from tests.slack.fake_slack import SECRET, FakeSlack
from tests.slack.people import People, Post
from tests.slack.stage import period


@pytest.fixture
async def wexmoor(sample_assistant: Assistant, home: Path) -> AsyncIterator[tuple[Any, ...]]:
    """A workspace whose members are the owners of the sample register, and the real assistant."""
    entries = sample_assistant.register(RegisterRequest(Filters()), LOCAL).entries
    email = next(each.owner_emails[0] for each in entries if each.owner_emails)
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(a_slack(manifest()))
        domain = email.split("@")[1]
        slack.add_user("U8OWN", "Owner", email)
        slack.add_user("U8LEAD", "Lead", f"lead@{domain}")
        slack.add_channel("C8", {"U8OWN"})
        settings = settings_for(
            slack, home, slack_domains=(domain,), liaison_emails=(f"lead@{domain}",)
        )
        state = open_database(None, home)
        stack.callback(state.dispose)
        papers = Papers(sample_assistant, None)
        service = SlackService(sample_assistant, papers, settings, state)
        stack.push_async_callback(service.stop, 1.0)
        await service.start()
        socket = Socket(service, settings)
        stack.push_async_callback(socket.stop)
        await socket.start()
        people = People(slack, Post(slack, "socket", None))  # type: ignore[arg-type]
        await until(lambda: bool(slack.sockets))
        yield slack, people, email, entries


async def test_an_owner_of_the_sample_register_gets_exactly_their_entries(
    wexmoor: tuple[Any, ...],
) -> None:
    slack, people, email, entries = wexmoor
    await people.command("U8OWN", "mine")
    await until(lambda: slack.said("D8OWN"))

    (said,) = slack.said("D8OWN")
    table = next(block for block in said["blocks"] if block["type"] == "data_table")
    shown = {row[0]["text"] for row in table["rows"][1:]}
    assert {each.ref for each in entries if email in each.owner_emails} <= shown
    assert spoken(said).startswith("You own ")


async def test_a_channel_reads_what_reports_say_and_nothing_of_the_register(
    wexmoor: tuple[Any, ...],
) -> None:
    slack, people, _, entries = wexmoor
    await people.mention("C8", "U8OWN", "What is a stalking protection order?")
    await until(lambda: any(m.get("blocks") for m in slack.said("C8")))
    assert "/sources/" in str(slack.said("C8")[0]["blocks"])

    await people.mention("C8", "U8OWN", "How many recommendations are overdue?")
    await until(lambda: slack.said("D8OWN"))
    await until(lambda: slack.world.ephemerals)
    assert len(slack.said("C8")) == 1
    refs = [each.ref for each in entries]
    assert not [ref for ref in refs if ref in json.dumps(slack.said("C8"), default=str)]


async def test_the_lead_gets_a_paper_that_word_opens(wexmoor: tuple[Any, ...]) -> None:
    slack, people, _, _ = wexmoor
    await people.command("U8LEAD", "draft")
    await until(lambda: any("callback_id" in view for view in slack.world.views.values()))
    form = next(n for n, view in slack.world.views.items() if "callback_id" in view)
    await people.submit("U8LEAD", form, period("2026-07-01", "2026-09-30"))
    await until(lambda: len([f for f in slack.world.files.values() if f.get("channel")]) == 2)

    word, ledger = slack.world.files.values()
    assert word["name"].endswith(".docx")
    assert word["bytes"].startswith(b"PK")
    assert ledger["name"].endswith("ledger.csv")
    assert len(ledger["bytes"].splitlines()) > 10
    assert {word["channel"], ledger["channel"]} == {"D8LEAD"}


async def test_the_service_answers_slack_where_a_signing_secret_is_set(
    sample_assistant: Assistant, sample_settings: Settings, home: Path
) -> None:
    async with a_slack(manifest("https://liaison.example")) as slack:
        changed = settings_for(slack, home).model_dump(include={"slack_api_url", "slack_domains"})
        settings = sample_settings.model_copy(
            update={
                **changed,
                "database_url": f"sqlite:///{home / 'state.sqlite'}",
                **{n: getattr(settings_for(slack, home), n) for n in _SECRETS},
            }
        )
        app = build_app(sample_assistant, settings)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://localhost"
        ) as client:
            people = People(slack, Post(slack, "http", client))
            body = json.dumps({"type": "url_verification", "challenge": "abc"})
            early = await client.post("/slack/events", content=body, headers=slack.sign(body))
            forged = await client.post("/slack/events", content=body)
            assert (early.status_code, forged.status_code) == (503, 401)
            assert "/slack/events" not in (await client.get("/openapi.json")).text

            await _with_life(app, slack, people, client)


_SECRETS = ("slack_bot_token", "slack_signing_secret")


async def _with_life(app: Any, slack: FakeSlack, people: People, client: httpx.AsyncClient) -> None:
    # Only Slack's part of the service's life: the assistant is shared, and would be closed.
    routes = {str(each.path): each.original_route for each in iter_route_contexts(app.routes)}
    endpoint = routes["/slack/events"].endpoint.__self__  # type: ignore[attr-defined]
    async with endpoint.running():
        await until(lambda: slack.called("auth.test"))
        body = json.dumps({"type": "url_verification", "challenge": "abc", "pad": "x" * 200_000})
        headers = {**slack.sign(body), "content-type": "application/json"}

        async def verified() -> httpx.Response:
            return await client.post("/slack/events", content=body, headers=headers)

        async with asyncio.timeout(WITHIN_S):
            while (answer := await verified()).status_code != 200:
                await asyncio.sleep(0.02)
        assert answer.json() == {"challenge": "abc"}
        await people.ask("U3GIL", "How?")
        await until(lambda: slack.said("D3GIL"))


def test_the_service_starts_without_slack_where_nothing_is_set(
    sample_assistant: Assistant, sample_settings: Settings
) -> None:
    app = build_app(sample_assistant, sample_settings)

    assert "/slack/events" not in [each.path for each in iter_route_contexts(app.routes)]


def test_the_manifest_is_printed() -> None:
    shown = CliRunner().invoke(
        build_cli(), ["slack", "manifest", "--http", "https://a.example", "--follow-ups"]
    )

    assert shown.exit_code == 0
    assert json.loads(shown.stdout) == manifest("https://a.example", follow_ups=True)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["slack"], "LIAISON_SLACK_BOT_TOKEN"),
        (["slack", "remind", "--dry-run"], "LIAISON_SLACK_BOT_TOKEN"),
        (["slack", "manifest", "--http", "http://a.example"], "https://"),
    ],
)
def test_what_is_missing_is_said_with_exit_code_2(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], said: str
) -> None:
    monkeypatch.setenv("LIAISON_HOME", str(sample_home))
    shown = CliRunner().invoke(build_cli(), command)

    assert shown.exit_code == 2
    assert said in shown.stderr


async def test_the_dry_run_prints_who_would_be_reminded_of_what(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_slack(manifest()) as slack:
        bot = Bot(slack, "socket", settings_for(slack, home))
        monkeypatch.setattr(
            "assistant.entrypoints.slack.making.make_service", lambda _: bot.service
        )
        shown = await asyncio.to_thread(
            CliRunner().invoke, build_cli(), ["slack", "remind", "--dry-run"]
        )
        await bot.end()

    assert shown.exit_code == 0, shown.output
    assert "pat.officer@force.example: to be reminded (HFP-" in shown.stdout
    assert "Nothing was sent." in shown.stdout
    assert not slack.said()


def test_tokens_are_read_from_files_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("xoxb-very-secret\n", encoding="utf-8")
    settings = read_settings(slack_bot_token_file=file, slack_signing_secret=SECRET)

    from assistant.entrypoints.slack import secrets

    assert secrets.bot_token(settings) == "xoxb-very-secret"
    assert SECRET not in repr(settings)
