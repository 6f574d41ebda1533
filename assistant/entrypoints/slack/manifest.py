"""The app's manifest, to be pasted into Slack's settings."""

from typing import Any

from assistant.domain.errors import InvalidUse

NAME = "Liaison"
ENDPOINT = "/slack/events"

SCOPES = {
    "app_mentions:read": "hears when it is mentioned",
    "assistant:write": "offers prompts in its messages tab",
    "chat:write": "answers",
    "commands": "/liaison",
    "files:write": "sends drafts and long lists as files",
    "im:history": "hears direct messages, and finds out whether an answer has arrived",
    "im:write": "opens direct messages for what isn't for a channel",
    "users:read": "looks up who asks",
    "users:read.email": "matches who asks to an owner in the register",
}
EVENTS = ("agent_session_stopped", "app_home_opened", "app_mention", "message.im")
FOLLOW_UP_SCOPES = {
    "channels:history": "hears follow-ups without a mention in public channels",
    "groups:history": "hears follow-ups without a mention in private channels",
}
FOLLOW_UP_EVENTS = ("message.channels", "message.groups")
PROMPTS = (
    {"title": "My recommendations", "message": "Which recommendations do I own?"},
    {"title": "Overdue", "message": "Which of my recommendations are overdue?"},
    {"title": "In the reports", "message": "What did inspectors say about stalking?"},
)


def manifest(base_url: str | None = None, *, follow_ups: bool = False) -> dict[str, Any]:
    """Return the manifest.

    Args:
        base_url: Address of the service that Slack sends requests to; Socket Mode without it.
        follow_ups: Let the app read every message of the channels that it is in, so that it
            answers follow-ups without a mention. By default it reads no channel.

    Raises:
        InvalidUse: the address isn't an HTTPS one.
    """
    if base_url is not None and not base_url.startswith("https://"):
        raise InvalidUse("Slack sends requests to an https:// address only.")
    url = f"{base_url.rstrip('/')}{ENDPOINT}" if base_url else None
    requests = {"request_url": url} if url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": "Recommendations you own, and answers from inspection reports with "
            "sources that open.",
            "background_color": "#1d2b4f",
        },
        "features": _features(url),
        "oauth_config": {
            "scopes": {"bot": sorted({**SCOPES, **(FOLLOW_UP_SCOPES if follow_ups else {})})}
        },
        "settings": {
            "event_subscriptions": {
                **requests,
                "bot_events": sorted((*EVENTS, *(FOLLOW_UP_EVENTS if follow_ups else ()))),
            },
            "interactivity": {"is_enabled": True, **requests},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _features(url: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "liaison", "always_online": False},
        "agent_view": {
            "agent_description": "Answers questions about inspection reports and the force's "
            "register of recommendations, with sources that open on the very words.",
            "suggested_prompts": list(PROMPTS),
        },
        "slash_commands": [
            {
                "command": "/liaison",
                "description": "Your recommendations, and drafts for the committee",
                "usage_hint": "mine | due | draft | help",
                "should_escape": False,
                **({"url": url} if url else {}),
            }
        ],
    }
