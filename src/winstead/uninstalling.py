"""Removes apps from hosts with all that they are made of."""

from __future__ import annotations

import dataclasses

from winstead.commands import chosen, resource_calls, work
from winstead.errors import UsageError
from winstead.options import Options
from winstead.resolve import HostState
from winstead.resources import Resource
from winstead.resources.directory import Directory

# Health checks and the switching of slots leave nothing; permissions go with what they are on; other apps may need the
# same package.
_LEFT = ("HealthCheck", "LiveSlot", "Permission", "Package")


def uninstall(options: Options, keep_data: bool, plan: bool) -> int:
    """Removes the chosen apps from the chosen hosts, or shows what would go; the exit code.

    With ``keep_data`` the apps' folders stay, with what is not a release nor the program. Raises UsageError where no
    app is named.
    """
    if not options.app:
        raise UsageError("no app chosen: name it with --app")
    inventory, states = chosen(options, changes=not plan)
    gone = [dataclasses.replace(state, resources=tuple(_gone(state, keep_data))) for state in states]
    return work(options, inventory, gone, resource_calls, apply=not plan)


def _gone(state: HostState, keep_data: bool) -> list[Resource]:
    """The apps' resources, each absent, the last one first."""
    kept = tuple(f"{app.at('.')}\\".lower() for app in state.apps.values() if app.released) if keep_data else ()
    made: list[Resource] = []
    for resource in reversed(state.resources):
        kind = type(resource).__name__
        data = keep_data and (kind == "Directory" or (kind == "File" and resource.name.lower().startswith(kept)))
        if resource.app is not None and kind not in _LEFT and not data:
            made.append(resource.model_copy(update={"ensure": "absent", "restart_on": ()}))
    own = [
        Directory(name=folder, ensure="absent", app=app.name)
        for app in state.apps.values()
        for folder in dict.fromkeys([*(one.host_folder for one in app.slots), app.host_folder])
    ]
    return [*made, *own]
