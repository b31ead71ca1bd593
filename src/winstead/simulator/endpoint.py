"""A WinRM endpoint on loopback: HTTP or HTTPS, in front of a back end that runs the scripts."""

from __future__ import annotations

import logging
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from pypsrp.exceptions import WinRMError
from spnego.exceptions import SpnegoError

from winstead.simulator.auth import Gate, Logon, channel_bindings
from winstead.simulator.shells import Backend, Shells

_log = logging.getLogger(__name__)
_HANDSHAKE = 30.0  # seconds for TLS


@dataclass
class Faults:
    """How an endpoint misbehaves; may be changed while it runs. Requests are counted from 1 (``Endpoint.requests``).

    refuse_logon  no user is let in
    delay         seconds added to each request
    drop_at       the request whose TCP connection is closed instead of an answer...
    drop_when     ...before or after it was carried out
    silent_from   the first of the requests that are never answered
    ps_version    the version of PowerShell that a simulated host tells
    """

    refuse_logon: bool = False
    delay: float = 0.0
    drop_at: int | None = None
    drop_when: Literal["before", "after"] = "before"
    silent_from: int | None = None
    ps_version: str = "7.4.6"


class Endpoint:
    """A WinRM endpoint, serving from ``start`` to ``close``; a context manager.

    ``certificate`` is a PEM file with certificate and key, needed for https; ``client_ca`` one with the authority whose
    client certificates are let in. Over http a request has to be encrypted with the keys of its logon, and Basic, which
    has none, is refused, unless ``allow_unencrypted``. ``port`` and ``url`` say where it listens; ``requests`` counts
    what came in and may be set. While ``away`` says so, every connection is cut at once.
    Raises ValueError for settings that do not go together, OSError when the port is taken.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        users: Mapping[str, str],
        scheme: Literal["http", "https"] = "http",
        certificate: Path | None = None,
        client_ca: Path | None = None,
        auth: Collection[str] = frozenset({"basic", "ntlm", "negotiate", "certificate"}),
        faults: Faults | None = None,
        address: str = "127.0.0.1",
        port: int = 0,
        max_envelope_kb: int = 500,
        allow_unencrypted: bool = False,
        away: Callable[[], bool] = lambda: False,
    ) -> None:
        if scheme == "https" and certificate is None:
            raise ValueError("scheme https needs a certificate: the path of a PEM file with certificate and key")
        self.scheme = scheme
        self.faults = faults or Faults()
        self.requests = 0
        self.away = away
        self.must_encrypt = scheme == "http" and not allow_unencrypted
        self.max_envelope = max_envelope_kb * 1024
        self.closed = threading.Event()
        self.shells = Shells(backend, max_envelope_kb)
        self._tls = _tls(certificate, client_ca) if certificate and scheme == "https" else None
        bindings = channel_bindings(certificate) if certificate and scheme == "https" else None
        offered = (
            set(auth)
            - ({"basic"} if self.must_encrypt else set())
            - (set() if self._tls and client_ca else {"certificate"})
        )
        self.gate = Gate(users, offered, bindings)
        self._lock = threading.Lock()
        self._connections: dict[threading.Thread, socket.socket] = {}
        self._listener = socket.create_server((address, port), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"{scheme}://{address}:{self.port}/wsman"
        self._acceptor = threading.Thread(target=self._accept, name=f"winrm-{self.port}", daemon=True)

    def start(self) -> Self:
        """Begins to serve."""
        self._acceptor.start()
        return self

    def close(self) -> None:
        """Stops serving, ends every shell and closes every connection; no thread and no process is left."""
        if self.closed.is_set():
            return
        self.closed.set()
        if self._acceptor.ident:
            socket.create_connection(self._listener.getsockname()).close()  # wakes accept() on every platform
            self._acceptor.join()
        self._listener.close()
        self.shells.close()
        with self._lock:
            connections = dict(self._connections)
        for connection in connections.values():
            _shut(connection)
        for thread in connections:
            thread.join()
        self.gate.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def count(self) -> int:
        """Counts a request: its number."""
        with self._lock:
            self.requests += 1
            return self.requests

    def _accept(self) -> None:
        while True:
            connection, peer = self._listener.accept()
            if self.closed.is_set():
                connection.close()
                return
            if self.away():
                connection.close()
                continue
            thread = threading.Thread(target=self._serve, args=(connection, peer), daemon=True)
            with self._lock:
                self._connections = {of: one for of, one in self._connections.items() if of.is_alive()}
                self._connections[thread] = connection
                thread.start()

    def _serve(self, connection: socket.socket, peer: Any) -> None:
        try:
            if self._tls:
                connection.settimeout(_HANDSHAKE)
                connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
                with self._lock:
                    self._connections[threading.current_thread()] = connection
                if self.closed.is_set():  # close() may have missed the new socket
                    return
                connection.do_handshake()
                connection.settimeout(None)
            _Connection(self, connection, peer)
        except OSError as error:  # the client went away, or does not trust the certificate
            _log.debug("%s: connection from %s ended: %s", self.url, peer, error)
        finally:
            _shut(connection)
            connection.close()


class _Connection(BaseHTTPRequestHandler):
    """One TCP connection: its requests, one after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave in one packet

    def __init__(self, endpoint: Endpoint, connection: socket.socket, peer: Any) -> None:
        self._endpoint = endpoint
        has_certificate = isinstance(connection, ssl.SSLSocket) and bool(connection.getpeercert())
        self._logon = Logon(endpoint.gate, has_certificate)
        super().__init__(connection, peer, None)  # type: ignore[arg-type]  # it keeps the server and no more

    def do_POST(self) -> None:
        """Serves one request, with the faults that the endpoint is told to have."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            self.close_connection = True
            self._send(400, [], b"")
            return
        body = self.rfile.read(int(length))
        if self._endpoint.away():
            self.close_connection = True
            return
        faults, number = self._endpoint.faults, self._endpoint.count()
        if faults.silent_from is not None and number >= faults.silent_from:
            self._endpoint.closed.wait()
            self.close_connection = True
            return
        if faults.delay:
            self._endpoint.closed.wait(faults.delay)
        dropped = number == faults.drop_at
        if dropped and faults.drop_when == "before":
            self.close_connection = True
            return
        status, headers, answer = self._serve(body)
        if dropped:
            self.close_connection = True
            return
        self._send(status, headers, answer)

    def _serve(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        if self.path != "/wsman":
            return 404, [], b""
        if self._endpoint.faults.refuse_logon:
            return 401, [("WWW-Authenticate", text) for text in self._endpoint.gate.challenges], b""
        granted, challenges = self._logon.check(self.headers.get("Authorization"))
        headers = [("WWW-Authenticate", text) for text in challenges]
        if not granted:
            return 401, headers, b""
        if not body:  # a client that only logs on, to encrypt what comes next
            return 200, headers, b""
        status, content_type, answer = self._carry_out(body)
        return status, [*headers, ("Content-Type", content_type)], answer

    def _carry_out(self, body: bytes) -> tuple[int, str, bytes]:
        """The answer to a request that is let in: status, content type, body."""
        plain = "application/soap+xml;charset=UTF-8"
        encryption = self._logon.encryption
        encrypted = self.headers.get("Content-Type", "").startswith("multipart/encrypted")
        if (encrypted and not encryption) or (self._endpoint.must_encrypt and not encrypted):
            return 500, plain, b""
        if encrypted and encryption:
            try:
                body = encryption.unwrap_message(body, "Encrypted Boundary")
            except (SpnegoError, WinRMError, ValueError, IndexError, struct.error) as error:
                _log.warning("%s: a request cannot be decrypted: %s", self._endpoint.url, error)
                return 400, plain, b""
        if len(body) > self._endpoint.max_envelope:
            return 413, plain, b""
        status, answer = self._endpoint.shells.answer(body, self._endpoint.faults.ps_version)
        if not (encrypted and encryption):
            return status, plain, answer
        kind, answer = encryption.wrap_message(answer)
        return status, f'{kind};protocol="{encryption.protocol}";boundary="Encrypted Boundary"', answer

    def _send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Logs for who debugs it, instead of printing."""
        _log.debug("%s: " + format, self._endpoint.url, *args)


def _tls(certificate: Path, client_ca: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    if client_ca:
        context.load_verify_locations(client_ca)
        context.verify_mode = ssl.CERT_OPTIONAL
    return context


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        socket.socket.shutdown(connection, socket.SHUT_RDWR)  # not TLS's: its thread may be reading
