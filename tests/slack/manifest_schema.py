"""Slack's schema of manifests, as far as this app's manifest goes (manifest-schema 2.0.0)."""

from typing import Any

Schema = dict[str, Any]


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _text(most: int, least: int = 0, pattern: str = "") -> Schema:
    return {"type": "string", "maxLength": most, "minLength": least, "pattern": pattern}


def _list(items: Schema, most: int) -> Schema:
    return {"type": "array", "items": items, "maxItems": most, "uniqueItems": True}


_FLAG = {"type": "boolean"}
_URL = _text(3_500, pattern=r"^https?://")
_PROMPT = _object({"title": _text(200), "message": _text(2_000)}, ("title", "message"))
_COMMAND = _object(
    {
        "command": _text(32, 2, "^/"),
        "url": _URL,
        "description": _text(2_000, 1),
        "usage_hint": _text(1_000, 1),
        "should_escape": _FLAG,
    },
    ("command", "description"),
)
SCHEMA = _object(
    {
        "_metadata": _object(
            {"major_version": {"type": "integer"}, "minor_version": {"type": "integer"}}
        ),
        "display_information": _object(
            {
                "name": _text(35, 1),
                "description": _text(140, 1),
                "background_color": _text(7, 4, "^#[0-9a-fA-F]{6}$"),
            },
            ("name",),
        ),
        "features": _object(
            {
                "app_home": _object(
                    {
                        "home_tab_enabled": _FLAG,
                        "messages_tab_enabled": _FLAG,
                        "messages_tab_read_only_enabled": _FLAG,
                    }
                ),
                "bot_user": _object(
                    {"display_name": _text(80, 1), "always_online": _FLAG}, ("display_name",)
                ),
                "agent_view": _object(
                    {"agent_description": _text(300), "suggested_prompts": _list(_PROMPT, 4)}
                ),
                "slash_commands": _list(_COMMAND, 50),
            }
        ),
        "oauth_config": _object({"scopes": _object({"bot": _list(_text(50), 255)})}),
        "settings": _object(
            {
                "event_subscriptions": _object(
                    {"request_url": _URL, "bot_events": _list(_text(50), 100)}
                ),
                "interactivity": _object(
                    {"is_enabled": _FLAG, "request_url": _URL}, ("is_enabled",)
                ),
                "org_deploy_enabled": _FLAG,
                "socket_mode_enabled": _FLAG,
                "token_rotation_enabled": _FLAG,
            }
        ),
    },
    ("display_information",),
)
