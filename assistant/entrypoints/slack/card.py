"""The progress card, and the answer streamed into its place."""

import asyncio
import logging
from enum import Enum
from typing import Any

import aiohttp
from slack_bolt.context.say_stream.async_say_stream import AsyncSayStream
from slack_sdk.errors import SlackApiError
from slack_sdk.models.messages.chunk import TaskUpdateChunk

from assistant.adapters.state.slack import Job
from assistant.entrypoints.slack.client import error_code, retry_after
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.sender import are_blocks_refused, is_passing, marked
from assistant.render.slack_blocks import Message
from assistant.render.slack_words import PROGRESS

_log = logging.getLogger(__name__)

STEP_S = 1.0
"""Between two updates of a card: Slack counts them over all officers."""
CARD = "answer"
_NO_ANSWER = (aiohttp.ClientError, asyncio.TimeoutError)


class Finish(Enum):
    """How a card took an answer."""

    DELIVERED = "delivered"
    POST = "post"
    """It didn't; post the message instead."""
    PLAIN = "plain"
    """It didn't take the layout; post the text instead."""


def is_stream_lost(code: str) -> bool:
    """Whether a streamed message has been closed without us, so that it can be replaced whole."""
    return code in (
        "message_not_in_streaming_state",
        "message_not_found",
        "streaming_mode_mismatch",
    )


class Card:
    """The card of one job. Where Slack doesn't let it be shown, the answer is posted instead."""

    def __init__(self, desk: Desk, job: Job, *, first_step: str | None = None) -> None:
        """Make a card.

        Args:
            desk: The parts.
            job: What is answered; a card that it has already is gone on with.
            first_step: Show the card when this step is reached, and if it is the first of work.
        """
        self._desk = desk
        self._job = job
        self._ts = job.stream_ts
        self._first_step = first_step
        self._beginning: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._step = "reading"

    @property
    def is_shown(self) -> bool:
        """Whether the officer sees that something is being done."""
        return self._ts is not None

    async def begin(self) -> None:
        """Show the card, with Slack's stop button."""
        if self._ts or not self._job.thread:
            return
        job, home = self._job, self._desk.home
        say_stream = AsyncSayStream(
            client=self._desk.client,
            channel=job.channel,
            thread_ts=job.thread,
            recipient_user_id=job.user,
            recipient_team_id=home.team,
        )
        try:
            stream = await say_stream()
            await stream.append(chunks=[_task(self._step, "in_progress")])
        except (SlackApiError, *_NO_ANSWER) as error:
            _log.info("no progress card: %s", _named(error))
            return
        self._ts = stream.ts
        if stream.ts:
            await self._desk.db(self._desk.journal.started_stream, job, stream.ts)
            self._telling = self._desk.spawn(self._tell())

    def note(self, step: str) -> None:
        """Remember what is being done; the card says so if that lasts."""
        if step == self._first_step and self._beginning is None:
            self._beginning = self._desk.spawn(self.begin())
        elif step == "counting":
            # The register is never shown to a channel, so neither is the work on it.
            self._first_step = None
        self._step = step

    async def finish(self, said: Message, mark: str, step: str = "done") -> Finish:
        """Put a message into the card's place and end the stream."""
        await self._settle()
        if not self._ts:
            return Finish.POST
        try:
            await self._stop(step, said, mark)
        except SlackApiError as error:
            return await self._otherwise(error, said, mark)
        except _NO_ANSWER:
            # Whether it was heard isn't known. Ending the stream again says, and repeats nothing.
            return await self._once_more(said, mark, step)
        return Finish.DELIVERED

    async def _once_more(self, said: Message, mark: str, step: str) -> Finish:
        try:
            await self._stop(step, said, mark)
        except SlackApiError as error:
            return await self._otherwise(error, said, mark)
        except _NO_ANSWER:
            return Finish.POST
        return Finish.DELIVERED

    async def _otherwise(self, error: SlackApiError, said: Message, mark: str) -> Finish:
        """Take the next best way when the stream can't be ended with the message."""
        code = error_code(error)
        _log.warning("stream not ended: %s", code)
        if code == "stopped_by_user":
            return Finish.DELIVERED
        if are_blocks_refused(code):
            # The stream is still open, and Slack refuses to update an open one: close it bare.
            await self._close("below")
            return Finish.PLAIN
        if is_stream_lost(code):
            return await self._replace(said, mark)
        self._desk.beside(self._close_later(retry_after(error) if is_passing(error) else 0))
        return Finish.POST

    async def _replace(self, said: Message, mark: str) -> Finish:
        try:
            await self._desk.client.chat_update(
                channel=self._job.channel,
                ts=self._ts or "",
                text=said.text,
                blocks=list(said.blocks),
                metadata=marked(mark),
            )
        except (SlackApiError, *_NO_ANSWER) as error:
            _log.warning("streamed message not replaced: %s", _named(error))
            refused = isinstance(error, SlackApiError) and are_blocks_refused(error_code(error))
            return Finish.PLAIN if refused else Finish.POST
        return Finish.DELIVERED

    async def _stop(self, step: str, said: Message | None, mark: str | None) -> None:
        options: dict[str, Any] = {"session_status": "active"}
        if said is not None:
            options["blocks"] = list(said.blocks)
        if mark is not None:
            options["metadata"] = marked(mark)
        status = "error" if step == "failed" else "complete"
        await self._desk.client.chat_stopStream(
            channel=self._job.channel,
            ts=self._ts or "",
            chunks=[_task(step, status)],
            **options,
        )

    async def _close(self, step: str) -> None:
        try:
            await self._stop(step, None, None)
        except (SlackApiError, *_NO_ANSWER) as error:
            _log.warning("stream left open: %s", _named(error))

    async def _close_later(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        await self._close("below")

    async def _tell(self) -> None:
        """Update the card while work goes on, until Slack minds."""
        told = self._step
        while True:
            await asyncio.sleep(STEP_S)
            if self._step == told:
                continue
            told = self._step
            try:
                await self._desk.client.chat_appendStream(
                    channel=self._job.channel,
                    ts=self._ts or "",
                    chunks=[_task(told, "in_progress")],
                )
            except (SlackApiError, *_NO_ANSWER) as error:
                _log.warning("card not updated: %s", _named(error))
                return

    def let_go(self) -> None:
        """Say no more on the card."""
        if self._telling:
            self._telling.cancel()
            self._telling = None

    async def _settle(self) -> None:
        """Wait until nothing else speaks of the card."""
        if self._beginning:
            await self._beginning
        self.let_go()


def _task(step: str, status: str) -> TaskUpdateChunk:
    return TaskUpdateChunk(id=CARD, title=PROGRESS[step], status=status)


def _named(error: Exception) -> str:
    return error_code(error) if isinstance(error, SlackApiError) else type(error).__name__
