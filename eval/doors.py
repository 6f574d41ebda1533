"""The ways in: the assistant in this process, or a service over HTTP; nothing else is used."""

from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol, cast

import httpx

from assistant.door import open_door, open_model
from eval.faults import DoorError

Document = dict[str, Any]
By = Literal["both", "meaning", "words"]
TIMEOUT_S = 120.0


class Model(Protocol):
    """A language model behind its bounds."""

    def complete(self, prompt: str, *, max_tokens: int) -> Any:
        """Return a reply with its `text`."""

    def close(self) -> None:
        """Let go of connections."""


class Door(Protocol):
    """The public contract, as far as the suites use it."""

    def ask(
        self,
        question: str,
        *,
        as_: str | None = None,
        today: date | None = None,
        thread: str | None = None,
    ) -> Document:
        """Return the answer document."""

    def search(
        self, query: str, *, k: int = 10, report: str | None = None, by: By = "both"
    ) -> Document:
        """Return ranked passages."""

    def register(
        self, *, as_: str | None = None, today: date | None = None, **filters: Any
    ) -> Document:
        """Return the register by exact filters."""

    def draft(self, since: date, until: date, *, as_: str | None = None) -> Document:
        """Return the drafted paper of a period."""

    def sources(self) -> Document:
        """Return what is indexed."""

    def close(self) -> None:
        """Let go of it."""


class HttpDoor:
    """Asks a running service."""

    def __init__(self, address: str, transport: httpx.BaseTransport | None = None) -> None:
        self._client = httpx.Client(base_url=address, timeout=TIMEOUT_S, transport=transport)

    def ask(
        self,
        question: str,
        *,
        as_: str | None = None,
        today: date | None = None,
        thread: str | None = None,
    ) -> Document:
        """Answer one question: `POST /ask`."""
        fields = {"question": question, "as": as_, "today": _iso(today), "thread": thread}
        return self._send("POST", "/ask", json=_given(fields))

    def search(
        self, query: str, *, k: int = 10, report: str | None = None, by: By = "both"
    ) -> Document:
        """Retrieve passages: `GET /search`."""
        fields = {"query": query, "k": k, "report": report, "by": None if by == "both" else by}
        return self._send("GET", "/search", params=_given(fields))

    def register(
        self, *, as_: str | None = None, today: date | None = None, **filters: Any
    ) -> Document:
        """List the register: `GET /register`."""
        fields = {"as": as_, "today": _iso(today), **filters}
        return self._send("GET", "/register", params=_given(fields))

    def draft(self, since: date, until: date, *, as_: str | None = None) -> Document:
        """Draft the committee paper: `POST /drafts`."""
        fields = {"since": _iso(since), "until": _iso(until), "as": as_}
        return self._send("POST", "/drafts", json=_given(fields))

    def sources(self) -> Document:
        """List what is indexed: `GET /sources`."""
        return self._send("GET", "/sources")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _send(self, method: str, path: str, **fields: Any) -> Document:
        try:
            response = self._client.request(
                method, path, headers={"accept": "application/json"}, **fields
            )
            response.raise_for_status()
        except httpx.HTTPStatusError as error:
            raise DoorError(f"{method} {path}: {error.response.text[:300]}") from error
        except httpx.HTTPError as error:
            raise DoorError(f"{method} {path}: the service can't be reached ({error}).") from error
        return cast(Document, response.json())


def in_process(home: Path, scratch: Path, **settings: Any) -> Door:
    """Open the assistant over a home that stays as it is: threads are kept in `scratch`."""
    scratch.mkdir(parents=True, exist_ok=True)
    state = f"sqlite:///{scratch / 'state.db'}"
    return cast(Door, open_door(home=home, database_url=state, **settings))


def judging_model() -> Model | None:
    """Open the language model that the settings name, for judging; none where they name none.

    Raises:
        DoorError: it can't be used; the message says why.
    """
    try:
        return open_model()
    except Exception as error:
        raise DoorError(f"The language model that would judge: {error}") from error


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
