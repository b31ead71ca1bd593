"""Hosts over WinRM: one connection, one runspace pool, and a pipeline for each script."""

from __future__ import annotations

import contextlib
import logging
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pypsrp.complex_objects as psrp
import requests
from pypsrp.exceptions import WinRMError
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.serializer import TaggedValue
from pypsrp.shell import SignalCode
from pypsrp.wsman import NAMESPACES, SelectorSet, WSMan, WSManAction

from winstead.connection import Connection
from winstead.errors import (
    ConnectionFailedError,
    InterruptedRunError,
    LogonFailedError,
    ScriptError,
    UnsupportedHostError,
)
from winstead.events import Event, parse
from winstead.transports.base import FileToSend, OpenHost, Setting
from winstead.transports.explain import explained
from winstead.transports.upload import send

# pypsrp prints a traceback for every time-out that nobody handles; what went wrong is in the error.
logging.getLogger("pypsrp").addHandler(logging.NullHandler())
# Seconds without a request until a host ends the pool and frees its lock. WinRM takes no less, and takes hours unless
# told: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/new-pssessionoption
_IDLE = 60


class WinRM:
    """Opens hosts over WinRM with pypsrp."""

    @contextlib.contextmanager
    def open(self, connection: Connection, password: str | None) -> Iterator[OpenHost]:
        """A host with an open pool.

        Raises ConnectionFailedError, LogonFailedError, CertificateError, UnsupportedHostError.
        """
        with _client(connection, password) as client:
            pool = RunspacePool(client, idle_timeout=max(_IDLE, 3 * client.operation_timeout))
            with explained(connection):
                _open(pool, connection)
            host = WinRMHost(connection, password, pool)
            try:
                _check_version(pool)
                yield host
            except ConnectionFailedError:
                host.delete()
                raise
            finally:
                with contextlib.suppress(requests.RequestException, WinRMError):  # as for delete
                    pool.close()


class WinRMHost:
    """One host's pool."""

    def __init__(self, connection: Connection, password: str | None, pool: RunspacePool) -> None:
        self._connection, self._password, self._pool = connection, password, pool
        self._running: PowerShell | None = None
        self._stopping = threading.Event()

    def run(self, script: str, setting: Setting) -> Iterator[Event]:
        """Runs a script; each event is given as soon as it is received."""
        shell = PowerShell(self._pool).add_script(script)
        shell.add_parameters({"Mode": setting.mode, "Format": "Json", "LockTimeout": setting.lock_timeout})
        shell.add_parameters({"By": setting.by, "RunId": setting.run_id, "Reboot": setting.reboot})
        if setting.secrets:
            with explained(self._connection):
                self._pool.exchange_keys()
            secrets = {name: TaggedValue("SS", text) for name, text in setting.secrets.items()}
            shell.add_parameter("Secret", secrets)
        if self._stopping.is_set():
            raise InterruptedRunError("interrupted before the script began")
        with explained(self._connection):
            shell.begin_invoke()
            self._running = shell
            try:
                if self._stopping.is_set():
                    self.stop()
                yield from _events(shell)
            finally:
                self._running = None
        if shell.had_errors and not self._stopping.is_set():
            raise ScriptError("; ".join(str(error) for error in shell.streams.error) or "the script failed")

    def upload(self, file: FileToSend) -> bool:
        """Sends a file in compressed chunks through the pool."""
        with explained(self._connection):
            return send(self._pool, file)

    def stop(self) -> None:
        """Signals the script's pipeline; without one, ends the pool with whatever it does."""
        self._stopping.set()
        shell = self._running
        if shell is None:
            self.delete()
            return
        signal = ET.Element(f"{{{NAMESPACES['rsp']}}}Signal", CommandId=shell.id)
        ET.SubElement(signal, f"{{{NAMESPACES['rsp']}}}Code").text = SignalCode.PS_CTRL_C
        with explained(self._connection), self._beside() as client:
            client.transport.read_timeout = client.patience  # a finally block may take its time
            client.signal(self._pool.shell.resource_uri, signal, selector_set=self._selector())

    def delete(self) -> None:
        """Ends the pool on the host, if it can be reached; if not, the host does when it was idle for long enough."""
        self._pool.state = psrp.RunspacePoolState.CLOSED
        with contextlib.suppress(requests.RequestException, WinRMError), self._beside() as client:
            client.delete(self._pool.shell.resource_uri, selector_set=self._selector())

    @contextlib.contextmanager
    def _beside(self) -> Iterator[_Client]:
        """A connection of its own, for the pool's is lost, or waits for an answer."""
        with contextlib.closing(_client(self._connection, self._password)) as client:
            client.session_id = self._pool.connection.session_id
            yield client

    def _selector(self) -> SelectorSet:
        selector = SelectorSet()
        selector.add_option("ShellId", self._pool.id)
        return selector


def _open(pool: RunspacePool, connection: Connection) -> None:
    try:
        pool.open()
    except requests.RequestException:
        raise
    except ValueError as error:  # pypsrp: a user is missing, or the host offers other kinds of auth
        raise LogonFailedError(f"{connection.address}: auth {connection.auth}: {error}") from error


def _events(shell: PowerShell) -> Iterator[Event]:
    while shell.state == psrp.PSInvocationState.RUNNING:
        shell.poll_invoke()
        written, shell.output = shell.output, []
        written += [*shell.streams.warning, *(one.message_data for one in shell.streams.information)]
        shell.streams.warning.clear()
        shell.streams.information.clear()
        yield from (parse(line) for text in written for line in str(text).splitlines() if line.strip())


class _Client(WSMan):
    """WSMan that waits for a lost answer no longer than it is told: who asks again is the run, with its own policy."""

    def __init__(self, connection: Connection, **options: Any) -> None:
        timeouts: dict[str, Any] = dict.fromkeys(("connection_timeout", "read_timeout"), connection.connect_timeout)
        super().__init__(connection.address, operation_timeout=int(connection.operation_timeout), **timeouts, **options)
        self.patience: Any = connection.operation_timeout + connection.connect_timeout

    def invoke(self, *args: Any, **options: Any) -> ET.Element:
        answer: ET.Element = super().invoke(*args, **options)
        self.transport.read_timeout = self.patience  # it answers: from now on it may take its time
        return answer

    def receive(self, *args: Any, **options: Any) -> ET.Element:
        answer = self.invoke(WSManAction.RECEIVE, *args, **options)
        return answer.find("s:Body", namespaces=NAMESPACES)  # type: ignore[return-value]  # it is always there


def _client(connection: Connection, password: str | None) -> _Client:
    https = connection.scheme == "https"
    return _Client(
        connection,
        port=connection.port or (5986 if https else 5985),
        username=connection.user,
        password=password,
        ssl=https,
        auth=connection.auth,
        cert_validation=connection.verify and (connection.ca_file or True),
        proxy=connection.proxy,
        no_proxy=connection.proxy is None and _is_loopback(connection.address),
        certificate_pem=connection.certificate_file,
        certificate_key_pem=connection.key_file,
    )


def _is_loopback(address: str) -> bool:
    return address in ("localhost", "::1") or address.startswith("127.")


def _check_version(pool: RunspacePool) -> None:
    table = (pool.application_private_data.data if pool.application_private_data else {}).get("PSVersionTable", {})
    version = str(table.get("PSVersion", ""))
    parts = version.split(".")
    if len(parts) >= 2 and (int(parts[0]), int(parts[1])) < (5, 1):
        raise UnsupportedHostError(
            f"the host has Windows PowerShell {version}: winstead needs 5.1 or newer (install WMF 5.1 or PowerShell 7)"
        )
