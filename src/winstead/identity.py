"""Who an app runs as."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from winstead.strict import Strict, nearest
from winstead.types import Secret


class UserAccount(Strict):
    """A user that an app runs as."""

    user: str = Field(description="A user: '.\\name' or 'DOMAIN\\name'.")
    password: Secret | None = Field(
        None, description="The user's password, by the name of its secret; random and kept nowhere for one made here."
    )
    create: bool = Field(
        False, description="Make the user on the host, with a password that lasts; nobody may log on as it by hand."
    )

    @model_validator(mode="after")
    def _has_password(self) -> Self:
        if not self.password and not self.create:
            raise ValueError("the user's password is missing: write password: {secret: NAME}, or create: true")
        if self.create and not self.user.startswith(".\\"):
            raise ValueError("only a user of the host itself can be made: write user: '.\\name'")
        return self


class ManagedAccount(Strict):
    """A group managed service account."""

    gmsa: str = Field(description="'DOMAIN\\name$'; Windows knows its password.")


_BUILT_IN = ("virtual", "LocalService", "NetworkService", "LocalSystem")
_MAPS = "{user: NAME, password: {secret: NAME}} or {gmsa: 'DOMAIN\\name$'}"


def _account(value: object) -> object:
    if isinstance(value, dict):
        if "user" not in value and "gmsa" not in value:
            raise ValueError(f"write {_MAPS}")
        return (UserAccount if "user" in value else ManagedAccount).model_validate(value)
    if isinstance(value, str) and value not in _BUILT_IN:
        raise ValueError(f"'{value}' is not known; {nearest(value, _BUILT_IN)}; or write {_MAPS}")
    return value


Account = Annotated[
    Literal["virtual", "LocalService", "NetworkService", "LocalSystem"] | UserAccount | ManagedAccount,
    BeforeValidator(_account),
]
