"""Calls to Slack: what is sent again and what is not, and when a token has been revoked."""

import asyncio
import logging
import ssl
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from assistant.domain.errors import InvalidUse
from assistant.settings import Settings

_log = logging.getLogger(__name__)

TIMEOUT_S = 30
SHORT_WAIT_S = 5
"""A wait that Slack asks for is kept up to this; above it, what was to be said goes another way."""
REFUSALS = 3
"""Refusals of a token in a row after which the app stops."""

_ONCE = (
    "chat.postMessage",
    "chat.postEphemeral",
    "chat.startStream",
    "files.completeUploadExternal",
)
_REVOKED = frozenset(
    {"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed",
     "not_allowed_token_type", "app_uninstalled"}
)  # fmt: skip


class Vitals:
    """Notices that Slack no longer accepts a token."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()
        self.reason: str | None = None
        self._refusals: dict[str, int] = {}

    def note(self, token: str, error: str | None) -> None:
        """Note the outcome of a call made with a kind of token."""
        if error not in _REVOKED:
            self._refusals[token] = 0
            return
        self._refusals[token] = self._refusals.get(token, 0) + 1
        if self._refusals[token] >= REFUSALS and not self.ended.is_set():
            self.reason = (
                f"Slack refuses the {token} token ({error}), so the Slack app has stopped. Install "
                f"the app again, set LIAISON_SLACK_{token.upper()}_TOKEN and start it."
            )
            _log.critical(self.reason)
            self.ended.set()


class WatchedClient(AsyncWebClient):
    """Tells the vitals how each call ended."""

    vitals: Vitals | None = None

    async def api_call(self, api_method: str, **options: Any) -> AsyncSlackResponse:
        """Call a method of the Web API."""
        token = "app" if api_method == "apps.connections.open" else "bot"
        try:
            response = await super().api_call(api_method, **options)
        except SlackApiError as error:
            if self.vitals:
                self.vitals.note(token, error_code(error))
            raise
        if self.vitals:
            self.vitals.note(token, None)
        return response


def may_resend(url: str) -> bool:
    """Whether a call whose connection was cut can be made again without saying a thing twice."""
    return not url.endswith(_ONCE)


def worth_waiting(seconds: int) -> bool:
    """Whether to keep the wait that Slack asks for rather than go another way."""
    return seconds <= SHORT_WAIT_S


class ConnectionRetry(AsyncConnectionErrorRetryHandler):
    """Sends again after a cut connection, unless it may have been heard the first time."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        return may_resend(request.url) and await super()._can_retry_async(
            state=state, request=request, response=response, error=error
        )


class ShortWaitRetry(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack asks, if that is short."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = await super()._can_retry_async(
            state=state, request=request, response=response, error=error
        )
        return limited and worth_waiting(_asked_wait(response.headers if response else {}))


def make_client(
    settings: Settings, token: str, session: aiohttp.ClientSession, vitals: Vitals
) -> WatchedClient:
    """Return a client that shares one session.

    Raises:
        InvalidUse: the file of certificates can't be read.
    """
    retries: list[AsyncRetryHandler] = [ConnectionRetry(), ShortWaitRetry(max_retry_count=2)]
    client = WatchedClient(
        token=token,
        base_url=settings.slack_api_url.rstrip("/") + "/",
        timeout=TIMEOUT_S,
        ssl=_certificates(settings.slack_ca_file),
        session=session,
        retry_handlers=retries,
    )
    # The library would take HTTPS_PROXY from the environment and heed no NO_PROXY.
    client.proxy = settings.slack_proxy
    client.vitals = vitals
    return client


def error_code(error: SlackApiError) -> str:
    """Return Slack's code of an error; "http_503" where it sent none."""
    data = getattr(error.response, "data", error.response)
    code = data.get("error") if isinstance(data, dict) else None
    return str(code) if code else f"http_{status_of(error)}"


def status_of(error: SlackApiError) -> int:
    """Return the HTTP status, or 0."""
    return int(getattr(error.response, "status_code", None) or 0)


def retry_after(error: SlackApiError) -> int:
    """Return how many seconds Slack asks to wait."""
    return _asked_wait(getattr(error.response, "headers", None) or {})


def _asked_wait(headers: Any) -> int:
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    first = found[0] if isinstance(found, list) else found
    return int(first) if str(first).isdigit() else 1


def _certificates(file: Path | None) -> ssl.SSLContext | None:
    if file is None:
        return None
    try:
        return ssl.create_default_context(cafile=str(file))
    except (OSError, ssl.SSLError) as error:
        raise InvalidUse(f"The certificates in {file} can't be read.") from error
