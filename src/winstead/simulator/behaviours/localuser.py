"""Users of the host: nobody logs on as them, and no password is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from winstead.simulator.behaviours import Behaviour, HostError, State
from winstead.simulator.behaviours.localgroup import BUILTIN_REFUSED

if TYPE_CHECKING:
    from winstead.simulator.model import Model

_NEW: State = {
    "full_name": "",
    "description": "",
    "enabled": True,
    "password_never_expires": False,
    "may_change_password": True,
}
_GIVEN_BACK = ("password", "random")


class LocalUser(Behaviour):
    """A user of the simulated host; groups hold who is in them."""

    initial: ClassVar[dict[str, State]] = {
        name: _NEW | {"description": description, "enabled": enabled, "password_never_expires": True}
        for name, enabled, description in (
            ("Administrator", True, "Built-in account for administering the computer/domain"),
            ("Guest", False, "Built-in account for guest access to the computer/domain"),
            ("DefaultAccount", False, "A user account managed by the system."),
        )
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Its settings, and those of the desired groups that it is in."""
        key = host.find(kind, name)
        if key is None:
            if desired["ensure"] == "present" and not desired.keys() & set(_GIVEN_BACK):
                raise HostError(f"there is no user {name} on this host: give password, or random: true, to make one")
            return {"ensure": "absent"}
        actual = {"ensure": "present", **host.stored(kind)[key]}
        actual |= {field: desired[field] for field in _GIVEN_BACK if field in desired}
        if "groups" in desired:
            actual["groups"] = [one for one in desired["groups"] if f".\\{key}" in _members(host, one)]
        return actual

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Makes, changes or removes it. Raises HostError as Windows refuses."""
        key = host.find(kind, name) or name
        if desired["ensure"] == "absent":
            self._remove(host, key)
            return
        held = host.stored(kind).setdefault(key, dict(_NEW))
        held |= {field: desired[field] for field in _NEW if field in desired}
        for one in desired.get("groups", []):
            group = host.find("LocalGroup", one)
            if group is None:
                text = "correct the name, or put its LocalGroup before"
                raise HostError(f"there is no group {one} on this host: {text}")
            if f".\\{key}" not in _members(host, one):
                host.stored("LocalGroup")[group]["members"] = [*_members(host, one), f".\\{key}"]

    def _remove(self, host: Model, key: str) -> None:
        """Removes it, and what was granted to it: one made anew under its name has another SID."""
        if key in self.initial:
            raise HostError(BUILTIN_REFUSED, "InvalidOperationException")
        del host.stored("LocalUser")[key]
        account = f".\\{key}"
        for group in host.stored("LocalGroup").values():
            group["members"] = [one for one in group["members"] if one != account]
        rights = host.stored("UserRight")
        for held in [one for one in rights if one.endswith(f"|{account}")]:
            del rights[held]


def _members(host: Model, group: str) -> list[str]:
    key = host.find("LocalGroup", group)
    members: list[str] = host.stored("LocalGroup")[key]["members"] if key else []
    return members
