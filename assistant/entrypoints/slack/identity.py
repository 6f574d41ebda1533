"""Who a Slack member is: from Slack's own word on their confirmed address, and nothing else."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from assistant.domain.people import Asker
from assistant.entrypoints.slack import guards
from assistant.entrypoints.slack.client import error_code
from assistant.settings import Settings

_log = logging.getLogger(__name__)

KEPT = 5_000
"""Members remembered at once."""


class NotRecognised(Exception):
    """The member isn't a confirmed member of the force; the message says why, in a few words."""


class Identity:
    """Looks members up, and remembers the recognised ones for a while."""

    def __init__(
        self,
        client: AsyncWebClient,
        team: str,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._team = team
        self._settings = settings
        self._clock = clock
        self._known: OrderedDict[str, tuple[Asker, float]] = OrderedDict()
        self._asking: dict[str, asyncio.Lock] = {}

    def known(self, user: str) -> Asker | None:
        """Return the member if they have been recognised lately."""
        found = self._known.get(user)
        return found[0] if found and found[1] > self._clock() else None

    async def asker(self, user: str, *, fresh: bool = False) -> Asker:
        """Return the person behind a member's id.

        Args:
            user: The member's id, as signed by Slack.
            fresh: Ask Slack again, also where the member is remembered.

        Raises:
            NotRecognised: the member isn't a confirmed member of the force.
            SlackApiError: Slack can't say.
        """
        lock = self._asking.setdefault(user, asyncio.Lock())
        try:
            async with lock:
                found = None if fresh else self.known(user)
                return found or await self._look_up(user)
        finally:
            if not lock.locked():
                self._asking.pop(user, None)

    async def by_email(self, email: str) -> str | None:
        """Return the id of the recognised member with this address, if there is one."""
        try:
            response = await self._client.users_lookupByEmail(email=email)
        except SlackApiError as error:
            if error_code(error) == "users_not_found":
                return None
            raise
        user = response["user"]
        if guards.why_not(user, self._team, self._settings.slack_domains):
            return None
        return str(user["id"]) if guards.email_of(user) == email else None

    async def _look_up(self, user: str) -> Asker:
        self._known.pop(user, None)
        try:
            found = (await self._client.users_info(user=user))["user"]
        except SlackApiError as error:
            if error_code(error) in ("user_not_found", "user_not_visible"):
                raise NotRecognised("unknown here") from error
            raise
        reason = guards.why_not(found, self._team, self._settings.slack_domains)
        if reason:
            _log.warning("member %s refused: %s", user, reason)
            raise NotRecognised(reason)
        asker = self._settings.asker(guards.email_of(found), channel="slack")
        self._known[user] = (asker, self._clock() + self._settings.slack_identity_s)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return asker
