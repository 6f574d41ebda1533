"""The issuer's public keys: fetched when needed, kept, never fetched at a stranger's will."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any

import httpx
from jwt import PyJWK, PyJWKSet, PyJWTError

from assistant.domain.errors import StoreUnavailable

FRESH_S = 3600.0
"""How long keys are used before they are fetched again."""
LAST_GOOD_S = 24 * 3600.0
"""How long the last good keys are used while the issuer can't be reached."""
REFETCH_S = 300.0
"""At most one fetch in this time for key ids that aren't known, and after failures."""
RETRY_S = 10.0
"""The same, while there are no keys at all."""
MAX_BYTES = 256 * 1024
"""Of a reply of the issuer."""
_TIMEOUT_S = 5.0

Fetch = Callable[[str], Any]


def fetch_json(url: str) -> Any:
    """Return the JSON document at the address.

    Raises:
        StoreUnavailable: there is none.
    """
    try:
        response = httpx.get(url, timeout=_TIMEOUT_S)
        response.raise_for_status()
        if len(response.content) > MAX_BYTES:
            raise StoreUnavailable(f"{url} answers with more than {MAX_BYTES:,} bytes.")
        return response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise StoreUnavailable(
            f"The identity provider's keys can't be fetched from {url}. Try again in a minute."
        ) from error


class KeySet:
    """Keys of one issuer by their ids."""

    def __init__(
        self,
        issuer: str,
        jwks_url: str | None,
        fetch: Fetch = fetch_json,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._issuer = issuer
        self._jwks_url = jwks_url
        self._fetch = fetch
        self._clock = clock
        self._lock = Lock()
        self._keys: dict[str, PyJWK] = {}
        self._fetched: float | None = None
        self._tried: float | None = None

    def key(self, kid: str) -> PyJWK | None:
        """Return the key of this id, if the issuer has one.

        Raises:
            StoreUnavailable: the keys can't be fetched, and none are kept that may be used.
        """
        with self._lock:
            now = self._clock()
            if kid not in self._keys or self._age(now) > FRESH_S:
                self._refresh(now)
            return self._keys.get(kid)

    def _refresh(self, now: float) -> None:
        wait = REFETCH_S if self._keys else RETRY_S
        if self._tried is None or now - self._tried >= wait:
            self._tried = now
            try:
                self._keys = self._read()
                self._fetched = now
            except StoreUnavailable:
                if self._age(now) > LAST_GOOD_S:
                    raise
        if self._age(now) > LAST_GOOD_S:
            raise StoreUnavailable(
                f"The keys of {self._issuer} can't be fetched, so nobody's token can be checked. "
                "Try again in a few minutes."
            )

    def _read(self) -> dict[str, PyJWK]:
        address = self._jwks_url or self._discovered()
        try:
            found = PyJWKSet.from_dict(self._fetch(address)).keys
        except (PyJWTError, AttributeError, TypeError, KeyError) as error:
            raise StoreUnavailable(f"{address} holds no usable keys.") from error
        return {key.key_id: key for key in found if key.key_id and key.key_type == "RSA"}

    def _discovered(self) -> str:
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        found = self._fetch(address)
        url = found.get("jwks_uri") if isinstance(found, dict) else None
        if not isinstance(url, str) or found.get("issuer") != self._issuer:
            raise StoreUnavailable(
                f"{address} is not the configuration of {self._issuer}. Set LIAISON_OIDC_JWKS_URL."
            )
        return url

    def _age(self, now: float) -> float:
        return float("inf") if self._fetched is None else now - self._fetched
