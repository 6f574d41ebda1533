"""Answering a question: who asks, the assistant's answer, where it may be shown, delivery."""

import asyncio
import logging
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid4, uuid5

import aiohttp
from slack_sdk.errors import SlackApiError
from structlog.contextvars import bound_contextvars

from assistant.adapters.state.slack import Job
from assistant.adapters.state.slack_answers import Kept
from assistant.domain.answers import Answer, Kind
from assistant.domain.errors import InvalidUse, LiaisonError, SwitchedOff
from assistant.domain.people import Asker
from assistant.entrypoints.slack import guards
from assistant.entrypoints.slack.card import Card, Finish
from assistant.entrypoints.slack.client import error_code
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.identity import NotRecognised
from assistant.entrypoints.slack.sender import NotDelivered
from assistant.render import slack_words as words
from assistant.render.exports import entries_xlsx
from assistant.render.slack_answer import Rendered, render_answer
from assistant.render.slack_blocks import Message, actions, button, message
from assistant.service.requests import MAX_QUESTION, OnStep, Question

_log = logging.getLogger(__name__)

TRIES = 3
"""How often a question is begun whose answering brings a node down."""
STALE_S = 900.0
"""A question that was left for longer is apologised for, not answered."""
FILE = "Register entries.xlsx"


class Asking:
    """Answers questions from Slack."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._slots = asyncio.Semaphore(desk.settings.slack_workers)

    async def __call__(self, job: Job) -> None:
        """Answer one question, or say why not."""
        try:
            asker = await self._desk.identity.asker(job.user)
        except NotRecognised as refusal:
            said = words.unrecognised(str(refusal), self._desk.settings.contact)
            await self._refuse(job, said)
            return
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            await self._refuse(job, words.fault(reference(error)))
            return
        if job.channel == job.user:
            job = replace(job, channel=await self._desk.sender.direct(job.user))
        if is_lost(job):
            await self._refuse(job, words.interrupted(reference(None)))
        elif not job.text.strip():
            await self._refuse(job, words.EMPTY)
        else:
            await self._answer(job, asker)

    async def _answer(self, job: Job, asker: Asker) -> None:
        card = Card(self._desk, job, first_step=None if job.private else "searching")
        if job.private:
            await card.begin()
        try:
            answer = await self._ask(job, asker, card)
        except TimeoutError as error:
            await self._apologise(job, card, words.too_slow(reference(error)))
        except LiaisonError as error:
            await self._apologise(job, card, _sentence(error, self._desk.settings.contact))
        except Exception as error:  # noqa: BLE001 - whatever it is, the officer gets a sentence
            await self._apologise(job, card, words.fault(reference(error)))
        else:
            await self._deliver(job, asker, answer, card)
        finally:
            card.let_go()

    async def _ask(self, job: Job, asker: Asker, card: Card) -> Answer:
        """Ask the assistant; for a channel, once more as those who read along may be answered."""
        answer = await self._ask_once(job, asker, card)
        if job.private or answer.kind in (Kind.REGISTER, Kind.BOTH, Kind.DRAFT):
            return answer
        return await self._ask_once(job, replace(asker, public_only=True), card)

    async def _ask_once(self, job: Job, asker: Asker, card: Card) -> Answer:
        loop = asyncio.get_running_loop()
        thread = f"slack:{job.channel}:{job.thread or job.id}"
        question = Question(job.text, asker, thread=thread)
        await self._take_slot(job, card)
        try:
            work = self._desk.work(
                self._ask_under,
                answer_id_of(job),
                question,
                lambda step: _tell(loop, card, step),
            )
            return await asyncio.wait_for(work, self._desk.settings.slack_answer_timeout_s)
        finally:
            self._slots.release()

    def _ask_under(self, answer_id: str, question: Question, on_step: OnStep) -> Answer:
        """Ask so that the audit log names the answer by the id that ratings name it by."""
        with bound_contextvars(request=answer_id):
            return self._desk.assistant.ask(question, on_step)

    async def _take_slot(self, job: Job, card: Card) -> None:
        """Wait until fewer questions are being worked on; say so to whom nothing is shown."""
        notice_s = self._desk.settings.slack_queue_notice_s
        try:
            await asyncio.wait_for(self._slots.acquire(), notice_s)
        except TimeoutError:
            if not card.is_shown:
                await self._refuse(job, words.QUEUED)
            await self._slots.acquire()

    async def _deliver(self, job: Job, asker: Asker, answer: Answer, card: Card) -> None:
        here = job.private or guards.may_go_to_channel(answer)
        answer_id = answer_id_of(job)
        shown = self._render(answer, job, asker, above=here)
        kept = Kept(answer_id, job.user, job.private or not here)
        await self._desk.db(self._desk.keepsakes.keep, kept)
        if not await self._desk.db(self._desk.journal.deliver, job):
            return
        if here and await self._sent_here(job, shown, card, answer_id):
            return
        if here:
            shown = self._render(answer, job, asker, above=False)
        await self._send(job, await self._desk.sender.direct(job.user), "", shown, None, answer_id)
        if here:
            return
        await card.finish(message(words.SENT_LIST), f"{answer_id}/here")
        await self._desk.sender.whisper(job.channel, job.user, words.SENT_LIST, job.thread)

    async def _sent_here(self, job: Job, shown: Rendered, card: Card, answer_id: str) -> bool:
        """Answer where the question was asked; false if the app is no longer let in there."""
        try:
            await self._send(job, job.channel, job.thread, shown, card, answer_id)
        except NotDelivered as error:
            if job.private:
                raise
            _log.warning("not let into %s (%s): answering directly", job.channel, error)
            return False
        return True

    def _render(self, answer: Answer, job: Job, asker: Asker, *, above: bool) -> Rendered:
        """Return an answer's messages, which say the question where it doesn't stand above them."""
        if answer.kind is not Kind.DRAFT:
            return render_answer(
                answer,
                answer_id_of(job),
                self._desk.settings.public_base_url,
                None if above else job.text,
                question=job.text,
            )
        if not guards.may_draft(asker):
            return Rendered((message(words.NOT_LIAISON),))
        said = message("Choose the period of the committee paper.")
        form = actions(button("Open the form", "open_draft", "draft"))
        return Rendered((Message(said.text, (*said.blocks, form)),))

    async def _send(
        self,
        job: Job,
        channel: str,
        thread: str,
        shown: Rendered,
        card: Card | None,
        answer_id: str,
    ) -> None:
        sender = self._desk.sender
        for number, each in enumerate(shown.messages):
            mark = f"{answer_id}/{number}"
            if job.tries and number and await sender.has(channel, thread, mark, unless=False):
                continue
            taken = Finish.POST
            if number == 0 and card is not None:
                taken = await card.finish(each, mark)
            if taken is Finish.PLAIN:
                await sender.post_plain(channel, each, thread=thread, mark=mark)
            elif taken is Finish.POST:
                await sender.post(channel, each, thread=thread, mark=mark)
        if shown.file:
            content = await self._desk.work(entries_xlsx, shown.file)
            if not await sender.upload(channel, FILE, content, thread=thread):
                await sender.post(channel, message(words.ATTACHMENT_LOST), thread=thread)

    async def _apologise(self, job: Job, card: Card, said: str) -> None:
        """Say a sentence in the answer's place."""
        if not await self._desk.db(self._desk.journal.deliver, job):
            return
        mark = f"{answer_id_of(job)}/sorry"
        if await card.finish(message(said), mark, "failed") is not Finish.DELIVERED:
            await self._refuse(job, said)

    async def _refuse(self, job: Job, said: str) -> None:
        """Say a sentence where the question was asked, in a channel to the asker alone."""
        sender = self._desk.sender
        if not job.private:
            await sender.whisper(job.channel, job.user, said, job.thread)
            return
        try:
            await sender.post(job.channel, message(said), thread=job.thread)
        except NotDelivered as error:
            _log.error("nothing could be said to %s: %s", job.user, error)


def answer_id_of(job: Job) -> str:
    """Return the id of the answer to a question, the same at every try."""
    return str(uuid5(NAMESPACE_URL, job.id))


def is_lost(job: Job) -> bool:
    """Whether it is too late to answer, or whether nobody knows if the answer arrived."""
    unsure = job.delivering and job.stream_ts is None
    return unsure or job.tries >= TRIES or (job.tries > 0 and job.age_s > STALE_S)


def reference(error: BaseException | None) -> str:
    """Log an error under a new reference and return that; the error's text goes nowhere else."""
    made = uuid4().hex[:8]
    code = error_code(error) if isinstance(error, SlackApiError) else ""
    _log.error("reference %s %s", made, code, exc_info=error)
    return made


def _sentence(error: LiaisonError, contact: str) -> str:
    made = reference(error)
    if isinstance(error, SwitchedOff):
        return words.switched_off(contact)
    if isinstance(error, InvalidUse):
        return words.unusable(MAX_QUESTION, made)
    return words.unreachable(made)


def _tell(loop: asyncio.AbstractEventLoop, card: Card, step: str) -> None:
    loop.call_soon_threadsafe(card.note, step)
