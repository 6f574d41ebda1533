"""Drafting a committee paper into the direct messages of the liaison lead who asked."""

import json
import logging
from dataclasses import replace
from datetime import date

from slack_sdk.errors import SlackApiError

from assistant.adapters.state.slack import Job
from assistant.entrypoints.slack import guards
from assistant.entrypoints.slack.asking import is_lost, reference
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.drafts import DraftFiles
from assistant.entrypoints.slack.identity import NotRecognised
from assistant.entrypoints.slack.sender import NotDelivered
from assistant.language.wording import say_day
from assistant.render import slack_words as words
from assistant.render.slack_blocks import message

_log = logging.getLogger(__name__)


class Drafting:
    """Makes the paper that a form asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, job: Job) -> None:
        """Draft one paper, or say why not."""
        try:
            job = replace(job, channel=await self._desk.sender.direct(job.user))
            if is_lost(job):
                await self._say(job, words.interrupted(reference(None)))
            else:
                await self._draft(job)
        except (NotDelivered, SlackApiError) as error:
            reference(error)

    async def _draft(self, job: Job) -> None:
        asked = json.loads(job.text)
        since, until = (date.fromisoformat(asked[name]) for name in ("since", "until"))
        try:
            asker = await self._desk.identity.asker(job.user)
        except NotRecognised as refusal:
            await self._say(job, words.unrecognised(str(refusal), self._desk.settings.contact))
            return
        if not guards.may_draft(asker):
            await self._say(job, words.NOT_LIAISON)
            return
        period = f"{say_day(since)} to {say_day(until)}"
        await self._say(job, f"Drafting the committee paper for {period} ...")
        try:
            files = await self._desk.work(self._desk.drafter.draft, since, until, asker)
        except Exception as error:  # noqa: BLE001 - whatever it is, the lead gets a sentence
            await self._say(job, words.refused_draft(reference(error)))
            return
        if await self._desk.db(self._desk.journal.deliver, job):
            await self._send(job, files, with_ledger=asked["ledger"])

    async def _send(self, job: Job, files: DraftFiles, *, with_ledger: bool) -> None:
        wanted = [(f"{files.name}.docx", files.word, words.DRAFT_DONE)]
        if with_ledger:
            wanted.append((f"{files.name} ledger.csv", files.ledger, ""))
        sender = self._desk.sender
        sent = [
            await sender.upload(job.channel, name, content, comment=comment)
            for name, content, comment in wanted
        ]
        if not all(sent):
            await self._say(job, words.ATTACHMENT_LOST)

    async def _say(self, job: Job, said: str) -> None:
        await self._desk.sender.post(job.channel, message(said))
