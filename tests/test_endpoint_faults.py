"""What the WinRM endpoint answers when something is wrong, or is told to be."""

from __future__ import annotations

import socket
import threading
import time
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from pypsrp.exceptions import AuthenticationError, WinRMTransportError, WSManFaultError
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import SelectorSet

from endpoints import Certificates, Serve, client, invoke, pool
from winstead.simulator import wsman
from winstead.simulator.endpoint import Faults

pytest_plugins = ("endpoint_fixtures",)

TIMED_OUT, UNKNOWN_SHELL = 2150858793, 2150858843
Parameters = dict[str, object]


def test_a_receive_waits_for_its_operation_timeout(serve: Serve, certificates: Certificates) -> None:
    with pool(serve(), certificates) as opened:
        began = time.monotonic()
        with pytest.raises(WSManFaultError) as caught:
            opened.shell.receive("stdout", timeout=1)
        assert caught.value.code == TIMED_OUT
        assert 1 <= time.monotonic() - began < 5


def test_a_receive_answers_at_once_when_output_comes(serve: Serve, certificates: Certificates) -> None:
    go_on = threading.Event()
    came: list[float] = []

    def run(script: str, parameters: Parameters) -> Iterator[str]:
        go_on.wait(10)
        came.append(time.monotonic())
        yield "line"

    with pool(serve(run), certificates) as opened:
        shell = PowerShell(opened).add_script("")
        shell.begin_invoke()
        timer = threading.Timer(0.2, go_on.set)
        timer.start()
        while not shell.output:
            shell.poll_invoke()
        assert time.monotonic() - came[0] < 0.5
        shell.end_invoke()
        timer.join()


def test_a_script_may_run_longer_than_an_operation(serve: Serve, certificates: Certificates) -> None:
    go_on = threading.Event()

    def run(script: str, parameters: Parameters) -> Iterator[str]:
        go_on.wait(10)
        yield "late"

    with pool(serve(run), certificates) as opened:
        shell = PowerShell(opened).add_script("")
        shell.begin_invoke()
        for _ in range(2):  # the first answers with the pipeline's state, the second with nothing in time
            shell.poll_invoke(timeout=1)
        go_on.set()
        assert shell.end_invoke() == ["late"]


def test_an_unknown_shell(serve: Serve, certificates: Certificates) -> None:
    with client(serve(), certificates) as session:
        selectors = SelectorSet()
        selectors.add_option("ShellId", str(uuid.uuid4()))
        with pytest.raises(WSManFaultError, match="no such shell") as caught:
            session.delete("http://schemas.microsoft.com/powershell/Microsoft.PowerShell", selector_set=selectors)
        assert caught.value.code == UNKNOWN_SHELL


def test_a_closed_shell_is_unknown(serve: Serve, certificates: Certificates) -> None:
    with client(serve(), certificates) as session, RunspacePool(session) as opened:
        session.delete(opened.shell.resource_uri, selector_set=opened.shell._selector_set)
        assert not opened.is_alive()


def test_an_unknown_action_and_what_is_no_request(serve: Serve, certificates: Certificates) -> None:
    endpoint = serve(allow_unencrypted=True)
    with client(endpoint, certificates) as session:
        with pytest.raises(WSManFaultError, match="Pull is not supported"):
            session.pull("http://schemas.microsoft.com/wbem/wsman/1/windows/shell")
        with pytest.raises(WSManFaultError, match="has no Shell"):
            session.create("http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd", None)  # type: ignore[arg-type]
    answer = requests.post(endpoint.url, b"<a>", auth=("deploy", "s3cret word"), timeout=5)
    assert answer.status_code == 500
    assert "2150858817" in answer.text
    assert requests.post(endpoint.url.removesuffix("wsman"), b"<a>", timeout=5).status_code == 404


@settings(deadline=None)
@given(size=st.text(), duration=st.text() | st.floats().map("PT{}S".format))
def test_whatever_is_no_request_is_a_fault(size: str, duration: str) -> None:
    envelope = ET.Element("{http://www.w3.org/2003/05/soap-envelope}Envelope")
    header = ET.SubElement(envelope, "{http://www.w3.org/2003/05/soap-envelope}Header")
    ET.SubElement(envelope, "{http://www.w3.org/2003/05/soap-envelope}Body")
    for name, value in (("MaxEnvelopeSize", size), ("OperationTimeout", duration)):
        ET.SubElement(header, "{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}" + name).text = value
    came = outcome(ET.tostring(envelope))
    assert came == 2150858817 or (isinstance(came, wsman.Request) and came.timeout >= 0 and came.max_envelope >= 1000)


def outcome(envelope: bytes) -> wsman.Request | int:
    try:
        return wsman.read(envelope)
    except wsman.WSManFaultError as error:
        return error.code


@settings(deadline=None)
@given(st.text())
def test_any_message_can_be_told_by_a_fault(text: str) -> None:
    told = ET.fromstring(wsman.fault(wsman.WSManFaultError(1, "w:InternalError", text), "uuid:<&"))
    found = told.findtext(".//{http://www.w3.org/2003/05/soap-envelope}Text") or ""
    assert len(found) == len(text.replace("\r\n", "\n"))
    assert [a for a, b in zip(found, text, strict=False) if text.isprintable() and a != b] == []


def test_a_request_larger_than_the_envelope(serve: Serve, certificates: Certificates) -> None:
    with pool(serve(max_envelope_kb=100), certificates) as opened, pytest.raises(WinRMTransportError, match="413"):
        opened.shell.send("stdin", b"x" * 100_000)


def test_refused_logon(serve: Serve, certificates: Certificates) -> None:
    endpoint = serve(faults=Faults(refuse_logon=True))
    with client(endpoint, certificates) as session, pytest.raises(AuthenticationError):
        session.get_server_config()
    endpoint.faults.refuse_logon = False
    with client(endpoint, certificates) as session:
        session.get_server_config()


def test_delay(serve: Serve, certificates: Certificates) -> None:
    endpoint = serve(scheme="https")
    with client(endpoint, certificates) as session:
        session.get_server_config()
        endpoint.faults.delay = 0.3
        began = time.monotonic()
        session.get_server_config()
        assert 0.3 <= time.monotonic() - began < 5


@pytest.mark.parametrize(("when", "ran"), [("before", []), ("after", ["script"])])
def test_a_dropped_request(serve: Serve, certificates: Certificates, when: Any, ran: list[str]) -> None:
    seen: list[str] = []

    def run(script: str, parameters: Parameters) -> Iterator[str]:
        seen.append(script)
        yield script

    endpoint = serve(run)
    with pool(endpoint, certificates) as opened:
        endpoint.requests = 0
        endpoint.faults.drop_at, endpoint.faults.drop_when = 1, when
        with pytest.raises(requests.ConnectionError):
            PowerShell(opened).add_script("script").invoke()
        assert endpoint.requests == 1
        opened.state = 5  # broken: its connection is gone
    with pool(endpoint, certificates) as again:
        assert invoke(again, "again") == ["again"]
    assert seen == [*ran, "again"]


def test_silence_ends_with_the_endpoint(serve: Serve, certificates: Certificates) -> None:
    endpoint = serve()
    with client(endpoint, certificates, read_timeout=1) as session:
        session.get_server_config()
        endpoint.faults.silent_from = endpoint.requests + 1
        with pytest.raises(requests.ReadTimeout):
            session.get_server_config()


def test_an_old_powershell(serve: Serve, certificates: Certificates) -> None:
    with pool(serve(faults=Faults(ps_version="2.0")), certificates) as opened:
        assert opened.application_private_data is not None
        assert opened.application_private_data.data["PSVersionTable"]["PSVersion"] == "2.0"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_clients_that_go_away_do_no_harm(serve: Serve, certificates: Certificates, scheme: str) -> None:
    endpoint = serve(scheme=scheme)
    for said in (
        b"",
        b"POST /wsman HTTP/1.1\r\n",
        b"POST /wsman HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", endpoint.port)) as connection:
            connection.sendall(said)
    with pool(endpoint, certificates) as again:
        assert invoke(again, "1") == ["1"]


def test_many_endpoints_at_once(serve: Serve, certificates: Certificates) -> None:
    endpoints = [serve() for _ in range(50)]
    began, count = time.monotonic(), 0
    for endpoint in endpoints:
        with pool(endpoint, certificates) as opened:
            assert invoke(opened, "1") == ["1"]
        count += endpoint.requests
    print(f"{count / (time.monotonic() - began):.0f} requests/s, {len(endpoints)} pools, one after the other")
    began = time.monotonic()
    for endpoint in endpoints:
        endpoint.close()
    assert time.monotonic() - began < 5
