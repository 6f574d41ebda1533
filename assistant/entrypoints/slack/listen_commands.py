"""`/liaison mine | due | draft | help`, and the dialogue of the committee paper."""

import json
import logging
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from assistant.adapters.state.slack import Job
from assistant.domain.people import Asker
from assistant.entrypoints.slack import guards
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.drafts import quarter_before
from assistant.entrypoints.slack.identity import NotRecognised
from assistant.entrypoints.slack.turns import Turns
from assistant.render import slack_words as words
from assistant.render.slack_dialogues import DRAFT, draft_form, notice
from assistant.render.slack_text import escaped

_log = logging.getLogger(__name__)

COMMAND = "/liaison"
Body = dict[str, Any]


def listen(app: AsyncApp, desk: Desk, turns: Turns) -> None:
    """Add the listeners."""
    commands = Commands(desk, turns)
    app.command(COMMAND)(commands.typed)
    app.action("show_mine")(commands.show_mine)
    app.action("open_draft")(commands.open_draft)
    app.view(DRAFT)(commands.draft)


class Commands:
    """What can be asked for by command, button and dialogue."""

    def __init__(self, desk: Desk, turns: Turns) -> None:
        self._desk = desk
        self._turns = turns

    async def typed(self, ack: AsyncAck, body: Body) -> None:
        """Do what `/liaison` was typed with."""
        word = str(body.get("text", "")).strip().lower()
        job = self._job(word, body["user_id"], body["trigger_id"])
        fresh = job is not None and await self._take_in(job)
        await ack()
        if job and not fresh:
            return
        if job:
            self._turns.start(job)
            if not str(body["channel_id"]).startswith("D"):
                await self._desk.respond(body["response_url"], words.SENT_LIST)
        elif word == "draft":
            refused = await self._open_form(body["user_id"], body["trigger_id"])
            if refused:
                await self._desk.respond(body["response_url"], escaped(refused))
        else:
            said = words.help_text(self._desk.settings.contact)
            await self._desk.respond(body["response_url"], escaped(said))

    async def show_mine(self, ack: AsyncAck, body: Body) -> None:
        """Send someone their list, from the home tab's button."""
        job = self._job("mine", body["user"]["id"], body["trigger_id"])
        fresh = job is not None and await self._take_in(job)
        await ack()
        if job and fresh:
            self._turns.start(job)

    async def open_draft(self, ack: AsyncAck, body: Body) -> None:
        """Open the form, from the button of an answer."""
        await ack()
        user = body["user"]["id"]
        refused = await self._open_form(user, body["trigger_id"])
        if refused and (channel := (body.get("channel") or {}).get("id")):
            await self._desk.sender.whisper(channel, user, refused)

    async def draft(self, ack: AsyncAck, body: Body, view: Body) -> None:
        """Take a filled-in form: whoever sends it is looked at again, whoever opened it."""
        user = body["user"]["id"]
        values = view["state"]["values"]
        since, until = (values[name]["v"]["selected_date"] or "" for name in ("since", "until"))
        wrong = await self._why_not_draft(user) or _wrong_period(since, until)
        if wrong:
            await ack(response_action="errors", errors={"until": wrong})
            return
        asked = {
            "since": since,
            "until": until,
            "ledger": bool(values["ledger"]["v"].get("selected_options")),
        }
        job = Job(
            id=f"view:{view['id']}",
            kind="draft",
            channel=user,
            thread="",
            ts=f"draft {view['id']}",
            user=user,
            text=json.dumps(asked),
            private=True,
        )
        fresh = await self._take_in(job)
        await ack()
        if fresh:
            self._turns.start(job)

    async def _take_in(self, job: Job) -> bool:
        return await self._desk.write_down(job.id, job)

    def _job(self, word: str, user: str, trigger: str) -> Job | None:
        days = self._desk.settings.due_soon_days
        questions = {
            "mine": "Which recommendations do I own?",
            "due": f"Which of my recommendations are overdue or due in the next {days} days?",
        }
        if word not in questions:
            return None
        return Job(
            id=f"command:{trigger}"[:100],
            kind="ask",
            channel=user,
            thread="",
            ts=f"command {trigger}"[:40],
            user=user,
            text=questions[word],
            private=True,
        )

    async def _open_form(self, user: str, trigger: str) -> str | None:
        """Open the form; return why not, if not.

        Slack lets a dialogue be opened for three seconds. A member who isn't remembered has to be
        looked up, so for them a waiting page is opened first.
        """
        client = self._desk.client
        waiting = None
        if self._desk.identity.known(user) is None:
            opened = await client.views_open(
                trigger_id=trigger, view=notice("Committee paper", "One moment ...")
            )
            waiting = opened["view"]["id"]
        asker, refused = await self._recognise(user)
        if asker and not guards.may_draft(asker):
            refused = words.NOT_LIAISON
        view = notice("Committee paper", refused) if refused else self._form()
        if waiting:
            await client.views_update(view_id=waiting, view=view)
            return None
        if refused:
            return refused
        await client.views_open(trigger_id=trigger, view=view)
        return None

    def _form(self) -> Body:
        today = self._desk.settings.current_day
        met = [day for day in self._desk.settings.committee_dates if day < today]
        return draft_form(max(met) if met else quarter_before(today), today)

    async def _recognise(self, user: str, *, fresh: bool = False) -> tuple[Asker | None, str]:
        try:
            return await self._desk.identity.asker(user, fresh=fresh), ""
        except NotRecognised as error:
            return None, words.unrecognised(str(error), self._desk.settings.contact)

    async def _why_not_draft(self, user: str) -> str | None:
        try:
            asker, refused = await self._recognise(user, fresh=True)
        except (SlackApiError, OSError, TimeoutError) as error:
            _log.warning("who sent a form isn't known: %s", type(error).__name__)
            return "I can't tell who you are just now. Please try again in a minute."
        if asker is None:
            return refused[:150]
        return None if guards.may_draft(asker) else words.NOT_LIAISON


def _wrong_period(since: str, until: str) -> str | None:
    try:
        period = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        return "Choose both days."
    return None if period[0] <= period[1] else "The period ends before it begins."
