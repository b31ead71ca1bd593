"""A back end that is a PowerShell process for each shell: PowerShell remoting over its standard input and output.

The elements on those pipes are those of [MS-PSRP]'s out-of-process transport, one a line. The server works on its
elements at once, in no order: the next one of a pipeline, or of the pool, waits until the last is acknowledged.
"""

from __future__ import annotations

import base64
import logging
import os
import signal
import subprocess
import tempfile
import threading
import uuid
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from subprocess import PIPE
from typing import IO, cast

from winstead.simulator import wsman
from winstead.simulator.shells import Outbox
from winstead.simulator.wsman import WSManFaultError

_log = logging.getLogger(__name__)
_POOL = uuid.UUID(int=0)
_PATIENCE = 10.0  # seconds that a process has to end by itself


class PwshBackend:
    """Runs scripts by PowerShell processes in server mode: ``command`` starts one, such as ``['pwsh', '-s']``."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)

    def session(self, outbox: Outbox, ps_version: str) -> _Session:
        """A process; the version that it tells is its own. Raises WSManFaultError when it cannot be started."""
        return _Session(self._command, outbox)


class _Session:
    def __init__(self, command: list[str], outbox: Outbox) -> None:
        self._outbox = outbox
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # close() closes it
        self._process = _start(command, self._errors)
        self._stdin, self._stdout = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        self._write_lock = threading.Lock()
        self._turns: defaultdict[uuid.UUID, threading.Lock] = defaultdict(threading.Lock)
        self._awaited: dict[tuple[str, uuid.UUID], threading.Event] = {}
        self._state = threading.Lock()
        self._ended: WSManFaultError | None = None
        self._reader = threading.Thread(target=self._read, name=f"pwsh-{self._process.pid}", daemon=True)
        self._reader.start()

    def open(self, fragments: bytes) -> None:
        self.send(None, "stdin", fragments)

    def start(self, pipeline: uuid.UUID, fragments: bytes) -> None:
        self._exchange("Command", pipeline, f"<Command PSGuid='{pipeline}' />")
        self.send(pipeline, "stdin", fragments)

    def send(self, pipeline: uuid.UUID | None, stream: str, fragments: bytes) -> None:
        of = pipeline or _POOL
        name = "PromptResponse" if stream == "pr" else "Default"
        data = base64.b64encode(fragments).decode()
        self._exchange("Data", of, f"<Data Stream='{name}' PSGuid='{of}'>{data}</Data>")

    def stop(self, pipeline: uuid.UUID) -> None:
        self._exchange("Signal", pipeline, f"<Signal PSGuid='{pipeline}' />")

    def release(self, pipeline: uuid.UUID) -> None:
        self._exchange("Close", pipeline, f"<Close PSGuid='{pipeline}' />")
        self._turns.pop(pipeline, None)

    def close(self) -> None:
        limit = threading.Timer(_PATIENCE, self._kill)
        limit.start()
        try:
            for pipeline in set(self._turns) - {_POOL}:
                self.release(pipeline)  # PowerShell does not close a pool before its pipelines, ended or not
            self._exchange("Close", _POOL, f"<Close PSGuid='{_POOL}' />")
        except WSManFaultError as error:
            _log.debug("process %d is asked to close: %s", self._process.pid, error)
        with suppress(BrokenPipeError):  # what was written and never read is lost with the process
            self._stdin.close()  # PowerShell ends with its input
        self._process.wait()
        limit.cancel()
        limit.join()
        self._reader.join()
        self._stdout.close()
        self._errors.close()

    def _exchange(self, kind: str, of: uuid.UUID, element: str) -> None:
        """Writes an element and waits until the process acknowledges it."""
        awaited = (f"{kind}Ack", of)
        with self._turns[of]:
            acknowledged = threading.Event()
            with self._state:
                self._awaited[awaited] = acknowledged
            self._write(element)
            acknowledged.wait()
            with self._state:
                if self._awaited.pop(awaited, None) is not None and self._ended:
                    raise self._ended

    def _write(self, element: str) -> None:
        with self._write_lock:
            if self._ended:
                raise self._ended
            try:
                self._stdin.write(element.encode() + b"\n")
                self._stdin.flush()
            except OSError as error:
                raise wsman.host_process_ended(str(error)) from error

    def _read(self) -> None:
        problem = "it ended"
        try:
            for line in self._stdout:
                if line.startswith(b"<"):
                    self._take(ET.fromstring(line))
                else:
                    _log.debug("process %d: %r", self._process.pid, line)
        except (ET.ParseError, ValueError) as error:
            problem = f"its output cannot be read: {error}"
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip()[-1000:]
        with self._state:
            self._ended = wsman.host_process_ended(f"{problem}. {said}".strip())
            for acknowledged in self._awaited.values():
                acknowledged.set()
        self._outbox.fail(self._ended)

    def _take(self, element: ET.Element) -> None:
        of = uuid.UUID(element.get("PSGuid", ""))
        if element.tag == "Data":
            self._outbox.put(None if of == _POOL else of, base64.b64decode(element.text or ""))
            return
        with self._state:
            acknowledged = self._awaited.pop((element.tag, of), None)
        if acknowledged:
            acknowledged.set()

    def _kill(self) -> None:
        """Ends the process and what it started."""
        if os.name != "posix":
            self._process.kill()
            return
        with suppress(ProcessLookupError):  # it ended by itself meanwhile
            os.killpg(self._process.pid, signal.SIGKILL)


def _start(command: list[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        # A group of its own, so that what it started can be ended with it.
        return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=errors, start_new_session=True)
    except OSError as error:
        errors.close()
        raise wsman.host_process_ended(f"{command[0]} cannot be started: {error}") from error
