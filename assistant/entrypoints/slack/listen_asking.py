"""Listeners for questions, and for the button that stops an answer."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError

from assistant.entrypoints.slack.client import error_code
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.intake import JOB
from assistant.entrypoints.slack.turns import Turns
from assistant.render import slack_words as words
from assistant.render.slack_blocks import message

_log = logging.getLogger(__name__)


def listen(app: AsyncApp, desk: Desk, turns: Turns) -> None:
    """Add the listeners."""

    async def asked(context: AsyncBoltContext) -> None:
        if job := context.get(JOB):
            turns.start(job)

    app.event("message")(asked)
    app.event("app_mention")(asked)

    @app.event("agent_session_stopped")
    async def stopped(event: dict[str, Any]) -> None:
        channel, thread = event["channel"], event["thread_ts"]
        was_open = await turns.stop(channel, thread)
        await _set_active(desk, channel, thread)
        if was_open:
            await desk.sender.post(channel, message(words.STOPPED), thread=thread)

    @app.event("app_context_changed")
    async def looked_elsewhere() -> None:
        """Not subscribed to; acknowledged, should someone subscribe."""


async def _set_active(desk: Desk, channel: str, thread: str) -> None:
    try:
        await desk.client.api_call(
            "agents.sessions.setStatus",
            json={"channel_id": channel, "thread_ts": thread, "status": "active"},
        )
    except SlackApiError as error:
        _log.warning("session left as it was: %s", error_code(error))
