"""The Slack app's life: start, keep alive, take over what others left, stop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from assistant.adapters.state.slack import Journal
from assistant.adapters.state.slack_answers import Keepsakes
from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.entrypoints.slack import secrets
from assistant.entrypoints.slack.asking import Asking
from assistant.entrypoints.slack.bolt import build_bolt
from assistant.entrypoints.slack.client import Vitals, error_code, make_client
from assistant.entrypoints.slack.desk import Answers, Desk, Home
from assistant.entrypoints.slack.drafting import Drafting
from assistant.entrypoints.slack.drafts import Drafter
from assistant.entrypoints.slack.handing_over import KIND, HandingOver
from assistant.entrypoints.slack.identity import Identity
from assistant.entrypoints.slack.reminders import Reminders
from assistant.entrypoints.slack.sender import Sender
from assistant.entrypoints.slack.turns import Handler, Turns
from assistant.settings import Settings

_log = logging.getLogger(__name__)

GRACE_S = 15.0
"""How long running answers are waited for when the app stops."""
TIDY_S = 3_600.0
REMIND_S = 900.0


class SlackService:
    """The whole app, apart from the way in which Slack reaches it."""

    def __init__(
        self, assistant: Answers, drafter: Drafter, settings: Settings, state: Engine
    ) -> None:
        """Make the app; nothing is called before `start`.

        Raises:
            InvalidUse: a setting is missing or can't be used.
        """
        self._assistant = assistant
        self._drafter = drafter
        self._settings = settings
        self._state = state
        self._token = secrets.bot_token(settings)
        self._secret = secrets.signing_secret(settings)
        if not settings.slack_domains:
            raise InvalidUse(
                "Set LIAISON_SLACK_DOMAINS to the domains of the force's addresses, such as "
                "example.police.uk: only members with such an address are answered."
            )
        self._desk: Desk | None = None
        self._turns: Turns | None = None
        self._bolt: AsyncApp | None = None

    @property
    def bolt(self) -> AsyncApp | None:
        """The Bolt application, once started."""
        return self._bolt

    @property
    def signing_secret(self) -> str | None:
        """What proves requests over HTTP."""
        return self._secret

    @property
    def desk(self) -> Desk:
        """The parts.

        Raises:
            StoreUnavailable: the app hasn't started.
        """
        if self._desk is None:
            raise StoreUnavailable("The Slack app hasn't started yet.")
        return self._desk

    async def start(self, *, alone: bool = True) -> None:
        """Find out who we are, and begin.

        Args:
            alone: Also take over open questions, keep alive and remind.

        Raises:
            InvalidUse: the token is of another workspace than the settings say.
            StoreUnavailable: Slack can't be reached, or refuses the token.
        """
        vitals, session = Vitals(), aiohttp.ClientSession()
        try:
            desk = await self._make_desk(session, vitals)
        except BaseException:
            await session.close()
            raise
        handlers: dict[str, Handler] = {
            "ask": Asking(desk),
            "draft": Drafting(desk),
            KIND: HandingOver(desk),
        }
        turns = Turns(desk, handlers)
        self._desk, self._turns = desk, turns
        self._bolt = build_bolt(desk, turns, self._secret)
        if alone:
            self._keep_going(turns)

    def _keep_going(self, turns: Turns) -> None:
        lease = self._settings.slack_lease_s
        self._every(lease / 3, turns.renew)
        self._every(lease / 2, turns.take_over)
        self._every(self._settings.slack_check_s, self._try_token)
        self._every(TIDY_S, self._tidy)
        if self._settings.reminders:
            self._every(REMIND_S, Reminders(self.desk).send)

    async def stop(self, grace_s: float = GRACE_S) -> None:
        """Let running answers end, then let go of everything."""
        if self._desk is None or self._turns is None:
            return
        await self._turns.drain(grace_s)
        await self.abandon()

    async def abandon(self) -> None:
        """Let go of everything as it stands; what is open is taken over by whoever runs next."""
        desk = self.desk
        tasks = list(desk.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await desk.arrivals.stop()
        desk.state.shutdown(wait=True)
        desk.intake.shutdown(wait=True)
        desk.workers.shutdown(wait=False, cancel_futures=True)
        await desk.session.close()
        self._bolt = self._desk = self._turns = None

    async def _make_desk(self, session: aiohttp.ClientSession, vitals: Vitals) -> Desk:
        settings = self._settings
        client = make_client(settings, self._token, session, vitals)
        home = await _who_are_we(client)
        if settings.slack_team_id not in (None, home.team):
            raise InvalidUse(
                f"The bot token is of workspace {home.team}, but LIAISON_SLACK_TEAM_ID is "
                f"{settings.slack_team_id}."
            )
        return Desk(
            settings=settings,
            assistant=self._assistant,
            drafter=self._drafter,
            client=client,
            session=session,
            vitals=vitals,
            home=home,
            identity=Identity(client, home.team, settings),
            sender=Sender(client, settings.slack_post_interval_s),
            journal=Journal(self._state, uuid4().hex, settings.slack_lease_s),
            keepsakes=Keepsakes(self._state),
            workers=ThreadPoolExecutor(settings.slack_workers, "slack-work"),
        )

    def _every(self, seconds: float, do: Callable[[], Awaitable[object]]) -> None:
        self.desk.beside(_repeat(seconds, do))

    async def _try_token(self) -> None:
        try:
            await self.desk.client.auth_test()
        except SlackApiError as error:
            _log.warning("the token was tried: %s", error_code(error))

    async def _tidy(self) -> None:
        keep = timedelta(days=self._settings.thread_days)
        await self.desk.db(self.desk.journal.forget, keep)
        await self.desk.db(self.desk.keepsakes.forget, keep)


def _handlers(desk: Desk) -> dict[str, Handler]:
    return {"ask": Asking(desk), "draft": Drafting(desk), KIND: HandingOver(desk)}


async def _repeat(seconds: float, do: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            await do()
        except Exception:  # noqa: BLE001 - the next time it may do
            _log.exception("%s failed; it is tried again", getattr(do, "__qualname__", do))
        await asyncio.sleep(seconds)


async def _who_are_we(client: AsyncWebClient) -> Home:
    try:
        found = await client.auth_test()
    except SlackApiError as error:
        raise StoreUnavailable(
            f"Slack refuses the bot token ({error_code(error)}). Install the app again and set "
            "LIAISON_SLACK_BOT_TOKEN."
        ) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise StoreUnavailable(
            "Slack can't be reached. Check the network, LIAISON_SLACK_PROXY and "
            "LIAISON_SLACK_CA_FILE."
        ) from error
    return Home(str(found["team_id"]), str(found["user_id"]), str(found["bot_id"]))
