"""An HTTP proxy to test with: CONNECT for https, forwarding for http."""

from __future__ import annotations

import http.client
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class _Handler(BaseHTTPRequestHandler):
    """One client's connection; what it forwards goes over one connection too, as NTLM needs it."""

    protocol_version = "HTTP/1.1"
    server: Proxy
    _onward: http.client.HTTPConnection | None = None

    def do_CONNECT(self) -> None:
        """Passes bytes on in both directions."""
        self.server.requests.append(f"CONNECT {self.path}")
        host, _, port = self.path.rpartition(":")
        self.close_connection = True
        with socket.create_connection((host, int(port))) as onward:
            self.send_response(200)
            self.end_headers()
            pairs = {self.connection: onward, onward: self.connection}
            while True:
                for one in select.select(list(pairs), [], [])[0]:
                    if not (data := one.recv(65536)):
                        return
                    pairs[one].sendall(data)

    def do_POST(self) -> None:
        """Forwards a request, and the answer back."""
        url = urlsplit(self.path)
        self.server.requests.append(f"POST {url.scheme}")
        if self._onward is None:
            self._onward = http.client.HTTPConnection(url.netloc)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name: value for name, value in self.headers.items() if name.lower() != "content-length"}
        self._onward.request("POST", url.path, body, headers)
        answer = self._onward.getresponse()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.read())

    def finish(self) -> None:
        """Closes what it opened."""
        super().finish()
        if self._onward:
            self._onward.close()

    def log_message(self, format: str, *args: object) -> None:
        """Prints nothing."""


class Proxy(ThreadingHTTPServer):
    """The proxy; ``requests`` has what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


@contextmanager
def proxy() -> Iterator[Proxy]:
    """A proxy that lasts as long as its context."""
    with Proxy() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()
