"""The record of what Windows starts of an app: what is no longer in it is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winstead.simulator.behaviours import Behaviour, State
from winstead.simulator.behaviours.service import stop_alone

if TYPE_CHECKING:
    from winstead.simulator.model import Model


class Registration(Behaviour):
    """Holds its entries; removes those that are dropped."""

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Removes from the host what is no longer an entry, and holds the others."""
        kept = [one.lower() for one in desired.get("entries", [])] if desired["ensure"] == "present" else []
        known = host.find(kind, name)
        for entry in host.stored(kind)[known]["entries"] if known else ():
            if entry.lower() not in kept:
                _remove(host, *entry.split("/", 1))
        super().set(host, kind, name, desired, actual, changes)


def _remove(host: Model, kind: str, name: str) -> None:
    key = host.find(kind, name)
    if key is None:
        return
    if kind == "Service":
        stop_alone(host, key)
    del host.stored(kind)[key]
