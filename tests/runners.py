"""Runs of the runner on a real host, with the Go worker as its program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import programs
from hosts import RealHost
from winstead.render import host_script

APPS = "C:\\ProgramData\\winstead\\apps"
STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d ")
_SECONDS = 120
POWERSHELL = ("-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File")


class Ended(NamedTuple):
    """How a run has ended: its exit code, what it wrote on its own output and on stderr, its line in the history."""

    code: int
    output: str
    error: str
    line: dict[str, Any]


class Runner:
    """The runner as it lies on a host, for one app."""

    def __init__(self, host: RealHost, app: str) -> None:
        self.app = app
        self.folder = host.drive / "Apps" / app
        self.kept = host.drive / "ProgramData" / "winstead" / "apps" / app
        self._host = host
        for folder in (self.folder, self.kept):
            folder.mkdir(parents=True)
        shutil.copy(programs.worker(), self.folder / "worker.exe")
        (self.folder / "runner.ps1").write_text(host_script("runner", "Invoke-Runner"), encoding="ascii")

    def path(self, name: str) -> str:
        """What the host calls a file in the app's folder."""
        return f"C:\\Apps\\{self.app}\\{name}"

    def log(self, rotate: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Settings of a log."""
        nothing = {"size": None, "every": None, "keep": None, "age": None, "total": None, "compress": False}
        values = {"stdout": self.path("logs\\orders.log"), "stderr": None, "timestamps": True}
        return {**values, "rotate": rotate and nothing | rotate, **more}

    def lines(self, file: str = "logs/orders.log") -> list[str]:
        """The lines of a log without their time stamps, which each must have."""
        found = (self.folder / file).read_bytes().splitlines()
        assert all(STAMP.match(line) for line in found), found
        return [STAMP.sub(b"", line, count=1).decode() for line in found]

    def start(self, arguments: list[str], *, script: str = "runner.ps1", **more: Any) -> subprocess.Popen[str]:
        """Starts it, with these settings in the place of the least that there can be."""
        settings: dict[str, Any] = {
            "app": self.app, "path": self.path("worker.exe"), "arguments": subprocess.list2cmdline(arguments),
            "directory": None, "environment": {}, "needs": [], "log": None, "lock": None, "retry": None,
            "success": [0], "timeout": None, "history": f"{APPS}\\{self.app}\\runs.jsonl", "keep_runs": 1000,
            "event_source": None,
        }  # fmt: skip
        (self.kept / "runner.json").write_text(json.dumps(settings | more), encoding="utf-8")
        return self.call("-Settings", f"{APPS}\\{self.app}\\runner.json", script=script)

    def call(self, *arguments: str, script: str = "runner.ps1") -> subprocess.Popen[str]:
        """Starts it with these arguments of its own."""
        command = self._host.command(*POWERSHELL, self.path(script), *arguments)
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, arguments: list[str], **more: Any) -> Ended:
        """Starts it, and waits for its end."""
        return self.end(self.start(arguments, **more))

    def end(self, started: subprocess.Popen[str]) -> Ended:
        """Waits for the end of one that was started."""
        output, error = started.communicate(timeout=_SECONDS)
        history = self.history()
        return Ended(started.returncode, output, error, history[-1] if history else {})

    def history(self) -> list[dict[str, Any]]:
        """The app's run history."""
        file = self.kept / "runs.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []

    def running(self) -> dict[str, Any]:
        """What running.json says once the program runs."""
        file = self.kept / "running.json"
        wait_for(lambda: file.exists() and '"pid":null' not in (text := file.read_text()) and text.endswith("}"))
        found: dict[str, Any] = json.loads(file.read_text())
        return found


def wait_for(holds: Callable[[], object]) -> None:
    """Waits until something holds, for a minute at most."""
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until, "it did not come to hold"
        time.sleep(0.1)


def files_of(folder: Path) -> list[Path]:
    """The dated files of a log in the order in which they were written, then the log itself."""
    dated = sorted(folder.glob("orders.*-*.log*"), key=lambda file: file.name.removesuffix(".gz").removesuffix(".log"))
    return [*dated, folder / "orders.log"]
