"""Listeners for what people think of an answer, and for handing it to the liaison team."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from assistant.adapters.state.slack_answers import Kept, Rating
from assistant.entrypoints.slack import guards
from assistant.entrypoints.slack.asking import reference
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.identity import NotRecognised
from assistant.entrypoints.slack.sender import NotDelivered
from assistant.render import slack_words as words
from assistant.render.slack_dialogues import REASONS, WRONG, wrong_form
from assistant.render.slack_handover import handed_over

_log = logging.getLogger(__name__)

Body = dict[str, Any]


def listen(app: AsyncApp, desk: Desk) -> None:
    """Add the listeners."""
    opinions = Opinions(desk)
    app.action("answer_feedback")(opinions.rated)
    app.view(WRONG)(opinions.explained)
    app.action("hand_over")(opinions.hand_over)


class Opinions:
    """Keeps ratings with the answer, and hands answers over."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def rated(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Keep a rating; ask what was wrong if it is a bad one."""
        await ack()
        answer_id, _, verdict = str(action["value"]).partition(":")
        user = body["user"]["id"]
        right = verdict == "right"
        if not right:
            # At once: Slack lets a dialogue be opened for three seconds.
            await self._desk.client.views_open(
                trigger_id=body["trigger_id"], view=wrong_form(answer_id)
            )
        if await self._keep(body, Rating(answer_id, user, right)) and right:
            await self._tell(body, words.THANKS)

    async def explained(self, ack: AsyncAck, body: Body, view: Body) -> None:
        """Keep what was wrong, and pass a note on to the liaison team."""
        await ack()
        values = view["state"]["values"]
        chosen = values["reason"]["v"]["selected_option"]["value"]
        note = values["note"]["v"].get("value") or ""
        rating = Rating(view["private_metadata"], body["user"]["id"], False, chosen, note)
        kept = await self._keep(body, rating)
        if kept and note:
            about = f"{dict(REASONS).get(chosen, chosen)}. {note}"
            await self._pass_on(kept, rating.user, about)

    async def hand_over(self, ack: AsyncAck, body: Body, action: Body) -> None:
        """Send question and answer to the liaison team."""
        await ack()
        user = body["user"]["id"]
        kept = await self._desk.db(self._desk.keepsakes.answer, str(action["value"]))
        if not await self._is_known(user):
            return
        if kept is None or not guards.may_hand_over(kept, user):
            await self._tell(body, words.NOT_YOURS)
            return
        claimed = f"handed over:{kept.id}:{user}"
        if await self._desk.write_down(claimed):
            await self._pass_on(kept, user, "")
        await self._tell(body, words.HANDED_OVER)

    async def _keep(self, body: Body, rating: Rating) -> Kept | None:
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

    async def _pass_on(self, kept: Kept, user: str, note: str) -> None:
        sender, settings = self._desk.sender, self._desk.settings
        channels = [settings.slack_liaison_channel] if settings.slack_liaison_channel else []
        if not channels:
            members = [
                await self._desk.identity.by_email(email) for email in settings.liaison_emails
            ]
            channels = [await sender.direct(member) for member in members if member]
        for channel in channels:
            for number, each in enumerate(handed_over(kept.question, kept.text, user, note)):
                try:
                    await sender.post(channel, each, mark=f"{kept.id}/{user}/{number}")
                except NotDelivered as error:
                    reference(error)

    async def _tell(self, body: Body, said: str) -> None:
        channel = (body.get("channel") or {}).get("id")
        if channel:
            thread = str((body.get("message") or {}).get("thread_ts") or "")
            await self._desk.sender.whisper(channel, body["user"]["id"], said, thread)
