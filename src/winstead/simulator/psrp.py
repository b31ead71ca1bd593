"""A back end in this process: PowerShell remoting's server side, in front of a function that runs the scripts."""

from __future__ import annotations

import inspect
import logging
import queue
import struct
import threading
import uuid
from collections.abc import Callable, Generator, Iterator
from typing import Any
from xml.etree import ElementTree

from psrpcore import (
    CreatePipelineEvent,
    EndOfPipelineInputEvent,
    PipelineInputEvent,
    PSRPCoreError,
    PSRPEvent,
    PSRPPayload,
    ServerPipeline,
    ServerRunspacePool,
    StreamType,
)
from psrpcore.types import (
    ErrorCategoryInfo,
    ErrorRecord,
    NETException,
    PipelineState,
    PSInvocationState,
    PSSecureString,
    PSString,
    PSVersion,
)

from winstead.simulator import wsman
from winstead.simulator.shells import Outbox

_log = logging.getLogger(__name__)
_FRAGMENT = 32 * 1024  # bytes; PowerShell's own size
_PATIENCE = 10.0  # seconds that a stopped script has to come to its end

Run = Callable[..., Iterator[str]]


class SecretText(str):
    """The text of a SecureString; its repr does not tell it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "***"


class _Stopped(Exception):  # noqa: N818  # no error: it takes a script that waits for input to its end
    """The pipeline is stopped."""


class ModelBackend:
    """Runs ``run(script, parameters)`` for each pipeline, in a thread of its own.

    ``run`` yields lines, each of which is one output object at once; what it raises becomes the pipeline's terminating
    error. ``parameters`` are the script's named ones: hashtables are dicts, SecureStrings SecretText. A third parameter
    of ``run``, if it has one, gets an iterator over the pipeline's input (byte[] as bytes). When the pipeline is
    stopped the generator is closed at its next yield.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._takes_input = len(inspect.signature(run).parameters) > 2

    def session(self, outbox: Outbox, ps_version: str) -> _Session:
        """A runspace pool."""
        run = self._run if self._takes_input else lambda script, parameters, _: self._run(script, parameters)
        return _Session(run, outbox, ps_version)


class _Session:
    def __init__(self, run: Run, outbox: Outbox, ps_version: str) -> None:
        table = {"PSVersion": PSVersion(ps_version), "PSEdition": "Core"}
        self._pool = ServerRunspacePool({"PSVersionTable": table})
        self._run = run
        self._outbox = outbox
        self._lock = threading.RLock()  # psrpcore's pool is for one thread at a time
        self._scripts: dict[uuid.UUID, _Script] = {}

    def open(self, fragments: bytes) -> None:
        self.send(None, "stdin", fragments)

    def start(self, pipeline: uuid.UUID, fragments: bytes) -> None:
        with self._lock:
            self._scripts[pipeline] = _Script(self, ServerPipeline(self._pool, pipeline))
        self.send(pipeline, "stdin", fragments)

    def send(self, pipeline: uuid.UUID | None, stream: str, fragments: bytes) -> None:
        kind = StreamType.prompt_response if stream == "pr" else StreamType.default
        with self._lock:
            self._pool.receive_data(PSRPPayload(fragments, kind, pipeline))
            for event in self._events():
                if event.pipeline_id in self._scripts:
                    self._scripts[event.pipeline_id].take(event, self._run)
            self.flush()

    def _events(self) -> Iterator[PSRPEvent[Any, Any]]:
        try:
            while event := self._pool.next_event():
                yield event
        except (PSRPCoreError, ElementTree.ParseError, struct.error, ValueError) as error:
            raise wsman.invalid(f"its PSRP message: {error}") from error

    def stop(self, pipeline: uuid.UUID) -> None:
        if script := self._scripts.get(pipeline):
            script.stop()

    def release(self, pipeline: uuid.UUID) -> None:
        with self._lock:
            script = self._scripts.pop(pipeline, None)
            self._pool.pipeline_table.pop(pipeline, None)
        if script:
            script.stop()

    def close(self) -> None:
        for pipeline in list(self._scripts):
            self.release(pipeline)

    def flush(self) -> None:
        """Hands what the pool has to send to the outbox."""
        with self._lock:
            while payload := self._pool.data_to_send(_FRAGMENT):
                self._outbox.put(payload.pipeline_id, payload.data)

    def emit(self, write: Callable[..., None], *values: object) -> None:
        """Lets ``write`` put something into the pool, and sends it."""
        with self._lock:
            write(*values)
            self.flush()


class _Script:
    """One pipeline and the thread that runs it."""

    def __init__(self, session: _Session, server: ServerPipeline) -> None:
        self._session = session
        self._server = server
        self._stopping = threading.Event()
        self._input: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def take(self, event: PSRPEvent[Any, Any], run: Run) -> None:
        """Does what a message from the client asks for."""
        if isinstance(event, CreatePipelineEvent):
            self._server.start()
            if event.pipeline.no_input:
                self._input.put(_END)
            self._thread = threading.Thread(target=self._work, args=(run, event), daemon=True)
            self._thread.start()
        elif isinstance(event, PipelineInputEvent):
            self._input.put(event.data)
        elif isinstance(event, EndOfPipelineInputEvent):
            self._input.put(_END)
        else:
            self._fail(NotImplementedError(f"{type(event).__name__}: this host runs scripts only"))

    def stop(self) -> None:
        """Stops the script at its next line, and waits for its end."""
        self._stopping.set()
        self._input.put(_END)
        if self._thread:
            self._thread.join(_PATIENCE)
            if self._thread.is_alive():
                _log.warning("a stopped script has not ended after %s s", _PATIENCE)

    def _work(self, run: Run, event: CreatePipelineEvent) -> None:
        lines: Iterator[str] = iter(())
        try:
            lines = run(*_script(event), _plain_input(self._input, self._stopping))
            for line in lines:
                if self._stopping.is_set():
                    break
                self._session.emit(self._server.write_output, line)
            if isinstance(lines, Generator):
                lines.close()
        except _Stopped:
            _log.debug("stopped while it waited for input")
        except Exception as error:  # whatever a script raises is its own terminating error
            self._session.emit(self._fail, error)
            return
        self._session.emit(self._server.stop if self._stopping.is_set() else self._server.complete)

    def _fail(self, error: Exception) -> None:
        record = ErrorRecord(
            Exception=NETException(Message=str(error) or type(error).__name__),
            CategoryInfo=ErrorCategoryInfo(Reason=type(error).__name__),
            FullyQualifiedErrorId=type(error).__name__,
        )
        self._server.prepare_message(
            PipelineState(PipelineState=PSInvocationState.Failed.value, ExceptionAsErrorRecord=record)
        )


_END = object()


def _plain_input(source: queue.SimpleQueue[Any], stopping: threading.Event) -> Iterator[Any]:
    while (value := source.get()) is not _END:
        yield _plain(value)
    if stopping.is_set():
        raise _Stopped


def _script(event: CreatePipelineEvent) -> tuple[str, dict[str, object]]:
    commands = event.pipeline.commands
    if len(commands) != 1:
        raise ValueError(f"a pipeline of {len(commands)} commands: this host takes one script")
    return str(commands[0].command_text), {str(name): _plain(value) for name, value in commands[0].parameters}


def _plain(value: Any) -> Any:
    """A value off the wire as Python has it."""
    if isinstance(value, PSSecureString):
        return SecretText(value.decrypt())
    if isinstance(value, PSString):
        return str(value)
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return bytes(value)
    return value
