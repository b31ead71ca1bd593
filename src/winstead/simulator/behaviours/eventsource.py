"""Event sources: names of logs are not told apart by case, and another log takes effect late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winstead.simulator.behaviours import Behaviour, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model


class EventSource(Behaviour):
    """A source of the simulated host's event log."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Whether it is registered, and for which log."""
        actual = super().get(host, kind, name, desired)
        if str(actual.get("log")).lower() == str(desired.get("log")).lower():
            actual["log"] = desired.get("log")
        return actual

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Registers or removes it."""
        super().set(host, kind, name, desired, actual, changes)
        if "log" in changes and actual["ensure"] == "present":
            host.warn(
                f"{name} wrote to the log {actual['log']}: its events may go there until this host is started anew"
            )
