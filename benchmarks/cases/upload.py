"""A file of 50 MB onto a real PowerShell against pypsrp's `Client.copy`, from a connection that is not open yet.

What winstead sends goes through the pool that its run has open anyway, so opening it is shown by itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from pypsrp.client import Client

from benchmarks.measure import Row, alternate, timed
from benchmarks.program import SIZE, go_program
from benchmarks.serve import served
from hosts import PASSWORD, USER, RealHost, real_host
from winstead.connection import Connection
from winstead.transports.base import FileToSend
from winstead.transports.winrm import WinRM

REAL = True
_ROUNDS = 3


def rows() -> Iterator[Row]:
    """How many times as fast, for a program and for what cannot be compressed."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="winstead-")))
        host = stack.enter_context(real_host(f"bench-{os.getpid()}"))
        ports, pid = stack.enter_context(served("real", host.name))
        random = folder / "random.bin"
        random.write_bytes(os.urandom(SIZE))
        for what, file, goal in (("a Go program", go_program(), 3.0), ("random bytes", random, 1.5)):
            yield from _compared(_Subject(host, ports[0], pid, file), what, goal)


def _compared(subject: _Subject, what: str, goal: float) -> Iterator[Row]:
    taken = alternate(_ROUNDS, {"copy": subject.copy, "send": subject.send})
    opening = sorted(subject.opening)[len(subject.opening) // 2]
    size = subject.file.stat().st_size / 2**20
    detail = f"{size:.0f} MB in {taken['send']:.2f} s against {taken['copy']:.2f} s"
    yield Row(
        f"{what} / Client.copy", taken["copy"] / taken["send"], "times as fast", detail, goal, True, subject.split
    )
    detail = f"{taken['send']:.2f} s and {opening:.2f} s to open the pool"
    yield Row(
        f"{what} / Client.copy, opening included", taken["copy"] / (taken["send"] + opening), "times as fast", detail
    )


@dataclass
class _Subject:
    """One file, one host, and the two ways to get the one onto the other."""

    host: RealHost
    port: int
    endpoint: int  # its process
    file: Path
    opening: list[float] = field(default_factory=list)
    used: dict[str, float] = field(default_factory=dict)

    def copy(self) -> float:
        """Seconds that pypsrp takes."""
        with Client(
            "127.0.0.1", port=self.port, ssl=False, auth="ntlm", username=USER, password=PASSWORD, no_proxy=True
        ) as client:
            return timed(lambda: client.copy(str(self.file), "C:\\copied.bin"))

    def send(self) -> float:
        """Seconds that winstead takes in an open pool; what was sent is gone afterwards."""
        values = {"address": "127.0.0.1", "port": self.port, "scheme": "http", "auth": "ntlm", "user": USER}
        sha256 = hashlib.sha256(self.file.read_bytes()).hexdigest()
        begin = time.perf_counter()
        with WinRM().open(Connection.model_validate(values), PASSWORD) as host:
            self.opening.append(time.perf_counter() - begin)
            before = self._processors()
            seconds = timed(lambda: host.upload(FileToSend(self.file, sha256, "C:\\sent.bin")))
            self.used = {name: used - before.get(name, 0) for name, used in self._processors().items()}
        sent = self.host.drive / "ProgramData/winstead/files" / sha256
        if sent.stat().st_size != self.file.stat().st_size:
            raise RuntimeError(f"{sent} did not arrive whole")
        sent.unlink()
        return seconds

    def split(self) -> str:
        """Seconds of processor time of the last upload, by who used them."""
        return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self.used.items())

    def _processors(self) -> dict[str, float]:
        endpoint = psutil.Process(self.endpoint)
        used = {"client": sum(psutil.Process().cpu_times()[:2]), "endpoint": sum(endpoint.cpu_times()[:2])}
        return used | {"PowerShell": sum(sum(one.cpu_times()[:2]) for one in endpoint.children(recursive=True))}
