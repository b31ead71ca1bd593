"""Health checks: all is healthy on a simulated host, but for services that do not run and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winstead.simulator.behaviours import Behaviour, HostError, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model


class HealthCheck(Behaviour):
    """A health check; the host is told which answers those that fail give."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """What was asked for, and whether it is healthy: True, or the answer that says why not."""
        return desired | {"healthy": unhealthy(host, name, desired) or True}

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Says at once what a real host says when the time is over. Raises HostError: nothing here gets healthy."""
        raise HostError(
            f"not healthy after {desired['within']:g} s: {actual['healthy']}", type="InvalidOperationException"
        )


def unhealthy(host: Model, name: str, desired: State, version: str = "") -> str | None:
    """What a check of an app, in a version, answers; None where it is healthy."""
    told = host.answer(name, version)
    if told or "service" not in desired:
        return told
    key = host.find("Service", desired["service"])
    if key is None:
        return f"there is no service {desired['service']}"
    state = host.stored("Service")[key]["state"]
    return None if state == "running" else f"service {desired['service']} is {state}"
