"""A user of the host."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator, model_validator

from winstead.resources import Resource
from winstead.resources.localgroup import group_name, local_name
from winstead.types import Secret

GroupName = Annotated[str, Field(strict=True, max_length=256), BeforeValidator(group_name)]


class LocalUser(Resource):
    """A user of the host, at first a member of no group. `absent` removes the user and leaves the profile folder.

    One without `password` and `random` must be on the host. What is not said is left as it is.
    """

    name: Annotated[str, Field(strict=True, max_length=20), BeforeValidator(local_name)] = Field(
        description="The user's name, up to 20 characters."
    )
    password: Secret | None = Field(
        None, description="The user's password. It cannot be read, so it is set when something else changes."
    )
    random: bool = Field(
        False,
        description="true gives a random password that is kept nowhere: a service or scheduled task that logs on as "
        "the user with `password: random` gets a new one, and so does all else on the host that does.",
    )
    full_name: str | None = Field(None, max_length=256, description="The name that people see.")
    description: str | None = Field(None, max_length=48, description="What the user is for.")
    enabled: bool | None = Field(None, description="Whether the user may log on; a new one may.")
    password_never_expires: bool | None = Field(
        None, description="Whether the password lives for ever; true with `password` or `random` unless said otherwise."
    )
    may_change_password: bool | None = Field(
        None,
        description="Whether the user may change it; false with `password` or `random` unless said otherwise.",
    )
    groups: tuple[GroupName, ...] | None = Field(
        None, description="Groups of the host that the user is in; others are left alone."
    )

    @field_validator("groups")
    @classmethod
    def _sorts(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return value if value is None else tuple(sorted({one.lower(): one for one in value}.values()))

    @model_validator(mode="after")
    def _fits_together(self) -> LocalUser:
        if self.password and self.random:
            raise ValueError("write password or random: true, not both")
        return self

    def properties(self) -> dict[str, object]:
        """With what is safe for an account that programs run as, where the password is winstead's to give."""
        values = super().properties()
        if self.password or self.random:
            values = {"password_never_expires": True, "may_change_password": False} | values
        if not self.random:
            del values["random"]
        return values
