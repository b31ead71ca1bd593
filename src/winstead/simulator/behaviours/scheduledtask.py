"""Scheduled tasks: held as they are registered; none of them ever runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winstead.simulator.behaviours import Behaviour, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model


class ScheduledTask(Behaviour):
    """A scheduled task; its XML and its password are not what is compared."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Its properties, with xml and password given back as they are wanted."""
        actual = super().get(host, kind, name, desired)
        if actual["ensure"] == "absent":
            return actual
        return actual | {field: desired[field] for field in ("xml", "password") if field in desired}
