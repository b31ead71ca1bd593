"""An inventory of three simulated hosts, and a plan of them in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli import Done, winstead
from hosts import inventory

HOSTS = """
connection: {transport: simulated, retry: {max_retries: 0}}
groups: {web: {apps: [time]}}
hosts:
  web01: {groups: [web]}
  web02: {groups: [web]}
  db01: {}
"""
RESOURCES = r"""
apps: {time: {service: {name: W32Time, state: running}}}
resources:
  - {kind: Directory, name: 'C:\data'}
  - {kind: File, name: 'C:\data\a.bin', source: a.bin}
  - {kind: EnvironmentVariable, name: PORT, value: '8080'}
  - {kind: File, name: 'C:\data\secret.txt', content: {secret: word}}
"""
SECRET = "s3cr3t-word"


@dataclass
class Place:
    """An inventory of three simulated hosts, their states, and a plan's file."""

    folder: Path

    @property
    def plan(self) -> Path:
        """The plan's file."""
        return self.folder / "plans" / "plan.json"

    def write(self, text: str = HOSTS + RESOURCES) -> None:
        """Writes the inventory."""
        inventory(self.folder, text)

    def run(self, *arguments: str | Path, output: str = "json", **variables: str) -> Done:
        """Runs winstead on them."""
        shared = ("--inventory", self.folder / "hosts.yaml", "--output", output)
        variables = {"WINSTEAD_SIMULATED": str(self.folder / "state"), "WINSTEAD_SECRET_WORD": SECRET} | variables
        return winstead(*arguments, *shared, **variables)

    def apply(self, *arguments: str, **variables: str) -> Done:
        """Applies the plan."""
        return self.run("provision", "--plan-file", self.plan, *arguments, **variables)

    def states(self) -> dict[str, str]:
        """Everything that the hosts hold."""
        return {file.name: file.read_text(encoding="utf-8") for file in (self.folder / "state").glob("*.json")}

    def change(self, host: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Changes a host by hand."""
        file = self.folder / "state" / f"{host}.json"
        state = json.loads(file.read_text(encoding="utf-8"))
        change(state["kinds"])
        file.write_text(json.dumps(state), encoding="utf-8")

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Changes the plan's file."""
        plan = json.loads(self.plan.read_text(encoding="utf-8"))
        change(plan)
        self.plan.write_text(json.dumps(plan), encoding="utf-8")


def statuses(done: Done) -> dict[str, str]:
    """The hosts' statuses."""
    return {event["host"]: event["status"] for event in done.events if event["event"] == "host"}


def error_of(done: Done, host: str) -> str:
    """What a host's last event says went wrong."""
    (event,) = (one for one in done.events if one["event"] == "host" and one["host"] == host)
    return str(event["error"]["message"])
