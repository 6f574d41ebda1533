"""A scripted endpoint on this machine that speaks the OpenAI and Ollama protocols, or doesn't."""

import json
import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Behave = Callable[["Handler", dict], None]


def completion(text, tokens_in=100, tokens_out=20):
    """Return the body of an OpenAI chat completion."""
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": text},
            }
        ],
        "usage": {
            "prompt_tokens": tokens_in,
            "completion_tokens": tokens_out,
            "total_tokens": tokens_in + tokens_out,
        },
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.requests.append((self.path, dict(self.headers), json.loads(body)))
        try:
            self.server.behave(self, json.loads(body))
        except (BrokenPipeError, ConnectionResetError):
            self.server.cut.set()
            self.close_connection = True

    def log_message(self, *_):
        pass

    def begin(self, status=200, length=None, **headers):
        self.send_response(status)
        self.send_header("content-type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is None:
            self.send_header("connection", "close")
            self.close_connection = True
        else:
            self.send_header("content-length", str(length))
        self.end_headers()

    def whole(self, body, status=200, **headers):
        self.begin(status, len(body), **headers)
        self.wfile.write(body)


def saying(text):
    """Behave well, and say this (or what this makes of the prompt)."""

    def behave(handler, request):
        said = text(request["messages"][-1]["content"]) if callable(text) else text
        handler.whole(json.dumps(completion(said)).encode())

    return behave


def in_turn(*behaviours):
    """Behave one way after the other; the last for ever."""
    left = list(behaviours)

    def behave(handler, request):
        (left.pop(0) if len(left) > 1 else left[0])(handler, request)

    return behave


def status(code, **headers):
    return lambda handler, _: handler.whole(b'{"error": {"message": "no"}}', code, **headers)


def raw(body, **headers):
    return lambda handler, _: handler.whole(body, **headers)


def hanging(handler, _):
    """Say nothing at all."""
    handler.server.stopped.wait(30)
    handler.close_connection = True


def dripping_headers(handler, _):
    """Send a byte of the headers at a time, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
    _drip(handler)


def dripping_body(handler, _):
    """Send a byte of the body at a time, without end."""
    handler.begin()
    _drip(handler)


def endless(handler, _):
    """Send as fast as is taken, without end."""
    handler.begin()
    while not handler.server.stopped.is_set():
        handler.wfile.write(b" " * 65_536)


def breaking_off(handler, _):
    """Close the connection in the middle of the reply."""
    handler.begin(length=1_000)
    handler.wfile.write(b'{"id": ')
    handler.close_connection = True


def slamming(handler, _):
    """Close the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def _drip(handler):
    while not handler.server.stopped.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


class FakeModelServer(ThreadingHTTPServer):
    """Set `behave` to say how; `requests` holds (path, headers, body) of what came."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, behave: Behave):
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave = behave
        self.requests: list[tuple[str, dict, dict]] = []
        self.stopped = Event()
        self.cut = Event()
        """Set once the other side has closed a connection while it was written to."""

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_):
        pass

    def __enter__(self):
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


def free_port():
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
