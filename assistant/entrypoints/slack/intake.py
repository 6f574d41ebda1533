"""The door: every request passes here before any listener, and before Slack hears that it came."""

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from assistant.adapters.state.slack import Job
from assistant.entrypoints.slack import guards
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.identity import NotRecognised
from assistant.render import slack_words as words

_log = logging.getLogger(__name__)

JOB = "liaison_job"
"""Under this name the middleware hands a question to its listener."""

Ack = Callable[[], Awaitable[BoltResponse]]
Next = Callable[[], Awaitable[BoltResponse]]


class Intake:
    """Lets in what is the force's own, once, and writes questions down."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(
        self, body: dict[str, Any], context: AsyncBoltContext, next: Next, ack: Ack
    ) -> BoltResponse:
        """Admit one request, or acknowledge it and do nothing.

        Raises:
            StoreUnavailable: it can't be written down, so that Slack must deliver it again.
        """
        if not guards.is_from_home(body, self._desk.home.team):
            _log.warning("a request of another workspace was dropped")
            return await ack()
        event = body.get("event")
        if event is None:
            return await next()
        if guards.is_shared(body):
            await self._turn_away(body, event)
            return await ack()
        job = await self._asked(event)
        engage = job is not None and not job.private
        if not await self._desk.write_down(event_id(body), job, engage=engage):
            _log.info("an event was delivered again")
            return await ack()
        context[JOB] = job
        return await next()

    async def _asked(self, event: dict[str, Any]) -> Job | None:
        """Return the question of an event, if it is one."""
        if event.get("type") not in ("message", "app_mention"):
            return None
        if not guards.is_talk(event):
            _log.info("%s %s: nothing asked", event.get("channel"), event.get("subtype"))
            return None
        private = event.get("channel_type") == "im"
        channel, thread = str(event["channel"]), str(event.get("thread_ts") or event["ts"])
        mentioned = event["type"] == "app_mention"
        if not (private or mentioned):
            known = self._desk.journal.is_engaged
            if "thread_ts" not in event or not await self._desk.at_once(known, channel, thread):
                return None
        return Job(
            id=question_id(event),
            kind="ask",
            channel=channel,
            thread=thread,
            ts=str(event["ts"]),
            user=str(event["user"]),
            text=guards.question_of(str(event.get("text", ""))),
            private=private,
        )

    async def _turn_away(self, body: dict[str, Any], event: dict[str, Any]) -> None:
        """Say to a colleague, and to nobody else, that shared channels get no answers."""
        if event.get("type") != "app_mention" or not guards.is_talk(event):
            return
        if await self._desk.write_down(event_id(body)):
            self._desk.beside(self._say_not_shared(event))

    async def _say_not_shared(self, event: dict[str, Any]) -> None:
        try:
            await self._desk.identity.asker(event["user"])
        except (NotRecognised, SlackApiError):
            return
        thread = str(event.get("thread_ts") or "")
        await self._desk.sender.whisper(event["channel"], event["user"], words.NOT_SHARED, thread)


def question_id(event: dict[str, Any]) -> str:
    """Return the id of what a message asks: it may come as two events and is one question."""
    return f"{event['channel']}:{event['ts']}"


def event_id(body: dict[str, Any]) -> str:
    """Return the id that an event keeps when it is delivered again."""
    if body.get("event_id"):
        return str(body["event_id"])
    content = json.dumps(body.get("event"), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
