"""Packages: every manager is there on a simulated host, and has every version that is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from winstead.resources.package import satisfies
from winstead.simulator.behaviours import Behaviour, HostError, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model

_NEW = "1.0"  # the version of what is installed in any


class Package(Behaviour):
    """A package by its id, with its manager, version and pin; of a version that is newer than it, ``newest``."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Whether it is installed, in a version that will do."""
        if desired["manager"] == "none":
            _require(host, name, desired)
            return dict(desired)
        key = host.find(kind, name)
        held = host.stored(kind)[key] if key else {}
        if held.get("manager") != desired["manager"]:
            return {"ensure": "absent"}
        actual = desired | {"ensure": "present"}
        if "version" in desired and not _fits(held, desired["version"]):
            actual["version"] = held["version"]
        if "pinned" in desired:
            actual["pinned"] = held.get("pinned", False)
        if "check" in desired and (told := host.answer(name)):
            actual["check"] = told
        return actual

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Installs, changes or removes it. Raises HostError where a file was not brought, or no version can fit."""
        key = host.find(kind, name) or name
        host.needs_restart = f"Package/{name}" in host.faults.restart_after
        if host.needs_restart:
            host.state.setdefault("restart_for", []).append(f"Package/{name}")
            host.warn(
                f"installing {name} is done, and this host must be restarted for it to take effect (exit code 3010)"
            )
        if desired["ensure"] == "absent":
            del host.stored(kind)[key]
            return
        if "file" in desired and desired["sha256"] not in host.state["files"] and changes.keys() - {"restart"}:
            places = f"C:\\ProgramData\\winstead\\files\\{desired['sha256']}, or at files\\{desired['sha256']}"
            raise HostError(
                f"what belongs into {name} is not on this host: put it at {places} beside the script when you run it "
                "by hand"
            )
        held: State = host.stored(kind)[key] if actual["ensure"] == "present" else {"pinned": False}
        if changes.keys() & {"ensure", "version"}:
            newest = held.pop("newest", None)
            held["version"] = newest if newest and _allows(desired, newest) else _chosen(name, desired)
        held |= {"manager": desired["manager"]} | ({"pinned": desired["pinned"]} if "pinned" in desired else {})
        host.stored(kind)[key] = held


def _fits(held: State, wanted: str) -> bool:
    return held.get("newest") is None if wanted == "latest" else satisfies(str(held["version"]), wanted)


def _allows(desired: State, version: str) -> bool:
    return desired.get("version", "latest") == "latest" or satisfies(version, desired["version"])


def _chosen(name: str, desired: State) -> str:
    """A version that fits: one that is named, or next to it."""
    wanted = desired.get("version", "latest")
    if wanted == "latest":
        return _NEW
    named = re.findall(r"[0-9][0-9A-Za-z.!]*", wanted)
    near = [f"{one.rstrip('.')}{more}" for one in named for more in ("", ".1")]
    fitting = next((one for one in [*near, _NEW, "0"] if satisfies(one, wanted)), None)
    if fitting is None:
        raise HostError(f"no version of {name} is {wanted}: there is none at all", "InvalidOperationException")
    return fitting


def _require(host: Model, name: str, desired: State) -> None:
    """Raises HostError where the host was told that a program is not there, or holds it in another version."""
    program = str(desired["check"][0])
    if told := host.answer(program):
        raise HostError(f"{name} is needed on this host: {told}", "InvalidOperationException")
    key = host.find("Package", program)
    held = host.stored("Package")[key] if key else None
    if held and "version" in desired and not satisfies(held["version"], desired["version"]):
        what = f"'{' '.join(desired['check'])}' says {held['version']}"
        raise HostError(f"{name} is needed on this host: {what}", "InvalidOperationException")
