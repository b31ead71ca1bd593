"""A permission: what the own list of a file, a folder or a registry key says about one account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from winstead.accounts import Account
from winstead.resources import Resource
from winstead.strict import nearest
from winstead.types import windows_path

_HIVES = {
    "HKEY_LOCAL_MACHINE": "HKLM",
    "HKEY_CURRENT_USER": "HKCU",
    "HKEY_USERS": "HKU",
    "HKEY_CLASSES_ROOT": "HKCR",
    "HKEY_CURRENT_CONFIG": "HKCC",
}
# Masks of System.Security.AccessControl's FileSystemRights and RegistryRights, without Synchronize, which Windows adds
# by itself; wide ones first. ps1/engine/Get-AccessRight.ps1 has the same in the same order.
_FILE_RIGHTS = MappingProxyType(
    {
        "full": 0xF01FF,
        "modify": 0x301BF,
        "read-execute": 0x200A9,
        "read": 0x20089,
        "write": 0x116,
        "ReadData": 0x1,
        "CreateFiles": 0x2,
        "AppendData": 0x4,
        "ReadExtendedAttributes": 0x8,
        "WriteExtendedAttributes": 0x10,
        "ExecuteFile": 0x20,
        "DeleteSubdirectoriesAndFiles": 0x40,
        "ReadAttributes": 0x80,
        "WriteAttributes": 0x100,
        "Delete": 0x10000,
        "ReadPermissions": 0x20000,
        "ChangePermissions": 0x40000,
        "TakeOwnership": 0x80000,
    }
)
_KEY_RIGHTS = MappingProxyType(
    {
        "full": 0xF003F,
        "read": 0x20019,
        "write": 0x20006,
        "QueryValues": 0x1,
        "SetValue": 0x2,
        "CreateSubKey": 0x4,
        "EnumerateSubKeys": 0x8,
        "Notify": 0x10,
        "CreateLink": 0x20,
        "Delete": 0x10000,
        "ReadPermissions": 0x20000,
        "ChangePermissions": 0x40000,
        "TakeOwnership": 0x80000,
    }
)
_OTHER_NAMES = MappingProxyType(
    {
        "fullcontrol": "full",
        "readandexecute": "read-execute",
        "readkey": "read",
        "executekey": "read",
        "writekey": "write",
        "listdirectory": "ReadData",
        "writedata": "CreateFiles",
        "createdirectories": "AppendData",
        "traverse": "ExecuteFile",
    }
)


def is_key(path: str) -> bool:
    """Whether a permission's path is a registry key."""
    return path.split("\\")[0] in _HIVES.values()


def _path(value: object) -> str:
    r"""A file's or folder's path, or a registry key as ``HKLM\Key``."""
    match = re.fullmatch(r"(HK[A-Z_]+):?\\(.+)", value, re.IGNORECASE) if isinstance(value, str) else None
    if not match:
        return windows_path(value)
    hive = _HIVES.get(match[1].upper(), match[1].upper())
    if hive not in _HIVES.values():
        raise ValueError(f"'{value}': no hive {match[1]}; {nearest(match[1].upper(), [*_HIVES, *_HIVES.values()])}")
    key = match[2].rstrip("\\")
    if not key or "\\\\" in key:
        raise ValueError(f"'{value}' has a key without a name")
    return f"{hive}\\{key}"


def _rights(value: object, table: Mapping[str, int]) -> str:
    """Rights as the fewest names that say them all: what Format-AccessMask makes of their mask."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list | tuple) or not words:
        raise ValueError(f"{value!r} are no rights: write one of {', '.join(table)}, or a list of them")
    known, mask = {name.lower(): name for name in table}, 0
    for word in (part.strip() for one in words for part in str(one).split(",")):
        name = known.get(_OTHER_NAMES.get(word.lower(), word).lower())
        if not name:
            raise ValueError(f"no right '{word}': {nearest(word, list(table))}")
        mask |= table[name]
    names, left = [], mask
    for name, bits in table.items():
        if mask & bits == bits and left & bits:
            names.append(name)
            left &= ~bits
    return ", ".join(names)


class Permission(Resource):
    """An account's one entry in a path's own access control list, in the place of all that it had there.

    What the path inherits, and other accounts' entries, are left alone, unless `protected` or `exact` says otherwise.
    `absent` takes the account's entries out. The path and the account may be made earlier in the same run.
    """

    name: Annotated[str, Field(strict=True), BeforeValidator(_path)] = Field(
        description=r"A file, a folder, or a registry key (`HKLM\Software\Key`)."
    )
    account: Account = Field(
        description=r"Whose entry: `BUILTIN\Users`, `NT SERVICE\name`, `LocalService`, `DOMAIN\user`, `.\user`, a SID."
    )
    rights: str | None = Field(
        None,
        description="read, read-execute, write, modify or full; of a key read, write or full; or Windows' own names, "
        "one or a list. No more and no less is what the account has.",
    )
    allow: bool = Field(True, description="false denies the rights instead of granting them.")
    inherit: bool = Field(True, description="Whether it holds for all that is below; without meaning for a file.")
    exact: bool | tuple[Account, ...] = Field(
        False,
        description="true takes all other accounts' entries out of the path's own list; a list names accounts "
        "that may have some. What is inherited stays: see protected.",
    )
    protected: bool | None = Field(
        None,
        description="true cuts the path off from what it would inherit, which becomes its own first (and goes, with "
        "exact); false lets it inherit again.",
    )
    owner: Account | None = Field(None, description="Who owns the path.")

    @property
    def key(self) -> str:
        """``path|account``."""
        return f"{self.name}|{self.account}"

    def properties(self) -> dict[str, object]:
        """Without the account, which is in the key, and without exact where it asks for nothing."""
        values = super().properties()
        del values["account"]
        if self.exact is False:
            del values["exact"]
        return values

    @field_validator("rights", mode="before")
    @classmethod
    def _fewest_names(cls, value: object, info: ValidationInfo) -> object:
        name = info.data.get("name")
        return value if value is None or name is None else _rights(value, _KEY_RIGHTS if is_key(name) else _FILE_RIGHTS)

    @model_validator(mode="after")
    def _complete(self) -> Permission:
        if self.ensure == "present" and self.rights is None:
            raise ValueError("rights is missing: write read, read-execute, write, modify or full")
        return self
