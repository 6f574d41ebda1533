"""What Slack delivers, and what people do in it."""

import asyncio
import json
import random
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.slack.fake_slack import APP_ID, BOT_USER, TEAM, FakeSlack, Payload

FORM = "application/x-www-form-urlencoded"
_EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
}


@dataclass
class Delivery:
    kind: str
    attempt: int
    took_s: float = 0.0
    ok: bool = False
    status: int | None = None


@dataclass
class Post:
    """Delivers payloads by one of the two ways, again if they aren't acknowledged."""

    slack: FakeSlack
    mode: str
    client: httpx.AsyncClient
    ack_within_s: tuple[float, ...] = (30.0, 30.0, 30.0, 30.0)
    """For each delivery of the same. Slack waits for 3 s, and so long that nothing is delivered
    again only because the machine is busy."""
    retries_s: tuple[float, ...] = (0.02, 0.05, 0.1)
    deliveries: list[Delivery] = field(default_factory=list)
    signatures: set[str] = field(default_factory=set)

    async def deliver(self, payload: Payload, kind: str = "events_api", attempt: int = 0) -> Any:
        """Deliver until it is acknowledged; return what the acknowledgement says."""
        if not self._is_subscribed(payload, kind):
            return None
        delivery = Delivery(kind, attempt)
        self.deliveries.append(delivery)
        started = time.monotonic()
        send = self._by_socket if self.mode == "socket" else self._by_http
        answer = await send(payload, kind, delivery)
        delivery.took_s = time.monotonic() - started
        if delivery.ok or kind != "events_api" or attempt == 3:
            return answer
        await asyncio.sleep(self.retries_s[attempt])
        return await self.deliver(payload, kind, attempt + 1)

    async def _by_socket(self, payload: Payload, kind: str, delivery: Delivery) -> Any:
        envelope = str(uuid.uuid4())
        waiting = asyncio.get_running_loop().create_future()
        self.slack.acks[envelope] = waiting
        body = {"envelope_id": envelope, "type": kind, "payload": payload}
        body |= {"accepts_response_payload": kind != "events_api"}
        if self.slack.sockets and not self.slack.deaf:
            # What is sent to a connection that is just ending is lost, as it is with Slack.
            with suppress(ConnectionError):
                await random.choice(self.slack.sockets).send_json(body)
        try:
            within_s = self.ack_within_s[delivery.attempt]
            answer = await asyncio.wait_for(waiting, within_s)
        except TimeoutError:
            return None
        delivery.ok = True
        return answer

    async def _by_http(self, payload: Payload, kind: str, delivery: Delivery) -> Any:
        if kind == "events_api":
            body, content = json.dumps(payload), "application/json"
        elif kind == "interactive":
            body, content = urlencode({"payload": json.dumps(payload)}), FORM
        else:
            body, content = urlencode(payload), FORM
        headers = {"Content-Type": content, **self._signed(body)}
        if delivery.attempt:
            headers["X-Slack-Retry-Num"] = str(delivery.attempt)
        return await self._send(body, headers, delivery)

    def _signed(self, body: str) -> dict[str, str]:
        """Sign a repeated delivery anew, at a second of its own: the same would be a replay."""
        stamp = int(time.time())
        while (signed := self.slack.sign(body, stamp))["X-Slack-Signature"] in self.signatures:
            stamp -= 1
        self.signatures.add(signed["X-Slack-Signature"])
        return signed

    async def _send(self, body: str, headers: dict[str, str], delivery: Delivery) -> Any:
        within_s = self.ack_within_s[delivery.attempt]
        try:
            response = await asyncio.wait_for(
                self.client.post("/slack/events", content=body, headers=headers), within_s
            )
        except TimeoutError:
            return None
        delivery.status, delivery.ok = response.status_code, response.status_code == 200
        return json.loads(response.text) if response.text.startswith("{") else response.text or None

    def _is_subscribed(self, payload: Payload, kind: str) -> bool:
        if kind != "events_api":
            return kind != "slash_commands" or "commands" in self.slack.scopes
        event = payload["event"]
        name = event["type"]
        if name == "message":
            ways = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
            name = ways[event["channel_type"]]
        subscribed = self.slack.manifest["settings"]["event_subscriptions"]["bot_events"]
        scope = _EVENT_SCOPES.get(name)
        return name in subscribed and (scope is None or scope in self.slack.scopes)


class People:
    """Officers, guests and others, and what they do."""

    def __init__(self, slack: FakeSlack, post: Post) -> None:
        self.slack = slack
        self.post = post

    def envelope(self, event: Payload, **more: Any) -> Payload:
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": APP_ID,
            "event": event,
            "event_id": "Ev" + uuid.uuid4().hex[:10].upper(),
            "event_time": int(time.time()),
            "is_ext_shared_channel": False,
            **more,
        }

    def write(self, channel: str, user: str, text: str, **more: Any) -> Payload:
        """Write a message; nothing is delivered yet."""
        ts = self.slack.ts()
        message = {
            "type": "message",
            "ts": ts,
            "event_ts": ts,
            "channel": channel,
            "user": user,
            "text": text,
            "team": self.slack.world.users[user]["team_id"],
            **more,
        }
        self.slack.world.messages[channel, ts] = message
        return message

    async def ask(self, user: str, text: str, thread: str | None = None) -> Payload:
        """Ask in a direct message."""
        more = {"thread_ts": thread} if thread else {}
        message = self.write("D" + user[1:], user, text, channel_type="im", **more)
        await self.post.deliver(self.envelope(message))
        return message

    async def mention(
        self, channel: str, user: str, text: str, thread: str | None = None, **more: Any
    ) -> Payload:
        """Mention the app in a channel: two events, where channels are read."""
        threaded = {"thread_ts": thread} if thread else {}
        message = self.write(channel, user, f"<@{BOT_USER}> {text}", **threaded)
        await asyncio.gather(
            self.post.deliver(self.envelope({**message, "type": "app_mention"}, **more)),
            self.post.deliver(self.envelope({**message, "channel_type": "channel"}, **more)),
        )
        return message

    async def say(
        self, channel: str, user: str, text: str, thread: str, kind: str = "channel"
    ) -> Payload:
        """Say something in a thread of a channel, without a mention."""
        message = self.write(channel, user, text, thread_ts=thread, channel_type=kind)
        await self.post.deliver(self.envelope(message))
        return message

    async def open_tab(self, user: str, tab: str) -> None:
        event = {"type": "app_home_opened", "user": user, "channel": "D" + user[1:], "tab": tab}
        await self.post.deliver(self.envelope({**event, "event_ts": self.slack.ts()}))

    async def press_stop(self, user: str, channel: str, thread: str) -> None:
        world = self.slack.world
        for stream in world.streams.values():
            if stream["state"] == "streaming" and stream["channel"] == channel:
                stream["state"] = "stopped_by_user"
        event = {"type": "agent_session_stopped", "user": user, "channel": channel}
        event |= {"thread_ts": thread, "event_ts": self.slack.ts()}
        await self.post.deliver(self.envelope(event))

    async def click(self, user: str, message: Payload, action: str, value: str) -> Any:
        payload = {
            **self._interaction(user, "block_actions"),
            "channel": {"id": message["channel"]},
            "message": message,
            "response_url": f"{self.slack.base}/response/x",
            "actions": [{"action_id": action, "block_id": "b", "value": value, "type": "button"}],
        }
        return await self.post.deliver(payload, "interactive")

    async def command(self, user: str, text: str, channel: str | None = None, **more: Any) -> Any:
        payload = {
            "command": "/liaison",
            "text": text,
            "user_id": user,
            "team_id": TEAM,
            "channel_id": channel or "D" + user[1:],
            "trigger_id": self.slack.trigger(),
            "response_url": f"{self.slack.base}/response/x",
            **more,
        }
        return await self.post.deliver(payload, "slash_commands")

    async def submit(self, user: str, view_id: str, values: Payload) -> Any:
        view = {**self.slack.world.views[view_id], "state": {"values": values}}
        payload = {**self._interaction(user, "view_submission"), "view": view}
        return await self.post.deliver(payload, "interactive")

    def _interaction(self, user: str, kind: str) -> Payload:
        return {
            "type": kind,
            "user": {"id": user, "team_id": self.slack.world.users[user]["team_id"]},
            "team": {"id": TEAM},
            "api_app_id": APP_ID,
            "trigger_id": self.slack.trigger(),
        }
