"""The methods of the Web API that the fake Slack has, each as its reference says."""

import time
import uuid
from typing import Any

from tests.slack.block_kit import check_blocks, check_view
from tests.slack.world import Payload, World


def error(code: str, **more: Any) -> Payload:
    return {"ok": False, "error": code, **more}


class Methods:
    """Performs calls; the server around it checks tokens, scopes and floors."""

    world: World
    scopes: set[str]
    stream_ttl_s: float
    trigger_ttl_s: float
    base: str
    ws_base: str

    def ts(self) -> str:
        raise NotImplementedError

    def perform(self, method: str, args: Payload) -> Payload:
        done: Payload = getattr(self, "_" + method.replace(".", "_"))(args)
        return done

    def _auth_test(self, _: Payload) -> Payload:
        return {"ok": True, "team_id": "T0FORCE", "user_id": "U0BOT", "bot_id": "B0BOT"}

    def _apps_connections_open(self, _: Payload) -> Payload:
        ticket = uuid.uuid4().hex
        self.world.tickets.add(ticket)
        return {"ok": True, "url": f"{self.ws_base}/link/?ticket={ticket}"}

    def _channel(self, args: Payload) -> str | None:
        channel = str(args.get("channel") or args.get("channel_id") or "")
        channel = "D" + channel[1:] if channel[:1] in ("U", "W") else channel
        return channel if channel in self.world.channels else None

    def _entered(self, args: Payload) -> tuple[str, Payload | None]:
        channel = self._channel(args)
        if channel is None:
            return "", error("channel_not_found")
        place = self.world.channels[channel]
        if not place["is_im"] and "U0BOT" not in place["members"]:
            return channel, error("not_in_channel")
        return channel, None

    def _content(self, args: Payload) -> Payload | None:
        if args.get("blocks"):
            code, wrong = check_blocks(args["blocks"])
            return error(code, errors=wrong) if code else None
        return None if args.get("text") else error("no_text")

    def _post(self, channel: str, args: Payload, **more: Any) -> Payload:
        ts = self.ts()
        kept = {name: args[name] for name in ("blocks", "thread_ts", "metadata") if args.get(name)}
        message = {
            "type": "message",
            "ts": ts,
            "channel": channel,
            "user": "U0BOT",
            "bot_id": "B0BOT",
            "text": str(args.get("text") or ""),
            "args": dict(args),
            **kept,
            **more,
        }
        self.world.messages[channel, ts] = message
        return message

    def _chat_postMessage(self, args: Payload) -> Payload:
        channel, refused = self._entered(args)
        refused = refused or self._content(args)
        if refused is None and len(str(args.get("text"))) > 40_000:
            refused = error("msg_too_long")
        if refused:
            return refused
        message = self._post(channel, args)
        return {"ok": True, "channel": channel, "ts": message["ts"], "message": message}

    def _chat_update(self, args: Payload) -> Payload:
        message = self.world.messages.get((args["channel"], args["ts"]))
        if message is None:
            return error("message_not_found")
        if self._stream_state(args["ts"]) == "streaming":
            return error("streaming_state_conflict")
        if len(args.get("text") or "") > 4_000:
            return error("msg_too_long")
        if refused := self._content(args):
            return refused
        message.update({n: args[n] for n in ("text", "blocks", "metadata") if n in args})
        message["edited"] = True
        return {"ok": True, "channel": args["channel"], "ts": args["ts"]}

    def _chat_postEphemeral(self, args: Payload) -> Payload:
        channel, refused = self._entered(args)
        refused = refused or self._content(args)
        place = self.world.channels.get(channel, {"is_im": True})
        if refused is None and not place["is_im"] and args["user"] not in place["members"]:
            refused = error("user_not_in_channel")
        if refused:
            return refused
        self.world.ephemerals.append({**args, "channel": channel})
        return {"ok": True, "message_ts": self.ts()}

    def _stream_state(self, ts: str) -> str | None:
        stream = self.world.streams.get(ts)
        if stream is None:
            return None
        old = time.monotonic() - stream["touched"] > self.stream_ttl_s
        if stream["state"] == "streaming" and old:
            stream["state"] = "expired"
        return str(stream["state"])

    def _chunks(self, message: Payload, args: Payload) -> Payload | None:
        for chunk in args.get("chunks") or []:
            if chunk.get("type") != "task_update" or not chunk.get("title"):
                return error("invalid_chunks")
            if chunk.get("status") not in ("pending", "in_progress", "complete", "error"):
                return error("invalid_chunks")
            message.setdefault("tasks", {})[chunk["id"]] = chunk
            message.setdefault("titles", []).append(chunk["title"])
        return None

    def _chat_startStream(self, args: Payload) -> Payload:
        channel, refused = self._entered(args)
        if refused:
            return refused
        if (channel, args.get("thread_ts")) not in self.world.messages:
            return error("invalid_thread_ts")
        if not self.world.channels[channel]["is_im"]:
            for name in ("recipient_user_id", "recipient_team_id"):
                if not args.get(name):
                    return error(f"missing_{name}")
        message = self._post(channel, {"thread_ts": args["thread_ts"]})
        if refused := self._chunks(message, args):
            del self.world.messages[channel, message["ts"]]
            return refused
        ts = message["ts"]
        self.world.streams[ts] = {
            "state": "streaming", "touched": time.monotonic(), "channel": channel,
        }  # fmt: skip
        self.world.sessions[args["thread_ts"]] = "processing"
        return {"ok": True, "channel": channel, "ts": ts}

    def _streamed(self, args: Payload) -> tuple[Payload, Payload | None]:
        message = self.world.messages.get((args.get("channel", ""), args.get("ts", "")))
        if message is None:
            return {}, error("message_not_found")
        state = self._stream_state(args["ts"])
        if state == "stopped_by_user":
            return message, error("stopped_by_user")
        if state != "streaming":
            return message, error("message_not_in_streaming_state")
        return message, None

    def _chat_appendStream(self, args: Payload) -> Payload:
        message, refused = self._streamed(args)
        refused = refused or self._chunks(message, args)
        if refused:
            return refused
        self.world.streams[args["ts"]]["touched"] = time.monotonic()
        return {"ok": True, "channel": args["channel"], "ts": args["ts"]}

    def _chat_stopStream(self, args: Payload) -> Payload:
        message, refused = self._streamed(args)
        if refused is None and args.get("blocks"):
            code, wrong = check_blocks(args["blocks"])
            refused = error(code, errors=wrong) if code else None
        refused = refused or self._chunks(message, args)
        if refused:
            return refused
        message.update({n: args[n] for n in ("blocks", "metadata") if args.get(n)})
        self.world.streams[args["ts"]]["state"] = "stopped"
        self.world.sessions[message["thread_ts"]] = args.get("session_status") or "active"
        return {"ok": True, "channel": args["channel"], "ts": args["ts"], "message": message}

    def _agents_sessions_setStatus(self, args: Payload) -> Payload:
        if args.get("status") not in ("active", "processing", "suspended", "closed"):
            return error("invalid_arguments")
        self.world.sessions[args["thread_ts"]] = args["status"]
        return {"ok": True}

    def _assistant_threads_setSuggestedPrompts(self, args: Payload) -> Payload:
        prompts = args.get("prompts") or []
        if not 1 <= len(prompts) <= 4 or not all(p.get("title") for p in prompts):
            return error("invalid_arguments")
        if not args.get("thread_ts"):  # with one, it is dropped without a word (R)
            self.world.prompts.append(args)
        return {"ok": True}

    def _chat_getPermalink(self, args: Payload) -> Payload:
        if (args["channel"], args["message_ts"]) not in self.world.messages:
            return error("message_not_found")
        path = f"{args['channel']}/p{args['message_ts'].replace('.', '')}"
        return {"ok": True, "permalink": f"https://force.slack.com/archives/{path}"}

    def _conversations_open(self, args: Payload) -> Payload:
        return {"ok": True, "channel": {"id": "D" + str(args["users"])[1:]}}

    def _conversations_replies(self, args: Payload) -> Payload:
        is_read = args["channel"].startswith("C") and "channels:history" in self.scopes
        if not (args["channel"].startswith("D") or is_read):
            return error("missing_scope")
        found = [
            message
            for (channel, _), message in self.world.messages.items()
            if channel == args["channel"]
            and args["ts"] in (message["ts"], message.get("thread_ts"))
        ]
        return {"ok": True, "messages": found, "has_more": False}

    def _conversations_history(self, args: Payload) -> Payload:
        found = [m for (c, _), m in self.world.messages.items() if c == args["channel"]]
        return {"ok": True, "messages": found[::-1], "has_more": False}

    def _user(self, user: Payload) -> Payload:
        shown = {**user, "profile": dict(user["profile"])}
        if "users:read.email" not in self.scopes or user["team_id"] != "T0FORCE":
            shown["profile"].pop("email", None)
        return {"ok": True, "user": shown}

    def _users_info(self, args: Payload) -> Payload:
        user = self.world.users.get(args["user"])
        return self._user(user) if user else error("user_not_found")

    def _users_lookupByEmail(self, args: Payload) -> Payload:
        for user in self.world.users.values():
            if user["profile"].get("email", "").lower() == args["email"].lower():
                return self._user(user)
        return error("users_not_found")

    def _view(self, args: Payload, view_id: str | None = None) -> Payload:
        wrong = check_view(args["view"])
        if wrong:
            return error("invalid_arguments", errors=wrong)
        view = {**args["view"], "id": view_id or f"V{uuid.uuid4().hex[:8].upper()}"}
        self.world.views[view["id"]] = view
        return {"ok": True, "view": view}

    def _views_open(self, args: Payload) -> Payload:
        opened = self.world.triggers.pop(args.get("trigger_id", ""), None)
        if opened is None:
            return error("invalid_trigger_id")
        if time.monotonic() - opened > self.trigger_ttl_s:
            return error("expired_trigger_id")
        return self._view(args)

    def _views_update(self, args: Payload) -> Payload:
        known = args.get("view_id") in self.world.views
        return self._view(args, args["view_id"]) if known else error("not_found")

    def _views_publish(self, args: Payload) -> Payload:
        done = self._view(args)
        if done["ok"]:
            self.world.home[args["user_id"]] = done["view"]
        return done

    def _files_getUploadURLExternal(self, args: Payload) -> Payload:
        file = f"F{uuid.uuid4().hex[:8].upper()}"
        self.world.files[file] = {
            "id": file, "name": args["filename"], "length": int(args["length"]), "bytes": None,
        }  # fmt: skip
        return {"ok": True, "upload_url": f"{self.base}/upload/{file}", "file_id": file}

    def _files_completeUploadExternal(self, args: Payload) -> Payload:
        channel = args.get("channel_id")
        if channel not in self.world.channels:
            return error("channel_not_found")
        for each in args["files"]:
            file = self.world.files.get(each["id"])
            if file is None or file["bytes"] is None:
                return error("file_not_found")
            file.update(channel=channel, thread_ts=args.get("thread_ts"))
        text = {"text": args.get("initial_comment") or "", "thread_ts": args.get("thread_ts")}
        self._post(str(channel), text, subtype="file_share")
        return {"ok": True, "files": args["files"]}
