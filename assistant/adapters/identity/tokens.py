"""OpenID Connect access tokens, checked whole: signature, issuer, audience, tenant, times, roles.

Follows RFC 9068 and Microsoft's guidance on validating v2 access tokens: RS256 only, keys of the
configured issuer only, and no ID token in the place of an access token.
"""

import re
from typing import Any

import jwt

from assistant.adapters.identity.key_set import KeySet
from assistant.domain.errors import InvalidUse, NotIdentified
from assistant.domain.people import Asker, Role
from assistant.settings import Settings

MAX_TOKEN = 16 * 1024
"""Characters; tokens with many groups have some thousand."""
ENTRA = re.compile(r"^https://(login\.microsoftonline\.|sts\.windows\.net)", re.I)
"""Issuers that serve many tenants."""
_KEY_ID = re.compile(r"[\w\-.=+/]{1,200}", re.ASCII)
_FOREIGN_KEYS = ("jku", "jwk", "x5u", "x5c", "crit")
"""Header fields by which a token would bring, or point to, its own key."""
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")


class Tokens:
    """Proves people by their bearer tokens."""

    def __init__(self, settings: Settings, keys: KeySet | None = None) -> None:
        """Read what tokens must say.

        Raises:
            InvalidUse: a setting that is needed is missing.
        """
        self._settings = settings
        self._issuer = _needed(settings.oidc_issuer, "ISSUER")
        self._audience = _needed(settings.oidc_audience, "AUDIENCE")
        if ENTRA.match(self._issuer):
            _needed(settings.oidc_tenant, "TENANT")
        self._keys = keys or KeySet(self._issuer, settings.oidc_jwks_url)

    def asker(self, token: str, channel: str) -> Asker:
        """Return the person that the token proves.

        Raises:
            NotIdentified: the token proves nobody; the message doesn't say why.
            StoreUnavailable: the issuer's keys can't be had.
        """
        if len(token) > MAX_TOKEN:
            raise _refused()
        try:
            claims = self._claims(token)
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise _refused() from error
        self._check_tenant(claims)
        return Asker(
            email=self._email(claims),
            name=f"{self._issuer} {claims[self._subject]}",
            roles=self._roles(claims),
            channel=channel,
        )

    @property
    def _subject(self) -> str:
        """The claim that names a person for ever: Entra's object id, or the standard's."""
        return "oid" if self._settings.oidc_tenant else "sub"

    def _claims(self, token: str) -> dict[str, Any]:
        header = jwt.get_unverified_header(token)
        kid = header.get("kid")
        if not isinstance(kid, str) or not _KEY_ID.fullmatch(kid):
            raise _refused()
        if any(name in header for name in _FOREIGN_KEYS):
            raise _refused()
        key = self._keys.key(kid)
        if key is None:
            raise _refused()
        return jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            issuer=self._issuer,
            audience=self._audience,
            leeway=self._settings.oidc_leeway_s,
            options={"require": self._required(), "verify_iat": False},
        )

    def _required(self) -> list[str]:
        always = ["exp", "iss", "aud", self._subject]
        return [*always, "nbf", "tid"] if self._settings.oidc_tenant else always

    def _check_tenant(self, claims: dict[str, Any]) -> None:
        tenant = self._settings.oidc_tenant
        if tenant and claims["tid"] != tenant:
            raise _refused()
        if not isinstance(claims[self._subject], str) or not claims[self._subject].strip():
            raise _refused()

    def _roles(self, claims: dict[str, Any]) -> frozenset[Role]:
        """Return the roles that the token names or, by its scope alone, an officer's.

        Who is in the liaison team by the settings is so also where roles aren't assigned.
        """
        named = claims.get("roles")
        names = named if isinstance(named, list) else []
        known = self._settings.oidc_role_names or {role.value: role for role in Role}
        roles = frozenset(known[name] for name in names if isinstance(name, str) and name in known)
        if roles:
            return roles
        scope = claims.get("scp") or claims.get("scope")
        scopes = scope.split() if isinstance(scope, str) else []
        if self._settings.oidc_scope not in scopes:
            raise _refused()
        address = self._email(claims)
        return (
            self._settings.asker(address, channel="").roles
            if address
            else frozenset({Role.OFFICER})
        )

    def _email(self, claims: dict[str, Any]) -> str | None:
        address = claims.get(self._settings.oidc_email_claim)
        if not isinstance(address, str) or not _EMAIL.fullmatch(address.strip()):
            return None
        if self._settings.oidc_email_claim == "email" and claims.get("email_verified") is not True:
            # Anyone can claim an address that the issuer has not checked.
            return None
        return address.strip().lower()


def _needed(value: str | None, name: str) -> str:
    if not value:
        raise InvalidUse(f"Bearer tokens need the setting LIAISON_OIDC_{name}.")
    return value


def _refused() -> NotIdentified:
    return NotIdentified("The token does not prove who asks. Sign in again.")
