"""Reaching hosts over WinRM: logon, encryption, certificates, proxies, and hosts that are not there."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import trustme

from cli import winstead
from endpoints import USERS, Certificates, Serve
from hosts import inventory
from proxies import proxy
from winstead.connection import Connection
from winstead.errors import (
    AddressError,
    CertificateError,
    ConnectionFailedError,
    LogonFailedError,
    UnsupportedHostError,
)
from winstead.events import Event
from winstead.run import Job, run_job
from winstead.simulator.endpoint import Endpoint, Faults
from winstead.transports.base import Setting
from winstead.transports.winrm import WinRM

pytest_plugins = ("endpoint_fixtures",)

PASSWORD = USERS["deploy"]
USER = {"user": "deploy", "password": {"secret": "deploy"}}


def connection(endpoint: Endpoint, certificates: Certificates, **more: Any) -> Connection:
    """How an endpoint is reached."""
    values = {"address": "127.0.0.1", "port": endpoint.port, "scheme": endpoint.scheme}
    values |= USER | {
        "auth": "ntlm",
        "ca_file": str(certificates.authority),
        "retry": {"max_retries": 2, "delay": 0.01},
    }
    return Connection.model_validate(values | more)


def said(reached: Connection, password: str = PASSWORD) -> list[str]:
    """What a script says that gives its own text."""
    with WinRM().open(reached, password) as host:
        return [event["text"].removeprefix("the host wrote: ") for event in host.run("works", Setting())]


def refused(reached: Connection, password: str = PASSWORD) -> list[Event]:
    """The events of a run that does not come to be."""
    return run_job(Job("srv", reached, "works", Setting(), password))


@pytest.mark.parametrize(
    ("scheme", "auth"),
    [
        ("http", "ntlm"),
        ("http", "negotiate"),
        ("https", "basic"),
        ("https", "ntlm"),
        ("https", "negotiate"),
        ("https", "certificate"),
    ],
)
def test_logs_on(serve: Serve, certificates: Certificates, scheme: str, auth: str) -> None:
    endpoint = serve(scheme=scheme, auth={auth})
    more = {"certificate_file": str(certificates.client), "key_file": str(certificates.client)}
    reached = connection(endpoint, certificates, auth=auth, **(more if auth == "certificate" else {}))
    assert said(reached) == ["works"]


@pytest.mark.parametrize(("scheme", "auth"), [("http", "ntlm"), ("http", "negotiate"), ("https", "basic")])
@pytest.mark.parametrize(("user", "password"), [("deploy", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_is_refused_at_once(
    serve: Serve, certificates: Certificates, scheme: str, auth: str, user: str, password: str
) -> None:
    endpoint = serve(scheme=scheme)
    events = refused(connection(endpoint, certificates, auth=auth, user=user), password)
    assert [event["event"] for event in events] == ["host"]
    assert (events[0]["status"], events[0]["error"]["type"]) == ("unreachable", "LogonFailedError")
    assert f"refused the user {user}" in events[0]["error"]["message"]
    assert password not in str(events)
    assert endpoint.requests <= 3


def test_an_auth_that_the_host_does_not_offer(serve: Serve, certificates: Certificates) -> None:
    for offered, asked in (("basic", "ntlm"), ("ntlm", "basic")):
        with pytest.raises(LogonFailedError, match="auth"):
            said(connection(serve(scheme="https", auth={offered}), certificates, auth=asked))


def test_a_user_who_may_not_log_on_says_so(serve: Serve, certificates: Certificates) -> None:
    with pytest.raises(LogonFailedError):
        said(connection(serve(faults=Faults(refuse_logon=True)), certificates))


@pytest.mark.parametrize(
    ("names", "trusted", "problem"),
    [
        (["127.0.0.1"], False, "unable to get local issuer"),
        (["other.example"], True, "127.0.0.1"),
        (["127.0.0.2"], True, "127.0.0.1"),
    ],
)
def test_a_certificate_that_does_not_hold(
    serve: Serve, certificates: Certificates, tmp_path: Path, names: list[str], trusted: bool, problem: str
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    authority.issue_cert(*names).private_key_and_cert_chain_pem.write_to_path(tmp_path / "host.pem")
    ca_file = str(tmp_path / "ca.pem") if trusted else str(certificates.authority)
    endpoint = serve(scheme="https", certificate=tmp_path / "host.pem")
    reached = connection(endpoint, certificates, ca_file=ca_file, auth="basic")
    with pytest.raises(CertificateError, match=problem) as caught:
        said(reached)
    assert "ca_file" in str(caught.value)
    assert len(refused(reached)) == 1
    assert endpoint.requests == 0
    assert said(reached.model_copy(update={"verify": False})) == ["works"]


def test_an_unchecked_certificate_is_said(serve: Serve, certificates: Certificates, tmp_path: Path) -> None:
    endpoint = serve(scheme="https", users={"deploy": "right"})
    text = f"""
hosts:
  srv: {{connection: {{address: 127.0.0.1, port: {endpoint.port}, auth: basic, user: deploy,
    password: {{secret: deploy}}, verify: false, retry: {{delay: 10ms}}}}}}
"""
    file = inventory(tmp_path, text)
    done = winstead("facts", "--host", "srv", "--inventory", file, WINSTEAD_SECRET_DEPLOY="wrong")
    assert "certificate is not checked (verify: false)" in done.out
    assert "refused the user deploy" in done.out
    assert "wrong " not in done.out.replace("wrong name or password", "")
    assert done.code == 4


@pytest.mark.parametrize(("scheme", "asked"), [("https", "CONNECT"), ("http", "POST")])
def test_a_proxy(serve: Serve, certificates: Certificates, scheme: str, asked: str) -> None:
    with proxy() as between:
        reached = connection(serve(scheme=scheme), certificates, proxy=between.url)
        assert said(reached) == ["works"]
        assert {request.split()[0] for request in between.requests} == {asked}
    with pytest.raises(ConnectionFailedError, match="proxy"):
        said(reached)


def test_no_proxy_of_the_environment_for_this_machine(
    serve: Serve, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert said(connection(serve(scheme="https"), certificates)) == ["works"]


@contextmanager
def _silent(accepts: bool) -> Iterator[int]:
    """A port that is open, where nobody ever answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as listener:
        held: list[socket.socket] = []
        if accepts:
            Thread(target=lambda: held.append(listener.accept()[0]), daemon=True).start()
        yield listener.getsockname()[1]
        for one in held:
            one.close()


@pytest.mark.parametrize("accepts", [True, False])
@pytest.mark.parametrize(("scheme", "auth"), [("http", "ntlm"), ("https", "basic")])
def test_a_host_that_never_answers(scheme: str, auth: str, accepts: bool) -> None:
    with _silent(accepts) as port:
        values = {"address": "127.0.0.1", "port": port, "scheme": scheme, "auth": auth} | USER
        limits = {"connect_timeout": 0.5, "operation_timeout": 20, "retry": {"max_retries": 1, "delay": 0.01}}
        began = time.monotonic()
        events = refused(Connection.model_validate(values | limits))
    assert time.monotonic() - began < 5
    assert [event["event"] for event in events] == ["message", "host"]
    assert (events[1]["status"], events[1]["error"]["transient"]) == ("unreachable", True)
    assert "does not answer (connect_timeout 0.5 s" in events[1]["error"]["message"]


def test_a_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    values = {"address": "127.0.0.1", "port": port, "retry": {"max_retries": 2, "delay": 0.01}}
    events = refused(Connection.model_validate(values))
    assert [event["event"] for event in events] == ["message", "message", "host"]
    assert events[0]["text"].startswith("attempt 1 failed, the next in 0.0 s: https://127.0.0.1:")
    assert "connection refused" in events[2]["error"]["message"]


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    events = refused(Connection(address="nowhere.invalid", user="x"))
    assert [event["event"] for event in events] == ["host"]
    assert (events[0]["status"], events[0]["error"]["type"]) == ("unreachable", "AddressError")
    assert "https://nowhere.invalid:5986: there is no such name" in events[0]["error"]["message"]


def test_an_old_powershell(serve: Serve, certificates: Certificates) -> None:
    reached = connection(serve(faults=Faults(ps_version="2.0")), certificates)
    with pytest.raises(UnsupportedHostError, match=r"Windows PowerShell 2\.0: winstead needs 5\.1"):
        said(reached)
    events = refused(reached)
    assert [event.get("status") for event in events] == ["failed"]
    for version in ("5.1.14393.1884", "7.4.6"):
        assert said(connection(serve(faults=Faults(ps_version=version)), certificates)) == ["works"]


@contextmanager
def _web_server(status: int) -> Iterator[int]:
    """Something that speaks HTTP and is no WinRM."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Prints nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "attempts"), [(404, 1), (403, 1), (408, 3), (429, 3), (500, 3), (503, 3)])
def test_what_answers_is_no_winrm(status: int, attempts: int) -> None:
    with _web_server(status) as port:
        values = {"address": "127.0.0.1", "port": port, "scheme": "http", "auth": "ntlm", "user": "x"}
        events = refused(Connection.model_validate(values | {"retry": {"max_retries": 2, "delay": 0.01}}))
    assert len(events) == attempts
    assert f"answered with HTTP {status}" in events[-1]["error"]["message"]
    assert events[-1]["error"]["transient"] == (attempts > 1)


def test_https_on_a_port_for_http_and_the_other_way_round(serve: Serve, certificates: Certificates) -> None:
    plain, tls = serve(), serve(scheme="https")
    with pytest.raises(AddressError, match="TLS failed"):
        said(connection(plain, certificates, scheme="https"))
    with pytest.raises(ConnectionFailedError, match="the connection was lost"):
        said(connection(tls, certificates, scheme="http"))


def test_a_connection_that_ends_in_the_handshake_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def close() -> None:
            for _ in range(2):
                accepted = listener.accept()[0]
                accepted.recv(1000)
                accepted.shutdown(socket.SHUT_RDWR)
                accepted.close()

        thread = Thread(target=close)
        thread.start()
        values = {"address": "127.0.0.1", "port": listener.getsockname()[1], "auth": "basic"} | USER
        events = refused(Connection.model_validate(values | {"retry": {"max_retries": 1, "delay": 0.01}}))
        thread.join()
    assert [event["event"] for event in events] == ["message", "host"]
    assert "the connection was lost" in events[1]["error"]["message"]
