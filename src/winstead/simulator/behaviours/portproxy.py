"""Ports that are forwarded, by the service IP Helper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winstead.simulator.behaviours import Behaviour, State
from winstead.simulator.behaviours.service import start

if TYPE_CHECKING:
    from winstead.simulator.model import Model


class PortProxy(Behaviour):
    """Holds where a port leads to; nothing is forwarded."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """What is held, and whether the service runs."""
        actual = super().get(host, kind, name, desired)
        runs = host.stored("Service")["iphlpsvc"]["state"] == "running"
        return actual | ({"forwards": runs} if actual["ensure"] == "present" else {})

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Holds it, and starts the service."""
        super().set(host, kind, name, desired, actual, changes)
        if desired["ensure"] == "present":
            start(host, "iphlpsvc")


def forward(host: Model, listen: str, port: int) -> None:
    """Leads a port to another one of the host."""
    key = host.find("PortProxy", listen) or listen
    host.stored("PortProxy")[key] = {"connect": f"127.0.0.1:{port}", "forwards": True}
    start(host, "iphlpsvc")


def leads(host: Model, listen: str, port: int) -> bool:
    """Whether a port leads to another one of the host."""
    key = host.find("PortProxy", listen)
    there = key is not None and host.stored("PortProxy")[key]["connect"] == f"127.0.0.1:{port}"
    return there and host.stored("Service")["iphlpsvc"]["state"] == "running"
