"""Finds out who is at the door, from what the request proves."""

import logging
from dataclasses import replace
from typing import cast

from fastapi import Request

from assistant.domain.errors import NotIdentified, NotPermitted
from assistant.domain.people import LOCAL, Asker
from assistant.entrypoints.api.attempts import Failures, Rates
from assistant.ports import Identities
from assistant.settings import Settings

COOKIE = "liaison"
"""Holds an API key in a browser that signed in with it."""
_log = logging.getLogger(__name__)


class Doorkeeper:
    """Admits people and programs, or the one local user where nobody has to prove anything."""

    def __init__(self, identities: Identities | None, settings: Settings) -> None:
        self._identities = identities
        self._settings = settings
        self._failures = Failures()
        self._rates = Rates(settings.rate_per_minute)

    def admit(self, request: Request) -> Asker:
        """Return who asks.

        Raises:
            NotIdentified: the request proves nobody.
            TooMany: too many failed attempts, or too many requests.
        """
        known = getattr(request.state, "asker", None)
        if known is None:
            known = request.state.asker = self._identify(request)
        return cast(Asker, known)

    def asking_as(self, asker: Asker, email: str | None) -> Asker:
        """Return whom the asker asks as: only the local user may name another.

        Raises:
            NotPermitted: the asker has proved to be someone else.
        """
        if email is None or email.strip().lower() == asker.email:
            return asker
        if self._identities is not None:
            raise NotPermitted("You can ask only as yourself. Leave `as` out.")
        return self._settings.asker(email, channel=asker.channel)

    def prove(self, credential: str, source: str, channel: str) -> Asker:
        """Return whom the credential proves, counting failures of the source.

        Raises:
            NotIdentified: it proves nobody.
            TooMany: the source failed too often.
        """
        if self._identities is None:
            return replace(LOCAL, channel=channel)
        self._failures.check(source)
        try:
            return self._identities.asker(credential, channel)
        except NotIdentified:
            self._failures.add(source)
            _log.warning("not identified", extra={"source": source})
            raise

    def _identify(self, request: Request) -> Asker:
        if self._identities is None:
            return replace(LOCAL, channel="http")
        credential = _bearer(request) or request.cookies.get(COOKIE)
        if not credential:
            raise NotIdentified("Say who you are: send an API key or token as a bearer token.")
        source = request.client.host if request.client else "unknown"
        asker = self.prove(credential, source, "http")
        self._rates.take(asker.email or asker.name or "")
        return asker


def _bearer(request: Request) -> str | None:
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    return credential.strip() if scheme.lower() == "bearer" else None
