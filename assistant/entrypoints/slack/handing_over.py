"""Handing a question and its answer, or a note on an answer, over to the liaison team."""

import json
import logging
from dataclasses import asdict, dataclass

import aiohttp
from slack_sdk.errors import SlackApiError

from assistant.adapters.state.slack import Job
from assistant.entrypoints.slack.asking import reference
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.sender import NotDelivered
from assistant.render import slack_words as words
from assistant.render.slack_blocks import Message
from assistant.render.slack_handover import handed_over, words_of

_log = logging.getLogger(__name__)

KIND = "handover"


@dataclass(frozen=True, slots=True)
class Handed:
    """What is to be handed over. Like any job's words, it is kept until that is done."""

    answer: str
    """Id of the answer."""
    question: str
    channel: str
    """Conversation in which the answer stands."""
    thread: str
    note: str = ""
    shown: str = ""
    """What the message says whose button was pressed: for where Slack reads nothing back."""


def handing_job(job_id: str, user: str, handed: Handed) -> Job:
    """Return the job that hands something over."""
    return Job(
        id=job_id,
        kind=KIND,
        channel=user,
        thread=KIND,
        ts=KIND,
        user=user,
        text=json.dumps(asdict(handed)),
        private=True,
    )


class HandingOver:
    """Sends the liaison team what someone wants them to see."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, job: Job) -> None:
        """Hand it over, and tell who did; or tell them that the team could not be reached."""
        handed = Handed(**json.loads(job.text))
        messages = await self._messages(job.user, handed)
        reached = [
            await self._send(channel, messages, job) for channel in await self._team() if channel
        ]
        if not any(reached):
            contact = self._desk.settings.contact
            await self._desk.db(self._desk.journal.take_back, job.id)
            await self._tell(job.user, handed, words.not_handed_over(contact, reference(None)))
        elif not handed.note:
            await self._tell(job.user, handed, words.HANDED_OVER)

    async def _messages(self, user: str, handed: Handed) -> tuple[Message, ...]:
        sender = self._desk.sender
        parts = await sender.said(handed.channel, handed.thread, handed.answer)
        answer = "\n".join(map(words_of, parts)) or handed.shown
        link = "" if answer else await sender.link(handed.channel, handed.thread)
        return handed_over(handed.question, answer, user, handed.note, link)

    async def _team(self) -> list[str]:
        """Return where the liaison team reads: their channel, else each one's direct messages."""
        settings = self._desk.settings
        if settings.slack_liaison_channel:
            return [settings.slack_liaison_channel]
        return [await self._direct(email) for email in settings.liaison_emails]

    async def _direct(self, email: str) -> str:
        try:
            member = await self._desk.identity.by_email(email)
            return await self._desk.sender.direct(member) if member else ""
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            reference(error)
            return ""

    async def _send(self, channel: str, messages: tuple[Message, ...], job: Job) -> bool:
        sender = self._desk.sender
        for number, each in enumerate(messages):
            mark = f"{job.id}/{number}"
            if job.tries and await sender.has(channel, "", mark, unless=False):
                continue
            try:
                await sender.post(channel, each, mark=mark)
            except NotDelivered as error:
                reference(error)
                return False
        return True

    async def _tell(self, user: str, handed: Handed, said: str) -> None:
        await self._desk.sender.whisper(handed.channel, user, said, handed.thread)
