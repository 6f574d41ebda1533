"""Which scope each method needs, and how often it may be called."""

SCOPES_NEEDED: dict[str, str | None] = {
    "auth.test": None,
    "apps.connections.open": None,
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.startStream": "chat:write",
    "chat.appendStream": "chat:write",
    "chat.stopStream": "chat:write",
    "chat.getPermalink": None,
    "agents.sessions.setStatus": "chat:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "conversations.open": "im:write",
    "conversations.replies": "im:history",
    "conversations.history": "im:history",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
    "views.open": None,
    "views.update": None,
    "views.publish": None,
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
TIERS = {
    "chat.startStream": 20, "chat.stopStream": 20, "chat.appendStream": 100, "chat.update": 50,
    "users.info": 100, "users.lookupByEmail": 50, "conversations.replies": 50, "views.open": 100,
    "views.publish": 100, "chat.postEphemeral": 100, "conversations.open": 50,
}  # fmt: skip
"""Documented floors of calls a minute."""
