"""What Windows starts of an app."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from winstead.resources import Resource

_KINDS = ("Service", "ScheduledTask", "RegistryValue", "JsonFile", "PortProxy")


class Registration(Resource):
    """winstead's own record of what Windows starts of an app; what is no longer in it is removed from the host.

    So an app that was a service and is to be a scheduled task leaves no service behind. `absent` removes all of it.
    """

    name: str = Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$", description="The app.")
    entries: tuple[str, ...] = Field((), description=f"Resources (`Kind/name`) of the kinds {', '.join(_KINDS)}.")

    @field_validator("entries")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            kind, _, name = one.partition("/")
            if kind not in _KINDS or not name or re.search(r"[\x00-\x1f]", name):
                raise ValueError(f"'{one}' is no entry: write Kind/name, the kind one of {', '.join(_KINDS)}")
        return value
