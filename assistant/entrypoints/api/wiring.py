"""What routes are given: the assistant, and who asks."""

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.domain.people import LOCAL, Asker
from assistant.service import Assistant
from assistant.settings import Settings


def _assistant(request: Request) -> Assistant:
    return cast(Assistant, request.app.state.assistant)


def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


def asking_as(email: str | None, settings: Settings) -> Asker:
    """Return the asker: the local user, or whom they ask as.

    The service listens on loopback only, so whoever reaches it sits at the machine.
    """
    return settings.asker(email, channel="http") if email else LOCAL


TheAssistant = Annotated[Assistant, Depends(_assistant)]
TheSettings = Annotated[Settings, Depends(_settings)]
