"""The record of an app's releases on a simulated host; no file of them is kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from winstead.simulator.behaviours import HostError, State
from winstead.simulator.behaviours.healthcheck import unhealthy
from winstead.simulator.behaviours.portproxy import forward
from winstead.simulator.behaviours.service import refused_start, start, stop_alone

if TYPE_CHECKING:
    from winstead.simulator.model import Model

NEW: State = {
    "current": None,
    "order": [],
    "releases": {},
    "history": [],
    "live": "current",
    "next": None,
    "slots": {},
}


def held_of(host: Model, name: str) -> State | None:
    """What is held of an app's folder; None where there was no release in it."""
    key = host.find("Release", name)
    if key is None:
        return None
    held = host.stored("Release")[key]
    for one, value in host.plain(NEW).items():  # a host may have been kept since slots were not known
        held.setdefault(one, value)
    return held


def current_of(held: State, link: str | None = None) -> str | None:
    """The name of the release that is in use; of a slot, the one in it."""
    link = link or held["live"]
    found = held["current"] if link == "current" else held["slots"].get(link)
    return None if found is None else str(found)


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def note(held: State, action: str, release: str, commit: str | None, **more: str | None) -> None:
    """Adds a line to the history."""
    line = {
        "action": action,
        "release": release,
        "outcome": "good",
        "commit": commit,
        "time": _now(),
        "by": "simulated",
    }
    held["history"] = [*held["history"], line | more][-100:]


def add(held: State, desired: State) -> str:
    """The folder's name of a release, which is new or known."""
    sha256, version = desired.get("sha256"), desired["version"]
    for name, release in held["releases"].items():
        if release["version"] == version and sha256 in (None, release["sha256"]) and release.get("whole", True):
            return str(name)
    name = version if current_of(held) != version else f"{version}~{(sha256 or '')[:8]}"
    release = {"version": version, "sha256": sha256, "outcome": "new", "reason": None, "added": _now()}
    held["releases"][name] = release | {"by": "simulated", "commit": desired.get("commit")}
    return str(name)


def retain(held: State, count: int) -> None:
    """Forgets the releases that are beyond a number; never those in use, nor the last good one."""
    good = [one for one in held["order"][:-1] if held["releases"][one]["outcome"] == "good"]
    kept = {*held["order"][-count:], *good[-1:], held["current"], *held["slots"].values()}
    held["releases"] = {name: one for name, one in held["releases"].items() if name in kept}
    held["order"] = [one for one in held["order"] if one in kept]


def stop_service(host: Model, service: str | None) -> None:
    """Stops the service of a release for a switch, if it runs: it is started again by what comes after."""
    key = host.find("Service", service) if service else None
    if key:
        was = host.stored("Service")[key]["state"]
        stop_alone(host, key)
        if was == "running":
            host.away.add(key)


def target_of(held: State, left: str | None, setting: State) -> str:
    """The release to go back to, as Select-Rollback finds it."""
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


def other_slot(slot: str) -> str:
    """The slot beside one; blue where none is live yet."""
    return "green" if slot == "blue" else "blue"


def fill_slot(host: Model, held: State, release: str, setting: State) -> None:
    """Puts a release into the slot that is not live, whose service is stopped."""
    slot = other_slot(held["live"])
    if key := host.find("Service", setting["slots"][slot]["service"]):
        stop_alone(host, key)
    held["slots"][slot] = release
    held["next"] = slot


def switch_slot(host: Model, held: State, to: str, setting: State) -> None:
    """Makes a slot the live one, as Switch-Slot does. Raises HostError where the release in it is not healthy."""
    slot, moves = setting["slots"][to], to != held["live"]
    key = host.find("Service", slot["service"])
    if key is None:
        raise refused_start(slot["service"])
    start(host, key)
    release = held["slots"][to]
    if answer := slot_answer(host, slot, held["releases"][release]["version"]):
        if moves:
            stop_alone(host, key)
        within = slot["health"]["within"]
        raise HostError(f"not healthy after {within:g} s: {answer}", "InvalidOperationException")
    for hook in ("smoke", "switch") if moves else ("switch",):
        if hook in setting:
            host.warn(f"a simulated host runs no programs: the hook {hook} was left out")
    if "listen" in setting:
        forward(host, setting["listen"], slot["port"])
    held |= {"live": to, "next": None, "current": None}
    held["order"] = [one for one in held["order"] if one != release] + [release]
    other = host.find("Service", setting["slots"][other_slot(to)]["service"])
    if other:
        stop_alone(host, other)
    for one, mode in ((key, setting.get("start")), (other, "manual")):
        if one and "start" in setting:
            host.stored("Service")[one]["start"] = mode


def restore_slot(host: Model, held: State, release: str, setting: State) -> None:
    """Makes a release the live one again, as Restore-Slot does."""
    if held["live"] != "current" and current_of(held) == release:
        switch_slot(host, held, held["live"], setting)
        return
    if held["slots"].get(other_slot(held["live"])) != release:
        fill_slot(host, held, release, setting)
    held["releases"][release]["outcome"] = "good"
    switch_slot(host, held, other_slot(held["live"]), setting)


def slot_answer(host: Model, slot: State, version: str) -> str | None:
    """What the health check of a slot with this version answers; None where it is healthy."""
    return unhealthy(host, slot["health"]["name"], slot["health"], version)
