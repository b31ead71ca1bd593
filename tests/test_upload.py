"""Files on their way to hosts: whole, once, and never a wrong one."""

from __future__ import annotations

import hashlib
import random
import shutil
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypsrp.powershell import Fragment

from hosts import PASSWORD, USER, RealHost, connection_to
from winstead.errors import ConnectionFailedError, ScriptError
from winstead.simulator.endpoint import Endpoint, Faults
from winstead.simulator.host import SimulatedHost
from winstead.simulator.psrp import ModelBackend
from winstead.transports import chunks, upload
from winstead.transports.base import FileToSend
from winstead.transports.chunks import Chunks, chunks_of
from winstead.transports.local import LocalHost
from winstead.transports.winrm import WinRM

CHUNK = 2**16
FILES = Path("ProgramData/winstead/files")


@dataclass
class Receiver:
    """A host that files are sent to: a real one, or a simulated one, which keeps a file's hash alone."""

    endpoint: Endpoint
    host: RealHost | SimulatedHost

    def send(self, file: FileToSend) -> bool:
        """Sends a file over a connection of its own."""
        with WinRM().open(connection_to(self.endpoint), PASSWORD) as opened:
            return opened.upload(file)

    def holds(self, file: FileToSend) -> bool:
        """Whether the file is where a run finds it, to the byte."""
        if isinstance(self.host, SimulatedHost):
            return file.sha256 in self.host.model.state["files"]
        held = self.host.drive / FILES / file.sha256
        return held.is_file() and held.read_bytes() == file.path.read_bytes()

    def left(self, file: FileToSend) -> list[str]:
        """What there is of a file, whole or not."""
        if isinstance(self.host, SimulatedHost):
            return [name for name in self.host.model.state["files"] if name == file.sha256]
        return [one.name for one in (self.host.drive / FILES).glob(f"{file.sha256}*")]


@pytest.fixture(scope="module")
def simulated_receiver() -> Iterator[Receiver]:
    """A simulated host."""
    host = SimulatedHost("upload")
    with Endpoint(ModelBackend(host.run), users={USER: PASSWORD}, faults=Faults()) as endpoint:
        yield Receiver(endpoint, host)


@pytest.fixture(scope="module")
def real_receiver(real: RealHost) -> Iterator[Receiver]:
    """A real PowerShell, with nothing that other tests have brought: an empty file is like any other."""
    shutil.rmtree(real.drive / FILES, ignore_errors=True)
    with real.endpoint(Faults()) as endpoint:
        yield Receiver(endpoint, real)


@pytest.fixture(params=["simulated_receiver", pytest.param("real_receiver", marks=pytest.mark.real)])
def receiver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Receiver:
    """A host, and chunks and parts so small that files of a test have several."""
    monkeypatch.setattr(upload, "_CHUNK", CHUNK)
    monkeypatch.setattr(upload, "_PART", 8)
    found: Receiver = request.getfixturevalue(request.param)
    return found


def _file(folder: Path, content: bytes) -> FileToSend:
    path = folder / "sent.bin"
    path.write_bytes(content)
    return FileToSend(path, hashlib.sha256(content).hexdigest(), f"C:\\sent\\{folder.name}\\sent.bin")


def _noise(size: int, seed: str) -> bytes:
    return random.Random(f"{size} {seed}").randbytes(size)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 8 * CHUNK, 8 * CHUNK + 1, 3_000_000])
def test_arrives_whole_and_once(receiver: Receiver, tmp_path: Path, size: int) -> None:
    file = _file(tmp_path, _noise(size, tmp_path.name))
    assert receiver.send(file)
    assert receiver.holds(file)
    assert not receiver.send(file)
    assert receiver.left(file) == [file.sha256]


def test_what_can_be_compressed_is(receiver: Receiver, tmp_path: Path) -> None:
    lines = "".join(f"{number} of {tmp_path.name}\n" for number in range(100_000))
    file = _file(tmp_path, lines.encode())
    before = receiver.endpoint.requests
    assert receiver.send(file)
    assert receiver.holds(file)
    compressed = receiver.endpoint.requests - before
    noise = _file(tmp_path, _noise(len(lines), tmp_path.name))
    assert receiver.send(noise)
    assert compressed < receiver.endpoint.requests - before - compressed


def test_a_file_that_changed_on_the_way_is_refused_and_leaves_nothing(receiver: Receiver, tmp_path: Path) -> None:
    file = _file(tmp_path, _noise(9 * CHUNK, tmp_path.name))
    content = bytearray(file.path.read_bytes())
    content[5 * CHUNK] ^= 1
    file.path.write_bytes(content)
    found = hashlib.sha256(content).hexdigest()
    with pytest.raises(ScriptError, match=f"arrived with hash {found}, sent was {file.sha256}"):
        receiver.send(file)
    assert receiver.left(file) == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_was_cut_is_begun_anew(receiver: Receiver, tmp_path: Path, when: str) -> None:
    file = _file(tmp_path, _noise(3_000_000, tmp_path.name))
    faults = receiver.endpoint.faults
    faults.drop_at, faults.drop_when = receiver.endpoint.requests + 14, when  # type: ignore[assignment]
    with pytest.raises(ConnectionFailedError):
        receiver.send(file)
    assert not receiver.holds(file)
    assert receiver.send(file)
    assert receiver.holds(file)
    assert receiver.left(file) == [file.sha256]


@pytest.mark.real
def test_two_at_once(real_receiver: Receiver, tmp_path: Path) -> None:
    file = _file(tmp_path, _noise(5_000_000, tmp_path.name))
    with ThreadPoolExecutor(2) as threads:
        assert any(threads.map(real_receiver.send, [file, file]))
    assert real_receiver.holds(file)
    assert real_receiver.left(file) == [file.sha256]


@pytest.mark.real
def test_a_file_that_is_where_it_is_to_go_is_not_sent(real_receiver: Receiver, real: RealHost, tmp_path: Path) -> None:
    file = _file(tmp_path, _noise(1000, tmp_path.name))
    there = real.drive / "sent" / tmp_path.name / "sent.bin"
    there.parent.mkdir(parents=True)
    there.write_bytes(file.path.read_bytes())
    assert not real_receiver.send(file)
    assert real_receiver.left(file) == []
    there.write_bytes(_noise(1000, "another"))
    assert real_receiver.send(file)


@pytest.mark.real
def test_what_the_host_says_is_told(real_receiver: Receiver, real: RealHost, tmp_path: Path) -> None:
    file = _file(tmp_path, _noise(3_000_000, tmp_path.name))
    files, aside = real.drive / FILES, real.drive / "aside"
    files.mkdir(parents=True, exist_ok=True)
    files.rename(aside)
    try:
        files.write_text("no folder")
        with pytest.raises(ScriptError, match="already exists"):
            real_receiver.send(file)
    finally:
        files.unlink()
        aside.rename(files)


@pytest.mark.real
def test_copies_on_this_machine(real: RealHost, tmp_path: Path) -> None:
    program = tmp_path / "pwsh"
    program.write_text("#!/bin/sh\nexec " + " ".join(f"'{one}'" for one in real.command()) + ' "$@"\n')
    program.chmod(0o755)
    file = _file(tmp_path, _noise(100_000, tmp_path.name))
    local = LocalHost(str(program))
    assert [local.upload(file), local.upload(file)] == [True, False]
    assert (real.drive / FILES / file.sha256).read_bytes() == file.path.read_bytes()


def test_chunks_are_packed_once_for_all_who_send_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "".join(f"{number}\n" for number in range(200_000)).encode()
    file = _file(tmp_path, content)
    packed: list[bytes] = []
    deflate = chunks._deflate

    def counted(data: bytes) -> bytes:
        packed.append(data)
        return deflate(data)

    monkeypatch.setattr(chunks, "_deflate", counted)
    shared = [chunks_of(file, CHUNK) for _ in range(5)]
    assert shared[0].deflated
    packed.clear()
    count = -(-len(content) // CHUNK)
    together = threading.Barrier(len(shared))

    def received(of: Chunks) -> bytes:
        whole = b""
        for number in range(count):
            together.wait()
            whole += zlib.decompress(of[number], -zlib.MAX_WBITS)
        return whole

    with ThreadPoolExecutor(len(shared)) as threads:
        assert all(one == content for one in threads.map(received, shared))
    assert len(packed) == count
    together = threading.Barrier(1)
    assert received(shared[0]) == content  # long after the others
    assert len(packed) > count


def test_a_chunk_that_cannot_be_read_fails_for_all_who_wait(tmp_path: Path) -> None:
    file = _file(tmp_path, b"x" * CHUNK)
    shared = chunks_of(file, CHUNK)
    assert shared.deflated
    file.path.unlink()
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            shared[0]


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=20), st.integers(22, 200))
def test_payloads_hold_the_messages(messages: list[bytes], room: int) -> None:
    payloads = list(upload._payloads(iter(messages), room))
    assert all(len(payload) <= room for payload in payloads)
    found: dict[int, bytes] = {}
    ended: list[int] = []
    for payload in payloads:
        while payload:
            fragment, payload = Fragment.unpack(payload)
            assert fragment.start == (fragment.object_id not in found)
            found[fragment.object_id] = found.get(fragment.object_id, b"") + fragment.data
            ended += [fragment.object_id] if fragment.end else []
    assert list(found.values()) == messages
    assert ended == list(found)
