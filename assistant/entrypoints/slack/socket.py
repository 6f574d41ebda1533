"""Socket Mode: one outgoing connection, watched, replaced when it is dead, never in a storm."""

import asyncio
import logging
import time
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from assistant.domain.errors import StoreUnavailable
from assistant.entrypoints.slack import secrets
from assistant.entrypoints.slack.client import error_code
from assistant.entrypoints.slack.service import SlackService
from assistant.settings import Settings

_log = logging.getLogger(__name__)
_sdk_log = logging.getLogger("assistant.slack.socket")

DOUBLINGS = 3
"""Pauses between connections in a row grow this many times."""
STABLE_S = 60.0
"""A connection that lasted as long ends a row."""
PING_S = 10.0


class PacedSocket(SocketModeClient):
    """A connection that is asked for again with growing pauses."""

    def __init__(self, pause_s: float, **options: Any) -> None:
        super().__init__(**options)
        self.heard_at = time.monotonic()
        self._pause_s = pause_s
        self._in_a_row = 0
        self._asked_at: float | None = None
        self.on_message_listeners.append(self._hear)

    async def issue_new_wss_url(self) -> str:
        """Ask Slack for the address of a new connection, after a pause if that is the second."""
        await asyncio.sleep(self._pause())
        self._asked_at = time.monotonic()
        return await super().issue_new_wss_url()

    def _pause(self) -> float:
        if self._asked_at is None or time.monotonic() - self._asked_at > STABLE_S:
            self._in_a_row = 0
            return 0.0
        self._in_a_row += 1
        return float(self._pause_s * 2 ** min(self._in_a_row - 1, DOUBLINGS))

    async def _hear(self, _: aiohttp.WSMessage) -> None:
        self.heard_at = time.monotonic()


class Socket:
    """The app reached through Socket Mode."""

    def __init__(self, service: SlackService, settings: Settings) -> None:
        """Make it; nothing is called before `start`.

        Raises:
            InvalidUse: the app-level token is missing or can't be used.
        """
        self._service = service
        self._settings = settings
        self._token = secrets.app_token(settings)
        self._client: PacedSocket | None = None

    async def start(self) -> None:
        """Connect, and watch the connection.

        Raises:
            StoreUnavailable: Slack refuses the app-level token or can't be reached.
        """
        desk = self._service.desk
        self._client = PacedSocket(
            self._settings.slack_reconnect_s,
            app_token=self._token,
            logger=_sdk_log,
            web_client=desk.client,
            ping_interval=PING_S,
        )
        self._client.proxy = self._settings.slack_proxy
        self._client.socket_mode_request_listeners.append(self._handle)  # type: ignore[arg-type]
        try:
            self._client.wss_uri = await self._client.issue_new_wss_url()
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            await self.stop()
            code = error_code(error) if isinstance(error, SlackApiError) else "no connection"
            raise StoreUnavailable(
                f"Slack opens no socket ({code}). Check LIAISON_SLACK_APP_TOKEN: it needs "
                "connections:write."
            ) from error
        await self._client.connect()  # type: ignore[no-untyped-call]
        desk.beside(self._watch(self._client))

    async def stop(self) -> None:
        """Disconnect."""
        if self._client:
            await self._client.close()  # type: ignore[no-untyped-call]
            self._client = None

    async def _handle(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        bolt = self._service.bolt
        if bolt is not None:
            response = await run_async_bolt_app(bolt, request)
            await send_async_response(client, request, response, time.time())

    async def _watch(self, client: PacedSocket) -> None:
        """Replace a connection that has gone silent: its pings may be answered all the same."""
        limit = self._settings.slack_watch_s
        while not client.closed:
            await asyncio.sleep(limit / 10)
            if time.monotonic() - client.heard_at < limit:
                continue
            _log.info("nothing was heard for %.0f s: a new connection is made", limit)
            client.heard_at = time.monotonic()
            try:
                await client.connect_to_new_endpoint(force=True)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                _log.warning("no new connection yet: %s", type(error).__name__)


async def run(service: SlackService, settings: Settings, stop: asyncio.Event) -> None:
    """Run the app in Socket Mode until it is told to stop or a token is revoked.

    Raises:
        StoreUnavailable: Slack can't be reached at the start, or a token was revoked.
    """
    await service.start()
    socket = Socket(service, settings)
    vitals = service.desk.vitals
    try:
        await socket.start()
        _log.info("the Slack app is connected")
        waits = [asyncio.ensure_future(each.wait()) for each in (stop, vitals.ended)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
    finally:
        await socket.stop()
        await service.stop()
    if vitals.reason:
        raise StoreUnavailable(vitals.reason)
