"""Permissions: a path's own entries, what becomes of them when it is cut off from inheriting, and its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from winstead.accounts import KNOWN
from winstead.simulator.behaviours import Behaviour, HostError, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model

_FULL: State = {"rights": "full", "allow": True, "inherit": True}
_ADMINISTRATORS = "BUILTIN\\Administrators"
# What drive C: and HKLM\SOFTWARE hand down on a fresh server; Users may make folders and files in them.
_HANDED_DOWN: dict[str, dict[str, State]] = {
    "C:": {
        "NT AUTHORITY\\SYSTEM": _FULL,
        _ADMINISTRATORS: _FULL,
        "BUILTIN\\Users": {"rights": "read-execute, AppendData", "allow": True, "inherit": "in part"},
        "CREATOR OWNER": {"rights": "full", "allow": True, "inherit": "in part"},
    },
    "HKLM": {
        "NT AUTHORITY\\SYSTEM": _FULL,
        _ADMINISTRATORS: _FULL,
        "BUILTIN\\Users": {"rights": "read", "allow": True, "inherit": True},
        "CREATOR OWNER": {"rights": "full", "allow": True, "inherit": "in part"},
    },
}


class Permission(Behaviour):
    """Entries are held as ``path|account``; a path's owner and protection as ``path``."""

    initial: ClassVar[dict[str, State]] = {
        f"{root}\\|{account}": entry for root, held in _HANDED_DOWN.items() for account, entry in held.items()
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """The account's entry; absent where the path is not there."""
        path, account = name.rsplit("|", 1)
        key = host.find(kind, name)
        if key is None or not _exists(host, path):
            return {"ensure": "absent"}
        held = {"owner": _ADMINISTRATORS, "protected": False} | _of_path(host, path) | host.stored(kind)[key]
        actual = {"ensure": "present", **{field: held.get(field) for field in desired if field != "ensure"}}
        if host.find("File", path) is not None and "inherit" in desired:
            actual["inherit"] = desired["inherit"]
        if "exact" in desired:
            others = sorted(_others(host, path, account, desired["exact"]).values())
            actual["exact"] = others or desired["exact"]
        return actual

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Makes or removes the entry; exact and protected change other accounts' too."""
        path, account = name.rsplit("|", 1)
        if desired["ensure"] == "absent":
            super().set(host, kind, name, desired, actual, changes)
            return
        for one in (account, desired.get("owner")):
            if one and one not in KNOWN and one.lower().startswith(("builtin\\", "nt authority\\")):
                text = "correct the name, make the account before, or write its SID"
                raise HostError(f"this host knows no account '{one}': {text}")
        if not _exists(host, path):
            raise HostError(f"there is no {path}: put what makes it before its permissions")
        of_path = _of_path(host, path)
        if desired.get("protected") and not of_path.get("protected"):
            for heir, entry in _handed_down(host, path).items():
                host.stored(kind).setdefault(host.find(kind, f"{path}|{heir}") or f"{path}|{heir}", dict(entry))
        host.stored(kind)[path] = of_path | {
            field: desired[field] for field in ("owner", "protected") if field in desired
        }
        entry = {field: desired[field] for field in ("rights", "allow", "inherit")}
        host.stored(kind)[host.find(kind, name) or name] = entry
        for key in _others(host, path, account, desired.get("exact")):
            del host.stored(kind)[key]


def _of_path(host: Model, path: str) -> State:
    return host.stored("Permission").get(host.find("Permission", path) or "", {})


def _others(host: Model, path: str, account: str, exact: object) -> dict[str, str]:
    """The entries on a path that exact forbids: the accounts by key. A missing exact forbids none."""
    if exact is None:
        return {}
    kept = {account.lower(), *(one.lower() for one in (exact if isinstance(exact, list) else []))}
    found = {key: key.rsplit("|", 1) for key in host.stored("Permission") if "|" in key}
    return {
        key: other for key, (of, other) in found.items() if of.lower() == path.lower() and other.lower() not in kept
    }


def _handed_down(host: Model, path: str) -> dict[str, State]:
    """What a path inherits: of the paths above it, up to one that inherits nothing itself."""
    found: dict[str, State] = {}
    above = path.rpartition("\\")[0]
    while above and not _of_path(host, above).get("protected"):
        for key, entry in host.stored("Permission").items():
            of, bar, account = key.rpartition("|")
            if bar and of.rstrip("\\").lower() == above.lower() and entry["inherit"]:
                found.setdefault(account, entry)
        above = above.rpartition("\\")[0]
    return found


def _exists(host: Model, path: str) -> bool:
    """Whether there is such a file, folder or key; a key is there with any value below it, or near the root."""
    if path.startswith("HK"):
        values = host.stored("RegistryValue")
        return path.count("\\") < 2 or any(key.lower().startswith(f"{path}\\".lower()) for key in values)
    return any(host.find(held, path) is not None for held in ("Directory", "File"))
