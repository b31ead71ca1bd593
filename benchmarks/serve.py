"""Endpoints in a process of their own: `python -m benchmarks.serve real NAME`, or `fleet COUNT SECONDS-OF-DELAY`.

Prints the ports, and serves until its standard input ends.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator

from hosts import PASSWORD, USER, RealHost
from winstead.connection import SimulatedFaults
from winstead.simulator.endpoint import Endpoint, Faults
from winstead.simulator.host import SimulatedHost
from winstead.simulator.psrp import ModelBackend


@contextlib.contextmanager
def served(*arguments: str) -> Iterator[tuple[list[int], int]]:
    """The ports, and the id of the process that serves them."""
    command = [sys.executable, "-m", "benchmarks.serve", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin
        assert child.stdout
        try:
            yield [int(port) for port in child.stdout.readline().split()], child.pid
        finally:
            child.stdin.close()


def _endpoints(kind: str, *arguments: str) -> Iterator[contextlib.AbstractContextManager[Endpoint]]:
    if kind == "real":
        yield RealHost(arguments[0]).endpoint()
        return
    for number in range(int(arguments[0])):
        host = SimulatedHost(f"host{number:03}", None, SimulatedFaults())
        yield Endpoint(ModelBackend(host.run), users={USER: PASSWORD}, faults=Faults(delay=float(arguments[1])))


if __name__ == "__main__":
    with contextlib.ExitStack() as stack:
        print(*(stack.enter_context(one).port for one in _endpoints(*sys.argv[1:])), flush=True)
        sys.stdin.read()
