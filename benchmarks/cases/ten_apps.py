"""A run that changes nothing on a host with ten apps of mixed kinds, against one with 20 single resources."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inventories import RESOURCES, SECRETS, provision, ten_apps, write
from benchmarks.measure import Row, alternate, process
from benchmarks.serve import served
from hosts import real_host

REAL = True
_ROUNDS = 7


def _seconds(run: list[str | Path]) -> float:
    return process([sys.executable, *run], **SECRETS).seconds


def rows() -> Iterator[Row]:
    """The ratio of the two."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="winstead-")))
        host = stack.enter_context(real_host(f"bench-{os.getpid()}"))
        ports, _ = stack.enter_context(served("real", host.name))
        runs = {"apps": provision(ten_apps(folder, ports[0])), "resources": provision(write(folder, ports))}
        for run in runs.values():
            process([sys.executable, *run], **SECRETS)
        subjects = {name: functools.partial(_seconds, run) for name, run in runs.items()}
        taken = alternate(_ROUNDS, subjects)
        detail = f"{taken['apps']:.2f} s against {taken['resources']:.2f} s"
        what = f"ten apps of mixed kinds, nothing to change / {RESOURCES} resources, nothing to change"
        yield Row(what, taken["apps"] / taken["resources"], "times", detail, goal=2)
