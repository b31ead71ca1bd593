"""Services: their settings, whether they run, and what depends on what."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, ClassVar

from winstead.simulator.behaviours import Behaviour, HostError, State
from winstead.simulator.psrp import SecretText

if TYPE_CHECKING:
    from winstead.simulator.model import Model

_NEW: State = {
    "start": "manual",
    "account": "LocalSystem",
    "description": "",
    "depends_on": [],
    "recovery": {"reset": 0, "actions": [], "non_crash": False},
    "environment": {},
    "parameters": {},
    "sid_type": "none",
    "state": "stopped",
    "process_id": None,
    "since": None,
    "exit_code": None,
}
_GIVEN_BACK = ("password", "stop_timeout", "program_machine", "environment_in")
_RESTART_FOR = {"path", "account", "environment", "parameters", "sid_type"}
_NSSM = re.compile(r'"?[^"]*\\nssm[^"\\]*\.exe', re.IGNORECASE)
_REFUSALS = {
    1058: "The service cannot be started, either because it is disabled or because it has no enabled devices "
    "associated with it; give start: manual or automatic",
    1060: "The specified service does not exist as an installed service; give path to make it",
    1075: "The dependency service does not exist or has been marked for deletion; a service that it depends on is not "
    "there: see depends_on",
}
_WINDOWS = "C:\\Windows\\System32\\svchost.exe -k "


class Service(Behaviour):
    """A service of the simulated host; no program runs."""

    initial: ClassVar[dict[str, State]] = {
        "W32Time": _NEW
        | {
            "display_name": "Windows Time",
            "path": f"{_WINDOWS}LocalService",
            "account": "NT AUTHORITY\\LocalService",
        },
        "WinRM": _NEW
        | {
            "display_name": "Windows Remote Management (WS-Management)",
            "path": f"{_WINDOWS}NetworkService -p",
            "account": "NT AUTHORITY\\NetworkService",
            "start": "automatic",
            "state": "running",
            "process_id": 1000,
            "since": "2024-01-01T00:00:00Z",
        },
        "iphlpsvc": _NEW
        | {
            "display_name": "IP Helper",
            "path": f"{_WINDOWS}NetSvcs -p",
            "start": "automatic",
            "state": "running",
            "process_id": 1004,
            "since": "2024-01-01T00:00:00Z",
        },
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Its settings and state; an error where it is not there and nothing says what to make it of."""
        if desired["ensure"] == "present" and desired.get("program_machine") == "arm64":
            raise HostError(
                "the program is for arm64, and this Windows (AMD64) runs programs for x86, x64 alone: give a release "
                "that is built for it",
                "BadImageFormatException",
            )
        key = host.find("Service", name)
        if key is None:
            if desired["ensure"] == "present" and "path" not in desired:
                raise HostError(f"there is no service {name} on this host: give path to make one")
            return {"ensure": "absent"}
        held = host.stored("Service")[key]
        actual: State = {"ensure": "present"}
        for field, value in desired.items():
            if field != "ensure":
                actual[field] = value if field in _GIVEN_BACK else held.get(field)
        # One that was stopped for the switch of its release counts as running, as the plan had it.
        if "state" in desired and key in host.away:
            actual["state"] = "running"
        if "account" in desired and desired["account"].lower() == held["account"].lower():
            actual["account"] = desired["account"]
        return actual

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Makes, changes or removes it; starts, stops or restarts it."""
        key = host.find("Service", name) or name
        if desired["ensure"] == "absent":
            stop_alone(host, key)
            del host.stored("Service")[key]
            return
        held = host.stored("Service").setdefault(key, {"display_name": name} | host.plain(_NEW))
        if "path" in changes and _NSSM.match(held.get("path") or "") and not _NSSM.match(desired["path"]):
            held["parameters"] = {}
        for field in changes.keys() & desired.keys() - {"ensure", "state", *_GIVEN_BACK}:
            held[field] = host.plain(desired[field])
        secrets = _secrets(desired["environment"]) if "environment" in changes else []
        if secrets:
            place = desired.get("environment_in", "Environment")
            where = f"HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\{name}\\{place}"
            host.warn(f"every user of the host can read what now stands in {where}: {', '.join(secrets)}")
        _settle_state(host, key, desired, changes)


def _secrets(environment: State) -> list[str]:
    return sorted(variable for variable, value in environment.items() if isinstance(value, SecretText))


def _settle_state(host: Model, key: str, desired: State, changes: State) -> None:
    runs = host.stored("Service")[key]["state"] == "running" or key in host.away
    wanted = desired.get("state")
    if wanted == "stopped":
        if runs:
            stop_alone(host, key)
            host.away.discard(key)
    elif runs and ("restart" in changes or (wanted == "running" and changes.keys() & _RESTART_FOR)):
        restart(host, key)
    elif wanted == "running" and not runs:
        start(host, key)


def start(host: Model, key: str) -> None:
    """Starts a service and those that it depends on. Raises HostError as Windows refuses."""
    host.away.discard(key)
    held = host.stored("Service")[key]
    if held["state"] == "running":
        return
    if held["start"] == "disabled":
        raise _refusal(key, 1058)
    for one in held["depends_on"]:
        needed = host.find("Service", one)
        if needed is None:
            raise _refusal(key, 1075)
        start(host, needed)
    last = max((one["process_id"] or 0 for one in host.stored("Service").values()), default=0)
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    held |= {"state": "running", "process_id": max(last, host.state.get("last_process", 2000)) + 4, "since": since}
    host.state["last_process"] = held["process_id"]


def stop(host: Model, key: str) -> None:
    """Stops a service."""
    held = host.stored("Service")[key]
    if held["state"] == "running":
        held |= {"state": "stopped", "process_id": None, "since": None, "exit_code": 0}


def stop_alone(host: Model, key: str) -> None:
    """Stops a service for good. Raises HostError where services that run depend on it."""
    if found := dependents(host, key):
        raise HostError(
            f"service '{key}' cannot stop, for services that run depend on it: stop them first, or remove it from "
            f"their depends_on: {', '.join(found)}",
            "InvalidOperationException",
        )
    stop(host, key)


def restart(host: Model, key: str) -> None:
    """Stops a service with those that depend on it, and starts them all again."""
    stopped = dependents(host, key)
    for one in [*stopped, key]:
        stop(host, one)
    for one in [key, *reversed(stopped)]:
        start(host, one)


def dependents(host: Model, key: str, seen: set[str] | None = None) -> list[str]:
    """The running services that depend on a service, directly or through others, in the order in which they stop."""
    seen = seen if seen is not None else set()
    seen.add(key.lower())
    found: list[str] = []
    for one, held in sorted(host.stored("Service").items(), key=lambda item: item[0].lower()):
        if one.lower() not in seen and key.lower() in (needed.lower() for needed in held["depends_on"]):
            found += dependents(host, one, seen)
            found += [one] if held["state"] == "running" else []
    return found


def refused_start(name: str) -> HostError:
    """That a service which is to be started is not there."""
    return _refusal(name, 1060)


def _refusal(key: str, code: int) -> HostError:
    return HostError(f"starting service '{key}' failed with error {code}: {_REFUSALS[code]}", "Win32Exception")
