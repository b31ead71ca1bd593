"""One-off commands for apps, as ps1/commands has them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from winstead.events import Event
from winstead.simulator.behaviours import HostError, State
from winstead.simulator.behaviours.service import restart, start, stop, stop_alone
from winstead.simulator.records import NEW, held_of, other_slot

if TYPE_CHECKING:
    from winstead.simulator.engine import Run
    from winstead.simulator.model import Model


def restart_app(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Restarts an app; starts one that is stopped. One result event."""
    yield from _command(run, name, setting, "running", restart, always=True)


def start_app(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Starts an app unless it runs. One result event."""
    yield from _command(run, name, setting, "running", start)


def stop_app(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Stops an app unless it is stopped. One result event."""
    yield from _command(run, name, setting, "stopped", stop_alone)


def run_app(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Runs an app's scheduled task; no program runs, so it ends at once with 0. One result event."""
    yield from _command(run, name, setting, "running", stop, always=True)


def app_status(run: Run, name: str, setting: State) -> Iterator[Event]:
    """How an app stands. One status event."""
    kind, held = _entry(run, setting)
    status: Event = {"event": "status", "host": run.host, "app": name, "entry": setting["entry"]}
    status |= {"state": "absent", "release": setting.get("release")}
    if kind == "Service":
        held = held or {"state": "absent"}
        code = held.get("exit_code") if held["state"] == "stopped" else None
        status |= {"state": held["state"], "process_id": held.get("process_id"), "since": held.get("since")}
        status["last_exit_code"] = code
    elif kind == "ScheduledTask":
        state = "absent" if held is None else "ready" if held.get("enabled", True) else "disabled"
        last = (held or {}).get("last_run")
        status |= {"state": state, "last_result": 0 if last else None, "last_run": last, "next_run": None}
    elif held is not None:
        status["state"] = "at logon"
    if setting.get("history"):
        status["runs"] = []
    if slot := setting.get("slot"):
        status["slot"] = f"{slot['name']}, live" if _live(run, slot) == slot["name"] else slot["name"]
    yield status


def _live(run: Run, slot: State) -> str:
    """The slot of an app that is live; current where none is."""
    return str((held_of(run.model, slot["directory"]) or NEW)["live"])


def _entry(run: Run, setting: State) -> tuple[str, State | None]:
    """The kind of what starts an app, and what the host holds of it."""
    kind, name = setting["entry"].split("/", 1)
    key = run.model.find(kind, name)
    return kind, run.model.stored(kind)[key] if key else None


def _command(
    run: Run, name: str, setting: State, state: str, command: Callable[[Model, str], None], always: bool = False
) -> Iterator[Event]:
    """Runs a command and counts its result; nothing is done with a slot that is not live."""
    if setting.get("slot") and other_slot(_live(run, setting["slot"])) == setting["slot"]["name"]:
        return

    def work(event: Event) -> None:
        event["attempts"] = 1
        event["changes"] |= _change(run, setting, state, command, always)
        _wait_for_health(run, name, setting, state)

    yield run.reported(setting["entry"], name, work)


def _change(run: Run, setting: State, state: str, command: Callable[[Model, str], None], always: bool) -> State:
    """Does it, unless this is a plan; gives what changes."""
    kind, held = _entry(run, setting)
    name = setting["entry"].split("/", 1)[1]
    if held is None:
        what = "service" if kind == "Service" else "scheduled task"
        raise HostError(f"there is no {what} {name} on this host: provision the app first")
    if kind != "Service":
        # A scheduled task of the simulated host has ended as soon as it was started.
        if state == "stopped":
            return {}
        if not run.apply:
            return {"state": ["ready", state]}
        held["last_run"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        ended = {"run": [None, {"exit_code": 0, "status": "ok", "error": None}]} if "success" in setting else {}
        return {"state": ["ready", state]} | ended
    old, process = held["state"], held["process_id"]
    if old == state and not always:
        return {}
    if not run.apply:
        return {"state": [old, state]}
    command(run.model, run.model.find(kind, name) or name)
    return {"state": [old, state], "process_id": [process, held["process_id"]]}


def _wait_for_health(run: Run, name: str, setting: State, state: str) -> None:
    """Raises HostError where the host was told that what is checked is not healthy."""
    told = run.model.answer(name, str(setting.get("release") or ""))
    if run.apply and state == "running" and setting.get("health") and told:
        raise HostError(f"not healthy after {setting['health']['within']} s: {told}", "InvalidOperationException")
