"""The Bolt application: one, whichever way Slack reaches it."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from assistant.entrypoints.slack import (
    listen_asking,
    listen_commands,
    listen_feedback,
    listen_home,
)
from assistant.entrypoints.slack.desk import Desk
from assistant.entrypoints.slack.intake import Intake
from assistant.entrypoints.slack.turns import Turns

_log = logging.getLogger(__name__)
_bolt_log = logging.getLogger("assistant.slack.bolt")


def build_bolt(desk: Desk, turns: Turns, signing_secret: str | None) -> AsyncApp:
    """Return the application with its one door and its listeners.

    Args:
        desk: The parts.
        turns: Where questions are worked on.
        signing_secret: Proves requests over HTTP; not needed in Socket Mode.
    """
    # Bolt would log the bodies of refused requests at a lower level.
    _bolt_log.setLevel(logging.ERROR)

    async def authorize() -> AuthorizeResult:
        # Known since the start: Bolt would ask Slack anew for each of many requests at once.
        return AuthorizeResult(
            enterprise_id=None,
            team_id=desk.home.team,
            bot_token=desk.client.token,
            bot_id=desk.home.bot_id,
            bot_user_id=desk.home.bot_user,
        )

    app = AsyncApp(
        name="liaison",
        logger=_bolt_log,
        client=desk.client,
        signing_secret=signing_secret or "",
        authorize=authorize,
    )
    app.middleware(Intake(desk).__call__)
    listen_asking.listen(app, desk, turns)
    listen_commands.listen(app, desk, turns)
    listen_feedback.listen(app, desk, turns)
    listen_home.listen(app, desk)

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> None:
        kind = (body.get("event") or {}).get("type") or body.get("type")
        _log.error("a listener failed at %s", kind, exc_info=error)

    return app
