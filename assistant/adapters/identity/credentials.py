"""Tells API keys from tokens, and has each checked."""

from assistant.adapters.identity.tokens import Tokens
from assistant.adapters.state.keys import KEY, SqlKeys
from assistant.domain.errors import NotIdentified
from assistant.domain.people import Asker


class Credentials:
    """Accepts API keys, bearer tokens, or both."""

    def __init__(self, keys: SqlKeys | None, tokens: Tokens | None) -> None:
        self._keys = keys
        self._tokens = tokens

    def asker(self, credential: str, channel: str) -> Asker:
        """Return the person, or program, that the credential proves.

        Raises:
            NotIdentified: it proves nobody.
            StoreUnavailable: it can't be checked now.
        """
        if self._keys and KEY.fullmatch(credential):
            key = self._keys.find(credential)
            if key is None:
                raise NotIdentified("The API key is unknown, revoked or expired.")
            return key.asker(channel)
        if self._tokens:
            return self._tokens.asker(credential, channel)
        raise NotIdentified("The API key is unknown, revoked or expired.")
