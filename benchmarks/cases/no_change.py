"""A run that changes nothing, on a real PowerShell: the whole process against one that opens a pool, and no more."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inventories import BARE, RESOURCES, SECRETS, provision, write
from benchmarks.measure import ROOT, Row, alternate, process
from benchmarks.serve import served
from hosts import real_host

REAL = True
_ROUNDS = 7


def rows() -> Iterator[Row]:
    """The ratio to the floor, and to a pool for each resource."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="winstead-")))
        host = stack.enter_context(real_host(f"bench-{os.getpid()}"))
        ports, _ = stack.enter_context(served("real", host.name))
        own = provision(write(folder, ports))
        script = folder / "one.ps1"
        script.write_text("1", encoding="ascii")
        bare: list[str | Path] = ["-m", "benchmarks.bare", script]
        process([sys.executable, *own], **SECRETS)
        subjects = {
            "winstead": lambda: process([sys.executable, *own], **SECRETS).seconds,
            "floor": lambda: process([sys.executable, *bare, "1", str(ports[0])], **BARE).seconds,
        }
        taken = alternate(_ROUNDS, subjects)
        ratio, detail = taken["winstead"] / taken["floor"], f"{taken['winstead']:.2f} s against {taken['floor']:.2f} s"
        what = f"{RESOURCES} resources, nothing to change / open a pool, run 1, close"
        yield Row(what, ratio, "times", detail, goal=1.7, explain=lambda: _timeline(own))
        each = process([sys.executable, *bare, str(RESOURCES), str(ports[0])], **BARE).seconds
        detail = f"{taken['winstead']:.2f} s against {each:.1f} s"
        yield Row(f"the same / a pool for each of the {RESOURCES}", taken["winstead"] / each, "times", detail)


def _timeline(own: list[str | Path]) -> str:
    """When each event came, in seconds since the process began."""
    begin = time.perf_counter()
    command = [sys.executable, *own]
    lines = []
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **SECRETS}, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for line in child.stdout:
            event = json.loads(line)
            name = event.get("resource", event["event"])
            lines.append(f"{time.perf_counter() - begin:6.2f}  {name} ({event.get('seconds', 0):.3f} s of its own)")
    return "\n".join([*lines, f"{time.perf_counter() - begin:6.2f}  end"])
