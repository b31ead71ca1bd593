"""Releases: which is the current one, which others are there, and what was done with them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from winstead.events import Event
from winstead.simulator.behaviours import Behaviour, HostError, State
from winstead.simulator.behaviours.service import start, stop_alone

if TYPE_CHECKING:
    from winstead.simulator.engine import Run
    from winstead.simulator.model import Model

_NEW: State = {"current": None, "order": [], "releases": {}, "history": []}


class Release(Behaviour):
    """The record of an app's releases; no file of them is kept."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Which release is the current one."""
        held = _held(host, name)
        if desired["ensure"] == "absent":
            return {"ensure": "present" if held else "absent"}
        for release in (held or _NEW)["releases"].values():
            same = release["version"] == desired["version"] and release["sha256"] == desired.get(
                "sha256", release["sha256"]
            )
            if same and release["outcome"] == "bad" and not desired.get("force"):
                what = f"version {desired['version']} was taken back on this host: {release['reason']}"
                raise HostError(f"{what}. Deploy another, or this one again with --force")
        if not held or held["current"] is None:
            return {"ensure": "absent"}
        release = held["releases"][held["current"]]
        actual = desired | {"version": release["version"], "whole": release.get("whole", True)}
        return actual | ({"sha256": release["sha256"]} if "sha256" in desired else {})

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Stops the app's service and makes the release the current one; or forgets all releases."""
        if desired["ensure"] == "absent":
            del host.stored("Release")[host.find("Release", name) or name]
            return
        held = _held(host, name) or host.stored("Release").setdefault(name, host.plain(_NEW))
        release = _add(held, desired)
        for hook in ("before_stop", "before_start"):
            if hook in desired:
                host.warn(f"a simulated host runs no programs: the hook {hook} was left out")
        _stop(host, desired.get("service"))
        held["current"] = release
        held["order"] = [one for one in held["order"] if one != release] + [release]
        held["releases"][release]["outcome"] = "pending" if desired.get("confirm") else "good"
        _retain(held, desired["retain"]["count"])
        if not desired.get("confirm"):
            _note(held, "provision", release, desired.get("commit"))


def measure_response(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Nothing answers on a simulated host, so there is nothing to measure."""
    yield from ()


def confirm_release(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Ends a deployment, as Confirm-Release does."""
    if not run.apply:
        return
    yield run.reported(f"HealthCheck/{name}", name, lambda _: _confirm(run, name, setting))
    held = _held(run.model, setting["directory"])
    pending = held and held["current"] and held["releases"][held["current"]]["outcome"] == "pending"
    if run.counts["failed"] and pending and setting["rollback"]:
        yield from undo_release(run, name, setting | {"reason": run.failure, "force": False}, always=True)


def undo_release(run: Run, name: str, setting: State, always: bool = False) -> Iterator[Event]:
    """Goes back to an earlier release, as Undo-Release does."""
    yield run.reported(f"Rollback/{name}", name, lambda event: _undo(run, name, setting, event["changes"]), always)


def app_release(run: Run, name: str, setting: State) -> Iterator[Event]:
    """One release event, as Get-AppRelease gives it."""
    held = _held(run.model, setting["directory"]) or _NEW
    event: Event = {"event": "release", "host": run.host, "app": name, "current": None, "outcome": None}
    if held["current"] is not None:
        release = held["releases"][held["current"]]
        event |= {"current": release["version"]}
        event |= {key: release[key] for key in ("outcome", "sha256", "added", "by", "commit")}
    known = sorted(held["releases"].items())
    fields = ("version", "sha256", "outcome", "reason")
    event["releases"] = [{key: release[key] for key in fields} for _, release in known]
    yield event | {"history": held["history"][-setting["history"] :] if setting["history"] else []}


def _held(host: Model, name: str) -> State | None:
    key = host.find("Release", name)
    return host.stored("Release")[key] if key else None


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _note(held: State, action: str, release: str, commit: str | None, **more: str | None) -> None:
    line = {
        "action": action,
        "release": release,
        "outcome": "good",
        "commit": commit,
        "time": _now(),
        "by": "simulated",
    }
    held["history"] = [*held["history"], line | more][-100:]


def _add(held: State, desired: State) -> str:
    """The folder's name of a release, which is new or known."""
    sha256, version = desired.get("sha256"), desired["version"]
    for name, release in held["releases"].items():
        if release["version"] == version and sha256 in (None, release["sha256"]) and release.get("whole", True):
            return str(name)
    name = version if held["current"] != version else f"{version}~{(sha256 or '')[:8]}"
    release = {"version": version, "sha256": sha256, "outcome": "new", "reason": None, "added": _now()}
    held["releases"][name] = release | {"by": "simulated", "commit": desired.get("commit")}
    return str(name)


def _retain(held: State, count: int) -> None:
    good = [one for one in held["order"][:-1] if held["releases"][one]["outcome"] == "good"]
    kept = {*held["order"][-count:], *good[-1:], held["current"]}
    held["releases"] = {name: one for name, one in held["releases"].items() if name in kept}
    held["order"] = [one for one in held["order"] if one in kept]


def _stop(host: Model, service: str | None) -> None:
    key = host.find("Service", service) if service else None
    if key:
        was = host.stored("Service")[key]["state"]
        stop_alone(host, key)
        if was == "running":
            host.away.add(key)


def _assert_healthy(host: Model, name: str, setting: State, version: str) -> None:
    answer = host.answer(name, version)
    if setting.get("health") and answer:
        raise HostError(f"not healthy after {setting['health']['within']:g} s: {answer}", "InvalidOperationException")


def _confirm(run: Run, name: str, setting: State) -> None:
    held = _held(run.model, setting["directory"])
    if not held:
        raise HostError(f"there is no release of {name} on this host")
    release = held["releases"][held["current"]]
    _assert_healthy(run.model, name, setting, release["version"])
    if told := setting.get("watch") and run.model.answer(name, f"{release['version']} watched"):
        raise HostError(f"1 failures in 0 s, and {setting['watch']['max_failures']} are allowed: {told}")
    if release["outcome"] != "good":
        release["outcome"] = "good"
        _note(held, "deploy", held["current"], setting.get("commit"))


def _undo(run: Run, name: str, setting: State, changes: State) -> None:
    held = _held(run.model, setting["directory"]) or _NEW
    left = held["current"]
    left_version = held["releases"][left]["version"] if left else None
    if setting.get("version") and left_version != setting["version"]:
        return
    target = _target(held, left, setting)
    changes["version"] = [left_version, held["releases"][target]["version"]]
    if not run.apply:
        return
    held["releases"][left] |= {"outcome": "bad", "reason": setting["reason"]}
    _stop(run.model, setting.get("service"))
    held["current"] = target
    held["order"] = [one for one in held["order"] if one != target] + [target]
    if setting.get("service") and (key := run.model.find("Service", setting["service"])):
        start(run.model, key)
    _note(held, "rollback", target, None, left=left, reason=setting["reason"])
    _assert_healthy(run.model, name, setting, held["releases"][target]["version"])


def _target(held: State, left: str | None, setting: State) -> str:
    wanted = setting.get("to")
    names = [one for one in reversed(held["order"]) if one != left]
    names = [one for one in names if not wanted or held["releases"][one]["version"] == wanted]
    bad = [one for one in names if held["releases"][one]["outcome"] == "bad" and not setting["force"]]
    if good := [one for one in names if one not in bad]:
        return str(good[0])
    if wanted and left and held["releases"][left]["version"] == wanted:
        raise HostError(f"version {wanted} is the current one already")
    if bad:
        known = ", ".join(held["releases"][one]["version"] for one in bad)
        raise HostError(f"there is only what was taken back itself: {known}; --force takes it all the same")
    known = ", ".join(sorted({one["version"] for one in held["releases"].values()}))
    what = f"release {wanted}" if wanted else "earlier release"
    raise HostError(f"there is no {what} of it on this host to go back to; known are: {known}")
