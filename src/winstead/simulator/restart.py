"""Restarts of a simulated host: what it waits for one for, and what one does to it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from winstead.events import Event
from winstead.simulator.behaviours import HostError, State
from winstead.simulator.behaviours.service import start, stop

if TYPE_CHECKING:
    from winstead.simulator.engine import Run
    from winstead.simulator.model import Model

_GRACE = 0.5  # seconds that a run has to say the rest


class Leaving(Exception):  # noqa: N818 - no error: the run goes on after the restart
    """The host restarts in the midst of a run."""


def minute() -> int:
    """The minute of the host's day; its time zone is UTC."""
    now = time.gmtime()
    return now.tm_hour * 60 + now.tm_min


def booted(model: Model) -> str:
    """When the host was started."""
    return str(model.state.get("booted", "2024-01-01T00:00:00Z"))


def restart_reasons(model: Model) -> list[str]:
    """What the host waits for a restart for, as Read-RestartReason finds it."""
    told = model.faults.restart_pending.items()
    first = "booted" not in model.state
    return [*(reason for reason, when in told if first or when == "always"), *model.state.get("restart_for", [])]


def is_away(model: Model) -> bool:
    """Whether the host restarts just now."""
    begin, end = model.state.get("away", (0.0, 0.0))
    return bool(begin <= time.time() and (model.faults.restart == "lost" if end is None else time.time() < end))


def request_restart(run: Run, act: bool) -> Iterator[Event]:
    """Restarts a host that waits for it, where the run may do so; else notes what it waits for. Raises Leaving."""
    reasons = restart_reasons(run.model)
    if not reasons:
        return
    may = run.may_restart
    if act and may and run.apply and not run.counts["failed"]:
        yield from suspend(run)
    run.pending = {"restart": {"reasons": reasons, "may": may, "time": time.strftime("%H:%M", time.gmtime())}}


def restart_host(run: Run, if_needed: bool) -> Iterator[Event]:
    """Restarts the host. An event restart, and one result event."""
    reasons = restart_reasons(run.model)
    if if_needed and not reasons:
        yield run.reported(f"Reboot/{run.host}", None, lambda event: None)
    else:
        yield from _start(run, reasons, left=False)


def restart_state(run: Run, setting: State) -> Iterator[Event]:
    """How far a restart has come. One facts event."""
    known = {*setting["services"], *setting["apps"]}
    waiting = [
        {"name": name, "state": held["state"], "exit_code": None}
        for name, held in run.model.stored("Service").items()
        if name in known and held["start"].startswith("automatic") and held["state"] != "running"
    ]
    restarting = time.time() < run.model.state.get("away", (0.0,))[0]
    facts = {"booted": booted(run.model), "restarting": restarting, "waiting": waiting}
    facts |= {"restart_reasons": restart_reasons(run.model)}
    yield {"event": "facts", "host": run.host, "facts": facts}


def suspend(run: Run) -> Iterator[Event]:
    """Restarts the host in the midst of a run, as Suspend-Run does. Raises Leaving, unless the host refuses."""
    yield from _start(run, restart_reasons(run.model), left=True)
    if not run.counts["failed"]:
        raise Leaving


def _start(run: Run, reasons: list[str], left: bool) -> Iterator[Event]:
    before = booted(run.model)
    held = run.model.stored("Service").items()
    ran = [name for name, one in held if one["start"].startswith("automatic") and one["state"] == "running"]
    event: Event = {"event": "restart", "host": run.host, "reasons": reasons, "booted": before}
    yield run.masked(event | {"services": ran, "left": left})

    def work(event: Event) -> None:
        if run.model.faults.restart == "refused":
            text = "Windows does not restart: shutdown.exe ended with exit code 5"
            raise HostError(text, "InvalidOperationException")
        _restart(run.model)
        event["changes"] = {"booted": [before, None]}

    yield run.reported(f"Reboot/{run.host}", None, work)


def _restart(model: Model) -> None:
    """Ends all services, and starts those that Windows starts; the host is away for a while."""
    begin = time.time() + _GRACE
    end = begin + model.faults.restart_takes
    model.needs_restart = False
    model.away.clear()
    model.state |= {"restart_for": [], "booted": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(end))}
    model.state["away"] = (begin, None if model.faults.restart == "lost" else end)
    services = model.stored("Service")
    for name in services:
        stop(model, name)
    for name, held in services.items():
        fails = model.faults.fail.get(f"Service/{name}") == "always"
        if held["start"].startswith("automatic") and not fails:
            with contextlib.suppress(HostError):  # what cannot start stays stopped, as on Windows
                start(model, name)
