"""A user right: what an account may do on the host, whatever it acts on."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field

from winstead.accounts import Account
from winstead.resources import Resource
from winstead.strict import nearest

# The names in Windows' policy editor of all its constants
# (<https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/user-rights-assignment>).
RIGHTS = MappingProxyType(
    {
        "SeNetworkLogonRight": "Access this computer from the network",
        "SeTrustedCredManAccessPrivilege": "Access Credential Manager as a trusted caller",
        "SeTcbPrivilege": "Act as part of the operating system",
        "SeMachineAccountPrivilege": "Add workstations to domain",
        "SeIncreaseQuotaPrivilege": "Adjust memory quotas for a process",
        "SeInteractiveLogonRight": "Allow log on locally",
        "SeRemoteInteractiveLogonRight": "Allow log on through Remote Desktop Services",
        "SeBackupPrivilege": "Back up files and directories",
        "SeChangeNotifyPrivilege": "Bypass traverse checking",
        "SeSystemtimePrivilege": "Change the system time",
        "SeTimeZonePrivilege": "Change the time zone",
        "SeCreatePagefilePrivilege": "Create a pagefile",
        "SeCreateTokenPrivilege": "Create a token object",
        "SeCreateGlobalPrivilege": "Create global objects",
        "SeCreatePermanentPrivilege": "Create permanent shared objects",
        "SeCreateSymbolicLinkPrivilege": "Create symbolic links",
        "SeDebugPrivilege": "Debug programs",
        "SeDenyNetworkLogonRight": "Deny access to this computer from the network",
        "SeDenyBatchLogonRight": "Deny log on as a batch job",
        "SeDenyServiceLogonRight": "Deny log on as a service",
        "SeDenyInteractiveLogonRight": "Deny log on locally",
        "SeDenyRemoteInteractiveLogonRight": "Deny log on through Remote Desktop Services",
        "SeEnableDelegationPrivilege": "Enable computer and user accounts to be trusted for delegation",
        "SeRemoteShutdownPrivilege": "Force shutdown from a remote system",
        "SeAuditPrivilege": "Generate security audits",
        "SeImpersonatePrivilege": "Impersonate a client after authentication",
        "SeIncreaseWorkingSetPrivilege": "Increase a process working set",
        "SeIncreaseBasePriorityPrivilege": "Increase scheduling priority",
        "SeLoadDriverPrivilege": "Load and unload device drivers",
        "SeLockMemoryPrivilege": "Lock pages in memory",
        "SeBatchLogonRight": "Log on as a batch job",
        "SeServiceLogonRight": "Log on as a service",
        "SeSecurityPrivilege": "Manage auditing and security log",
        "SeRelabelPrivilege": "Modify an object label",
        "SeSystemEnvironmentPrivilege": "Modify firmware environment values",
        "SeDelegateSessionUserImpersonatePrivilege": "Obtain an impersonation token for another user in the same "
        "session",
        "SeManageVolumePrivilege": "Perform volume maintenance tasks",
        "SeProfileSingleProcessPrivilege": "Profile single process",
        "SeSystemProfilePrivilege": "Profile system performance",
        "SeUndockPrivilege": "Remove computer from docking station",
        "SeAssignPrimaryTokenPrivilege": "Replace a process level token",
        "SeRestorePrivilege": "Restore files and directories",
        "SeShutdownPrivilege": "Shut down the system",
        "SeSyncAgentPrivilege": "Synchronize directory service data",
        "SeTakeOwnershipPrivilege": "Take ownership of files or other objects",
    }
)
_CONSTANTS = MappingProxyType(
    {name.lower(): name for name in RIGHTS} | {words.lower(): name for name, words in RIGHTS.items()}
)


def right(value: object) -> str:
    """A user right's constant, for itself or for its name in Windows' policy editor.

    Raises ValueError for anything else.
    """
    text = value.strip() if isinstance(value, str) else str(value)
    if name := _CONSTANTS.get(text.lower()):
        return name
    raise ValueError(f"'{text}' is no user right; {nearest(text, [*RIGHTS, *RIGHTS.values()])}")


class UserRight(Resource):
    """A user right of one account itself, whatever its groups have. Others keep theirs.

    The account may be made earlier in the same run. A service of a user needs `Log on as a service`, a scheduled task
    `Log on as a batch job`; `NT SERVICE` accounts have the first already.
    """

    name: Annotated[str, Field(strict=True), BeforeValidator(right)] = Field(
        description="The right's name in Windows' policy editor (`Log on as a service`) or its constant "
        "(`SeServiceLogonRight`)."
    )
    account: Account = Field(description=r"Who has it: `.\user`, `DOMAIN\user`, `NT SERVICE\name`, a group, a SID.")

    @property
    def key(self) -> str:
        """``right|account``."""
        return f"{self.name}|{self.account}"

    def properties(self) -> dict[str, object]:
        """Without the account, which is in the key."""
        values = super().properties()
        del values["account"]
        return values
