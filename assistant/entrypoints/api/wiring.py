"""What routes are given: the assistant, and who asks."""

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.domain.people import Asker
from assistant.entrypoints.api.doorkeeper import Doorkeeper
from assistant.service import Assistant
from assistant.settings import Settings


def _assistant(request: Request) -> Assistant:
    return cast(Assistant, request.app.state.assistant)


def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


def _doorkeeper(request: Request) -> Doorkeeper:
    return cast(Doorkeeper, request.app.state.doorkeeper)


def _asker(request: Request) -> Asker:
    return _doorkeeper(request).admit(request)


TheAssistant = Annotated[Assistant, Depends(_assistant)]
TheSettings = Annotated[Settings, Depends(_settings)]
TheDoorkeeper = Annotated[Doorkeeper, Depends(_doorkeeper)]
TheAsker = Annotated[Asker, Depends(_asker)]
"""Who asks, as the request proves; the local user where nobody has to prove anything."""
