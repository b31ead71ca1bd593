"""Waits until a host that restarts is back: another boot, WinRM that answers, and the services that run with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import tenacity

from winstead.errors import InterruptedRunError, RestartError, WinsteadError
from winstead.events import Event
from winstead.render import Call, render
from winstead.transports.base import OpenHost, Setting

Open = Callable[[], AbstractContextManager[OpenHost]]
_FIRST, _LONGEST = 0.5, 5.0  # seconds between two looks


class _NotYetError(WinsteadError):
    """The host is not back, and why."""


def come_back(
    told: Event, apps: tuple[str, ...], opened: Open, stop: threading.Event, patience: float
) -> tuple[Event, list[str]]:
    """Waits until a host is back; gives that as a result event, and what the host still waits for a restart for.

    ``told`` is the host's event ``restart``, ``apps`` the services of its apps, ``opened`` opens it, ``patience`` is in
    seconds. Raises InterruptedRunError when ``stop`` was set.
    """
    start = time.monotonic()
    event: Event = {"event": "result", "host": told["host"], "resource": f"Reboot/{told['host']}"}
    event |= {"status": "changed", "changes": {"booted": [told["booted"], None]}, "seconds": 0.0, "attempts": 1}
    reasons: list[str] = []
    try:
        facts = _wait(told, apps, opened, stop, patience)
        event["changes"] = {"booted": [told["booted"], facts["booted"]]}
        reasons = facts["restart_reasons"]
    except RestartError as error:
        left = "; the run did not go on after it" if told["left"] else ""
        event["status"] = "failed"
        event["error"] = {"message": f"{error}{left}", "type": "RestartError", "transient": False}
    event["seconds"] = round(time.monotonic() - start, 3)
    return event, reasons


def _wait(told: Event, apps: tuple[str, ...], opened: Open, stop: threading.Event, patience: float) -> Event:
    """Looks at a host until it is back; gives what the last look found. Raises RestartError, InterruptedRunError."""
    script = render(told["host"], [Call("Get-RestartState", ({"services": told["services"], "apps": list(apps)},))])
    looks = tenacity.Retrying(
        # A host that starts may refuse users for a while, answer as something else, or lack what the script asks.
        retry=tenacity.retry_if_exception(lambda error: isinstance(error, WinsteadError) and not stop.is_set()),
        stop=tenacity.stop_after_delay(patience),
        wait=tenacity.wait_exponential(_FIRST, max=_LONGEST),
        sleep=tenacity.sleep_using_event(stop),
        reraise=True,
    )
    try:
        return looks(_look, opened, script)
    except WinsteadError as error:
        if stop.is_set():
            raise InterruptedRunError("interrupted while the host restarts: see whether it comes back") from None
        raise RestartError(f"not back {patience:g} s after its restart began: {error}") from None


def _look(opened: Open, script: str) -> Event:
    """One look at the host. Raises WinsteadError where it is not back."""
    with opened() as host:
        found = [event["facts"] for event in host.run(script, Setting()) if event["event"] == "facts"]
    if not found:
        raise _NotYetError("it does not say how far it has come")
    facts: Event = found[-1]
    if facts["restarting"]:
        raise _NotYetError(f"it runs since {facts['booted']}, and has not ended yet")
    if facts["waiting"]:
        services = ", ".join(map(_service_text, facts["waiting"]))
        raise _NotYetError(f"it runs since {facts['booted']}, and these services do not: {services}")
    return facts


def _service_text(service: dict[str, Any]) -> str:
    code = service["exit_code"]
    return f"{service['name']} ({service['state']}, {'not started yet' if code is None else f'exit code {code}'})"
