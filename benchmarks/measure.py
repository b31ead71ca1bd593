"""How things are measured: in rounds that take turns, by their medians, whole processes or calls."""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SHOWN = 12


@dataclass(frozen=True)
class Row:
    """One line of the table; ``goal`` is the limit of ``value``, from above unless ``at_least``; None for a note."""

    what: str
    value: float
    unit: str
    detail: str = ""
    goal: float | None = None
    at_least: bool = False
    explain: Callable[[], str] = str  # where the time goes

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


@dataclass(frozen=True)
class Process:
    """A process that came to its end: how long it took, and the most memory that it held."""

    seconds: float
    peak: int  # bytes


def alternate(rounds: int, subjects: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """The median of what each subject gives in seconds; they take turns, and a first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        for name, subject in subjects.items():
            seconds = subject()
            if number:
                taken[name].append(seconds)
    return {name: statistics.median(all_of) for name, all_of in taken.items()}


def timed(work: Callable[[], object]) -> float:
    """How many seconds a call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def process(command: Sequence[str | Path], **variables: str) -> Process:
    """Runs a command in the checkout to its end. Raises RuntimeError with what it said when it fails."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        assert child.stdout
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))[:200]} ended with {child.returncode}:\n{said[-2000:]}")
    return Process(time.perf_counter() - begin, usage.ru_maxrss * 1024)


def profile(work: Callable[[], object]) -> str:
    """Where a call spends its time: the functions that take most by themselves."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).sort_stats("tottime").print_stats(_SHOWN)
    return text.getvalue()


def process_profile(arguments: Sequence[str | Path], **variables: str) -> str:
    """Where a Python program spends its time; the arguments are those of `python`."""
    command = [sys.executable, "-m", "cProfile", "-s", "tottime", *arguments]
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    lines = done.stdout.splitlines()
    start = next((number for number, line in enumerate(lines) if "function calls" in line), 0)
    return "\n".join(lines[start : start + _SHOWN + 8])
