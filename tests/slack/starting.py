"""What fixtures hand to tests that start the app themselves."""

from collections.abc import Awaitable
from typing import Any, Protocol

from tests.slack.bot import Bot
from tests.slack.fake_slack import FakeSlack
from tests.slack.people import People


class Start(Protocol):
    """Starts an app with changed settings."""

    def __call__(self, **changes: Any) -> Awaitable[Bot]: ...


class Make(Protocol):
    """Makes an app that has yet to rise; it is ended with the test, however that goes."""

    def __call__(self, slack: FakeSlack | None = None, **changes: Any) -> Bot: ...


class OpenPeople(Protocol):
    """Lets people into the workspace of an app."""

    def __call__(self, bot: Bot) -> Awaitable[People]: ...
