"""The command line as a user calls it."""

from __future__ import annotations

import json
import os
import queue
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import Any

from hosts import events_of

ROOT = Path(__file__).parents[1]
_SECONDS = 300
_idle: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()  # those that wait for a command


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events of `--output json`; a line that is none fails."""
        return events_of(self.out)

    def results(self, *statuses: str) -> dict[str, dict[str, Any]]:
        """The result events of these statuses by host and resource."""
        return {
            f"{event['host']} {event['resource']}": event
            for event in self.events
            if event["event"] == "result" and event["status"] in statuses
        }


def winstead(*arguments: str | Path, **variables: str) -> Done:
    """Runs `winstead` in a process of its own, with nobody at the terminal."""
    command = [str(Path(sys.executable).with_name("winstead")), *map(str, arguments)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WINSTEAD_SECRET")}
    with tempfile.TemporaryDirectory(prefix="winstead-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        for file in (out, err):
            file.touch()
        return Done(_code(command, kept | variables, out, err), out.read_text(), err.read_text())


def _code(command: list[str], environment: Mapping[str, str], out: Path, err: Path) -> int:
    """The exit code of a command that a preloaded winstead becomes."""
    try:
        server = _idle.get_nowait()
    except queue.Empty:
        command_line = [sys.executable, "-P", str(Path(__file__).with_name("preloaded.py"))]
        server = subprocess.Popen(command_line, stdin=PIPE, stdout=PIPE, text=True, start_new_session=True)
    assert server.stdin
    assert server.stdout
    request = {"command": command, "folder": str(ROOT), "environment": dict(environment)}
    server.stdin.write(json.dumps(request | {"out": str(out), "err": str(err)}) + "\n")
    server.stdin.flush()
    if not select.select([server.stdout], [], [], _SECONDS)[0]:
        os.killpg(server.pid, signal.SIGKILL)  # with the command
        raise subprocess.TimeoutExpired(command, _SECONDS)
    code = server.stdout.readline()
    assert code, "the preloaded winstead ended"
    _idle.put(server)
    return int(code)
