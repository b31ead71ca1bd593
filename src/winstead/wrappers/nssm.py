"""nssm: its settings are values in the `Parameters` of the service's key.

What each means, and that 2.24 knows it: <https://nssm.cc/usage> and README.txt of the release; the names are those in
nssm.exe 2.24 itself. It has no time stamps, hooks or limits for old logs.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import Any

from winstead.logs import Rotate
from winstead.wrappers.keys import Wrapped, WrapperKeys, stop_of

NOTE = (
    "nssm 2.24 is from 2014: on Windows 10 from version 1703 on, and on Windows Server 2019 and later, its services "
    "may not start when it makes a console, with no error. winstead tells it to make none (no_console: true). The "
    "pre-release 2.24-101 does not have the fault."
)
KNOWN = {"restart_delay", "throttle", "exit_actions", "stop", "priority", "affinity", "no_console"}
ENVIRONMENT = "Parameters\\AppEnvironmentExtra"

# Priority classes, see SetPriorityClass.
_PRIORITY = {
    "idle": 0x40,
    "below-normal": 0x4000,
    "normal": 0x20,
    "above-normal": 0x8000,
    "high": 0x80,
    "realtime": 0x100,
}
_STOP = {
    "ctrl_c": ("AppStopMethodConsole", 1),
    "window": ("AppStopMethodWindow", 2),
    "threads": ("AppStopMethodThreads", 4),
}
_KILL = 8


def rotates(rotate: Rotate) -> bool:
    """Whether nssm rotates like that: by size alone, while the program runs; old logs stay for ever.

    By time it rotates at the service's start alone.
    """
    return rotate.size is not None and rotate == Rotate(size=rotate.size)


def outputs(stdout: str | None, stderr: str | None) -> tuple[str, ...]:
    """The files that nssm writes the program's output to."""
    return tuple(dict.fromkeys(path for path in (stdout, stderr) if path))


def drafts(wrapped: Wrapped, keys: WrapperKeys) -> list[tuple[str, dict[str, Any]]]:
    """The service: nssm's settings, and where its variables stand."""
    stop = stop_of(keys, wrapped.service)
    parameters: dict[str, Any] = {
        "Application": wrapped.program,
        "AppParameters": subprocess.list2cmdline(wrapped.arguments),
        "AppDirectory": wrapped.directory,
        "AppNoConsole": int(keys.no_console is not False),
        "AppExit": {"": "Restart"}
        | {_code(code): action.title() for code, action in (keys.exit_actions or {}).items()},
    }
    parameters |= _stop_parameters(stop.waits, stop.kill)
    if keys.restart_delay is not None:
        parameters["AppRestartDelay"] = _milliseconds(keys.restart_delay)
    if keys.throttle is not None:
        parameters["AppThrottle"] = _milliseconds(keys.throttle)
    if keys.priority:
        parameters["AppPriority"] = _PRIORITY[keys.priority]
    if keys.affinity:
        parameters["AppAffinity"] = ",".join(map(str, sorted(set(keys.affinity))))
    parameters |= _log_parameters(wrapped)
    values = {
        "path": wrapped.wrapper_path,
        "parameters": parameters,
        "environment": dict(wrapped.environment),
        "environment_in": ENVIRONMENT,
        "stop_timeout": stop.timeout,
    }
    return [("Service", values)]


def _code(code: str) -> str:
    return "" if code == "default" else code


def _milliseconds(value: float) -> int:
    return round(value * 1000)


def _stop_parameters(waits: Mapping[str, float], kill: bool) -> dict[str, int]:
    parameters = {_STOP[method][0]: _milliseconds(wait) for method, wait in waits.items()}
    skipped = sum(bit for method, (_, bit) in _STOP.items() if method not in waits) + (0 if kill else _KILL)
    return parameters | ({"AppStopMethodSkip": skipped} if skipped else {})


def _log_parameters(wrapped: Wrapped) -> dict[str, str | int]:
    """Files for the output; rotation by nssm itself, with which no line is lost, and at its start not too early.

    Where more is asked than nssm can, its part of it is still nssm's: a file that it holds open cannot be cut short.
    """
    logs, parameters = wrapped.logs, dict[str, str | int]()
    if logs is None:
        return parameters
    for name, path in (("AppStdout", logs.stdout), ("AppStderr", logs.stderr or logs.stdout)):
        if path:
            parameters[name] = path
    rotate = logs.rotate
    if parameters and rotate and (rotate.size or rotate.every):
        parameters |= {"AppRotateFiles": 1, "AppRotateOnline": 1}
        if rotate.size:
            high, parameters["AppRotateBytes"] = divmod(rotate.size, 2**32)
            parameters |= {"AppRotateBytesHigh": high} if high else {}
        if rotate.every:
            parameters["AppRotateSeconds"] = round(rotate.every)
    return parameters
