"""The shells of an endpoint: WSMan's actions on them, and what waits to be received.

A shell is one PSRP runspace pool, its commands are the pool's pipelines. What is behind it is a session of a back end:
winstead.simulator.psrp (a function in this process) or winstead.simulator.pwsh (a PowerShell process).
"""

from __future__ import annotations

import base64
import binascii
import threading
import uuid
from collections import deque
from collections.abc import Callable
from typing import Protocol

from winstead.simulator import wsman
from winstead.simulator.wsman import Request, WSManFaultError

_ENVELOPE = 2048  # bytes of a response that are not data


class Outbox:
    """What a shell has for its client: fragments, by pipeline (None: the pool's own), in order."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[uuid.UUID | None, deque[bytes]] = {None: deque()}
        self._failure: WSManFaultError | None = None

    def add(self, pipeline: uuid.UUID) -> None:
        """Keeps what comes for ``pipeline`` from now on."""
        with self._changed:
            self._waiting.setdefault(pipeline, deque())

    def drop(self, pipeline: uuid.UUID) -> None:
        """Forgets ``pipeline`` and all that waits for it; who waits for it is answered with a fault."""
        with self._changed:
            self._waiting.pop(pipeline, None)
            self._changed.notify_all()

    def put(self, pipeline: uuid.UUID | None, fragment: bytes) -> None:
        """Adds a fragment; one for a pipeline that is no longer known is dropped, as nobody can receive it."""
        with self._changed:
            if pipeline in self._waiting:
                self._waiting[pipeline].append(fragment)
                self._changed.notify_all()

    def fail(self, failure: WSManFaultError) -> None:
        """Answers all who wait, now and later, with ``failure``, once they have received what came before it."""
        with self._changed:
            self._failure = self._failure or failure
            self._changed.notify_all()

    def take(self, pipeline: uuid.UUID | None, seconds: float, limit: int) -> bytes:
        """Whole fragments of ``pipeline``, one at least, as many as ``limit`` bytes hold.

        Waits up to ``seconds`` for the first. Raises WSManFaultError: timed out, no such pipeline, or the failure.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._waiting.get(pipeline, True) or self._failure, seconds)
            if pipeline not in self._waiting:
                raise self._failure or wsman.unknown_command(str(pipeline).upper())
            fragments = self._waiting[pipeline]
            if not fragments:
                raise self._failure or wsman.timed_out()
            taken = [fragments.popleft()]
            size = len(taken[0])
            while fragments and (size := size + len(fragments[0])) <= limit:
                taken.append(fragments.popleft())
            return b"".join(taken)


class Session(Protocol):
    """One runspace pool in a back end. Methods may raise WSManFaultError."""

    def open(self, fragments: bytes) -> None:
        """Opens the pool by what the client sent with WSMan's Create."""

    def start(self, pipeline: uuid.UUID, fragments: bytes) -> None:
        """Makes a pipeline, and takes the first part of what describes it."""

    def send(self, pipeline: uuid.UUID | None, stream: str, fragments: bytes) -> None:
        """Takes what the client sends to a pipeline, or to the pool, on ``stdin`` or ``pr`` (answers to a prompt)."""

    def stop(self, pipeline: uuid.UUID) -> None:
        """Stops a pipeline, as Ctrl+C does."""

    def release(self, pipeline: uuid.UUID) -> None:
        """Ends a pipeline, if it still runs, and forgets it."""

    def close(self) -> None:
        """Ends everything; nothing is left of it afterwards."""


class Backend(Protocol):
    """What runs the scripts."""

    def session(self, outbox: Outbox, ps_version: str) -> Session:
        """A new session whose output goes to ``outbox``; ``ps_version`` is the version a simulated host tells."""


class Shells:
    """The shells of one endpoint, by id."""

    def __init__(self, backend: Backend, max_envelope_kb: int) -> None:
        self._backend = backend
        self._max_envelope_kb = max_envelope_kb
        self._lock = threading.Lock()
        self._open: dict[str, tuple[Session, Outbox]] = {}
        self._closed = False
        self._actions: dict[str, Callable[[Request], str]] = {
            f"{wsman.TRANSFER}/Get": self._get,
            f"{wsman.TRANSFER}/Delete": self._delete,
            f"{wsman.SHELL}/Command": self._command,
            f"{wsman.SHELL}/Send": self._send,
            f"{wsman.SHELL}/Receive": self._receive,
            f"{wsman.SHELL}/Signal": self._signal,
        }

    def answer(self, envelope: bytes, ps_version: str) -> tuple[int, bytes]:
        """Carries a request out: HTTP's status and the envelope to answer with."""
        message_id = ""
        try:
            request = wsman.read(envelope)
            message_id = request.message_id
            if request.action == f"{wsman.TRANSFER}/Create":
                return 200, wsman.response(request, self._create(request, ps_version))
            if request.action not in self._actions:
                raise wsman.unsupported(request.action)
            return 200, wsman.response(request, self._actions[request.action](request))
        except WSManFaultError as error:
            return 500, wsman.fault(error, message_id)

    def close(self) -> None:
        """Ends every shell, and answers all who wait for one."""
        with self._lock:
            self._closed = True
            shells = list(self._open)
        for shell in shells:
            self._end(shell)

    def _find(self, request: Request) -> tuple[Session, Outbox]:
        with self._lock:
            if request.shell not in self._open:
                raise wsman.unknown_shell(request.shell)
            return self._open[request.shell]

    def _create(self, request: Request, ps_version: str) -> str:
        shell = request.part("Shell").get("ShellId") or str(uuid.uuid4()).upper()
        content = request.part("Shell").find("{http://schemas.microsoft.com/powershell}creationXml")
        if content is None:
            raise wsman.invalid("Create has no creationXml: only PowerShell shells are served here")
        fragments, outbox = _decode(content.text), Outbox()
        with self._lock:
            if self._closed or shell in self._open:
                raise wsman.invalid(f"shell {shell} is there already" if shell in self._open else "the service stops")
            session = self._backend.session(outbox, ps_version)
            self._open[shell] = session, outbox
        try:
            session.open(fragments)
        except BaseException:
            self._end(shell)
            raise
        return wsman.created(shell, request.resource)

    def _get(self, request: Request) -> str:
        if request.resource == wsman.CONFIG:
            return wsman.config(self._max_envelope_kb)
        self._find(request)
        return wsman.connected(request.shell)

    def _delete(self, request: Request) -> str:
        self._find(request)
        self._end(request.shell)
        return ""

    def _end(self, shell: str) -> None:
        with self._lock:
            found = self._open.pop(shell, None)
        if found:
            session, outbox = found
            outbox.fail(wsman.unknown_shell(shell))
            session.close()

    def _command(self, request: Request) -> str:
        session, outbox = self._find(request)
        command = request.part("CommandLine").get("CommandId") or str(uuid.uuid4()).upper()
        pipeline = _uuid(command)
        outbox.add(pipeline)
        session.start(pipeline, _decode(request.part("Arguments").text))
        return wsman.accepted(command)

    def _send(self, request: Request) -> str:
        session, _ = self._find(request)
        stream = request.part("Stream")
        command = stream.get("CommandId")
        session.send(_uuid(command) if command else None, stream.get("Name", "stdin"), _decode(stream.text))
        return ""

    def _receive(self, request: Request) -> str:
        _, outbox = self._find(request)
        command = request.part("DesiredStream").get("CommandId")
        limit = (min(request.max_envelope, self._max_envelope_kb * 1024) - _ENVELOPE) * 3 // 4
        data = outbox.take(_uuid(command) if command else None, request.timeout, limit)
        return wsman.received(command, base64.b64encode(data).decode())

    def _signal(self, request: Request) -> str:
        session, outbox = self._find(request)
        pipeline = _uuid(request.part("Signal").get("CommandId"))
        code = (request.part("Code").text or "").lower()
        if code.endswith("ctrl_c"):
            session.stop(pipeline)
        elif code.endswith("/terminate"):
            session.release(pipeline)
            outbox.drop(pipeline)
        else:
            raise wsman.unsupported(f"{request.action} {code}")
        return "<rsp:SignalResponse/>"


def _decode(text: str | None) -> bytes:
    try:
        return binascii.a2b_base64(text or "", strict_mode=True)
    except binascii.Error as error:
        raise wsman.invalid(f"its data is no Base64: {error}") from error


def _uuid(command: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(command or "")
    except ValueError as error:
        raise wsman.invalid(f"{command!r} is no command's id") from error
