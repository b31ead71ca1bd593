"""What winstead puts on a host to keep an app running well: the runner, log rotation, the watchdog."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import ValidationError

from winstead.apps import HOST_FOLDER, App
from winstead.logs import Logs, Rotate
from winstead.render import host_script
from winstead.resources.healthcheck import HealthCheck
from winstead.sections import Draft, PartError, Raw
from winstead.types import seconds
from winstead.watchdog import Restart
from winstead.wrappers import log_files, wrapper_rotates
from winstead.yamlfile import KeyPath

POWERSHELL = r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
_SCRIPTS = f"{HOST_FOLDER}\\scripts"
_KEEP_RUNS = 1000
_ROTATE_EVERY = "5m"


def private_folder(
    folder: str, accounts: Sequence[str], rights: str, path: KeyPath, shared: bool = False
) -> Iterator[Draft]:
    """A folder that administrators and some accounts alone get into."""
    yield Draft("Directory", {"name": folder}, path, shared=shared)
    first = {"protected": True, "exact": ["BUILTIN\\Administrators", *accounts]}
    entries: list[Raw] = [{"account": "NT AUTHORITY\\SYSTEM", "rights": "full", **first}]
    entries += [{"account": "BUILTIN\\Administrators", "rights": "full"}]
    entries += [{"account": one, "rights": rights} for one in accounts if one != "LocalSystem"]
    for one in entries:
        yield Draft("Permission", {"name": folder, **one}, path, shared=shared)


def runner_files(app: App) -> Iterator[Draft]:
    """The app's folder of winstead's own, and the runner with what it is to do."""
    path: KeyPath = (app.way,) if app.way else ()
    if not (app.runner or app.watchdog or rotated_by_script(app) or app.wrapper == "winsw"):
        return
    yield from private_folder(app.host_folder, [app.account_name], "read-execute", path)
    yield from private_folder(_SCRIPTS, ["BUILTIN\\Users"], "read-execute", path, shared=True)
    if app.runner or app.autostart:
        yield from private_folder(f"{app.host_folder}\\run", [app.account_name], "modify", path)
    if not app.runner:
        return
    yield _script("runner", "Invoke-Runner", path)
    logs = app.logs
    settings: Raw = {"app": app.name, "path": app.program, "arguments": subprocess.list2cmdline(app.arguments)}
    settings |= {"directory": app.work_directory, "environment": app.environment, **app.runner.settings()}
    settings["log"] = None
    if logs and logs.stdout:
        settings["log"] = {
            "stdout": app.at(logs.stdout),
            "stderr": app.at(logs.stderr) if logs.stderr else None,
            "timestamps": logs.timestamps,
            "rotate": logs.rotate.model_dump() if logs.rotate else None,
        }
    settings |= {"history": history(app), "keep_runs": _KEEP_RUNS, "event_source": _event_source(app)}
    yield Draft("JsonFile", {"name": f"{app.host_folder}\\runner.json", "value": settings}, path)


def history(app: App) -> str:
    """Where the runner writes an app's runs."""
    return f"{app.host_folder}\\run\\runs.jsonl"


def script_arguments(app: App, name: str) -> list[str]:
    """PowerShell's arguments for one of winstead's scripts, with the settings that an app has for it."""
    settings = f"{app.host_folder}\\{'rotate' if name == 'rotate-logs' else name}.json"
    quiet = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"]
    return [*quiet, "-File", f"{_SCRIPTS}\\{name}.ps1", "-Settings", settings]


def logon_command(app: App) -> list[str]:
    """What the Run key starts of an app: its program, or the runner for it."""
    if app.runner:
        return [POWERSHELL, "-WindowStyle", "Hidden", *script_arguments(app, "runner")]
    return [app.program or "", *app.arguments]


def rotated_by_script(app: App) -> list[str]:
    """The logs, by path or pattern, that nothing rotates which writes them."""
    logs = app.logs
    if not logs or not logs.rotate:
        return []
    return [*(app.at(one) for one in logs.files), *_rotated_for_wrapper(app, logs.rotate)]


def _rotated_for_wrapper(app: App, rotate: Rotate) -> list[str]:
    """The app's output, where its wrapper cannot do all that is asked for."""
    return output_files(app) if app.wrapper and not wrapper_rotates(app.wrapper, rotate) else []


def output_files(app: App) -> list[str]:
    """The files that an app's output goes to. Raises PartError for files that its wrapper cannot write."""
    if not app.logs:
        return []
    logs = absolute_logs(app, app.logs)
    if not app.wrapper:
        return [path for path in (logs.stdout, logs.stderr) if path]
    try:
        return list(log_files(app.wrapper, logs))
    except ValueError as error:
        raise PartError(("logs",), str(error)) from None


def log_paths(app: App) -> list[str]:
    """The paths and patterns of an app's logs."""
    found = [path for one in app.instances for path in output_files(one)]
    found += [app.at(path) for one in app.instances if one.logs for path in one.logs.files]
    return list(dict.fromkeys(found))


def absolute_logs(app: App, logs: Logs) -> Logs:
    """The same with absolute paths."""
    return logs.model_copy(update={key: app.at(path) for key in ("stdout", "stderr") if (path := getattr(logs, key))})


def log_rotation(app: App) -> Iterator[Draft]:
    """The scheduled task that rotates an app's logs."""
    files = rotated_by_script(app)
    if not files or not app.logs or not app.logs.rotate:
        return
    path: KeyPath = ("logs", "rotate")
    yield _script("rotate-logs", "Invoke-LogRotation", path)
    settings: Raw = {"app": app.name, "files": files, "nssm": None, "rotate": app.logs.rotate.model_dump()}
    if app.wrapper == "nssm":
        settings["nssm"] = {"service": app.service_name, "files": _rotated_for_wrapper(app, app.logs.rotate)}
    settings |= {"history": f"{app.host_folder}\\rotations.jsonl", "event_source": _event_source(app)}
    yield Draft("JsonFile", {"name": f"{app.host_folder}\\rotate.json", "value": settings}, path)
    yield _own_task(app, "rotate", "rotate-logs", "Rotates the logs", {"every": _ROTATE_EVERY}, path)


def watchdog_files(app: App) -> Iterator[Draft]:
    """The scheduled task that watches over an app's health."""
    if not app.watchdog or app.health is None:
        return
    path: KeyPath = ("watchdog",)
    check = {"name": app.name, **app.health}
    try:
        known = HealthCheck.model_validate(check)
    except ValidationError:
        yield Draft("HealthCheck", check, ("health",))  # which is refused for what is wrong with it
        return
    yield _script("watchdog", "Invoke-Watchdog", path)
    # That of a program of the Run key runs as who is logged on, as the program does.
    folder = f"{app.host_folder}\\run" if app.autostart else app.host_folder
    settings = app.watchdog.settings(app.name, known, _restart(app), folder, _event_source(app))
    yield Draft("JsonFile", {"name": f"{app.host_folder}\\watchdog.json", "value": settings}, path)
    task = _own_task(app, "watchdog", "watchdog", "Watches over the health", {"every": app.watchdog.every}, path)
    if app.autostart:
        task.values["group"] = app.account_name
    yield task


def _restart(app: App) -> Restart:
    kind, _, name = (app.entry or "").partition("/")
    if app.service is not None:
        return Restart("service", name, stop_timeout=seconds(app.service.get("stop_timeout", 30)))
    if kind == "ScheduledTask":
        return Restart("scheduled_task", name)
    path, *arguments = logon_command(app)
    return Restart("process", app.name, path, subprocess.list2cmdline(arguments), app.work_directory)


def _own_task(app: App, name: str, script: str, what: str, schedule: Raw, path: KeyPath) -> Draft:
    values: Raw = {"name": f"{app.name}-{name}", "description": f"{what} of {app.name}. Made by winstead."}
    values |= {"path": POWERSHELL, "arguments": script_arguments(app, script), "schedule": schedule}
    return Draft("ScheduledTask", values | {"timeout": "1h"}, path)


@cache
def _script(name: str, function: str, path: KeyPath) -> Draft:
    values = {"name": f"{_SCRIPTS}\\{name}.ps1", "content": host_script(name, function), "newline": "crlf"}
    return Draft("File", values, path, shared=True)


def _event_source(app: App) -> str | None:
    name = app.event_source and app.event_source.get("name")
    return str(name) if name else None
