"""A hundred hosts at once, each request 50 ms away: against pypsrp alone in as many threads, with the same script.

The script is the same to the byte, so that both sides' hosts do the same work. A script of the same length that does
nothing is shown too: the simulated hosts share this machine's processors, real ones have their own.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.inventories import BARE, RESOURCES, SECRETS, provision, write
from benchmarks.measure import Row, alternate, process, process_profile
from benchmarks.serve import served
from winstead.inventory import load
from winstead.render import render, resource_call
from winstead.resolve import resolve

REAL = False
_HOSTS = 100
_DELAY = 0.05  # seconds
_ROUNDS = 5


def rows() -> Iterator[Row]:
    """Hosts a second, and memory a host."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="winstead-")))
        ports, _ = stack.enter_context(served("fleet", str(_HOSTS), str(_DELAY)))
        file = write(folder, ports)
        script = folder / "script.ps1"
        state = resolve(load(file), ["host000"])[0]
        script.write_text(render(state.name, [resource_call(one) for one in state.resources]), encoding="utf-8")
        nothing = folder / "nothing.ps1"
        nothing.write_text(f"{'#' * 79}\n" * (script.stat().st_size // 80) + "1\n", encoding="ascii")
        own = provision(file)

        def bare(script: Path) -> float:
            return process([sys.executable, "-m", "benchmarks.bare", script, "1", *map(str, ports)], **BARE).seconds

        subjects = {
            "winstead": lambda: process([sys.executable, *own], **SECRETS).seconds,
            "same": lambda: bare(script),
            "nothing": lambda: bare(nothing),
        }
        taken = alternate(_ROUNDS, subjects)
        speed = {name: _HOSTS / seconds for name, seconds in taken.items()}
        for name, what, goal in (("same", "the same script", 0.5), ("nothing", "a script that does nothing", None)):
            detail = f"{speed['winstead']:.1f} against {speed[name]:.1f} hosts a second; {_HOSTS} hosts of {RESOURCES}"
            ratio, explain = speed["winstead"] / speed[name], partial(process_profile, own, **SECRETS)
            yield Row(f"hosts a second / pypsrp alone, {what}", ratio, "times", detail, goal, True, explain)
        yield _memory(own, provision(write(folder, ports[:1])))


def _memory(all_of: list[str | Path], one: list[str | Path]) -> Row:
    """How much the peak of the controller's memory grows with each host."""
    peaks = [process([sys.executable, *arguments], **SECRETS).peak / 2**20 for arguments in (all_of, one)]
    detail = f"{peaks[0]:.0f} MB for {_HOSTS} hosts, {peaks[1]:.0f} MB for one"
    return Row("memory a host", (peaks[0] - peaks[1]) / (_HOSTS - 1), "MB", detail, goal=1)
