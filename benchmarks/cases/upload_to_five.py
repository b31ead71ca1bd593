"""A program of 50 MB onto five real PowerShells at once: the command line against pypsrp's `Client.copy` in threads.

Both are whole processes, from their start until the file lies where it is to go, with its hash checked there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.inventories import BARE, SECRETS, provision, write
from benchmarks.measure import Row, alternate, process, process_profile
from benchmarks.program import go_program
from benchmarks.serve import served
from hosts import RealHost, real_host

REAL = True
_HOSTS = 5
_ROUNDS = 3
_FOLDER, _NAME = "bench", "program.exe"
_TO = f"C:\\{_FOLDER}\\{_NAME}"


def rows() -> Iterator[Row]:
    """How many times as fast, in MB/s over all hosts, and the most memory that each way takes."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="winstead-")))
        hosts = [stack.enter_context(real_host(f"bench{number}-{os.getpid()}")) for number in range(_HOSTS)]
        ports = [stack.enter_context(served("real", host.name))[0][0] for host in hosts]
        yield from _compared(_Subject(hosts, go_program()), folder, ports)


def _compared(subject: _Subject, folder: Path, ports: list[int]) -> Iterator[Row]:
    own = provision(write(folder, ports, f"resources: [{{kind: File, name: '{_TO}', source: {subject.file}}}]\n"))
    copy: list[str | Path] = ["-m", "benchmarks.copy", subject.file, _TO, *map(str, ports)]
    ways = {
        "send": partial(subject.seconds, "send", own, SECRETS),
        "copy": partial(subject.seconds, "copy", copy, BARE),
    }
    taken = alternate(_ROUNDS, ways)
    size = len(ports) * subject.file.stat().st_size / 2**20
    speed = {name: size / seconds for name, seconds in taken.items()}
    detail = f"{speed['send']:.1f} against {speed['copy']:.1f} MB/s over all; {size:.0f} MB in {taken['send']:.1f} s"
    explain = partial(process_profile, own, **SECRETS)
    ratio = speed["send"] / speed["copy"]
    yield Row("a Go program, five hosts / Client.copy", ratio, "times as fast", detail, 1.2, True, explain)
    peak = {name: statistics.median(peaks) / 2**20 for name, peaks in subject.peaks.items()}
    detail = f"{peak['send']:.0f} MB against {peak['copy']:.0f} MB"
    yield Row("its peak memory / Client.copy", peak["send"] / peak["copy"], "times", detail)


@dataclass
class _Subject:
    """One file, and the hosts that it is brought to."""

    hosts: list[RealHost]
    file: Path
    peaks: dict[str, list[int]] = field(default_factory=dict)

    def seconds(self, way: str, command: list[str | Path], secrets: Mapping[str, str]) -> float:
        """Seconds that a command takes to bring the file to all hosts, which have nothing of it before and after."""
        for host in self.hosts:
            (host.drive / _FOLDER).mkdir(exist_ok=True)
        done = process([sys.executable, *command], **secrets)
        self.peaks.setdefault(way, []).append(done.peak)
        for host in self.hosts:
            if (host.drive / _FOLDER / _NAME).stat().st_size != self.file.stat().st_size:
                raise RuntimeError(f"{_TO} did not arrive whole on {host.name}")
            shutil.rmtree(host.drive / _FOLDER)
            shutil.rmtree(host.drive / "ProgramData/winstead/files", ignore_errors=True)
        return done.seconds
