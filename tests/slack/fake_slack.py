"""A small Slack on this machine: Web API, Socket Mode and signed requests, with faults to order.

The contract, as far as the project relies on it (docs.slack.dev; what nobody could try on a real
workspace is marked R, for read only):

* Calls carry the bot token, `apps.connections.open` the app-level one. Arguments may stand in the
  query, a form or JSON. A method needs its scope; an unknown method is an error, never "ok".
* Only subscribed events are delivered, and only those whose scope the manifest has. A mention comes
  as `app_mention` and, where channels are read, as `message` too.
* An event that isn't acknowledged in time is delivered again, three times at most, with its
  `event_id`. In Socket Mode each payload goes to one of the connections; one address opens one
  connection. Commands, buttons and dialogues aren't delivered again.
* Requests are signed over `v0:timestamp:body`.
* A stream is `streaming` until it is stopped, stopped by its reader, or expired; appending to a
  closed one is `message_not_in_streaming_state` or `stopped_by_user`, and updating an open one is
  `streaming_state_conflict` (R). In channels it needs the recipient's ids. Blocks that are refused
  leave it open.
* Blocks and views are checked by block_kit.py. Texts have their limits. Ephemerals vanish: they are
  kept here only for tests to see. A trigger id opens one view within three seconds.
* A file is an address to upload to, bytes of the length announced, and a completion that shares it.
* Under `tiers`, methods have their documented floors of calls a minute, and `chat.postMessage` one
  message per conversation and `post_interval_s`; above them is 429 with Retry-After.

Faults: `fail(method, status=, error=, retry_after=, delay_s=, cut=, times=)`; `cut` does the work
and then drops the connection. Sockets can be refreshed, muted (`deaf`) or closed in a row.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
import uuid
from typing import Any, Self

from aiohttp import WSMsgType, web

from tests.slack.fake_methods import Methods
from tests.slack.rules import SCOPES_NEEDED, TIERS
from tests.slack.world import Call, Fault, Payload, World

TEAM, BOT_USER, BOT_ID, APP_ID = "T0FORCE", "U0BOT", "B0BOT", "A0APP"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-fake", "xapp-fake", "shh-it-is-a-secret"


class FakeSlack(Methods):
    """The server. Everything that tests assert on is in `world`."""

    def __init__(self, manifest: Payload) -> None:
        self.world = World()
        self.manifest = manifest
        self.scopes = set(manifest["oauth_config"]["scopes"]["bot"])
        self.faults: list[Fault] = []
        self.tiers = False
        self.post_interval_s = 0.0
        self.stream_ttl_s = 300.0
        self.trigger_ttl_s = 3.0
        self.deaf = False
        self.sockets: list[web.WebSocketResponse] = []
        self.opened = 0
        """How many sockets have been opened so far."""
        self.pings = True
        self.acks: dict[str, asyncio.Future[Any]] = {}
        self._counter = itertools.count(1)
        self._hits: dict[str, list[float]] = {}
        self._last_post: dict[str, float] = {}
        self.add_user(BOT_USER, "Liaison", None, is_bot=True)

    async def start(self) -> Self:
        app = web.Application(client_max_size=64 * 2**20)
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.post("/upload/{file}", self._upload),
                web.get("/link/", self._link),
                web.post("/response/{id}", self._response_url),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{port}"
        self.ws_base = f"ws://127.0.0.1:{port}"
        self.api_url = self.base + "/api/"
        return self

    async def stop(self) -> None:
        for socket in list(self.sockets):
            await socket.close()
        await self._runner.cleanup()

    def add_user(self, user: str, name: str, email: str | None, **facts: Any) -> None:
        profile = {"real_name": name, "display_name": facts.pop("display_name", name)}
        if email:
            profile["email"] = email
        self.world.users[user] = {
            "id": user,
            "team_id": TEAM,
            "deleted": False,
            "is_bot": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_email_confirmed": True,
            "profile": profile,
            **facts,
        }
        self.world.channels["D" + user[1:]] = {"id": "D" + user[1:], "is_im": True}

    def add_channel(self, channel: str, members: set[str]) -> None:
        self.world.channels[channel] = {
            "id": channel,
            "is_im": False,
            "members": members | {BOT_USER},
        }

    def fail(self, method: str, **fault: Any) -> None:
        self.faults.append(Fault(method, **fault))

    def ts(self) -> str:
        return f"{int(time.time())}.{next(self._counter):06d}"

    def called(self, method: str) -> list[Call]:
        return [call for call in self.world.calls if call.method == method]

    def said(self, channel: str | None = None) -> list[Payload]:
        """What the bot has said, in order, in a conversation or anywhere."""
        return [
            message
            for (where, _), message in sorted(self.world.messages.items(), key=lambda m: m[0][1])
            if message["user"] == BOT_USER and channel in (None, where)
        ]

    def sign(self, body: str, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
        stamp = str(int(time.time() if at is None else at))
        digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
        return {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": "v0=" + digest.hexdigest(),
        }

    def trigger(self) -> str:
        made = f"1.2.{uuid.uuid4().hex}"
        self.world.triggers[made] = time.monotonic()
        return made

    async def refresh_sockets(self) -> None:
        for socket in list(self.sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _arguments(request)
        call = Call(method, args, time.monotonic())
        self.world.calls.append(call)
        fault = next((f for f in self.faults if f.hits(method, args)), None)
        if fault and not fault.cut:
            refused = await self._faulty(fault)
            if refused is not None:
                call.result = "fault"
                return refused
        error = self._refuse(method, request.headers.get("Authorization", ""), args)
        if error == "ratelimited":
            call.result = error
            return _reply({"ok": False, "error": error}, 429, {"Retry-After": "30"})
        body = {"ok": False, "error": error} if error else self.perform(method, args)
        call.result = body.get("error", "ok")
        if fault and fault.cut:
            fault.times -= 1
            if request.transport:
                request.transport.close()
        return _reply(body)

    async def _faulty(self, fault: Fault) -> web.Response | None:
        fault.times -= 1
        await asyncio.sleep(fault.delay_s)
        if fault.status == 429:
            headers = {"Retry-After": str(fault.retry_after)}
            return _reply({"ok": False, "error": "ratelimited"}, 429, headers)
        if fault.status:
            return web.Response(status=fault.status, text="upstream error")
        return _reply({"ok": False, "error": fault.error}) if fault.error else None

    def _refuse(self, method: str, authorization: str, args: Payload) -> str | None:
        token = authorization.removeprefix("Bearer ").strip()
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if self._is_over_floor(method, args):
            return "ratelimited"
        if token != wanted:
            return "invalid_auth"
        if method not in SCOPES_NEEDED:
            return "unknown_method"
        scope = SCOPES_NEEDED[method]
        return "missing_scope" if scope and scope not in self.scopes else None

    def _is_over_floor(self, method: str, args: Payload) -> bool:
        now = time.monotonic()
        if method == "chat.postMessage" and self.post_interval_s:
            last = self._last_post.get(args["channel"], -1e9)
            self._last_post[args["channel"]] = now
            # Clocks of two ends never agree to the millisecond.
            return now - last < self.post_interval_s * 0.9
        if not self.tiers or method not in TIERS:
            return False
        recent = [each for each in self._hits.get(method, []) if each > now - 60]
        self._hits[method] = [*recent, now]
        return len(recent) >= TIERS[method]

    async def _upload(self, request: web.Request) -> web.Response:
        file = self.world.files[request.match_info["file"]]
        file["bytes"] = await request.read()
        right = len(file["bytes"]) == file["length"]
        return web.Response(text="OK") if right else web.Response(status=400, text="length")

    async def _response_url(self, request: web.Request) -> web.Response:
        self.world.responses.append(await request.json())
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.world.tickets:
            return web.Response(status=403)
        self.world.tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=self.pings)
        await socket.prepare(request)
        self.sockets.append(socket)
        self.opened += 1
        try:
            await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        finally:
            self.sockets.remove(socket)
        return socket

    def _acknowledged(self, reply: Payload) -> None:
        waiting = self.acks.pop(reply.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(reply.get("payload"))


def _reply(body: Payload, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response(body, status=status, headers=headers)


async def _arguments(request: web.Request) -> Payload:
    """The client sends some arguments in the query, also of a POST."""
    args: Payload = dict(request.query)
    if request.content_type == "application/json":
        args.update(await request.json())
    else:
        args.update(await request.post())
    for name in ("blocks", "view", "metadata", "chunks", "files", "prompts"):
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    return args
