"""Sends a file through a runspace pool: raw bytes, in chunks that are read and packed while others travel."""

from __future__ import annotations

import base64
import contextlib
import itertools
import struct
import uuid
from collections import deque
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from pypsrp.exceptions import WSManFaultError
from pypsrp.messages import Destination, MessageType
from pypsrp.powershell import Fragment, PowerShell, RunspacePool

from winstead.errors import ScriptError
from winstead.render import function_texts
from winstead.transports.base import FileToSend
from winstead.transports.chunks import chunks_of

# A host takes objects up to 10 MB, and 50 MB for each pipeline (about_Remote_Troubleshooting), in Base64.
_CHUNK = 2 * 2**20
_PART = 16  # chunks
_AHEAD = 4  # envelopes that are ready to go
_FRAGMENT_HEADER = 21
_FIRST_OBJECT = 2**32  # fragments name their object by a number, which must not be one of pypsrp's own


def send(pool: RunspacePool, file: FileToSend) -> bool:
    """Sends a file unless the host has it; True if it was sent. Raises ScriptError when it does not arrive."""
    chunks = chunks_of(file, _CHUNK)
    _finish(_begin(PowerShell(pool).add_script(function_texts("Test-HostFile", "Receive-File"))))
    wanted = {"Sha256": file.sha256, "Length": chunks.length, "Path": [file.to]}
    if _finish(_begin(PowerShell(pool).add_cmdlet("Test-HostFile"), wanted)) == [True]:
        return False
    count = -(-chunks.length // _CHUNK)
    for start in range(0, max(count, 1), _PART):
        flags = {"First": start == 0, "Last": start + _PART >= count, "Deflated": chunks.deflated}
        given: dict[str, object] = {name: True for name, on in flags.items() if on}
        shell = _begin(PowerShell(pool).add_cmdlet("Receive-File"), {"Sha256": file.sha256, **given}, takes_input=True)
        _feed(pool, shell, (chunks[number] for number in range(start, min(start + _PART, count))))
        _finish(shell)
    return True


def _begin(shell: PowerShell, parameters: Mapping[str, object] | None = None, takes_input: bool = False) -> PowerShell:
    """Begins a pipeline; its input, if it takes any, is sent by _feed."""
    shell.add_parameters(dict(parameters or {}))
    # pypsrp sends, and ends, the input that it is given, unless the first of it is None.
    shell.begin_invoke((nothing for nothing in (None,)) if takes_input else None)
    return shell


def _finish(shell: PowerShell) -> list[object]:
    """What a pipeline gave, once it has ended."""
    output: list[object] = shell.end_invoke()
    if shell.had_errors or shell.streams.error:
        raise ScriptError("; ".join(str(error) for error in shell.streams.error))
    return output


def _feed(pool: RunspacePool, shell: PowerShell, chunks: Iterator[bytes]) -> None:
    """Sends a pipeline its input, and the input's end."""
    given = (b"<BA>" + base64.b64encode(chunk) + b"</BA>" for chunk in chunks)
    messages = itertools.chain(
        (_message(pool, shell, MessageType.PIPELINE_INPUT, data) for data in given),
        (_message(pool, shell, MessageType.END_OF_PIPELINE_INPUT, b"") for _ in range(1)),
    )
    try:
        with contextlib.closing(_ahead(_payloads(messages, pool.connection.max_payload_size))) as payloads:
            for payload in payloads:
                pool.shell.send("stdin", payload, command_id=shell.id)
    except WSManFaultError:
        # A pipeline that has failed takes no more, and its own error says more.
        _finish(shell)
        raise


def _ahead(items: Iterator[bytes]) -> Generator[bytes, None, None]:
    """The items, made in a thread while those before them are in use."""
    with ThreadPoolExecutor(1, "upload") as thread:
        coming = deque(thread.submit(next, items, None) for _ in range(_AHEAD))
        while (item := coming.popleft().result()) is not None:
            coming.append(thread.submit(next, items, None))
            yield item


def _message(pool: RunspacePool, shell: PowerShell, kind: int, data: bytes) -> bytes:
    """A message as [MS-PSRP] 2.2.1 has it; pypsrp makes the same by way of XML trees, which takes most of its time."""
    ids = (uuid.UUID(one).bytes_le for one in (pool.id, shell.id))
    return struct.pack("<II16s16s", Destination.SERVER, kind, *ids) + data


def _payloads(messages: Iterator[bytes], room: int) -> Iterator[bytes]:
    """The messages in fragments ([MS-PSRP] 2.2.4), as many to a payload as an envelope has room for."""
    payload = bytearray()
    for number, message in enumerate(messages, _FIRST_OBJECT):
        start = index = 0
        while start < len(message):
            end = min(len(message), start + room - len(payload) - _FRAGMENT_HEADER)
            payload += Fragment(number, index, message[start:end], start == 0, end == len(message)).pack()
            start, index = end, index + 1
            if room - len(payload) <= _FRAGMENT_HEADER:
                yield bytes(payload)
                payload.clear()
    yield bytes(payload)
