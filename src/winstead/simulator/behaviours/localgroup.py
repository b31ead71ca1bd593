"""Groups of the host, and which accounts it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from winstead.accounts import KNOWN
from winstead.simulator.behaviours import Behaviour, HostError, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model

BUILTIN_REFUSED = "Cannot perform this operation on built-in accounts."
# A fresh server's groups that Windows has in every edition, with the members of some.
_MEMBERS: dict[str, list[str]] = {
    "Administrators": [".\\Administrator"],
    "Users": ["NT AUTHORITY\\Authenticated Users", "NT AUTHORITY\\INTERACTIVE"],
    "Guests": [".\\Guest"],
}
_DESCRIPTIONS = {
    "Administrators": "Administrators have complete and unrestricted access to the computer/domain",
    "Users": "Users are prevented from making accidental or intentional system-wide changes and can run most "
    "applications",
    "Guests": "Guests have the same access as members of the Users group by default",
}


def account_of(host: Model, name: str) -> str:
    r"""An account's one name on the host, ``.\user`` for ``HOST\user``, in the letters that the host has it in."""
    domain, _, short = name.rpartition("\\")
    if domain.lower() not in (".", host.name.lower()):
        return name
    for kind in ("LocalUser", "LocalGroup"):
        if key := host.find(kind, short):
            return f".\\{key}"
    return f".\\{short}"


def is_known(host: Model, account: str) -> bool:
    """Whether the host knows an account; those of a domain it takes on trust."""
    domain, _, short = account_of(host, account).rpartition("\\")
    if domain == ".":
        return any(host.find(kind, short) is not None for kind in ("LocalUser", "LocalGroup"))
    return account in KNOWN or domain.lower() not in ("builtin", "nt authority")


def check_known(host: Model, account: str) -> None:
    """Raises HostError for an account that the host does not know."""
    if not is_known(host, account):
        text = "correct the name, make the account before, or write its SID"
        raise HostError(f"this host knows no account '{account}': {text}")


class LocalGroup(Behaviour):
    """A group of the simulated host, held with the names of its members."""

    initial: ClassVar[dict[str, State]] = {
        name: {"description": _DESCRIPTIONS.get(name, ""), "members": _MEMBERS.get(name, [])}
        for name in (one.removeprefix("BUILTIN\\") for one in KNOWN if one.startswith("BUILTIN\\"))
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Its description and its members, in the spelling of what is desired."""
        key = host.find(kind, name)
        if key is None:
            return {"ensure": "absent"}
        held = host.stored(kind)[key]
        actual: State = {"ensure": "present", "description": held["description"]}
        if "include" in desired:
            actual["include"] = [one for one in desired["include"] if account_of(host, one) in held["members"]]
        if "members" in desired:
            spelled = {account_of(host, one): one for one in desired["members"]}
            actual["members"] = sorted(spelled.get(one, one) for one in held["members"])
        return actual

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Makes, changes or removes it. Raises HostError as Windows refuses."""
        key = host.find(kind, name) or name
        if desired["ensure"] == "absent":
            if key in self.initial:
                raise HostError(BUILTIN_REFUSED, "InvalidOperationException")
            del host.stored(kind)[key]
            return
        held = host.stored(kind).setdefault(key, {"description": "", "members": []})
        held["description"] = desired.get("description", held["description"])
        wanted: list[str] = desired.get("members") or desired.get("include") or []
        for one in wanted:
            check_known(host, one)
        kept = [] if "members" in desired else held["members"]
        held["members"] = list(dict.fromkeys([*kept, *(account_of(host, one) for one in wanted)]))
