"""Sending messages so that nothing is lost and nothing is said twice."""

import asyncio
import logging
import time
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from assistant.entrypoints.slack.client import error_code, retry_after, status_of
from assistant.render.slack_blocks import Message, message
from assistant.render.slack_pack import plain_pieces

_log = logging.getLogger(__name__)

PAUSES_S: tuple[float, ...] = (1, 5, 15, 60, 120, 300)
"""Between attempts to post while Slack is out of order."""
LONGEST_WAIT_S = 300
EVENT = "liaison_answer"
"""Kind of the metadata that marks our messages; it holds an opaque id, as every app may read it."""
_REFUSED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long",
     "invalid_chunks", "invalid_arguments", "block_mismatch"}
)  # fmt: skip
_PASSING = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable"})
_NO_ANSWER = (aiohttp.ClientError, asyncio.TimeoutError)


class NotDelivered(Exception):
    """Slack would not take a message, however often it was tried."""


def are_blocks_refused(code: str) -> bool:
    """Whether Slack refuses how a message is laid out, so that its text must go plain."""
    return code in _REFUSED


def is_passing(error: Exception) -> bool:
    """Whether a failure has nothing to do with the message, so that it can be sent again."""
    if not isinstance(error, SlackApiError):
        return True
    return _code(error) in _PASSING or status_of(error) >= HTTPStatus.INTERNAL_SERVER_ERROR


class Sender:
    """Posts to conversations, one message after the other."""

    def __init__(
        self, client: AsyncWebClient, interval_s: float, pauses_s: Sequence[float] | None = None
    ) -> None:
        self._client = client
        self._interval = interval_s
        self._pauses = tuple(PAUSES_S if pauses_s is None else pauses_s)
        self._next: dict[str, float] = {}
        self._direct: dict[str, str] = {}

    async def direct(self, user: str) -> str:
        """Return the conversation of someone's direct messages."""
        if user not in self._direct:
            opened = await self._client.conversations_open(users=user)
            self._direct[user] = str(opened["channel"]["id"])
        return self._direct[user]

    async def post(
        self, channel: str, said: Message, *, thread: str = "", mark: str | None = None
    ) -> str | None:
        """Post a message and return its `ts`, where that is known.

        Args:
            channel: Conversation.
            said: The message.
            thread: `ts` of the message it replies to.
            mark: An id by which it is found again after a call that got no answer.

        Raises:
            NotDelivered: Slack would not take it.
        """
        options = _options(said, thread, mark)
        for pause in (*self._pauses, 0.0):
            await self._wait_turn(channel)
            outcome = await self._try_to_post(channel, options)
            if isinstance(outcome, str):
                return outcome
            if said.blocks and are_blocks_refused(_code(outcome)):
                _log.error("blocks refused (%s), sent as plain text", _code(outcome))
                return await self.post_plain(channel, said, thread=thread, mark=mark)
            if not is_passing(outcome):
                raise NotDelivered(_code(outcome)) from outcome
            if await self._has_arrived(outcome, channel, thread, mark):
                return None
            await asyncio.sleep(_asked_wait(outcome) or pause)
        raise NotDelivered("out of order")

    async def post_plain(
        self, channel: str, said: Message, *, thread: str = "", mark: str | None = None
    ) -> str | None:
        """Post everything that a message says without its layout, then its buttons if they pass."""
        last: str | None = None
        for number, piece in enumerate(plain_pieces(said)):
            part = f"{mark}/plain{number}" if mark else None
            last = await self.post(channel, Message(piece, ()), thread=thread, mark=part)
        buttons = [each for each in said.blocks if each["type"] in ("actions", "context_actions")]
        if buttons:
            try:
                await self._client.chat_postMessage(
                    channel=channel, **_options(Message("–", tuple(buttons)), thread, None)
                )
            except (SlackApiError, *_NO_ANSWER):
                _log.warning("buttons refused as well")
        return last

    async def whisper(self, channel: str, user: str, text: str, thread: str = "") -> None:
        """Tell one member something that nobody else sees and that doesn't last."""
        said = message(text)
        options: dict[str, Any] = {"thread_ts": thread} if thread else {}
        try:
            await self._client.chat_postEphemeral(
                channel=channel, user=user, text=said.text, blocks=list(said.blocks), **options
            )
        except (SlackApiError, *_NO_ANSWER) as error:
            _log.warning("notice not shown: %s", type(error).__name__)

    async def upload(
        self, channel: str, name: str, content: bytes, *, comment: str = "", thread: str = ""
    ) -> bool:
        """Send a file; false if Slack would not take it."""
        options: dict[str, Any] = {"thread_ts": thread} if thread else {}
        for pause in (*self._pauses[:3], None):
            await self._wait_turn(channel)
            try:
                await self._client.files_upload_v2(
                    channel=channel,
                    filename=name,
                    title=name,
                    content=content,
                    initial_comment=comment or None,
                    **options,
                )
            except SlackApiError as error:
                code = error_code(error)
                if code != "ratelimited" or pause is None:
                    _log.error("file not sent: %s", code)
                    return False
                await asyncio.sleep(min(retry_after(error), LONGEST_WAIT_S))
            except _NO_ANSWER as error:
                _log.error("file not sent: %s", type(error).__name__)
                return False
            else:
                return True
        return False

    async def _try_to_post(self, channel: str, options: dict[str, Any]) -> str | Exception:
        try:
            return str((await self._client.chat_postMessage(channel=channel, **options))["ts"])
        except (SlackApiError, *_NO_ANSWER) as error:
            return error
        finally:
            # From when it has arrived, however long that took.
            self._next[channel] = time.monotonic() + self._interval

    async def _has_arrived(
        self, error: Exception, channel: str, thread: str, mark: str | None
    ) -> bool:
        """Whether a message has arrived although the call failed."""
        if _code(error) == "ratelimited":
            return False
        # An error of Slack's own most likely means no; a cut connection may mean yes.
        unless = not isinstance(error, SlackApiError)
        return await self.has(channel, thread, mark, unless=unless)

    async def has(self, channel: str, thread: str, mark: str | None, *, unless: bool) -> bool:
        """Whether a marked message is there; `unless` where nobody can say."""
        if mark is None:
            return unless
        found = await self._read(channel, thread)
        return unless if found is None else any(_mark_of(each) == mark for each in found)

    async def said(self, channel: str, thread: str, answer_id: str) -> list[dict[str, Any]]:
        """Return the messages of an answer, oldest first; none where Slack doesn't say."""
        found = await self._read(channel, thread) or []
        mine = [each for each in found if str(_mark_of(each)).startswith(f"{answer_id}/")]
        return sorted(mine, key=lambda each: str(each.get("ts")))

    async def _read(self, channel: str, thread: str) -> list[dict[str, Any]] | None:
        """Return the messages of a thread, else the last of a conversation; none if refused."""
        try:
            if thread:
                found = await self._client.conversations_replies(
                    channel=channel, ts=thread, include_all_metadata=True
                )
            else:
                found = await self._client.conversations_history(
                    channel=channel, limit=20, include_all_metadata=True
                )
        except (SlackApiError, *_NO_ANSWER):
            return None
        return list(found["messages"])

    async def link(self, channel: str, ts: str) -> str:
        """Return Slack's link to a message; empty where it gives none."""
        try:
            found = await self._client.chat_getPermalink(channel=channel, message_ts=ts)
        except (SlackApiError, *_NO_ANSWER):
            return ""
        return str(found["permalink"])

    async def _wait_turn(self, channel: str) -> None:
        """Keep to Slack's one message a second and conversation."""
        now = time.monotonic()
        turn = max(now, self._next.get(channel, 0.0))
        self._next[channel] = turn + self._interval
        if turn > now:
            await asyncio.sleep(turn - now)


def marked(mark: str) -> dict[str, Any]:
    """Return the metadata that marks a message."""
    return {"event_type": EVENT, "event_payload": {"id": mark}}


def _options(said: Message, thread: str, mark: str | None) -> dict[str, Any]:
    options: dict[str, Any] = {
        "text": said.text,
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
        "parse": "none",
        "mrkdwn": False,
    }
    if said.blocks:
        options["blocks"] = list(said.blocks)
    if thread:
        options["thread_ts"] = thread
    if mark:
        options["metadata"] = marked(mark)
    return options


def _mark_of(found: dict[str, Any]) -> str | None:
    payload = (found.get("metadata") or {}).get("event_payload") or {}
    return payload.get("id")


def _code(error: Exception) -> str:
    return error_code(error) if isinstance(error, SlackApiError) else type(error).__name__


def _asked_wait(error: Exception) -> float:
    if isinstance(error, SlackApiError) and _code(error) == "ratelimited":
        return float(min(retry_after(error), LONGEST_WAIT_S))
    return 0.0
