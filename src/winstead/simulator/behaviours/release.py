"""Releases: which is the current one, which others are there, and what was done with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from winstead.events import Event
from winstead.simulator.behaviours import Behaviour, HostError, State
from winstead.simulator.behaviours.service import start
from winstead.simulator.records import (
    NEW,
    add,
    current_of,
    fill_slot,
    held_of,
    note,
    restore_slot,
    retain,
    stop_service,
    target_of,
)

if TYPE_CHECKING:
    from winstead.simulator.engine import Run
    from winstead.simulator.model import Model


class Release(Behaviour):
    """The record of an app's releases; no file of them is kept."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Which release is the current one."""
        held = held_of(host, name)
        if desired["ensure"] == "absent":
            return {"ensure": "present" if held else "absent"}
        for release in (held or NEW)["releases"].values():
            same = release["version"] == desired["version"] and release["sha256"] == desired.get(
                "sha256", release["sha256"]
            )
            if same and release["outcome"] == "bad" and not desired.get("force"):
                what = f"version {desired['version']} was taken back on this host: {release['reason']}"
                raise HostError(f"{what}. Deploy another, or this one again with --force")
        current = _current(held, desired) if held else None
        if not held or current is None:
            return {"ensure": "absent"}
        release = held["releases"][current]
        actual = desired | {"version": release["version"], "whole": release.get("whole", True)}
        return actual | ({"sha256": release["sha256"]} if "sha256" in desired else {})

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Stops the app's service and makes the release the current one; or forgets all releases."""
        if desired["ensure"] == "absent":
            del host.stored("Release")[host.find("Release", name) or name]
            return
        held = held_of(host, name) or host.stored("Release").setdefault(name, host.plain(NEW))
        release = add(held, desired)
        for hook in ("before_stop", "before_start"):
            if hook in desired:
                host.warn(f"a simulated host runs no programs: the hook {hook} was left out")
        if "slots" in desired:
            self._fill(host, held, release, desired)
            return
        held |= {"live": "current", "next": None, "slots": {}}
        stop_service(host, desired.get("service"))
        held["current"] = release
        held["order"] = [one for one in held["order"] if one != release] + [release]
        held["releases"][release]["outcome"] = "pending" if desired.get("confirm") else "good"
        retain(held, desired["retain"]["count"])
        if not desired.get("confirm"):
            note(held, "provision", release, desired.get("commit"))

    @staticmethod
    def _fill(host: Model, held: State, release: str, desired: State) -> None:
        """Puts a release into the slot that rests, or drops what is there where the release is live."""
        if held["live"] != "current" and current_of(held) == release:
            held["next"] = None
            return
        held["releases"][release]["outcome"] = "pending"
        fill_slot(host, held, release, desired)
        retain(held, desired["retain"]["count"])


def measure_response(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Nothing answers on a simulated host, so there is nothing to measure."""
    yield from ()


def confirm_release(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Ends a deployment, as Confirm-Release does."""
    if not run.apply:
        return
    yield run.reported(f"HealthCheck/{name}", name, lambda _: _confirm(run, name, setting))
    held = held_of(run.model, setting["directory"])
    current = current_of(held, held["next"]) if held else None
    pending = held and current and held["releases"][current]["outcome"] == "pending"
    if run.counts["failed"] and pending and setting["rollback"]:
        yield from undo_release(run, name, setting | {"reason": run.failure, "force": False}, always=True)


def undo_release(run: Run, name: str, setting: State, always: bool = False) -> Iterator[Event]:
    """Goes back to an earlier release, as Undo-Release does."""
    yield run.reported(f"Rollback/{name}", name, lambda event: _undo(run, name, setting, event["changes"]), always)


def app_release(run: Run, name: str, setting: State) -> Iterator[Event]:
    """One release event, as Get-AppRelease gives it."""
    held = held_of(run.model, setting["directory"]) or NEW
    event: Event = {"event": "release", "host": run.host, "app": name, "current": None, "outcome": None}
    current = current_of(held)
    if current is not None:
        release = held["releases"][current]
        event |= {"current": release["version"]}
        event |= {key: release[key] for key in ("outcome", "sha256", "added", "by", "commit")}
        event |= {"outcome": "underway"} if held["next"] else {}
        event |= {"slot": held["live"]} if held["live"] != "current" else {}
    known = sorted(held["releases"].items())
    fields = ("version", "sha256", "outcome", "reason")
    event["releases"] = [{key: release[key] for key in fields} for _, release in known]
    yield event | {"history": held["history"][-setting["history"] :] if setting["history"] else []}


def _assert_healthy(host: Model, name: str, setting: State, version: str) -> None:
    answer = host.answer(name, version)
    if setting.get("health") and answer:
        raise HostError(f"not healthy after {setting['health']['within']:g} s: {answer}", "InvalidOperationException")


def _confirm(run: Run, name: str, setting: State) -> None:
    held = held_of(run.model, setting["directory"])
    if not held:
        raise HostError(f"there is no release of {name} on this host")
    current = str(current_of(held))
    release = held["releases"][current]
    _assert_healthy(run.model, name, setting, release["version"])
    if told := setting.get("watch") and run.model.answer(name, f"{release['version']} watched"):
        raise HostError(f"1 failures in 0 s, and {setting['watch']['max_failures']} are allowed: {told}")
    if release["outcome"] != "good":
        release["outcome"] = "good"
        note(held, "deploy", current, setting.get("commit"))


def _undo(run: Run, name: str, setting: State, changes: State) -> None:
    held = held_of(run.model, setting["directory"]) or run.model.plain(NEW)
    left = current_of(held, held["next"])
    left_version = held["releases"][left]["version"] if left else None
    if setting.get("version") and left_version != setting["version"]:
        return
    target = target_of(held, left, setting)
    changes["version"] = [left_version, held["releases"][target]["version"]]
    if not run.apply:
        return
    if left and left != target:
        held["releases"][left] |= {"outcome": "bad", "reason": setting["reason"]}
    if setting.get("live_slot"):
        restore_slot(run.model, held, target, setting["live_slot"])
        note(held, "rollback", target, None, left=left, reason=setting["reason"])
        return
    stop_service(run.model, setting.get("service"))
    held["current"] = target
    held["order"] = [one for one in held["order"] if one != target] + [target]
    if setting.get("service") and (key := run.model.find("Service", setting["service"])):
        start(run.model, key)
    note(held, "rollback", target, None, left=left, reason=setting["reason"])
    _assert_healthy(run.model, name, setting, held["releases"][target]["version"])


def _current(held: State, desired: State) -> str | None:
    """The release that counts as there: the current one, or of an app with slots the next one, or the live one."""
    if "slots" not in desired:
        return current_of(held, "current")
    link = held["next"] or held["live"]
    return None if link == "current" else current_of(held, link)
