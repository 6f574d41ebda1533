"""Tokens and secrets, from the settings or from the files that they name."""

from pathlib import Path

from pydantic import SecretStr

from assistant.domain.errors import InvalidUse
from assistant.settings import Settings


def bot_token(settings: Settings) -> str:
    """Return the bot token.

    Raises:
        InvalidUse: it isn't set, isn't a bot token, or its file can't be read.
    """
    value = _secret(settings.slack_bot_token, settings.slack_bot_token_file)
    return _required(value, "LIAISON_SLACK_BOT_TOKEN", "xoxb-")


def app_token(settings: Settings) -> str:
    """Return the app-level token of Socket Mode.

    Raises:
        InvalidUse: it isn't set, isn't an app-level token, or its file can't be read.
    """
    value = _secret(settings.slack_app_token, settings.slack_app_token_file)
    return _required(value, "LIAISON_SLACK_APP_TOKEN", "xapp-")


def signing_secret(settings: Settings) -> str | None:
    """Return the signing secret, if one is set.

    Raises:
        InvalidUse: its file can't be read or is empty.
    """
    if settings.slack_signing_secret is None and settings.slack_signing_secret_file is None:
        return None
    value = _secret(settings.slack_signing_secret, settings.slack_signing_secret_file)
    return _required(value, "LIAISON_SLACK_SIGNING_SECRET", "")


def _secret(value: SecretStr | None, file: Path | None) -> str:
    if value is not None:
        return value.get_secret_value().strip()
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise InvalidUse(f"The file {file} that should hold a secret can't be read.") from error


def _required(value: str, name: str, prefix: str) -> str:
    if not value:
        raise InvalidUse(f"Slack needs {name}, or {name}_FILE. See the setup page.")
    if not value.startswith(prefix):
        raise InvalidUse(f"{name} must begin with {prefix}. It may be another kind of token.")
    return value
