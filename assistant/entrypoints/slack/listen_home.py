"""Listeners for the home tab, the prompts of the messages tab, and reminders' buttons."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.set_suggested_prompts.async_set_suggested_prompts import (
    AsyncSetSuggestedPrompts,
)
from slack_sdk.errors import SlackApiError

from assistant.domain.answers import Reason
from assistant.domain.errors import LiaisonError
from assistant.domain.people import Asker
from assistant.entrypoints.slack.asking import reference
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.identity import NotRecognised
from assistant.entrypoints.slack.manifest import PROMPTS
from assistant.render import slack_words as words
from assistant.render.slack_home import HomeFacts, home_view, refused_view, reminders_changed
from assistant.render.slack_text import Block
from assistant.service.requests import Question

_log = logging.getLogger(__name__)


def listen(app: AsyncApp, desk: Desk) -> None:
    """Add the listeners."""

    @app.event("app_home_opened")
    async def opened(
        event: dict[str, Any], set_suggested_prompts: AsyncSetSuggestedPrompts
    ) -> None:
        if event.get("tab") == "messages":
            await set_suggested_prompts(
                title="Ask about inspections and recommendations", prompts=list(PROMPTS)
            )
            return
        view = await home_of(desk, event["user"])
        await desk.client.views_publish(user_id=event["user"], view=view)

    @app.action("reminders_stop")
    async def stop(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await _set_reminders(desk, body, words.REMINDERS_STOPPED, stopped=True)

    @app.action("reminders_start")
    async def start(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await _set_reminders(desk, body, words.REMINDERS_ON, stopped=False)


async def home_of(desk: Desk, user: str) -> Block:
    """Return someone's home tab."""
    try:
        asker = await desk.identity.asker(user)
        return home_view(await desk.work(_facts, desk, asker))
    except NotRecognised as refusal:
        return refused_view(words.unrecognised(str(refusal), desk.settings.contact))
    except LiaisonError as error:
        return refused_view(words.unreachable(reference(error)))
    except Exception as error:  # noqa: BLE001 - whatever it is, the tab says a sentence
        return refused_view(words.fault(reference(error)))


def _facts(desk: Desk, asker: Asker) -> HomeFacts:
    answer = desk.assistant.ask(Question("Which recommendations do I own?", asker))
    known = answer.reason is not Reason.NO_IDENTITY
    return HomeFacts(
        entries=answer.entries if known else None,
        reports=len(desk.assistant.reports(asker)),
        register_as_at=answer.provenance.register_as_at,
        today=answer.asked.today,
        due_soon_days=desk.settings.due_soon_days,
        contact=desk.settings.contact,
    )


async def _set_reminders(desk: Desk, body: dict[str, Any], said: str, *, stopped: bool) -> None:
    user = body["user"]["id"]
    await desk.db(desk.keepsakes.set_reminders, user, stopped=stopped)
    changed = reminders_changed(said, stopped=stopped)
    try:
        await desk.client.chat_postMessage(
            channel=await desk.sender.direct(user),
            text=changed.text,
            blocks=list(changed.blocks),
        )
    except SlackApiError as error:
        reference(error)
