"""Making the Slack app from the settings."""

from assistant.adapters.state.database import open_database
from assistant.bootstrap import build_assistant, reading_home
from assistant.entrypoints.slack.service import SlackService
from assistant.service import Assistant
from assistant.settings import Settings


def make_service(settings: Settings, assistant: Assistant | None = None) -> SlackService:
    """Return the Slack app, over an assistant that there is already or over its own.

    Raises:
        InvalidUse: a setting is missing or can't be used.
    """
    read = reading_home(settings)
    state = open_database(read.database_url, read.home)
    made = assistant or build_assistant(settings)
    return SlackService(made, _drafter(made), settings, state)
