"""An app on a real host with its watchdog."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from hosts import RealHost, Shell
from winstead.render import host_script
from winstead.resources.healthcheck import HealthCheck
from winstead.watchdog import Restart, Watchdog

APPS = "C:\\ProgramData\\winstead\\apps"
SECONDS = 60  # that anything may take on a busy machine


class Watched:
    """An app on a real host with its watchdog."""

    def __init__(self, real: RealHost, app: str, check: dict[str, Any], restart: Restart, **settings: Any) -> None:
        self.folder = real.drive / "ProgramData/winstead/apps" / app
        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings = Watchdog().settings(
            app, HealthCheck.model_validate({"name": app} | check), restart, f"{APPS}\\{app}", None
        )
        # No waits between looks but those that a test asks for.
        self.settings |= {"every": 0, "failures": 2} | settings
        (self.folder / "watchdog.ps1").write_text(host_script("watchdog", "Invoke-Watchdog"), encoding="ascii")

    def look(self, shell: Shell) -> int:
        """Runs the script in a PowerShell that is open already: its exit code."""
        path, settings = self._written()
        code: int = shell(f"& '{path}' -Settings '{settings}' 3>&1\n$LASTEXITCODE")
        return code

    def look_alone(self, real: RealHost) -> int:
        """Runs the script in a process of its own, as a scheduled task does: its exit code."""
        path, settings = self._written()
        command = real.command("-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", path)
        done = subprocess.run(
            [*command, "-Settings", settings],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
        assert (done.stdout.strip(), done.stderr.strip()) == (b"", b"")
        return done.returncode

    def _written(self) -> tuple[str, str]:
        (self.folder / "watchdog.json").write_text(json.dumps(self.settings), encoding="ascii")
        path = f"{APPS}\\{self.folder.name}\\watchdog"
        return f"{path}.ps1", f"{path}.json"

    def history(self) -> list[dict[str, Any]]:
        """What it has noted."""
        file = self.folder / "watchdog.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def events(self) -> list[tuple[str, int, int]]:
        """What it has noted, in short: event, failures, restarts."""
        return [(line["event"], line["failures"], line["restarts"]) for line in self.history()]

    @property
    def state(self) -> dict[str, Any]:
        """What it knows from the looks before."""
        found: dict[str, Any] = json.loads((self.folder / "watchdog-state.json").read_text())
        return found

    def change(self, values: dict[str, Any]) -> None:
        """Changes what it knows."""
        (self.folder / "watchdog-state.json").write_text(json.dumps(self.state | values), encoding="ascii")
