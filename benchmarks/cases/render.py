"""From YAML to scripts: 1,000 hosts of 20 resources each."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.inventories import RESOURCES, write
from benchmarks.measure import Row, profile
from winstead.inventory import load
from winstead.render import render, resource_call
from winstead.resolve import resolve

REAL = False
_HOSTS = 1000
_ROUNDS = 3


def rows() -> Iterator[Row]:
    """Milliseconds a resource, and what each part of it takes."""
    with tempfile.TemporaryDirectory(prefix="winstead-") as folder:
        file = write(Path(folder), range(1024, 1024 + _HOSTS))
        _parts(file)
        rounds = [_parts(file) for _ in range(_ROUNDS)]
        load_ms, resolve_ms, render_ms = (
            statistics.median(part) * 1000 / (_HOSTS * RESOURCES) for part in zip(*rounds, strict=True)
        )
        detail = f"load {load_ms:.3f}, resolve {resolve_ms:.3f}, render {render_ms:.3f}; {_HOSTS} hosts of {RESOURCES}"
        total = load_ms + resolve_ms + render_ms
        explain = partial(profile, partial(_parts, file))
        yield Row("load + resolve + render", total, "ms a resource", detail, goal=1, explain=explain)


def _parts(file: Path) -> tuple[float, float, float]:
    """Seconds to load, to resolve and to render."""
    times = [time.perf_counter()]
    inventory = load(file)
    times.append(time.perf_counter())
    states = resolve(inventory, inventory.hosts)
    times.append(time.perf_counter())
    for state in states:
        render(state.name, [resource_call(resource) for resource in state.resources])
    times.append(time.perf_counter())
    return times[1] - times[0], times[2] - times[1], times[3] - times[2]
