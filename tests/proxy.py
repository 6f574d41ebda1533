"""A plain reverse proxy: hands requests to nodes in turn, passing over one that is away."""

import http.client
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

_HOP = {"connection", "keep-alive", "transfer-encoding", "date", "server"}


@contextmanager
def proxied(ports: Sequence[int]) -> Iterator[str]:
    """Serve on loopback in front of the nodes at these ports; yield the address."""
    server = _Proxy(ports)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(30)


class _Proxy(ThreadingHTTPServer):
    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._ports = ports
        self._turn = count()

    def in_turn(self) -> list[int]:
        """Return the nodes' ports, beginning with the one whose turn it is."""
        start = next(self._turn) % len(self._ports)
        return [*self._ports[start:], *self._ports[:start]]


class _Handler(BaseHTTPRequestHandler):
    server: _Proxy

    def do_GET(self) -> None:
        self._pass()

    def do_POST(self) -> None:
        self._pass()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        for port in self.server.in_turn():
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as node:
                try:
                    node.request(self.command, self.path, body, dict(self.headers))
                    answer = node.getresponse()
                except (OSError, http.client.HTTPException):
                    continue  # Nothing was answered yet: the next one may.
                self._send(port, answer)
                return
        self.send_error(502)

    def _send(self, port: int, answer: http.client.HTTPResponse) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("X-Node", str(port))
        self.end_headers()
        while part := answer.read1():
            self.wfile.write(part)
