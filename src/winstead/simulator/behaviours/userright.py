"""User rights: nothing enforces them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from winstead.accounts import account
from winstead.simulator.behaviours import Behaviour, State
from winstead.simulator.behaviours.localgroup import account_of, check_known

if TYPE_CHECKING:
    from winstead.simulator.model import Model

# Who may log on in which way to a fresh server.
_LOGON = {
    "SeNetworkLogonRight": ("Everyone", "Administrators", "Users", "Backup Operators"),
    "SeBatchLogonRight": ("Administrators", "Backup Operators", "Performance Log Users"),
    "SeServiceLogonRight": ("ALL SERVICES",),
    "SeInteractiveLogonRight": ("Administrators", "Users", "Backup Operators"),
    "SeRemoteInteractiveLogonRight": ("Administrators", "Remote Desktop Users"),
}


class UserRight(Behaviour):
    """A right of an account, held as ``right|account``."""

    initial: ClassVar[dict[str, State]] = {
        f"{right}|{account(name)}": {} for right, names in _LOGON.items() for name in names
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Whether the account has it."""
        return super().get(host, kind, _key(host, name), desired)

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Grants it or takes it away. Raises HostError for an account that the host does not know."""
        check_known(host, name.partition("|")[2])
        super().set(host, kind, _key(host, name), desired, actual, changes)


def _key(host: Model, name: str) -> str:
    right, _, whose = name.partition("|")
    return f"{right}|{account_of(host, whose)}"
