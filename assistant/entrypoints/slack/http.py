"""Slack over HTTP: `/slack/events` in the service, for events, buttons, commands and dialogues."""

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler

from assistant.domain.errors import InvalidUse, LiaisonError
from assistant.entrypoints.api.roles import anyone
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.manifest import ENDPOINT
from assistant.entrypoints.slack.service import SlackService

_log = logging.getLogger(__name__)

FRESH_S = 300
"""Age above which a signed request is a stale one (Slack, Verifying requests)."""
RETRY_S = 10.0
_DIGITS = frozenset("0123456789")


def is_signed(secret: str, timestamp: str, signature: str, body: bytes, now: float) -> bool:
    """Whether a request is Slack's own, and fresh."""
    if not timestamp or set(timestamp) - _DIGITS or abs(now - int(timestamp)) > FRESH_S:
        return False
    base = b"v0:" + timestamp.encode() + b":" + body
    expected = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


class SlackEndpoint:
    """The route, and the app's life beside the service's."""

    def __init__(self, service: SlackService) -> None:
        """Make the endpoint.

        Raises:
            InvalidUse: the signing secret isn't set.
        """
        if service.signing_secret is None:
            raise InvalidUse("Slack over HTTP needs LIAISON_SLACK_SIGNING_SECRET.")
        self._service = service
        self._secret = service.signing_secret
        self._starting: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the app while the service runs; the service doesn't wait for Slack."""
        self._starting = asyncio.create_task(self._start())
        try:
            yield
        finally:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
            await self._service.stop()

    async def handle(self, request: Request) -> Response:
        """Answer one request of Slack's."""
        body = await request.body()
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not is_signed(self._secret, timestamp, signature, body, time.time()):
            _log.warning("a request without Slack's fresh signature was refused")
            return Response(status_code=401)
        bolt = self._service.bolt
        if bolt is None or self._service.desk.vitals.ended.is_set():
            return Response(status_code=503, headers={"Retry-After": "10"})
        once = "signed:" + hashlib.sha256(signature.encode()).hexdigest()
        desk = self._service.desk
        if not await self._is_first(desk, once):
            _log.warning("a request that was answered before was refused")
            return Response(status_code=401)
        is_done = False
        try:
            response = await AsyncSlackRequestHandler(bolt).handle(request)
            is_done = response.status_code < HTTPStatus.BAD_REQUEST
        finally:
            if not is_done:  # What failed may be delivered again, within the same second too.
                await desk.at_once(desk.journal.take_back, once)
        return response

    async def _is_first(self, desk: Desk, once: str) -> bool:
        """Whether a request has not come before: a signature is good once."""
        return await desk.write_down(once)

    async def _start(self) -> None:
        while True:
            try:
                await self._service.start()
            except LiaisonError as error:
                _log.error("the Slack app does not start: %s", error)
                await asyncio.sleep(RETRY_S)
            else:
                return


def mount(api: FastAPI, service: SlackService) -> SlackEndpoint:
    """Add the route to the service; the endpoint is run by the service's life span."""
    endpoint = SlackEndpoint(service)
    router = APIRouter()
    router.add_api_route(
        ENDPOINT,
        endpoint.handle,
        methods=["POST"],
        include_in_schema=False,
        dependencies=[anyone()],
    )
    api.include_router(router)
    return endpoint
