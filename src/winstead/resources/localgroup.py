"""A group of the host's own users."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator, model_validator

from winstead.accounts import KNOWN, Account
from winstead.resources import Resource

_BUILTIN = {name.lower(): name.removeprefix("BUILTIN\\") for name in KNOWN if name.startswith("BUILTIN\\")}


def local_name(value: object) -> str:
    r"""The name of a user or a group of the host, without ``.\``.

    Raises ValueError for what Windows does not take in such names
    (<https://learn.microsoft.com/windows/win32/api/lmaccess/ns-lmaccess-user_info_1>).
    """
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no name: write it as text")
    name = value.strip().removeprefix(".\\")
    if bad := re.search(r'["/\\\[\]:;|=,+*?<>@\x00-\x1f]', name):
        raise ValueError(f"'{value}' holds {bad[0]!r}, which no name of a host's own user or group may")
    if not name.strip(". ") or name.endswith("."):
        raise ValueError(f"'{value}' is no name of a user or a group: it is empty, or ends in a full stop")
    return name


def group_name(value: object) -> str:
    r"""The name of a group of the host, without ``.\`` or ``BUILTIN\``; Windows' own in their one spelling.

    Raises ValueError as ``local_name`` does.
    """
    name = local_name(re.sub(r"(?i)^builtin\\", "", value) if isinstance(value, str) else value)
    return _BUILTIN.get(f"builtin\\{name}".lower(), name)


class LocalGroup(Resource):
    """A group of the host. `absent` removes it, not those who were in it."""

    name: Annotated[str, Field(strict=True, max_length=256), BeforeValidator(group_name)] = Field(
        description="The group's name; one of Windows' own by its English name in every language."
    )
    description: str | None = Field(
        None, min_length=1, max_length=48, description="What the group is for; Windows cannot empty it again."
    )
    members: tuple[Account, ...] | None = Field(
        None, description=r"Who is in it, and nobody else: `.\user`, `DOMAIN\group`, `NT SERVICE\name`, a SID."
    )
    include: tuple[Account, ...] | None = Field(None, description="Who is in it, whoever else may be.")

    @field_validator("members", "include")
    @classmethod
    def _sorts(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return value if value is None else tuple(sorted({one.lower(): one for one in value}.values()))

    @model_validator(mode="after")
    def _fits_together(self) -> LocalGroup:
        if self.members is not None and self.include is not None:
            raise ValueError("write members (these and nobody else) or include (these besides others), not both")
        return self
