"""Names of Windows accounts: one spelling for each, whatever way it was written."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field

# The same on every host; ps1/engine/Get-KnownAccount.ps1 has them too
# (<https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers>).
KNOWN = MappingProxyType(
    {
        "Everyone": "S-1-1-0",
        "CREATOR OWNER": "S-1-3-0",
        "CREATOR GROUP": "S-1-3-1",
        "OWNER RIGHTS": "S-1-3-4",
        "NT AUTHORITY\\NETWORK": "S-1-5-2",
        "NT AUTHORITY\\BATCH": "S-1-5-3",
        "NT AUTHORITY\\INTERACTIVE": "S-1-5-4",
        "NT AUTHORITY\\SERVICE": "S-1-5-6",
        "NT AUTHORITY\\ANONYMOUS LOGON": "S-1-5-7",
        "NT AUTHORITY\\Authenticated Users": "S-1-5-11",
        "NT AUTHORITY\\SYSTEM": "S-1-5-18",
        "NT AUTHORITY\\LOCAL SERVICE": "S-1-5-19",
        "NT AUTHORITY\\NETWORK SERVICE": "S-1-5-20",
        "BUILTIN\\Administrators": "S-1-5-32-544",
        "BUILTIN\\Users": "S-1-5-32-545",
        "BUILTIN\\Guests": "S-1-5-32-546",
        "BUILTIN\\Backup Operators": "S-1-5-32-551",
        "BUILTIN\\Remote Desktop Users": "S-1-5-32-555",
        "BUILTIN\\Performance Monitor Users": "S-1-5-32-558",
        "BUILTIN\\Performance Log Users": "S-1-5-32-559",
        "BUILTIN\\IIS_IUSRS": "S-1-5-32-568",
        "BUILTIN\\Event Log Readers": "S-1-5-32-573",
        "BUILTIN\\Remote Management Users": "S-1-5-32-580",
        "NT SERVICE\\ALL SERVICES": "S-1-5-80-0",
        "APPLICATION PACKAGE AUTHORITY\\ALL APPLICATION PACKAGES": "S-1-15-2-1",
    }
)
_SPELLINGS = MappingProxyType(
    {sid.lower(): name for name, sid in KNOWN.items()}
    | {name.lower(): name for name in KNOWN}
    | {name.lower().rpartition("\\")[2]: name for name in KNOWN}
    | {
        "localsystem": "NT AUTHORITY\\SYSTEM",
        "localservice": "NT AUTHORITY\\LOCAL SERVICE",
        "networkservice": "NT AUTHORITY\\NETWORK SERVICE",
        "nt authority\\localservice": "NT AUTHORITY\\LOCAL SERVICE",
        "nt authority\\networkservice": "NT AUTHORITY\\NETWORK SERVICE",
    }
)
_PART = r'[^"/\\\[\]:;|=,+*?<>@\x00-\x1f]+'  # what Windows takes in names of users and groups


def account(value: object) -> str:
    r"""An account's name in its one spelling: ``BUILTIN\Users`` for ``users``, ``.\name`` for a user of the host.

    Raises ValueError for what can be no account's name, and for a bare name that Windows itself does not know.
    """
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no account: write its name as text")
    text = value.strip()
    if known := _SPELLINGS.get(text.lower()):
        return known
    if re.fullmatch(r"S-1-\d+(-\d+)+", text, re.IGNORECASE):
        return text.upper()
    if match := re.fullmatch(rf"NT SERVICE\\({_PART})", text, re.IGNORECASE):
        return f"NT SERVICE\\{match[1]}"
    if re.fullmatch(rf"{_PART}\\{_PART}", text) or re.fullmatch(rf"{_PART}@{_PART}", text):
        return text
    if re.fullmatch(_PART, text):
        raise ValueError(f"'{value}': whose account is it? write '.\\{text}' for the host's own, or 'DOMAIN\\{text}'")
    raise ValueError(rf"'{value}' is no account: write '.\user', 'DOMAIN\user', 'BUILTIN\Users' or a SID (S-1-5-...)")


Account = Annotated[str, Field(strict=True), BeforeValidator(account)]
