"""A web server on loopback, where the hosts of tests reach it: answers what it is told, and keeps what it is sent."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Website(ThreadingHTTPServer):
    """A web server; ``answers`` has for each path a status and a body, or several in order, of which the last stays."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, list[tuple[int, str]]] = {}
        self.posted: list[dict[str, Any]] = []
        self.over = threading.Event()

    def url(self, path: str, scheme: str = "http") -> str:
        """The address of a path."""
        return f"{scheme}://127.0.0.1:{self.server_address[1]}{path}"

    def answer(self, path: str) -> tuple[int, str]:
        """What a request for a path gets."""
        left = self.answers.get(path, [(404, "nothing here")])
        return left.pop(0) if len(left) > 1 else left[0]


class _Handler(BaseHTTPRequestHandler):
    server: Website

    def do_GET(self) -> None:
        """Answers; a body that ends in ... never comes to its end."""
        status, text = self.server.answer(self.path)
        body = text.encode()
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body) + text.endswith("...")))
        self.end_headers()
        self.wfile.write(body)
        if text.endswith("..."):
            self.server.over.wait()

    def do_POST(self) -> None:
        """Keeps the JSON that it is sent."""
        self.server.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextlib.contextmanager
def website(tls: ssl.SSLContext | None = None) -> Iterator[Website]:
    """A web server that answers as long as its context lasts."""
    with Website() as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
