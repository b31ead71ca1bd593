"""The command line as a user calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hosts import events_of

ROOT = Path(__file__).parents[1]
_SECONDS = 300


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
    """Runs `winstead`, with nobody at the terminal."""
    command = [str(Path(sys.executable).with_name("winstead")), *map(str, arguments)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WINSTEAD_SECRET")}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
