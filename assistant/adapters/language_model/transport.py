"""The only way out: HTTP to one host, with a limit on every wait and every byte."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random

from assistant.adapters.language_model.faults import (
    EndpointFault,
    Refused,
    TooLong,
    TooSlow,
    Unreachable,
    Unreadable,
)

_FIRST_FAULT = 400
_REDIRECTS = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call of the endpoint may take."""

    connect_s: float = 2.0
    first_byte_s: float = 10.0
    """Until the reply's headers are whole, connecting included."""
    total_s: float = 20.0
    """In all, both attempts included, whatever arrives meanwhile."""
    reply_bytes: int = 2_000_000
    retry_wait_s: tuple[float, float] = (0.1, 0.6)
    """The one retry waits some time between these."""


class BoundedTransport(httpx.AsyncBaseTransport):
    """Sends requests to one origin alone and cuts replies that are late or long.

    The total limit isn't kept here: it also covers what a client library does around a call.
    """

    def __init__(
        self, base_url: str, limits: Limits, inner: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._origin = _origin(httpx.URL(base_url))
        self._limits = limits
        self._waits = httpx.Timeout(limits.first_byte_s, connect=limits.connect_s).as_dict()
        # Neither proxies nor certificates of the environment: the settings alone say where to.
        self._inner = inner or httpx.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the reply, whose body is read under the limits.

        Raises:
            EndpointFault: there is no usable reply.
        """
        if _origin(request.url) != self._origin:
            raise EndpointFault("A call to another host than the language model's was refused.")
        # Client libraries send waits of their own along, which are longer.
        request.extensions["timeout"] = self._waits
        # A compressed reply could be small on the way and huge once it is here.
        request.headers["accept-encoding"] = "identity"
        retrying = AsyncRetrying(
            stop=stop_after_attempt(2),
            wait=wait_random(*self._limits.retry_wait_s),
            retry=retry_if_exception(_is_passing),
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                return await self._once(request)
        raise EndpointFault("The language model's endpoint was not called.")

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()

    async def _once(self, request: httpx.Request) -> httpx.Response:
        try:
            async with asyncio.timeout(self._limits.first_byte_s):
                response = await self._inner.handle_async_request(request)
        except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout) as error:
            raise TooSlow("The language model didn't begin to reply in time.") from error
        except httpx.TransportError as error:
            raise Unreachable("The language model's endpoint can't be reached.") from error
        try:
            self._check(response)
        except EndpointFault:
            await response.aclose()
            raise
        body = _BoundedBody(response.stream, self._limits.reply_bytes)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=body,
            extensions=response.extensions,
        )

    def _check(self, response: httpx.Response) -> None:
        if response.status_code >= _FIRST_FAULT:
            raise Refused(response.status_code)
        if response.status_code >= _REDIRECTS:
            raise EndpointFault("The language model's endpoint points elsewhere; not followed.")
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise Unreadable("The language model's endpoint compressed its reply, unasked.")


class _BoundedBody(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream | httpx.AsyncByteStream, most: int) -> None:
        if not isinstance(inner, httpx.AsyncByteStream):
            raise TypeError("a reply that came without waiting has a body to wait for")
        self._inner = inner
        self._most = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = 0
        try:
            async for data in self._inner:
                received += len(data)
                if received > self._most:
                    raise TooLong("The language model's reply was too long.")
                yield data
        except httpx.ReadTimeout as error:
            raise TooSlow("The language model stopped in the middle of its reply.") from error
        except httpx.TransportError as error:
            raise Unreadable("The language model's reply broke off.") from error

    async def aclose(self) -> None:
        await self._inner.aclose()


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host.lower(), url.port or {"https": 443}.get(url.scheme, 80)


def _is_passing(error: BaseException) -> bool:
    return isinstance(error, Unreachable) or (isinstance(error, Refused) and error.passing)
