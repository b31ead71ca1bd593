"""One-off commands for the services of apps, as ps1/commands has them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from winstead.events import Event
from winstead.simulator.behaviours import HostError, State
from winstead.simulator.behaviours.service import restart, start, stop_alone

if TYPE_CHECKING:
    from winstead.simulator.engine import Run
    from winstead.simulator.model import Model


def restart_app(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Restarts an app's service; starts one that is stopped. One result event."""
    yield _command(run, name, setting, "running", restart, always=True)


def start_app(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Starts an app's service unless it runs. One result event."""
    yield _command(run, name, setting, "running", start)


def stop_app(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Stops an app's service unless it is stopped. One result event."""
    yield _command(run, name, setting, "stopped", stop_alone)


def app_status(run: Run, name: str, setting: State) -> Iterator[Event]:
    """How an app's service stands. One status event."""
    service = setting["service"]
    key = run.model.find("Service", service)
    held = run.model.stored("Service")[key] if key else {"state": "absent"}
    stopped = held["state"] == "stopped"
    yield {
        "event": "status",
        "host": run.host,
        "app": name,
        "service": service,
        "state": held["state"],
        "process_id": held.get("process_id"),
        "since": held.get("since"),
        "release": setting.get("release"),
        "last_exit_code": held.get("exit_code") if stopped else None,
    }


def _command(
    run: Run, name: str, setting: State, state: str, command: Callable[[Model, str], None], always: bool = False
) -> Event:
    """Runs a command and counts its result."""
    began = time.monotonic()
    event: Event = {"event": "result", "host": run.host, "resource": f"Service/{setting['service']}", "app": name}
    event |= {"status": "skipped", "changes": {}, "seconds": 0.0, "attempts": 0}
    if not run.counts["failed"]:
        event["attempts"] = 1
        try:
            event["changes"] = _change(run, setting["service"], state, command, always)
            event["status"] = "ok" if not event["changes"] else "changed" if run.apply else "would_change"
        except HostError as error:
            event["status"] = "failed"
            event["error"] = {"message": str(error), "type": error.type, "transient": error.transient}
    run.counts[event["status"]] += 1
    event["seconds"] = round(time.monotonic() - began, 3)
    return event


def _change(run: Run, service: str, state: str, command: Callable[[Model, str], None], always: bool) -> State:
    """Does it, unless this is a plan; gives what changes."""
    key = run.model.find("Service", service)
    if key is None:
        raise HostError(f"there is no service {service} on this host: provision the app first")
    held = run.model.stored("Service")[key]
    old, process = held["state"], held["process_id"]
    if old == state and not always:
        return {}
    if not run.apply:
        return {"state": [old, state]}
    command(run.model, key)
    return {"state": [old, state], "process_id": [process, held["process_id"]]}
