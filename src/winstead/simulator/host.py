"""A simulated host: reads the script that it is sent, and does to the model what the script would do to Windows."""

from __future__ import annotations

import hashlib
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from winstead.connection import SimulatedFaults
from winstead.events import Event, dump
from winstead.literal import SecretRef
from winstead.simulator.behaviours import HostError
from winstead.simulator.behaviours.commands import app_status, restart_app, run_app, start_app, stop_app
from winstead.simulator.behaviours.liveslot import restart_slot
from winstead.simulator.behaviours.logs import app_log
from winstead.simulator.behaviours.release import (
    app_release,
    confirm_release,
    measure_response,
    undo_release,
)
from winstead.simulator.engine import Run
from winstead.simulator.facts import host_facts
from winstead.simulator.model import Model
from winstead.simulator.psrp import SecretText
from winstead.simulator.reader import Call, read_calls
from winstead.simulator.restart import Leaving, is_away, request_restart, restart_host, restart_state

_COMMANDS: dict[str, Callable[..., Iterator[Event]]] = {
    "Invoke-Resource": Run.resource,
    "Restart-App": restart_app,
    "Restart-Slot": restart_slot,
    "Start-App": start_app,
    "Stop-App": stop_app,
    "Invoke-AppRun": run_app,
    "Get-AppLog": app_log,
    "Get-AppStatus": app_status,
    "Measure-Response": measure_response,
    "Confirm-Release": confirm_release,
    "Undo-Release": undo_release,
    "Get-AppRelease": app_release,
    "Get-HostFacts": host_facts,
    "Request-Restart": request_restart,
    "Restart-Host": restart_host,
    "Get-RestartState": restart_state,
}


class SimulatedHost:
    """What an endpoint's back end runs scripts on; state and faults are the host's own, whoever connects."""

    def __init__(self, name: str, file: Path | None = None, faults: SimulatedFaults | None = None) -> None:
        self.model = Model(name, file, faults)
        self._lock = threading.Lock()
        self._holder = ""
        self._parts: dict[str, Any] = {}

    def is_away(self) -> bool:
        """Whether it restarts, and takes no connection."""
        return is_away(self.model)

    def run(self, script: str, parameters: dict[str, Any], given: Iterator[Any]) -> Iterator[Any]:
        """The output of a pipeline: a host's script, or a transport's own command."""
        if script == "Test-HostFile":
            yield self._has_file(str(parameters["Sha256"]), parameters["Path"])
        elif script == "Receive-File":
            self._receive(parameters, given)
        else:
            calls = read_calls(script, ["Invoke-Run", *_COMMANDS])
            for start in (call for call in calls if call.name == "Invoke-Run"):
                yield from self._run(start, [call for call in calls if call is not start], parameters)

    def _run(self, start: Call, calls: list[Call], parameters: dict[str, Any]) -> Iterator[str]:
        apply = parameters.get("Mode") == "Apply"
        by = str(parameters.get("By") or "simulated")
        host = str(start.parameters["HostName"])
        if not start.parameters.get("Lock", True):
            secrets = parameters.get("Secret") or {}
            yield from self._work(Run(self.model, host, apply, secrets, locked=False), calls, start, by)
            return
        if not self._lock.acquire(timeout=float(parameters.get("LockTimeout", 60))):
            wait = parameters.get("LockTimeout", 60)
            error = f"another run works on this host: {self._holder}; gave up after {wait} s"
            yield dump({"event": "host", "host": host, "status": "busy", "error": error, "seconds": float(wait)})
            return
        try:
            self._holder = f"{by}, since {time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())}"
            run = Run(self.model, host, apply, parameters.get("Secret") or {}, str(parameters.get("Reboot") or "never"))
            run.run_id = str(parameters.get("RunId") or "")
            ended = run.resumed()
            yield from list(run.told)
            if not ended:
                yield from self._work(run, calls, start, by)
        finally:
            self._lock.release()

    def _work(self, run: Run, calls: list[Call], start: Call, by: str) -> Iterator[str]:
        began = time.monotonic()
        status = "interrupted"
        try:
            for call in calls:
                arguments = [self._known(value, run) for value in call.arguments]
                yield from map(run.tell, _COMMANDS[call.name](run, *arguments))
            status = run.status
            seconds = round(time.monotonic() - began, 3)
            ended = {
                "event": "host",
                "host": run.host,
                "status": status,
                **run.counts,
                **run.pending,
                "seconds": seconds,
            }
            last = [run.tell(ended)]
        except Leaving:
            status, last = "restarting", []
        finally:
            if run.apply:
                run.complete(status, by, dict(start.parameters.get("Apps") or {}))  # type: ignore[call-overload]
        yield from last

    def _known(self, value: Any, run: Run) -> Any:
        """A literal with the run's secrets in it."""
        if isinstance(value, SecretRef):
            return SecretText(run.secrets[value.name])
        if isinstance(value, dict):
            return {key: self._known(one, run) for key, one in value.items()}
        return [self._known(one, run) for one in value] if isinstance(value, list) else value

    def _has_file(self, sha256: str, paths: list[str]) -> bool:
        """Whether a file of this content is there; of a file sent from the controller only the hash is kept."""
        held = (self.model.find("File", path) for path in paths)
        there = any(key and self.model.stored("File")[key].get("sha256") == sha256 for key in held)
        apps = (self.model.stored("Release").get(self.model.find("Release", path) or "", {}) for path in paths)
        there = there or any(one["sha256"] == sha256 for app in apps for one in app.get("releases", {}).values())
        return there or sha256 in self.model.state["files"]

    def _receive(self, parameters: dict[str, Any], given: Iterator[Any]) -> None:
        sha256 = str(parameters["Sha256"])
        if parameters.get("First"):
            self._parts[sha256] = hashlib.sha256()
        for chunk in given:
            self._parts[sha256].update(zlib.decompress(chunk, -zlib.MAX_WBITS) if parameters.get("Deflated") else chunk)
        if parameters.get("Last"):
            found = self._parts.pop(sha256).hexdigest()
            if found != sha256:
                raise HostError(f"the file arrived with hash {found}, sent was {sha256}")
            self.model.state["files"][sha256] = True
            self.model.save()
