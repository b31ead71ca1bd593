"""A web site on loopback that serves files and fails as told."""

from __future__ import annotations

import hashlib
import random
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONTENT = random.Random(1).randbytes(2**18)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Site(ThreadingHTTPServer):
    """Serves ``content`` at every path but those of ``pages``, which have contents of their own, or lead elsewhere.

    Each request for ``content`` takes the next of ``faults``, None once there are no more. A fault is a status, ``cut``
    (the connection is cut in the middle), ``hang`` (it stops in the middle), ``slow`` (it pauses there), ``whole`` (a
    range is not heeded), ``other`` (another part than was asked for), or ``new`` (there is another file from now on).
    """

    daemon_threads = True

    def __init__(self, content: bytes, headers: dict[str, str], faults: tuple[str | int, ...]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content, self.headers, self.faults = content, headers, list(faults)
        self.pages: dict[str, bytes | str] = {}
        self.requests: list[tuple[str, str | None]] = []
        self.told: list[dict[str, str]] = []  # the headers of each
        self.closed = threading.Event()
        self.scheme = "http"

    @property
    def url(self) -> str:
        """The address of its file."""
        return f"{self.scheme}://127.0.0.1:{self.server_port}/file.zip"


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answers with the file, or what is left of it, or as the next fault says."""
        site = self.server
        asked = self.headers["Range"]
        site.requests.append((self.path, asked))
        site.told.append(dict(self.headers))
        if (page := site.pages.get(self.path)) is not None:
            self._page(page)
            return
        fault = site.faults.pop(0) if site.faults else None
        self.close_connection = True
        if isinstance(fault, int):
            self.send_error(fault)
            return
        if fault == "new":
            site.content, site.headers = CONTENT, {"ETag": '"2"'}
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and fault != "whole" else 0
        if self.headers["If-Range"] not in (None, *site.headers.values()):
            start = 0
        start += fault == "other"
        self.send_response(206 if start else 200)
        for name, value in site.headers.items():
            self.send_header(name, value)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(site.content) - 1}/{len(site.content)}")
        self.send_header("Content-Length", str(len(site.content) - start))
        self.end_headers()
        rest = site.content[start:]
        self.wfile.write(rest[: len(rest) // 2] if fault in ("cut", "hang", "slow") else rest)
        if fault in ("hang", "slow"):
            self.wfile.flush()
            site.closed.wait(60 if fault == "hang" else 2)
        if fault == "slow":
            self.wfile.write(rest[len(rest) // 2 :])

    def _page(self, page: bytes | str) -> None:
        """A page's bytes, or where it leads."""
        self.close_connection = True
        self.send_response(302 if isinstance(page, str) else 200)
        if isinstance(page, str):
            self.send_header("Location", page)
        body = b"" if isinstance(page, str) else page
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Prints nothing."""


@contextmanager
def serving(
    *faults: str | int,
    content: bytes = CONTENT,
    headers: dict[str, str] | None = None,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Site]:
    """A site on loopback."""
    with Site(content, {"ETag": '"1"'} if headers is None else headers, faults) as site:
        if tls:
            site.socket, site.scheme = tls.wrap_socket(site.socket, server_side=True), "https"
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield site
        finally:
            site.closed.set()
            site.shutdown()
            thread.join()
