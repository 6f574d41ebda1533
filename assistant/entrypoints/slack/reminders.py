"""Reminding owners: one message each, at most one a week, on working days, until they say stop."""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from slack_sdk.errors import SlackApiError

from assistant.domain.people import Asker, Role
from assistant.domain.register import RegisterEntry
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.sender import NotDelivered
from assistant.register.filters import Filters
from assistant.render.slack_home import reminder
from assistant.service.requests import RegisterRequest
from assistant.settings import LONDON, Settings

_log = logging.getLogger(__name__)

WEEK = timedelta(days=7)
_SATURDAY = 5
REMINDER = Asker(name="reminders", roles=frozenset({Role.LIAISON}), channel="slack")
"""Sees all entries; each owner is sent their own."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What one owner would get, or why they get nothing."""

    email: str
    entries: tuple[RegisterEntry, ...]
    user: str | None
    held_back: str | None = None


def is_time(now: datetime, settings: Settings) -> bool:
    """Whether reminders may go out: never at night, never at weekends."""
    hours = range(settings.reminder_from_hour, settings.reminder_until_hour)
    return now.weekday() < _SATURDAY and now.hour in hours


def due_by_owner(
    entries: tuple[RegisterEntry, ...], today: date, days: int
) -> dict[str, tuple[RegisterEntry, ...]]:
    """Return what is overdue or due within the days, by each owner's address."""
    last = today + timedelta(days=days)
    owned: dict[str, list[RegisterEntry]] = defaultdict(list)
    for entry in entries:
        if entry.status.is_open and entry.due is not None and entry.due <= last:
            for email in dict.fromkeys(entry.owner_emails):
                owned[email].append(entry)
    return {email: tuple(held) for email, held in sorted(owned.items())}


class Reminders:
    """Sends them, or says who would get what."""

    def __init__(self, desk: Desk, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._desk = desk
        self._now = now

    async def plan(self) -> list[Planned]:
        """Return who would get what; nothing is sent or changed."""
        return [await self._planned(email, held) for email, held in (await self._owned()).items()]

    async def send(self) -> int:
        """Send what is to be sent now; return how many messages' owners got theirs."""
        if not is_time(self._now().astimezone(LONDON), self._desk.settings):
            return 0
        plans = [each for each in await self.plan() if each.user and not each.held_back]
        return sum([await self._send_one(each) for each in plans])

    async def _owned(self) -> dict[str, tuple[RegisterEntry, ...]]:
        request = RegisterRequest(Filters(status="open"))
        listing = await self._desk.work(self._desk.assistant.register, request, REMINDER)
        settings = self._desk.settings
        return due_by_owner(listing.entries, settings.current_day, settings.reminder_days)

    async def _planned(self, email: str, held: tuple[RegisterEntry, ...]) -> Planned:
        try:
            user = await self._desk.identity.by_email(email)
        except SlackApiError:
            return Planned(email, held, None, "Slack can't say who that is just now")
        if user is None:
            return Planned(email, held, None, "no confirmed member of Slack has this address")
        if not await self._desk.db(self._desk.keepsakes.remindable, user, WEEK):
            return Planned(email, held, user, "stopped, or reminded within the last week")
        return Planned(email, held, user)

    async def _send_one(self, planned: Planned) -> bool:
        desk, user = self._desk, planned.user
        if user is None or not await desk.db(desk.keepsakes.claim_reminder, user, WEEK):
            return False
        settings = desk.settings
        try:
            channel = await desk.sender.direct(user)
            for each in reminder(planned.entries, settings.current_day, settings.reminder_days):
                await desk.sender.post(channel, each)
        except (SlackApiError, NotDelivered) as error:
            _log.warning("a reminder was not sent: %s", type(error).__name__)
            await desk.db(desk.keepsakes.release_reminder, user)
            return False
        return True
