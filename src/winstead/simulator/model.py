"""What a simulated Windows host holds: for each kind its things by key, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from winstead.connection import SimulatedFaults
from winstead.simulator.behaviours import State, behaviours


class Model:
    """The state of a simulated host; one that was never seen has what a fresh Windows has."""

    def __init__(self, name: str, file: Path | None = None, faults: SimulatedFaults | None = None) -> None:
        self.name = name
        self._file = file
        self.faults = faults or SimulatedFaults()
        self.unhealthy = self.faults.unhealthy
        self.messages: list[str] = []
        self.away: set[str] = set()
        self.needs_restart = False
        if file and file.exists():
            self.state: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return
        fresh = {kind: {key: dict(held) for key, held in one.initial.items()} for kind, one in behaviours().items()}
        self.state = {"simulated": name, "kinds": fresh, "journal": [], "unfinished": [], "files": {}}

    def stored(self, kind: str) -> dict[str, State]:
        """What is held of a kind, by key; changing it changes the host."""
        found: dict[str, State] = self.state["kinds"].setdefault(kind, {})
        return found

    def find(self, kind: str, key: str) -> str | None:
        """The key under which something is held, whatever its case; None where it is not there."""
        held = self.stored(kind)
        if key in held:
            return key
        return next((one for one in held if one.lower() == key.lower()), None)

    def answer(self, app: str, version: str = "") -> str | None:
        """What an app's health check answers when it is told to fail: by its name, or one version of it."""
        return self.unhealthy.get(f"{app} {version}", self.unhealthy.get(app))

    def warn(self, text: str) -> None:
        """Says a warning about the resource at work, as Write-Warning does."""
        self.messages.append(text)

    def plain(self, value: Any) -> Any:
        """A value as the host keeps it: secrets by their text."""
        if isinstance(value, Mapping):
            return {key: self.plain(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.plain(one) for one in value]
        return str(value) if isinstance(value, str) else value

    def save(self) -> None:
        """Writes the state, so that it lasts."""
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_suffix(".new")
            temporary.write_text(json.dumps(self.state), encoding="utf-8")
            temporary.replace(self._file)
