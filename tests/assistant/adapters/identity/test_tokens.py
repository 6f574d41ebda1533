import base64
import json
from collections.abc import Callable
from time import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from assistant.adapters.identity.key_set import KeySet
from assistant.adapters.identity.tokens import Tokens
from assistant.domain.errors import InvalidUse, NotIdentified
from assistant.domain.people import Role
from assistant.settings import Settings, read_settings
from tests.assistant.adapters.identity.issuer import ISSUER, KEYS, OURS, jwks

TENANT = "11111111-2222-3333-4444-555555555555"
AUDIENCE = "99999999-8888-7777-6666-555555555555"
THEIRS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_PEM = OURS.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


def _settings(**changes: Any) -> Settings:
    chosen = {
        "oidc_issuer": ISSUER,
        "oidc_audience": AUDIENCE,
        "oidc_tenant": TENANT,
        "oidc_jwks_url": KEYS,
        "liaison_emails": ("lia.team@wexmoor.police.example",),
    }
    return read_settings(**{**chosen, **changes})


def _keys() -> KeySet:
    return KeySet(ISSUER, KEYS, fetch=lambda _: jwks("k1"))


def _claims(**changes: Any) -> dict[str, Any]:
    now = int(time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "tid": TENANT,
        "oid": "aaaa-bbbb",
        "sub": "pairwise",
        "iat": now,
        "nbf": now - 10,
        "exp": now + 600,
        "roles": ["liaison"],
        "preferred_username": "Una.Reed@Wexmoor.police.example",
    }
    return {name: value for name, value in {**claims, **changes}.items() if value is not None}


def _signed(claims: dict[str, Any], key: Any = OURS, headers: dict[str, Any] | None = None) -> str:
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "k1", **(headers or {})})


def _segment(document: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=").decode()


def _unsigned(algorithm: str) -> str:
    return f"{_segment({'alg': algorithm, 'typ': 'JWT', 'kid': 'k1'})}.{_segment(_claims())}."


def _hmac_with_the_public_key() -> str:
    import hashlib
    import hmac

    body = f"{_segment({'alg': 'HS256', 'typ': 'JWT', 'kid': 'k1'})}.{_segment(_claims())}"
    digest = hmac.new(PUBLIC_PEM, body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _bit_flipped() -> str:
    head, body, signature = _signed(_claims()).split(".")
    raw = bytearray(base64.urlsafe_b64decode(signature + "=="))
    raw[20] ^= 1
    return f"{head}.{body}.{base64.urlsafe_b64encode(bytes(raw)).rstrip(b'=').decode()}"


def _body_swapped() -> str:
    head, _, signature = _signed(_claims()).split(".")
    return f"{head}.{_segment(_claims(roles=['administrator']))}.{signature}"


now = time()
BAD: dict[str, Callable[[], str]] = {
    "none": lambda: _unsigned("none"),
    "None": lambda: _unsigned("None"),
    "HS256 with the public key": _hmac_with_the_public_key,
    "RS512": lambda: jwt.encode(_claims(), OURS, algorithm="RS512", headers={"kid": "k1"}),
    "expired": lambda: _signed(_claims(exp=int(time()) - 600)),
    "early": lambda: _signed(_claims(nbf=int(time()) + 600)),
    "wrong audience": lambda: _signed(_claims(aud="another")),
    "wrong issuer": lambda: _signed(_claims(iss=ISSUER.replace("1111", "2222"))),
    "issuer with a slash": lambda: _signed(_claims(iss=ISSUER + "/")),
    "no expiry": lambda: _signed(_claims(exp=None)),
    "no not-before": lambda: _signed(_claims(nbf=None)),
    "no audience": lambda: _signed(_claims(aud=None)),
    "no issuer": lambda: _signed(_claims(iss=None)),
    "no object id": lambda: _signed(_claims(oid=None)),
    "empty object id": lambda: _signed(_claims(oid=" ")),
    "object id that is a list": lambda: _signed(_claims(oid=["a"])),
    "no tenant": lambda: _signed(_claims(tid=None)),
    "foreign tenant": lambda: _signed(_claims(tid="66666666-2222-3333-4444-555555555555")),
    "no roles and no scope, as in an ID token": lambda: _signed(_claims(roles=None)),
    "roles that aren't ours": lambda: _signed(_claims(roles=["Reader", "owner"])),
    "roles as one word": lambda: _signed(_claims(roles="administrator")),
    "another scope": lambda: _signed(_claims(roles=None, scp="User.Read openid")),
    "another key": lambda: _signed(_claims(), THEIRS),
    "bit flip": _bit_flipped,
    "body of another token": _body_swapped,
    "jku": lambda: _signed(_claims(), headers={"jku": "https://evil.example/keys"}),
    "jwk": lambda: _signed(_claims(), THEIRS, {"jwk": jwks("k1")["keys"][0]}),
    "x5u": lambda: _signed(_claims(), headers={"x5u": "https://evil.example/cert"}),
    "crit": lambda: _signed(_claims(), headers={"crit": ["b64"], "b64": True}),
    "kid that is a path": lambda: _signed(_claims(), headers={"kid": "../../etc/passwd\x00"}),
    "kid that is SQL": lambda: _signed(_claims(), headers={"kid": "' OR 1=1 --"}),
    "unknown kid": lambda: _signed(_claims(), headers={"kid": "k2"}),
    "no kid": lambda: jwt.encode(_claims(), OURS, algorithm="RS256"),
    "5 MB": lambda: _signed(_claims(junk="x" * 5_000_000)),
    "empty": lambda: "",
    "dots": lambda: "..",
    "not a token": lambda: "Bearer é\x00 hello",
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD.keys())
def test_a_bad_token_is_refused_without_saying_why(make: Callable[[], str]) -> None:
    with pytest.raises(NotIdentified, match="does not prove who asks"):
        Tokens(_settings(), _keys()).asker(make(), "http")


def test_a_good_token_proves_a_person_with_their_roles() -> None:
    asker = Tokens(_settings(), _keys()).asker(
        _signed(_claims(roles=["liaison", "committee", "something"])), "http"
    )

    assert asker.email == "una.reed@wexmoor.police.example"
    assert asker.roles == {Role.LIAISON, Role.COMMITTEE}
    assert asker.channel == "http"
    assert not asker.public_only


@pytest.mark.parametrize(("off_by", "accepted"), [(120, True), (-120, True), (600, False)])
def test_clocks_may_differ_by_two_minutes_not_ten(off_by: int, accepted: bool) -> None:
    at = int(time()) + off_by
    token = _signed(_claims(nbf=at, exp=at + 3600 if off_by > 0 else at))
    tokens = Tokens(_settings(), _keys())

    if accepted:
        assert tokens.asker(token, "http").email
    else:
        with pytest.raises(NotIdentified):
            tokens.asker(token, "http")


def test_a_scope_alone_makes_an_officer_unless_the_settings_name_the_person() -> None:
    tokens = Tokens(_settings(), _keys())
    scope = {"roles": None, "scp": "openid access_as_user"}
    named = "Lia.Team@wexmoor.police.example"

    officer = tokens.asker(_signed(_claims(**scope)), "http")
    liaison = tokens.asker(_signed(_claims(**scope, preferred_username=named)), "http")
    nobody = tokens.asker(_signed(_claims(**scope, preferred_username="x")), "http")

    assert officer.roles == {Role.OFFICER}
    assert liaison.roles == {Role.LIAISON}
    assert (nobody.email, nobody.roles) == (None, {Role.OFFICER})


def test_role_names_of_the_force_can_be_told() -> None:
    settings = _settings(oidc_role_names="Insp.Team = liaison, Insp.Read=officer")
    tokens = Tokens(settings, _keys())

    assert tokens.asker(_signed(_claims(roles=["Insp.Team"])), "x").roles == {Role.LIAISON}
    with pytest.raises(NotIdentified):
        tokens.asker(_signed(_claims(roles=["administrator"])), "x")


def test_another_standard_issuer_works_and_its_unchecked_addresses_do_not_count() -> None:
    issuer = "https://sso.force.example/realms/staff"
    settings = _settings(oidc_issuer=issuer, oidc_tenant=None, oidc_email_claim="email")
    tokens = Tokens(settings, _keys())
    claims = _claims(iss=issuer, oid=None, tid=None, nbf=None, email="a@b.example")

    assert tokens.asker(_signed(claims), "x").email is None
    assert tokens.asker(_signed({**claims, "email_verified": True}), "x").email == "a@b.example"


@pytest.mark.parametrize(
    ("missing", "named"),
    [("oidc_audience", "LIAISON_OIDC_AUDIENCE"), ("oidc_tenant", "LIAISON_OIDC_TENANT")],
)
def test_an_issuer_without_what_it_needs_is_refused(missing: str, named: str) -> None:
    with pytest.raises(InvalidUse, match=named):
        Tokens(_settings(**{missing: None}))
