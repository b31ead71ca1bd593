"""What the tasks do with apps that are on hosts: start, stop, look at them, and show their logs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from winstead.apps import App
from winstead.choice import shard
from winstead.commands import of_all_shards, work
from winstead.drafts import live_slot
from winstead.errors import UsageError
from winstead.keeping import history, log_paths, output_files
from winstead.options import Options
from winstead.render import Call
from winstead.resolve import HostState
from winstead.resources.healthcheck import HealthCheck
from winstead.types import seconds

Setting = dict[str, Any]


def act(options: Options, command: str) -> int:
    """Runs a command for each chosen app on each chosen host; the exit code."""
    changes = command != "Get-AppStatus"

    def calls(app: App) -> list[Call]:
        if command == "Restart-App" and app.slots:
            return [Call("Restart-Slot", (app.name, {"directory": app.directory, "live_slot": live_slot(app)}))]
        return [Call(command, (app.name, _setting(one))) for one in app.instances]

    return _each(options, calls, lambda app: _can(app, changes), changes, "runs by itself")


def run_now(options: Options) -> int:
    """Runs the chosen apps' scheduled tasks, and follows what they write; the exit code."""

    def calls(app: App) -> list[Call]:
        success = app.runner.success if app.runner else [0]
        more = {"files": output_files(app), "success": success, "lines": 0, "since": None, "follow": False}
        return [Call("Invoke-AppRun", (app.name, _setting(app) | more))]

    return _each(options, calls, lambda app: app.scheduled_task is not None, True, "runs as a task")


def show_logs(options: Options, lines: int, since: str, follow: bool) -> int:
    """Shows the ends of the chosen apps' logs, and goes on with what comes; the exit code."""
    if lines < 0:
        raise UsageError(f"--lines {lines}: give a number of lines, 0 or more")
    try:
        ago = seconds(since) if since else None
    except ValueError as error:
        raise UsageError(f"--since: {error}") from None

    def calls(app: App) -> list[Call]:
        setting = {"files": log_paths(app), "lines": lines, "since": ago, "follow": follow}
        return [Call("Get-AppLog", (app.name, setting))]

    return _each(options, calls, lambda app: bool(log_paths(app)), False, "has logs")


def _each(
    options: Options, calls_of: Callable[[App], list[Call]], suits: Callable[[App], bool], changes: bool, what: str
) -> int:
    inventory, states = of_all_shards(options, changes)
    if changes and not options.app and not options.yes:
        names = ", ".join(dict.fromkeys(name for state in states for name in state.apps)) or "there are none"
        raise UsageError(f"no app chosen: name it with --app, or all of them with --app '*' ({names})")
    states = [state for state in states if any(map(suits, state.apps.values()))]
    if not states:
        raise UsageError(f"none of the chosen hosts has such an app that {what}")

    def calls(state: HostState) -> list[Call]:
        return [call for app in state.apps.values() if suits(app) for call in calls_of(app)]

    return work(options, inventory, shard(options.shard, states), calls, apply=changes)


def _can(app: App, changes: bool) -> bool:
    """Whether there is something to start, stop or look at: the Run key's apps start at logon alone."""
    return app.way in ("service", "scheduled_task") or (app.way is not None and not changes)


def _setting(app: App) -> Setting:
    setting: Setting = {"entry": app.entry, "release": app.version or ""}
    if app.runner:
        setting["history"] = history(app)
    if app.watchdog:
        setting["watched_as"] = app.name
    if app.slot:
        setting["slot"] = {"directory": app.directory, "name": app.slot}
    if app.service is not None:
        if "stop_timeout" in app.service:
            setting["stop_timeout"] = seconds(app.service["stop_timeout"])
        if app.health is not None:
            setting["health"] = HealthCheck.model_validate({"name": app.name, **app.health}).properties()
    return setting
