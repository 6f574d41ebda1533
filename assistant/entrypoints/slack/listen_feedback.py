"""Listeners for what people think of an answer, and for handing it to the liaison team."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from assistant.adapters.state.slack_answers import Kept, Rating
from assistant.entrypoints.slack import guards
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.handing_over import Handed, handing_job
from assistant.entrypoints.slack.identity import NotRecognised
from assistant.entrypoints.slack.turns import Turns
from assistant.render import slack_words as words
from assistant.render.slack_dialogues import REASONS, WRONG, wrong_form
from assistant.render.slack_handover import HAND_OVER, question_in, read_about, words_of

_log = logging.getLogger(__name__)

Body = dict[str, Any]


def listen(app: AsyncApp, desk: Desk, turns: Turns) -> None:
    """Add the listeners."""
    opinions = Opinions(desk, turns)
    app.action("answer_feedback")(opinions.rated)
    app.view(WRONG)(opinions.explained)
    app.action(HAND_OVER)(opinions.hand_over)


class Opinions:
    """Keeps ratings with the answer, and hands answers over."""

    def __init__(self, desk: Desk, turns: Turns) -> None:
        self._desk = desk
        self._turns = turns

    async def rated(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Keep a rating; ask what was wrong if it is a bad one."""
        await ack()
        answer_id, _, verdict = str(action["value"]).partition(":")
        user = body["user"]["id"]
        right = verdict == "right"
        if not right:
            # At once: Slack lets a dialogue be opened for three seconds.
            question = question_in(body.get("message") or {})
            about = "\n".join((answer_id, *_place(body), question))
            await self._desk.client.views_open(
                trigger_id=body["trigger_id"], view=wrong_form(about)
            )
        if await self._keep(Rating(answer_id, user, right)) and right:
            await self._tell(body, words.THANKS)

    async def explained(self, ack: AsyncAck, body: Body, view: Body) -> None:
        """Keep what was wrong, and pass a note on to the liaison team."""
        await ack()
        answer_id, channel, thread, question = str(view["private_metadata"]).split("\n", 3)
        values = view["state"]["values"]
        chosen = values["reason"]["v"]["selected_option"]["value"]
        note = values["note"]["v"].get("value") or ""
        user = body["user"]["id"]
        if await self._keep(Rating(answer_id, user, False, chosen)) and note:
            about = f"{dict(REASONS).get(chosen, chosen)}. {note}"
            handed = Handed(answer_id, question, channel, thread, note=about)
            await self._hand(f"note:{view['id']}:{user}", user, handed)

    async def hand_over(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Send question and answer to the liaison team."""
        await ack()
        user = body["user"]["id"]
        answer_id, question = read_about(str(action["value"]))
        kept = await self._desk.db(self._desk.keepsakes.answer, answer_id)
        if not await self._is_known(user):
            return
        if kept is None or not guards.may_hand_over(kept, user):
            await self._tell(body, words.NOT_YOURS)
            return
        shown = words_of(body.get("message") or {})
        handed = Handed(answer_id, question, *_place(body), shown=shown)
        if not await self._hand(f"{HAND_OVER}:{answer_id}:{user}", user, handed):
            await self._tell(body, words.HANDED_OVER)

    async def _hand(self, job_id: str, user: str, handed: Handed) -> bool:
        """Begin to hand over; false if that has been done before."""
        job = handing_job(job_id, user, handed)
        fresh = await self._desk.write_down(job_id, job)
        if fresh:
            self._turns.start(job)
        return fresh

    async def _keep(self, rating: Rating) -> Kept | None:
        """Keep a rating of an answer that its author may have read."""
        kept = await self._desk.db(self._desk.keepsakes.answer, rating.answer)
        if kept is None or not guards.may_hand_over(kept, rating.user):
            return None
        if not await self._is_known(rating.user):
            return None
        await self._desk.db(self._desk.keepsakes.rate, rating)
        return kept

    async def _is_known(self, user: str) -> bool:
        try:
            await self._desk.identity.asker(user)
        except (NotRecognised, SlackApiError) as error:
            _log.warning("a button of %s was not heeded: %s", user, type(error).__name__)
            return False
        return True

    async def _tell(self, body: Body, said: str) -> None:
        channel, thread = _place(body)
        if channel:
            await self._desk.sender.whisper(channel, body["user"]["id"], said, thread)


def _place(body: Body) -> tuple[str, str]:
    """Return the conversation and the thread in which a button was pressed."""
    channel = str((body.get("channel") or {}).get("id") or "")
    return channel, str((body.get("message") or {}).get("thread_ts") or "")
