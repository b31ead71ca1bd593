"""What keeps an app running: a service, natively or through a wrapper, a scheduled task, or the Run key."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winstead.apps import HOST_FOLDER, App
from winstead.keeping import POWERSHELL, absolute_logs, logon_command, rotated_by_script, script_arguments
from winstead.portable import examine, service_refusal
from winstead.resources.file import sha256
from winstead.runner import RunnerSettings
from winstead.sections import Draft, PartError, Raw, ServiceWay, part
from winstead.wrappers import Wrapped, WrapperKeys, wrap
from winstead.yamlfile import KeyPath

_ORIGINS: dict[str, KeyPath] = {"path": ("executable",), "password": ("account", "password")}
_ORIGINS |= {key: (key,) for key in ("arguments", "account", "environment", "directory")}


def started(app: App) -> Draft:
    """The record of all that Windows starts of an app: what is not in it any more goes."""
    entries = [one.entry for one in app.instances if one.entry]
    if app.slots and app.deploy and app.deploy.listen:
        entries.append(f"PortProxy/{app.deploy.listen}")
    if app.runner:
        entries.append(f"JsonFile/{app.host_folder}\\runner.json")
    for one in app.instances:
        for name, there in (("rotate", bool(rotated_by_script(one))), ("watchdog", one.watchdog is not None)):
            if there:
                entries += [f"ScheduledTask/\\winstead\\{one.name}-{name}", f"JsonFile/{one.host_folder}\\{name}.json"]
    return Draft("Registration", {"name": app.name, "entries": entries}, (app.way,) if app.way else ("executable",))


def way(app: App, files: list[str], wrapper_file: Callable[[str], Path] | None) -> Iterator[Draft]:
    """What Windows starts an app by. Raises ValueError for what cannot be."""
    if app.service is not None:
        yield from _service(app, app.service, files, wrapper_file)
    elif app.scheduled_task is not None:
        yield _scheduled_task(app, app.scheduled_task)
    else:
        yield _autostart(app)


def _service(app: App, raw: Raw, files: list[str], wrapper_file: Callable[[str], Path] | None) -> Iterator[Draft]:
    part(ServiceWay, raw, ("service",))
    values: Raw = {"name": app.name, "state": "running", **raw}
    values.pop("native_check", None)
    if app.slot:  # which of its slots runs, and is started at boot, is decided on the host
        values = {key: value for key, value in values.items() if key not in ("state", "start")}
    if not app.wrapper and (key := next(iter(WrapperKeys.model_fields.keys() & raw.keys()), None)):
        raise PartError(("service", key), "this is for a service through a wrapper: give wrapper too")
    if app.program or app.account:
        values["account"] = app.account_name
    if app.password:
        values["password"] = app.password
    if app.wrapper:
        for kind, made, shared in _wrapped(app, values, wrapper_file):
            if kind == "Service":
                values = made
            else:
                files = [*files, made["name"]]
                yield Draft(kind, made, ("service", "wrapper"), shared=shared)
    elif app.program:
        values |= {"path": app.program, "arguments": app.arguments}
        program = app.source.program if app.source else None
        if wrapper_file and program and program.is_file() and raw.get("native_check") != "off":
            values["program_machine"] = _machine(program)
        if app.environment:
            values["environment"] = app.environment
    given = raw.get("restart_on", [])
    needs = [f"Release/{app.directory}"] if app.released else []
    needs += [f"File/{path}" for path in files]
    if needs and isinstance(given, list) and not app.slot:
        values["restart_on"] = [*given, *needs]
    yield Draft("Service", values, ("service",), _ORIGINS)


def _wrapped(
    app: App, raw: Raw, wrapper_file: Callable[[str], Path] | None
) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """The resources of a service through a wrapper: kind, values, and whether other apps may have the same one."""
    local = wrapper_file(app.wrapper) if wrapper_file and app.wrapper else None
    place = f"{HOST_FOLDER}\\wrappers\\{sha256(local)[:12] if local else 'x'}\\{app.wrapper}.exe"
    own = app.wrapper == "winsw"  # its settings lie beside its program
    if own:
        place = f"{app.host_folder}\\{raw['name']}.exe"
    wrapped = Wrapped(
        name=str(raw["name"]),
        program=app.program or "",
        arguments=tuple(app.arguments),
        directory=app.work_directory or (app.program or "").rpartition("\\")[0],
        environment=app.environment,
        service={key: value for key, value in raw.items() if key != "wrapper"},
        logs=absolute_logs(app, app.logs) if app.logs else None,
        wrapper_path=place,
        folder=app.host_folder,
    )
    try:
        made = wrap(str(app.wrapper), wrapped)
    except ValidationError as error:
        raise PartError(("service",), error) from None
    except ValueError as error:
        raise PartError(("service",), str(error)) from None
    if local:
        yield "File", {"name": place, "source": str(local)}, not own
    yield from ((kind, values, False) for kind, values in made)


def _machine(program: Path) -> str:
    """What a native service's program is made for. Raises PartError where it cannot be one."""
    try:
        refusal = service_refusal(program)
    except ValueError as error:
        raise PartError(("source", "path"), str(error)) from None
    if refusal:
        raise PartError(("service",), refusal)
    return examine(program).machine


def _scheduled_task(app: App, raw: Raw) -> Draft:
    own = RunnerSettings.model_fields.keys() - {"timeout"}
    values: Raw = {"name": app.name, **{key: value for key, value in raw.items() if key not in own}}
    values |= {"path": app.program, "arguments": app.arguments}
    if app.work_directory:
        values["directory"] = app.work_directory
    if app.runner:
        values |= {"path": POWERSHELL, "arguments": script_arguments(app, "runner")}
    values["account"] = app.account_name
    if app.password:
        values["password"] = app.password
    return Draft("ScheduledTask", values, ("scheduled_task",), _ORIGINS)


def _autostart(app: App) -> Draft:
    command = subprocess.list2cmdline(logon_command(app))
    values = {"name": (app.entry or "").removeprefix("RegistryValue/"), "type": "String", "value": command}
    return Draft("RegistryValue", values, ("autostart",))
