"""What is let in and what may go out: each guard is one function."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.adapters.state.slack_answers import Kept
from assistant.domain.answers import Answer, Kind, RegisterSource
from assistant.domain.people import Asker, Role
from assistant.render.slack_text import unescaped

Payload = Mapping[str, Any]

_TALK = (None, "file_share", "thread_broadcast")
"""Subtypes of a message that someone has just written; others report edits, deletions, joins."""


def is_from_home(body: Payload, team: str) -> bool:
    """Whether everyone and everything that a request names is of the force's own workspace."""
    event = body.get("event") or {}
    user = body.get("user")
    named = [
        body.get("team_id"),
        *(event.get(name) for name in ("team", "user_team", "source_team")),
        user.get("team_id") if isinstance(user, Mapping) else None,
    ]
    return all(each in (None, team) for each in named)


def is_shared(body: Payload) -> bool:
    """Whether other organisations read the channel (Slack Connect)."""
    return bool(body.get("is_ext_shared_channel"))


def is_talk(event: Payload) -> bool:
    """Whether a member has written the message just now; not a bot, no edit, no deletion."""
    return (
        event.get("subtype") in _TALK
        and not event.get("bot_id")
        and not event.get("app_id")
        and bool(event.get("user"))
        and not event.get("edited")
    )


def why_not(user: Payload, team: str, domains: Sequence[str]) -> str | None:
    """Return why a member isn't recognised, or none.

    Only what Slack itself vouches for is looked at: never a name, which members choose.
    """
    email = email_of(user)
    checks = (
        (user.get("deleted"), "deactivated"),
        (user.get("is_bot") or user.get("id") == "USLACKBOT", "a bot"),
        (is_guest(user), "a guest"),
        (is_elsewhere(user, team), "of another workspace"),
        ("@" not in email, "no email address"),
        (user.get("is_email_confirmed") is False, "email address not confirmed"),
        (email.rsplit("@", 1)[-1] not in domains, "email address of another organisation"),
    )
    return next((reason for holds, reason in checks if holds), None)


def is_guest(user: Payload) -> bool:
    """Whether the member is a single-channel or multi-channel guest."""
    return bool(user.get("is_restricted") or user.get("is_ultra_restricted"))


def is_elsewhere(user: Payload, team: str) -> bool:
    """Whether the member belongs to another organisation's workspace."""
    teams = (user.get("enterprise_user") or {}).get("teams") or ()
    return bool(user.get("is_stranger")) or (user.get("team_id") != team and team not in teams)


def email_of(user: Payload) -> str:
    """Return the member's address in lower case."""
    return str((user.get("profile") or {}).get("email") or "").strip().lower()


def may_go_to_channel(answer: Answer) -> bool:
    """Whether an answer may be read by a whole channel: published reports, nothing else."""
    sources = [each for part in (*answer.statements, *answer.nearest) for each in part.sources]
    return (
        answer.kind in (Kind.REPORT, Kind.OTHER)
        and answer.marking == "public"
        and not answer.entries
        and not any(isinstance(each, RegisterSource) for each in sources)
    )


def may_draft(asker: Asker) -> bool:
    """Whether the person may have a committee paper drafted."""
    return Role.LIAISON in asker.roles


def may_hand_over(kept: Kept, user: str) -> bool:
    """Whether someone may hand an answer over: their own, or one that the channel has read."""
    return kept.user == user or not kept.private


_MARKED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def question_of(text: str) -> str:
    """Return what a message says: mentions dropped, links by their text, escapes undone once."""

    def unmarked(found: re.Match[str]) -> str:
        target, label = found.groups()
        return label or ("" if target[:1] in ("@", "#", "!") else target)

    plain = _MARKED.sub(unmarked, text)
    return " ".join(unescaped(plain).split())
