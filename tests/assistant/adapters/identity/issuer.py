"""An issuer of tokens, and its keys."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
KEYS = "https://issuer.example/keys"
OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwks(*kids: str) -> dict[str, Any]:
    """Return the issuer's keys, by these names, as it publishes them."""
    public = json.loads(RSAAlgorithm.to_jwk(OURS.public_key()))
    return {"keys": [{**public, "kid": kid, "use": "sig", "alg": "RS256"} for kid in kids]}
